"""Imports many files, each in a transaction of its own: one that fails holds up no other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import DatabaseError

from articles.importing.builder import Outcome, import_record
from articles.importing.place import NoPlaceError, find_place
from articles.importing.readers import plain_text
from articles.importing.record import Record
from articles.importing.source import SourceError, open_source, printable


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
        name = printable(path)
        try:
            source = open_source(path)
            record = plain_text.read(source)
            outcome = None if is_dry_run else import_record(source, record, place)
        except SourceError as error:
            yield Result(name, error=str(error))
        except NoPlaceError as error:
            yield Result(name, error=f"{name}: {error}")
        except ValidationError as error:
            yield Result(name, error=f"{name}: the draft is refused: {'; '.join(error.messages)}")
        except DatabaseError as error:
            yield Result(name, error=f"{name}: the database refuses it: {error}")
        else:
            yield Result(name, record, outcome)
