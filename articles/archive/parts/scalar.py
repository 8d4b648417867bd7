"""Values that are one text: words, dates, numbers, codes, yes and no."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from articles.archive.mistake import Mistake, meant
from articles.archive.parts.part import Context, Part
from articles.archive.reading import Node
from organisations.models import PartialDateField
from organisations.period import PartialDateError

TRUTHS = {"true": True, "false": False}


def to_value(field: models.Field, text: str) -> Any:
    """What a field stores for the text. Raises ValueError with a sentence."""
    if isinstance(field, PartialDateField):
        return field.read(text).edtf  # PartialDateError is a ValueError
    if text == "" and field.null:
        return None
    if isinstance(field, models.BooleanField):
        if text not in TRUTHS:
            raise ValueError(f"“{text}” is neither “true” nor “false”.")
        return TRUTHS[text]
    if field.flatchoices:
        codes = {str(code): code for code, _label in field.flatchoices}
        if text in codes:
            return codes[text]
        if text or not field.blank:
            raise ValueError(f"“{text}” is none of the choices: {', '.join(sorted(codes))}.")
    try:
        value = field.to_python(text)
    except ValidationError as error:
        raise ValueError(" ".join(error.messages)) from None
    if isinstance(value, datetime.datetime) and value.tzinfo is None:
        value = value.replace(tzinfo=datetime.UTC)
    return value


def to_text(field: models.Field, value: Any) -> str:
    """The text for what a field stores; times in UTC to the second, as revisions keep them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).replace(microsecond=0).isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value)


class ScalarPart(Part):
    """A field whose value is one text."""

    def __init__(self, field: models.Field):
        super().__init__(field.name)
        self.field = field

    def read(self, node: Node, context: Context) -> Any:
        try:
            return to_value(self.field, node.text)
        except (ValueError, PartialDateError) as error:
            hint = meant(node.text, [str(code) for code, _label in self.field.flatchoices or ()])
            raise Mistake(node.place, f"{self.name}: {error}{hint}") from None

    def empty(self) -> Any:
        return self.field.get_default()

    def put(self, record: models.Model, value: Any) -> None:
        setattr(record, self.name, value)

    def take(self, record: models.Model, names) -> Any:
        value = getattr(record, self.name)
        return None if value == self.empty() else to_text(self.field, value)
