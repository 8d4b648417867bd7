"""Fields that point at other records and pages: one, or many."""

from typing import Any

from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from taggit.managers import TaggableManager

from articles.archive.mistake import Mistake
from articles.archive.naming import Reference, name_field
from articles.archive.parts.part import Context, Part
from articles.archive.reading import Node


class ReferencePart(Part):
    """A foreign key, by the name of its target."""

    def __init__(self, field: models.ForeignKey, is_dumped: bool = True):
        super().__init__(field.name)
        self.field, self.model = field, field.related_model
        self.is_required = not field.null
        self.is_dumped = is_dumped

    def read(self, node: Node, context: Context) -> Any:
        if node.text == "":
            if self.is_required:
                raise Mistake(node.place, f"{self.name}: a name is needed here.")
            return None
        return Reference.read(self.model, node)

    def empty(self) -> Any:
        return None

    def put(self, record: models.Model, value: Any) -> None:
        if getattr(record, self.field.attname) != value:
            setattr(record, self.field.attname, value)

    def take(self, record: models.Model, names) -> Any:
        number = getattr(record, self.field.attname)
        if number is None or not self.is_dumped:
            return None
        return names.name(self.model, number) or None


class ManyPart(Part):
    """A list of references: accounts' roles, texts' topics."""

    is_late = True

    def __init__(self, field):
        super().__init__(field.name)
        self.field, self.model = field, field.related_model
        # Topics are kept in memory until the page is saved, as its revisions need them.
        self.is_tagging = isinstance(field, TaggableManager)
        self.is_after_save = not self.is_tagging

    def read(self, node: Node, context: Context) -> Any:
        return [Reference.read(self.model, item) for item in node.items]

    def empty(self) -> Any:
        return []

    def put(self, record: models.Model, value: Any) -> None:
        manager = getattr(record, self.name)
        if not self.is_tagging:
            manager.set(value)
            return
        # Its `set` would delete and make again what stays.
        present = {tag.pk: tag for tag in manager.all()}
        manager.remove(*[tag.name for number, tag in present.items() if number not in value])
        wanted = self.model._base_manager.in_bulk(value)
        manager.add(*[wanted[number] for number in value if number not in present])

    def is_there(self, record: models.Model, value: Any) -> bool:
        return {each.pk for each in getattr(record, self.name).all()} == set(value)

    def take(self, record: models.Model, names) -> Any:
        numbers = [each.pk for each in getattr(record, self.name).all()]
        return sorted(names.name(self.model, number) for number in numbers) or None


class WordsPart(Part):
    """A list of free tags, by their words."""

    is_late = True

    def __init__(self, field):
        super().__init__(field.name)
        # As topics: a text keeps its own in memory until it is saved.
        self.is_after_save = not isinstance(field, ClusterTaggableManager)

    def read(self, node: Node, context: Context) -> Any:
        return [item.text for item in node.items]

    def empty(self) -> Any:
        return []

    def put(self, record: models.Model, value: Any) -> None:
        getattr(record, self.name).set(value)

    def is_there(self, record: models.Model, value: Any) -> bool:
        return {tag.name for tag in getattr(record, self.name).all()} == set(value)

    def take(self, record: models.Model, names) -> Any:
        return sorted(tag.name for tag in getattr(record, self.name).all()) or None


def many_part(field) -> Part | None:
    """The part for a many-to-many field, or None where its targets have no names."""
    if isinstance(field, TaggableManager) and not name_field(field.related_model):
        return WordsPart(field)
    return ManyPart(field) if name_field(field.related_model) else None
