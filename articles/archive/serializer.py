"""The fixture format as Django's `loaddata` sees it (setting SERIALIZATION_MODULES).

Each entry says that it has something to save at the end, so the files are read first, and then
everything is written at once; see docs/fixture-format.md.
"""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.core.serializers.base import SerializationError
from django.db import DEFAULT_DB_ALIAS

from articles.archive import batch
from articles.archive.entry import Entry, entries_in
from articles.archive.mistake import FixtureError, Mistake, Mistakes, Place
from articles.archive.reading import read


class Pending:
    """An entry in the form in which `loaddata` handles objects."""

    deferred_fields = True

    def __init__(self, entry: Entry, held: batch.Batch):
        self.entry, self.batch = entry, held
        # Asked for its model only; a picture that is made properly looks for its collection.
        self.object = entry.model.__new__(entry.model)

    def save(self, **options) -> None:
        self.batch.add(self.entry)

    def save_deferred_fields(self, **options) -> None:
        batch.finish(self.batch)


class Deserializer:
    """Reads one file. Raises `FixtureError` with all that is wrong with its form."""

    def __init__(self, source, *, using: str = DEFAULT_DB_ALIAS, **options):
        if using != DEFAULT_DB_ALIAS:
            raise CommandError("These fixtures go into the default database only.")
        self.batch = batch.current(using)
        self.content = source if isinstance(source, str | bytes) else source.read()
        name = getattr(source, "name", "")
        self.path = Path(name) if isinstance(name, str) and Path(name).is_file() else None

    def __iter__(self) -> Iterator[Pending]:
        stem = self.path.name.partition(".")[0] if self.path else ""
        file = shown(self.path)
        if stem == "demonstration" and not settings.DEMONSTRATION_ALLOWED:
            reason = "illustrative content is not allowed on this site."
            raise FixtureError([Mistake(Place(file, 1), reason)])
        folder = self.path.with_name(f"{stem}.files") if self.path else None
        mistakes = Mistakes()
        entries: list[Entry] = []
        with mistakes.noted():
            root = read(self.content, file, mistakes)
            entries.extend(entries_in(root, folder, mistakes))
        mistakes.refuse()
        return iter([Pending(entry, self.batch) for entry in entries])


class Serializer:
    """Django asks for one of each format; `dump_fixture` is what writes this one."""

    internal_use_only = False

    def serialize(self, *args, **options):
        raise SerializationError("this format is written by manage.py dump_fixture.")


def shown(path: Path | None) -> str:
    """How messages call a file: from the current folder, where it lies below that."""
    if path is None:
        return "standard input"
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
