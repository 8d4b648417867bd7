"""The entries of all files of one `loaddata`, written together after the last file."""

import sys
import threading

from django.core.management.base import CommandError
from django.db import connections, transaction

from articles.archive.entry import Entry
from articles.archive.loading import Loading
from articles.archive.mistake import FixtureError, Mistake, Mistakes
from articles.archive.models import LoadedEntry
from articles.archive.naming import Model
from articles.archive.report import Report

_held = threading.local()


class Batch:
    """What one `loaddata` brings."""

    def __init__(self, block: transaction.Atomic):
        # Kept, so that no later block can have its identity.
        self.block = block
        self.entries: dict[tuple[Model, str], Entry] = {}

    def add(self, entry: Entry) -> None:
        """Raises `FixtureError` where another entry is called the same."""
        other = self.entries.setdefault(entry.identity, entry)
        if other is not entry:
            reason = f"“{entry.key}” is an entry already, at {other.place}."
            raise FixtureError([Mistake(entry.place, reason)])

    def write(self) -> Report:
        """Everything that is new or changed. Raises `FixtureError`."""
        report, mistakes = Report(), Mistakes()
        known = {(each.label, each.key): each for each in LoadedEntry.objects.all()}
        changed = []
        for entry in self.entries.values():
            with mistakes.noted():
                loaded = known.get((entry.label, entry.key))
                if loaded and loaded.digest == entry.digest():
                    report.unchanged += 1
                else:
                    changed.append(entry)
        for entry in changed:
            entry.read(mistakes)
        mistakes.refuse()
        if changed:
            Loading(changed, known, report).run()
        return report


def current(using: str) -> Batch:
    """The batch of the `loaddata` that is running.

    It belongs to that command's own transaction: what a failed load had gathered can't get into
    the next one. Raises `CommandError` outside of a transaction.
    """
    blocks = connections[using].atomic_blocks
    if not blocks:
        raise CommandError("These fixtures are loaded by manage.py loaddata, in one transaction.")
    batch = getattr(_held, "batch", None)
    if batch is None or batch.block is not blocks[-1]:
        batch = _held.batch = Batch(blocks[-1])
    return batch


def finish(batch: Batch) -> None:
    """Write a batch, once, and say what that did."""
    if getattr(_held, "batch", None) is batch:
        _held.batch = None
        sys.stdout.write(f"{batch.write()}\n")
