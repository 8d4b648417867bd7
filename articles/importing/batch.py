"""Imports many files, each in a transaction of its own: one that fails holds up no other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import DatabaseError
from wagtail.models import Page

from articles.importing import readers
from articles.importing.builder import Outcome, import_record
from articles.importing.collection import sources_at
from articles.importing.place import NoPlaceError, find_place
from articles.importing.readers import Text
from articles.importing.record import Record
from articles.importing.source import SourceError, printable


@dataclass(frozen=True)
class Result:
    """What became of one file: `error` is one line, or ""; a dry run has no outcome."""

    name: str
    record: Record | None = None
    outcome: Outcome | None = None
    error: str = ""


def import_files(
    paths: Iterable[str], under: str = "", is_dry_run: bool = False
) -> Iterator[Result]:
    """Read each file and make its draft below the page at the address `under`.

    Without `under` a draft goes to the usual index of its type. Raises `NoPlaceError` before
    anything is read if `under` is no page.
    """
    place = find_place(under) if under and not is_dry_run else None
    for path in paths:
        yield from _imported(path, place, is_dry_run)


def _imported(path: str, place: Page | None, is_dry_run: bool) -> Iterator[Result]:
    """Each file at a path, and each text in it; what fails is said in its place."""
    for source in sources_at(path):
        if isinstance(source, SourceError):
            yield Result(printable(path), error=str(source))
            continue
        try:
            for text in readers.read(source):
                yield _result(text, place, is_dry_run)
        except SourceError as error:
            yield Result(source.name, error=str(error))


def _result(text: Text, place: Page | None, is_dry_run: bool) -> Result:
    source, record = text
    if is_dry_run:
        return Result(source.name, record)
    try:
        return Result(source.name, record, import_record(source, record, place))
    except NoPlaceError as error:
        return Result(source.name, error=f"{source.name}: {error}")
    except ValidationError as error:
        reasons = "; ".join(error.messages)
        return Result(source.name, error=f"{source.name}: the draft is refused: {reasons}")
    except DatabaseError as error:
        return Result(source.name, error=f"{source.name}: the database refuses it: {error}")
