"""An entry of a fixture: one record or page, under the label of its model and its name."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from wagtail.models import Page

from articles.archive.address import Address
from articles.archive.mistake import Mistake, Mistakes, Place, meant
from articles.archive.naming import (
    Model,
    Reference,
    can_be_entry,
    canonical,
    entry_models,
    label_of,
    references,
    space_of,
)
from articles.archive.parts.file import FilePart, digest_of
from articles.archive.parts.part import Context
from articles.archive.reading import Node
from articles.archive.schema import Schema, schema_of
from articles.models import HomePage

LIVE, DRAFT, SUBMITTED = "live", "draft", "submitted"
STATES = (LIVE, DRAFT, SUBMITTED)


@dataclass(eq=False)
class Entry:
    """What a fixture says of one record or page."""

    model: Model
    key: str
    node: Node
    folder: Path | None = None
    values: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.label} {self.key}"

    @property
    def label(self) -> str:
        return label_of(self.model)

    @property
    def place(self) -> Place:
        return self.node.place

    @property
    def identity(self) -> tuple[Model, str]:
        """What it is called, as references call it."""
        return space_of(self.model), self.key

    @property
    def schema(self) -> Schema:
        return schema_of(self.model)

    def digest(self) -> str:
        """Changes when what it says changes, or a file beside it; not with comments or layout.

        Raises `Mistake` where such a file is missing.
        """
        files = []
        for name, node in self.node.mapping.items():
            part = self.schema.parts.get(name)
            if isinstance(part, FilePart):
                with part.path(node, self.folder).open("rb") as file:
                    files.append(digest_of(file))
        said = json.dumps([self.label, self.key, self.node.plain(), files], sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()

    def read(self, mistakes: Mistakes) -> None:
        """Read the values; what is wrong with them goes to `mistakes`."""
        context = Context(str(self), self.folder, mistakes)
        self.values = self.schema.read(self.node, context)
        if self.is_page:
            with mistakes.noted():
                _ = self.state, self.translation_of
            if self.address.is_home and self.model is not HomePage:
                mistakes.add(
                    self.place, f"{self.key} is a home, and so of the type {label_of(HomePage)}."
                )

    def references(self) -> Iterator[Reference]:
        """Everything that it points at by name."""
        yield from references(self.values)
        if self.is_page and self.translation_of:
            yield self.translation_of

    def word(self, name: str, default: str = "") -> str:
        """What it says beside the fields of its model. Raises `Mistake` for a list or mapping."""
        node = self.node.mapping.get(name)
        return node.text if node else default

    @property
    def is_page(self) -> bool:
        return issubclass(self.model, Page)

    @property
    def address(self) -> Address:
        """The address of a page."""
        return Address.parse(self.key)

    @property
    def parent(self) -> Reference | None:
        """The page above; None for homes and for what is no page."""
        if not self.is_page or self.address.is_home:
            return None
        return Reference(Page, str(self.address.parent), self.place)

    @property
    def state(self) -> str:
        """What becomes of a page: live, draft or submitted. Raises `Mistake` for anything else."""
        state = self.word("state", LIVE)
        if state not in STATES:
            place = self.node.mapping["state"].place
            raise Mistake(place, f"state: “{state}” is none of the choices: {', '.join(STATES)}.")
        return state

    @property
    def translation_of(self) -> Reference | None:
        """The page whose translation this one is. Raises `Mistake` where it has no address."""
        node = self.node.mapping.get("translation_of")
        return Reference.read(Page, node) if node and node.text else None

    def at(self, *steps: str | int) -> Place:
        """Where a part of it stands, as far as the steps lead."""
        node = self.node
        for step in steps:
            below = node.value
            if isinstance(below, list):
                below = dict(enumerate(below))
            if not isinstance(below, dict) or step not in below:
                break
            node = below[step]
        return node.place


def entries_in(root: Node, folder: Path | None, mistakes: Mistakes) -> Iterator[Entry]:
    """The entries of a file; what is wrong with their names goes to `mistakes`."""
    for label, records in root.mapping.items():
        with mistakes.noted():
            model = model_called(label, records)
            for name, node in records.mapping.items():
                with mistakes.noted():
                    _ = node.mapping
                    yield Entry(model, name_of(model, name, node), node, folder)


def model_called(label: str, node: Node) -> Model:
    """Raises `Mistake` where no entries can stand under the label."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        labels = [label_of(model) for model in entry_models()]
        raise Mistake(
            node.place, f"unknown model “{label}”.{meant(label.lower(), labels)}"
        ) from None
    if not can_be_entry(model):
        raise Mistake(node.place, f"records of the model “{label}” can't stand in a fixture.")
    return model


def name_of(model: Model, name: str, node: Node) -> str:
    try:
        return canonical(model, name)
    except ValueError as error:
        raise Mistake(node.place, str(error)) from None
