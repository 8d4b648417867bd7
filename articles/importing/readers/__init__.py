"""The readers of formats: each module or package here is one, and holds its `READER`.

A reader turns a source into records and knows nothing of pages. To add a format is to add a
module: nothing else names it.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import NamedTuple

from articles.importing.record import Record
from articles.importing.source import Source, SourceError


class Text(NamedTuple):
    """One text of a source: its own bytes, under its own name, and what was read in them.

    `source` is the file itself, or the part of an export that holds the text.
    """

    source: Source
    record: Record


@dataclass(frozen=True)
class Reader:
    """One format: its name in reports, whether a source is of it, and what it reads there.

    The reader with the lowest `order` that recognises a source reads it. `read` raises
    `SourceError` where nothing is to be had; one text of many that can't be read is a record with
    the status "unreadable" and the reason in its findings.
    """

    name: str
    order: int
    recognises: Callable[[Source], bool]
    read: Callable[[Source], Iterator[Text]]


@cache
def readers() -> tuple[Reader, ...]:
    """All readers, the most particular first."""
    modules = (import_module(f"{__name__}.{each.name}") for each in pkgutil.iter_modules(__path__))
    found = [module.READER for module in modules if hasattr(module, "READER")]
    return tuple(sorted(found, key=lambda reader: reader.order))


def reader_of(source: Source) -> Reader:
    """The reader for a source. Raises `SourceError` where no format is recognised."""
    for reader in readers():
        if reader.recognises(source):
            return reader
    raise SourceError(f"{source.name}: is of no format that can be imported")


def read(source: Source) -> Iterator[Text]:
    """The texts of a source, one after the other, by the reader that recognises it."""
    return reader_of(source).read(source)
