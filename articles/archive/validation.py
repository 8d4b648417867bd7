"""Whether a record says what its model allows, in sentences that name the place in the fixture."""

from collections.abc import Iterable, Iterator

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from wagtail.fields import StreamField

from articles.archive.entry import Entry
from articles.archive.mistake import Mistakes
from articles.archive.parts.row import RowsPart
from articles.archive.schema import Schema

# The steps from a field to a block inside of it: positions, and names of parts.
Path = tuple[str | int, ...]
Error = tuple[str, Path, str]


def check(record: models.Model, entry: Entry, mistakes: Mistakes) -> bool:
    """Whether the record, its blocks and its rows are valid as they are in memory.

    What is not is noted.
    """
    before = len(mistakes)
    note(entry, mistakes, errors_of(record))
    note(entry, mistakes, errors_of_blocks(record))
    check_rows(record, entry.schema, mistakes)
    return len(mistakes) == before


def check_columns(record: models.Model, entry: Entry, mistakes: Mistakes) -> bool:
    """The same for what is stored when the record is made, before the rest is there."""
    before = len(mistakes)
    late = {name for name, part in entry.schema.parts.items() if part.is_late}
    note(entry, mistakes, errors_of(record, left_out=late))
    return len(mistakes) == before


def note(entry: Entry, mistakes: Mistakes, errors: Iterator[Error]) -> None:
    for name, path, message in errors:
        mistakes.add(entry.at(name, *path), sentence(name, path, message))


def check_rows(record: models.Model, schema: Schema, mistakes: Mistakes) -> None:
    for part in schema.parts.values():
        if isinstance(part, RowsPart):
            for row in getattr(record, part.name).all():
                for name, path, message in errors_of(row):
                    told = sentence(name, path, message)
                    mistakes.add(row.stands_at, f"{part.name}: {told}")
                check_rows(row, part.schema, mistakes)


def sentence(name: str, path: Path, message: str) -> str:
    steps = [name, *(step for step in path if isinstance(step, str))]
    return message if name == NON_FIELD_ERRORS else f"{' '.join(steps)}: {message}"


def errors_of(record: models.Model, left_out: Iterable[str] = ()) -> Iterator[Error]:
    """What is wrong with the columns of a record."""
    # That they exist is known; each would be looked up again.
    known = {field.name for field in record._meta.concrete_fields if field.is_relation}
    for step in (
        lambda: record.clean_fields(exclude={*known, *left_out}),
        record.clean,
        record.validate_unique,
        lambda: record.validate_constraints(exclude=being_made(record)),
    ):
        try:
            step()
        except ValidationError as error:
            for name, messages in error.update_error_dict({}).items():
                for each in messages:
                    yield name, (), " ".join(each.messages)
            return  # what comes after would only follow from it


def being_made(record: models.Model) -> set[str]:
    """What a record refers to that has no key yet, because it is made after the check."""
    return {
        field.name
        for field in record._meta.concrete_fields
        if field.is_relation
        and getattr(record, field.attname) is None
        and field.get_cached_value(record, default=None) is not None
    }


def errors_of_blocks(record: models.Model) -> Iterator[Error]:
    """What is wrong with the blocks of a record's streams: models don't look into them."""
    for field in record._meta.concrete_fields:
        if isinstance(field, StreamField):
            try:
                field.stream_block.clean(getattr(record, field.name))
            except ValidationError as error:
                for path, message in flattened(error):
                    yield field.name, path, message


def flattened(error: ValidationError, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """The messages of a block's error, which holds those of the blocks inside."""
    inside = getattr(error, "block_errors", None)
    if inside is None:
        yield path, " ".join(error.messages)
        return
    pairs = inside.items() if isinstance(inside, dict) else enumerate(inside)
    for step, below in pairs:
        if below is not None:
            yield from flattened(below, (*path, step))
    for own in getattr(error, "non_block_errors", []):
        yield path, str(own)
