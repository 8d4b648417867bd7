"""Which fields of a model are part of the format."""

import functools
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from modelcluster.models import get_all_child_relations
from taggit.models import ItemBase
from wagtail.fields import RichTextField, StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Page

from articles.archive.mistake import Mistake, meant
from articles.archive.naming import Model, can_be_named, label_of, name_field
from articles.archive.parts.file import FilePart
from articles.archive.parts.part import Context, Part
from articles.archive.parts.reference import ReferencePart, many_part
from articles.archive.parts.rich_text import RichTextPart
from articles.archive.parts.row import RowsPart
from articles.archive.parts.scalar import ScalarPart
from articles.archive.parts.stream import StreamPart
from articles.archive.reading import Node

# Of a page: the address says the first five, and the last is what the label says.
ADDRESS_FIELDS = {"path", "depth", "numchild", "slug", "locale", "content_type"}
ACCOUNT_FIELDS = {"password", "last_login"}

# What an entry says beside the fields of its model.
PAGE_WORDS = ("state", "translation_of")
ACCOUNT_WORDS = ("password",)


class Schema:
    """The parts of a model's entries, and the words beside them."""

    def __init__(self, model: Model, parent: str = ""):
        self.model = model
        self.parts: dict[str, Part] = {part.name: part for part in parts_of(model, parent)}
        self.words: tuple[str, ...] = ()
        if issubclass(model, Page):
            self.words = PAGE_WORDS
        elif model is get_user_model():
            self.words = ACCOUNT_WORDS

    def part(self, name: str, node: Node) -> Part:
        """Raises `Mistake` for a field that is none of the format's."""
        if name not in self.parts:
            raise Mistake(
                node.place,
                f"unknown field “{name}” of {label_of(self.model)}."
                f"{meant(name, [*self.parts, *self.words])}",
            )
        return self.parts[name]

    def read(self, node: Node, context: Context) -> dict[str, Any]:
        """The values of an entry or row; what is wrong with them goes to the context's mistakes."""
        values = {}
        for name, value in node.mapping.items():
            if name not in self.words:
                with context.mistakes.noted():
                    values[name] = self.part(name, value).read(value, context)
        for missing in sorted(self.required - node.mapping.keys()):
            context.mistakes.add(node.place, f"the field “{missing}” is missing.")
        return values

    @functools.cached_property
    def required(self) -> set[str]:
        """The references without which a record can't be stored."""
        return {
            part.name
            for part in self.parts.values()
            if isinstance(part, ReferencePart) and part.is_required
        }

    def put(self, record: models.Model, values: dict[str, Any], is_saved: bool = False) -> None:
        """Set everything that is kept with the record; what is not named becomes empty.

        `is_saved`: set what is stored beside it instead.
        """
        for name, part in self.parts.items():
            if part.is_after_save == is_saved:
                part.put(record, values.get(name, part.empty()))

    def is_there(self, record: models.Model, values: dict[str, Any]) -> bool:
        """Whether the record says all that already, and nothing else; may set some of it."""
        return all(
            part.is_there(record, values.get(name, part.empty()))
            for name, part in self.parts.items()
        )

    def take(self, record: models.Model, names) -> dict[str, Any]:
        """What a fixture says for the record, only what is not empty; see `Part.take`."""
        taken = {name: part.take(record, names) for name, part in self.parts.items()}
        return {name: value for name, value in taken.items() if value is not None}


@functools.cache
def schema_of(model: Model) -> Schema:
    """The schema of the entries of a model."""
    return Schema(model)


def parts_of(model: Model, parent: str):
    """The parts of a model's entries, or of its rows below the record that `parent` leads to."""
    left_out = {parent, name_field(model)}
    if issubclass(model, Page):
        left_out |= ADDRESS_FIELDS
    elif model is get_user_model():
        left_out |= ACCOUNT_FIELDS
    elif name_field(model) == "key":
        left_out.add("slug")  # topics copy their key there
    for field in model._meta.concrete_fields:
        if field.name not in left_out and field.editable and not field.primary_key:
            part = part_of(field)
            if part:
                yield part
    for field in model._meta.many_to_many:
        part = many_part(field)
        if part:
            yield part
    for relation in get_all_child_relations(model):
        part = rows_of(relation)
        if part:
            yield part


def part_of(field: models.Field) -> Part | None:
    """The part for a column, or None where its target has no permanent name."""
    if field.is_relation:
        if not can_be_named(field.related_model):
            return None
        return ReferencePart(field, is_dumped=field.related_model is not get_user_model())
    if isinstance(field, RichTextField):
        return RichTextPart(field)
    if isinstance(field, StreamField):
        return StreamPart(field)
    if isinstance(field, models.FileField):
        return FilePart(field)
    return ScalarPart(field)


def rows_of(relation) -> Part | None:
    """The part for rows below a record; None for editors' comments and for links to topics."""
    name, model = relation.get_accessor_name(), relation.related_model
    is_own = name != COMMENTS_RELATION_NAME and not issubclass(model, ItemBase)
    if not is_own or name_field(model):
        return None
    return RowsPart(name, Schema(model, parent=relation.field.name))
