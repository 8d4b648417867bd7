"""One field of a model as a part of the format, read and written."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.db import models

from articles.archive.directory import Numbers
from articles.archive.mistake import Mistakes
from articles.archive.reading import Node


@dataclass(frozen=True, slots=True)
class Context:
    """Where something is read: in which entry, with which files beside it."""

    seed: str  # what ids of blocks are made from: the same each time, and nowhere else
    folder: Path | None
    mistakes: Mistakes

    def below(self, step: str) -> "Context":
        return replace(self, seed=f"{self.seed}/{step}")


class Part:
    """How one field is read from a fixture and written to one.

    What `read` gives may hold references by name; `put` gets the same with numbers.
    """

    # Needs the record's own number, or others that may not exist yet: set when all are there.
    is_late = False
    # Is stored at once and not with the record, so that it must exist already.
    is_after_save = False

    def __init__(self, name: str):
        self.name = name

    def read(self, node: Node, context: Context) -> Any:
        """What stands in the fixture. Raises `Mistake`."""
        raise NotImplementedError

    def empty(self) -> Any:
        """What is put where the fixture says nothing."""
        raise NotImplementedError

    def put(self, record: models.Model, value: Any) -> None:
        """Set it on the record, without saving the record."""
        raise NotImplementedError

    def is_there(self, record: models.Model, value: Any) -> bool:
        """Whether the record says that already; may set it."""
        before = self.take(record, Numbers())
        self.put(record, value)
        return self.take(record, Numbers()) == before

    def take(self, record: models.Model, names) -> Any:
        """What a fixture says for this record: texts, lists and dictionaries; None for nothing.

        `names` is a `Directory` or `Numbers`.
        """
        raise NotImplementedError
