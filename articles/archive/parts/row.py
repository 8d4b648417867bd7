"""Rows that belong to a record: its names, a text's bylines and their affiliations."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from wagtail.models import Orderable

from articles.archive.directory import Numbers
from articles.archive.mistake import Place
from articles.archive.naming import Names, Reference, references, resolved
from articles.archive.parts.part import Context, Part
from articles.archive.reading import Node


@dataclass(frozen=True, slots=True)
class Row:
    """A row as read from a fixture: values by the names of their fields."""

    place: Place
    values: dict[str, Any]

    def references(self) -> Iterator[Reference]:
        yield from references(self.values)

    def resolved(self, names: Names) -> "Row":
        return Row(self.place, resolved(self.values, names))


class RowsPart(Part):
    """The rows of one kind, in their order."""

    is_late = True

    def __init__(self, name: str, schema):
        super().__init__(name)
        self.schema = schema
        self.is_ordered = issubclass(schema.model, Orderable)

    def read(self, node: Node, context: Context) -> Any:
        return [
            Row(item.place, self.schema.read(item, context.below(f"{self.name}/{position}")))
            for position, item in enumerate(node.items)
        ]

    def empty(self) -> Any:
        return []

    def put(self, record: models.Model, value: list[Row]) -> None:
        """Keeps the rows that are there, as far as they say the same or can be made to."""
        rows = []
        matched = self._matched(list(getattr(record, self.name).all()), value)
        for position, (row, child) in enumerate(zip(value, matched, strict=True)):
            child = child or self.schema.model()
            self.schema.put(child, row.values)
            if self.is_ordered:
                child.sort_order = position
            child.stands_at = row.place
            rows.append(child)
        setattr(record, self.name, rows)

    def _matched(self, present: list, rows: list[Row]) -> list:
        """For each row the record's own that is the same, else one that can become it, or None."""
        found: list = [None] * len(rows)
        wanted = [self._made(row) for row in rows]
        for likeness in (self._content, self._unique_values):
            for position, row in enumerate(wanted):
                if found[position] is None:
                    same = (each for each in present if likeness(each) == likeness(row))
                    found[position] = next(same, None)
                    present = [each for each in present if each is not found[position]]
        for position, child in enumerate(found):
            if child is None and present:
                found[position] = present.pop(0)
        return found

    def _made(self, row: Row) -> models.Model:
        child = self.schema.model()
        self.schema.put(child, row.values)
        return child

    def _content(self, child: models.Model) -> Any:
        return self.schema.take(child, Numbers())

    def _unique_values(self, child: models.Model) -> Any:
        names = {
            name
            for constraint in self.schema.model._meta.constraints
            if isinstance(constraint, models.UniqueConstraint)
            for name in constraint.fields
            if name in self.schema.parts
        }
        # Without such fields no two rows are alike in them.
        return [getattr(child, self._column(name)) for name in sorted(names)] or object()

    def _column(self, name: str) -> str:
        return self.schema.model._meta.get_field(name).attname

    def take(self, record: models.Model, names) -> Any:
        rows = getattr(record, self.name).all()
        return [self.schema.take(row, names) for row in rows] or None
