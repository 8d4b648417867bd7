"""Permanent names ↔ what they name: records by key, pages by address, accounts by e-mail."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Page, Site

from articles.archive.address import Address
from articles.archive.mistake import Mistake, Place
from articles.archive.models import LoadedEntry
from articles.models import HomePage
from organisations.models import Keyed

Model = type[models.Model]
# Settings belong to a site; the format knows one site.
DEFAULT_SITE = "default"


def name_field(model: Model) -> str:
    """The field that holds a record's permanent name, or ""."""
    if issubclass(model, Keyed):
        return "key"
    return {get_user_model(): get_user_model().USERNAME_FIELD, Group: "name"}.get(model, "")


def space_of(model: Model) -> Model:
    """Where names are unique: all pages share one space."""
    return Page if issubclass(model, Page) else model


def label_of(model: Model) -> str:
    """How fixtures call a model."""
    return "page" if model is Page else model._meta.label_lower


def can_be_named(model: Model) -> bool:
    """Whether a field can point at the model in a fixture."""
    return issubclass(model, Page) or bool(name_field(model))


def can_be_entry(model: Model) -> bool:
    """Whether a fixture can have entries of the model."""
    if issubclass(model, Page):
        return model is not Page and model.is_creatable
    if issubclass(model, BaseSiteSetting):
        return True
    return model is not Group and bool(name_field(model))


def entry_models() -> list[Model]:
    """All models that can have entries, by label."""
    return sorted(filter(can_be_entry, apps.get_models()), key=label_of)


def canonical(model: Model, name: str) -> str:
    """A name as it is stored; raises ValueError where it can't be one."""
    if issubclass(model, Page):
        return str(Address.parse(name))
    if model is get_user_model():
        return model.objects.normalize_email(name)
    if issubclass(model, BaseSiteSetting) and name != DEFAULT_SITE:
        raise ValueError(f"settings are kept for the site “{DEFAULT_SITE}” only, not “{name}”.")
    return name


@dataclass(frozen=True, slots=True)
class Reference:
    """What a fixture points at by name."""

    model: Model
    name: str
    place: Place

    @classmethod
    def read(cls, model: Model, node) -> "Reference":
        """Raises `Mistake` where the text can't be a name of such a thing."""
        try:
            return cls(model, canonical(model, node.text), node.place)
        except ValueError as error:
            raise Mistake(node.place, str(error)) from None

    @property
    def identity(self) -> tuple[Model, str]:
        return space_of(self.model), self.name

    def require(self, found: Model) -> None:
        """Raises `Mistake` where a page of another type was found."""
        if not issubclass(found, self.model):
            raise Mistake(
                self.place,
                f"{self.name} is of the type {label_of(found)}, "
                f"and {label_of(self.model)} is needed here.",
            )

    def __str__(self) -> str:
        return f"{label_of(self.model)} {self.name}"


def references(tree: Any) -> Iterator[Reference]:
    """All references in what was read from a fixture."""
    if isinstance(tree, Reference):
        yield tree
    elif hasattr(tree, "references"):
        yield from tree.references()
    elif isinstance(tree, dict):
        for value in tree.values():
            yield from references(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from references(value)


def resolved(tree: Any, names: "Names") -> Any:
    """The same with numbers in the place of references."""
    if isinstance(tree, Reference):
        return names.number(tree)
    if hasattr(tree, "resolved"):
        return tree.resolved(names)
    if isinstance(tree, dict):
        return {name: resolved(value, names) for name, value in tree.items()}
    if isinstance(tree, list):
        return [resolved(value, names) for value in tree]
    return tree


class Homes:
    """The home pages by language."""

    def __init__(self) -> None:
        rows = HomePage.objects.filter(depth=2).order_by("-pk")
        self.url_paths = dict(rows.values_list("locale__language_code", "url_path"))

    def url_path(self, address: Address) -> str | None:
        home = self.url_paths.get(address.language)
        return f"{home}{address.path}" if home else None

    def address(self, language: str, url_path: str) -> Address | None:
        home = self.url_paths.get(language)
        if not home or not url_path.startswith(home):
            return None
        return Address(language, url_path.removeprefix(home))


class Names:
    """Finds by name what is on the site, many at a time, and keeps what it found."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[Model, str], int] = {}
        self.page_models: dict[int, Model] = {}
        self.renew_homes()

    def renew_homes(self) -> None:
        self.homes = Homes()

    def look_up(self, wanted: Iterable[tuple[Model, str]]) -> None:
        """Finds those of the (space, name) pairs that exist."""
        by_space: dict[Model, set[str]] = defaultdict(set)
        for space, name in wanted:
            if (space, name) not in self.numbers:
                by_space[space].add(name)
        for space, names in by_space.items():
            if space is Page:
                self._look_up_pages(names)
            elif issubclass(space, BaseSiteSetting):
                site = Site.objects.filter(is_default_site=True).first()
                row = space.objects.filter(site=site).first()
                if row:
                    self.note(space, DEFAULT_SITE, row.pk)
            else:
                field = name_field(space)
                rows = space._base_manager.filter(**{f"{field}__in": names})
                for name, number in rows.values_list(field, "pk"):
                    self.note(space, name, number)

    def _look_up_pages(self, names: set[str]) -> None:
        paths = {self.homes.url_path(Address.parse(name)): name for name in names}
        rows = list(
            Page.objects.filter(url_path__in=[path for path in paths if path]).values_list(
                "pk", "url_path", "content_type"
            )
        )
        # A page that editors moved is still the one that was loaded under its old address.
        missing = names - {paths[row[1]] for row in rows}
        moved = dict(
            LoadedEntry.objects.filter(key__in=missing).values_list("number", "key")
        ) if missing else {}  # fmt: skip
        for number, name, content_type in [
            *((number, paths[url_path], kind) for number, url_path, kind in rows),
            *(
                (number, moved[number], kind)
                for number, kind in Page.objects.filter(pk__in=moved).values_list(
                    "pk", "content_type"
                )
            ),
        ]:
            model = ContentType.objects.get_for_id(content_type).model_class() or Page
            self.note(model, name, number)

    def note(self, model: Model, name: str, number: int) -> None:
        """Keep the number of something that was just found or made."""
        self.numbers[space_of(model), name] = number
        if issubclass(model, Page):
            self.page_models[number] = model

    def number(self, reference: Reference) -> int | None:
        """The primary key of what is meant, or None.

        Raises `Mistake` for a page of another type.
        """
        number = self.numbers.get(reference.identity)
        if number is not None and issubclass(reference.model, Page):
            reference.require(self.page_models[number])
        return number
