"""Entries that are new or changed, brought into the database: all of them, or none."""

import contextlib
from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.db import DatabaseError
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from articles.archive import pages, records
from articles.archive.entry import Entry
from articles.archive.mistake import FixtureError, Mistake, Mistakes, meant
from articles.archive.models import LoadedEntry
from articles.archive.naming import (
    Model,
    Names,
    Reference,
    label_of,
    name_field,
    resolved,
    space_of,
)
from articles.archive.order import in_order
from articles.archive.report import Report
from articles.archive.state import fingerprint, fingerprint_when_published
from articles.archive.task import Fate, Task, task_of

Known = dict[tuple[str, str], LoadedEntry]


class Loading:
    """One load; entries that say what they said last time have been left out already."""

    def __init__(self, entries: list[Entry], known: Known, report: Report):
        self.entries, self.known, self.report = entries, known, report
        self.names = Names()
        self.mistakes = Mistakes()
        self.tasks: dict[tuple[Model, str], Task] = {}

    def run(self) -> None:
        """Raises `FixtureError`; whoever called rolls back."""
        try:
            self._decide()
            self.mistakes.refuse()
            # Once for each at the end, and not for each of its rows.
            with disable_reference_index_auto_update():
                self._make()
                self.mistakes.refuse()
                for task in self._active():
                    self._finish(task)
                self.mistakes.refuse()
            self._remember()
        except BaseException:
            self._take_back_files()
            raise

    # --- What is to be done -----------------------------------------------------------------------

    def _decide(self) -> None:
        """Find in a few queries what entries are called and point at; choose what to do."""
        wanted = {entry.identity for entry in self.entries}
        for entry in self.entries:
            wanted.update(reference.identity for reference in entry.references())
            if entry.parent:
                wanted.add(entry.parent.identity)
        self.names.look_up(wanted)
        for entry in self.entries:
            loaded = self.known.get((entry.label, entry.key))
            self.tasks[entry.identity] = task_of(entry, loaded, self.names)
        self._settle_references()
        for task in self.tasks.values():
            if task.fate is Fate.KEEP_BACK:
                self.report.keep_back(task.entry, task.reason)

    def _active(self) -> list[Task]:
        return [task for task in self.tasks.values() if task.fate is not Fate.KEEP_BACK]

    def _settle_references(self) -> None:
        """Note what is nowhere; keep back what needs something that editors took away."""
        is_settled = False
        while not is_settled:
            is_settled = True
            for task in self._active():
                missing = [each for each in self._references(task) if not self._exists(each)]
                for reference in missing:
                    if self._is_taken_away(reference):
                        task.fate = Fate.KEEP_BACK
                        task.reason = f"it needs {reference}, which is not here."
                        is_settled = False
                    else:
                        self.mistakes.add(reference.place, self._nowhere(reference, task.entry))

    def _references(self, task: Task) -> Iterator[Reference]:
        yield from task.entry.references()
        if task.fate is Fate.MAKE and task.entry.parent:
            yield task.entry.parent

    def _exists(self, reference: Reference) -> bool:
        """Whether it is there or about to be made; a page of the wrong type is noted."""
        task = self.tasks.get(reference.identity)
        with self.mistakes.noted():
            if task and task.fate is Fate.MAKE:
                reference.require(task.entry.model)
            elif self.names.number(reference) is None:
                return False
        return True

    def _is_taken_away(self, reference: Reference) -> bool:
        """Whether fixtures had it here once, or it waits for something that they had."""
        if reference.identity in self.tasks:
            return True
        if space_of(reference.model) is Page:
            return any(key == reference.name for _label, key in self.known)
        return (label_of(reference.model), reference.name) in self.known

    def _nowhere(self, reference: Reference, entry: Entry) -> str:
        if reference == entry.parent:
            return f"there is no page {reference.name} for it to stand below."
        space = space_of(reference.model)
        names = [name for each, name in (*self.tasks, *self.names.numbers) if each is space]
        if space is not Page:
            names += space._base_manager.values_list(name_field(space), flat=True)
        return f"there is no {reference}.{meant(reference.name, names)}"

    # --- Doing it ---------------------------------------------------------------------------------

    def _make(self) -> None:
        """Store everything that is new, each after what it can't be stored without."""
        new = {task.entry.identity: task for task in self._active() if task.fate is Fate.MAKE}

        def among_new(references: Iterable[Reference | None]) -> list[Entry]:
            return [
                new[each.identity].entry for each in references if each and each.identity in new
            ]

        def needs(entry: Entry) -> list[Entry]:
            required = [entry.values.get(name) for name in entry.schema.required]
            original = entry.translation_of if entry.is_page else None
            return among_new([entry.parent, original, *required])

        def wishes(entry: Entry) -> list[Entry]:
            # A page's are set when it is published, after all pages are made.
            return [] if entry.is_page else among_new(entry.references())

        with self.mistakes.noted():
            for entry in in_order([task.entry for task in new.values()], needs, wishes):
                if all(each.identity not in self._failed for each in needs(entry)):
                    with self.mistakes.noted(), told_by(entry):
                        self._make_one(new[entry.identity])

    @property
    def _failed(self) -> set[tuple[Model, str]]:
        """What was to be made and is not: its own mistake is noted."""
        return {
            identity
            for identity, task in self.tasks.items()
            if task.fate is Fate.MAKE and identity not in self.names.numbers
        }

    def _make_one(self, task: Task) -> None:
        entry = task.entry
        if entry.is_page:
            task.record = pages.make(entry, self.names)
        else:
            task.record = records.start(entry)
            task.is_finished = records.make(task.record, entry, self.names, self.mistakes)
        if task.record.pk is not None:
            self.names.note(entry.model, entry.key, task.record.pk)

    def _finish(self, task: Task) -> None:
        """Bring a record or page to everything that its entry says."""
        entry, mistakes = task.entry, self.mistakes
        values = resolved(entry.values, self.names)
        with mistakes.noted(), told_by(entry):
            if task.fate is Fate.DRAFT:
                self._draft(task, values)
                return
            if task.fate is Fate.ADOPT:
                is_changed = False
            elif entry.is_page:
                # Others that were made since may stand below: the tree as it is in the database.
                page = entry.model._base_manager.get(pk=task.record.pk)
                is_changed = pages.fill(page, entry, values, mistakes, task.is_new)
            else:
                is_changed = task.is_finished or records.fill(task.record, entry, values, mistakes)
            self.report.count(task.is_new, is_changed)

    def _draft(self, task: Task, values) -> None:
        page, is_changed = pages.add_draft(task.record, task.entry, values)
        # As if the draft were published: until an editor does that, the page counts as edited.
        task.fingerprint = fingerprint_when_published(page)
        if is_changed:
            reason = "it was edited here; what the fixture says is saved as a draft on top."
            self.report.keep_back(task.entry, reason)
        else:
            self.report.count(is_new=False, is_changed=False)

    # --- Afterwards -------------------------------------------------------------------------------

    def _remember(self) -> None:
        LoadedEntry.objects.bulk_create(
            [self._loaded(task) for task in self._active()],
            update_conflicts=True,
            unique_fields=["label", "key"],
            update_fields=["digest", "fingerprint", "number", "loaded_at"],
        )

    def _loaded(self, task: Task) -> LoadedEntry:
        """What to remember of an entry, from the state in which it is in the database now."""
        record = task.entry.model._base_manager.get(pk=task.record.pk)
        if ReferenceIndex.is_indexed(task.entry.model):
            ReferenceIndex.create_or_update_for_object(record)
        return LoadedEntry(
            label=task.entry.label,
            key=task.entry.key,
            digest=task.entry.digest(),
            fingerprint=task.fingerprint or fingerprint(record),
            number=record.pk,
        )

    def _take_back_files(self) -> None:
        for task in self.tasks.values():
            for storage, name in getattr(task.record, "files_stored", []):
                storage.delete(name)


@contextlib.contextmanager
def told_by(entry: Entry) -> Iterator[None]:
    """Says in which entry a model or the database refused something."""
    try:
        yield
    except ValidationError as error:
        raise Mistake(entry.place, " ".join(error.messages)) from None
    except DatabaseError as error:
        reason = f"the database refuses it: {' '.join(str(error).split())}"
        raise FixtureError([Mistake(entry.place, reason)]) from error
