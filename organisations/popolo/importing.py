"""Bringing a file in: all of it or nothing. Nothing that is here already is taken away."""

import contextlib
import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction

from organisations.popolo.collecting import Entry, Identity
from organisations.popolo.matching import Matching
from organisations.popolo.mistake import PopoloError
from organisations.popolo.reading import read
from organisations.popolo.schema import COLLECTIONS, EXTENSION, RECORDS, Rows


@dataclass
class Report:
    """How many records a file added, changed, and said nothing new of."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


def bring_in(raw: bytes, is_dry_run: bool = False) -> Report:
    """Import a file's bytes. Raises `PopoloError` with a line for each mistake."""
    content = read(raw)
    _refuse(content.mistakes)
    with transaction.atomic():
        matching = Matching(content)
        _refuse(matching.mistakes)
        matching.compare()
        _refuse(matching.mistakes)
        report = Bringing(matching).run()
        if is_dry_run:
            transaction.set_rollback(True)
    return report


def _refuse(mistakes: list[str]) -> None:
    if mistakes:
        raise PopoloError(mistakes)


class Bringing:
    """One import, inside a transaction."""

    def __init__(self, matching: Matching):
        self.items, self.current = matching.items, matching.current
        self.mistakes = matching.mistakes
        self.pks = {identity: entry.pk for identity, entry in self.current.items()}
        self.changed: set[Identity] = set()

    def run(self) -> Report:
        """Records first, then the rows below them, which can refer to any of them."""
        order = {kind: number for number, kind in enumerate(RECORDS)}
        identities = sorted(self.items, key=lambda identity: order[identity[0]])
        for identity in identities:
            self._bring_record(identity)
        _refuse(self.mistakes)
        for identity in identities:
            self._bring_children(identity)
        _refuse(self.mistakes)
        old = [identity for identity in identities if identity in self.current]
        changed = sum(identity in self.changed for identity in old)
        return Report(len(identities) - len(old), changed, len(old) - changed)

    def _path(self, identity: Identity) -> str:
        path = self.items[identity].path
        return f"{path}.{EXTENSION}" if identity[0] in COLLECTIONS else path

    def _bring_record(self, identity: Identity) -> None:
        kind, key = identity
        rows, data = RECORDS[kind], self.items[identity].data
        entry = self.current.get(identity)
        if entry and not _changes(rows, entry.values, data):
            return
        needed = [(other, data[name]) for name, other in rows.references.items() if name in data]
        if any(each not in self.pks for each in needed):
            return  # its own mistake is noted
        with self._told(self._path(identity)):
            record = self._saved(rows, entry, data, {"key": key})
            self.pks[identity] = record.pk
            self.changed.add(identity)

    def _bring_children(self, identity: Identity) -> None:
        entry = self.current.get(identity)
        data = self.items[identity].data
        if entry and entry.data() == data:
            return
        parent = entry or Entry(self.pks[identity], {})
        if self._bring_below(RECORDS[identity[0]], parent, data, self._path(identity)):
            self.changed.add(identity)

    def _bring_below(self, rows: Rows, parent: Entry, data: dict, path: str) -> bool:
        """Bring the rows below a row to what the file says; whether any was not so before."""
        is_changed = False
        for name, child in rows.children.items():
            here = list(parent.rows.get(name, ()))
            new = _without_equal(here, data.get(name, []))
            for number, said in new:
                entry = next((each for each in here if _is_same(child, each, said)), None)
                if entry:
                    here.remove(entry)
                place = f"{path}.{name}[{number}]"
                with self._told(place):
                    is_changed |= self._bring_row(child, parent, entry, said, place)
        return is_changed

    def _bring_row(
        self, rows: Rows, parent: Entry, entry: Entry | None, said: dict, path: str
    ) -> bool:
        is_changed = False
        if not entry or _changes(rows, entry.values, said):
            owner = {f"{rows.parent}_id": parent.pk}
            if not entry:
                self._refuse_hidden(rows, owner, said)
            record = self._saved(rows, entry, said, owner)
            entry = entry or Entry(record.pk, {})
            is_changed = True
        return self._bring_below(rows, entry, said, path) or is_changed

    def _refuse_hidden(self, rows: Rows, owner: dict, said: dict) -> None:
        """Raises ValidationError where the row is here, but not public."""
        if not rows.public:
            return
        values = self._columns(rows, {name: said.get(name) for name in rows.identity})
        twins = rows.model._base_manager.filter(**owner, **values)
        public = rows.model._base_manager.filter(rows.public, **owner).values("pk")
        if twins.exclude(pk__in=public).exists():
            raise ValidationError("this is here, but not public; an import changes only what is.")

    def _saved(self, rows: Rows, entry: Entry | None, data: dict, own: dict) -> models.Model:
        """A row stored with what the file says. Raises ValidationError."""
        if entry:
            record = rows.model._base_manager.get(pk=entry.pk)
            changes = _changes(rows, entry.values, data)
        else:
            record = rows.model(**own, **rows.constants)
            changes = {name: data.get(name) for name in rows.fields}
        for name, value in self._columns(rows, changes).items():
            setattr(record, name, value)
        record.full_clean()
        record.save()
        return record

    def _columns(self, rows: Rows, values: dict) -> dict[str, object]:
        """Values of the file as columns take them."""
        made: dict[str, object] = {}
        for name, value in values.items():
            column = rows.model._meta.get_field(name)
            if column.is_relation:
                other = rows.references[name], value
                made[column.attname] = None if value is None else self.pks[other]
            elif isinstance(column, models.DateField) and value is not None:
                made[name] = datetime.date.fromisoformat(str(value))
            else:
                made[name] = ("" if not column.null else None) if value is None else value
        return made

    @contextlib.contextmanager
    def _told(self, path: str) -> Iterator[None]:
        """Notes at its place what a model or the database refused; goes on with the others."""
        try:
            with transaction.atomic():
                yield
        except ValidationError as error:
            self.mistakes.append(_told_by_model(path, error))
        except DatabaseError as error:
            reason = " ".join(str(error).split())
            self.mistakes.append(f"{path}: the database refuses it: {reason}")


def _told_by_model(path: str, error: ValidationError) -> str:
    if not hasattr(error, "error_dict"):
        return f"{path}: {' '.join(error.messages)}"
    name, messages = next(iter(error.message_dict.items()))
    if name == "key":
        path, name = path.removesuffix(f".{EXTENSION}"), "id"
    return f"{path if name == '__all__' else f'{path}.{name}'}: {' '.join(messages)}"


def _changes(rows: Rows, values: dict, said: dict) -> dict:
    """What the file says otherwise."""
    return {name: said.get(name) for name in rows.fields if said.get(name) != values.get(name)}


def _without_equal(here: list[Entry], said: list[dict]) -> list[tuple[int, dict]]:
    """The rows of the file that are not here just so, numbered; takes the others from `here`."""
    new = []
    for number, row in enumerate(said):
        equal = next((entry for entry in here if entry.data() == row), None)
        if equal:
            here.remove(equal)
        else:
            new.append((number, row))
    return new


def _is_same(rows: Rows, entry: Entry, said: dict) -> bool:
    """Whether the file speaks of this row, whatever else it says of it."""
    return all(entry.values.get(name) == said.get(name) for name in rows.identity)
