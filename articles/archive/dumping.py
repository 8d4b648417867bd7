"""Chosen records and pages as a fixture, with everything that they need on an empty site."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import CommandError
from django.db import models
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Page, PageViewRestriction, Site

from articles.archive.address import Address
from articles.archive.directory import Directory
from articles.archive.entry import DRAFT
from articles.archive.naming import (
    DEFAULT_SITE,
    Homes,
    Model,
    canonical,
    entry_models,
    label_of,
    name_field,
)
from articles.archive.schema import schema_of
from articles.archive.state import state_of
from articles.archive.writing import in_yaml
from organisations.models import Territory

UNFINISHED = ".unfinished"
LANGUAGES = [code for code, _name in settings.LANGUAGES]


class Dump:
    """Gathers entries; what they refer to comes along, and so do the pages above."""

    def __init__(self) -> None:
        self.directory = Directory()
        self.entries: dict[str, dict[str, Any]] = {}
        self.private: list[str] = []
        self.private_paths = tuple(
            PageViewRestriction.objects.values_list("page__path", flat=True).distinct()
        )

    def add_records(self, model: Model, names: Iterable[str] | None = None) -> None:
        """Records of a model, all or by name. Raises `CommandError` for one that is not there."""
        if model is get_user_model():
            raise CommandError("Accounts are never written to a fixture.")
        if issubclass(model, BaseSiteSetting):
            for record in model.objects.filter(site=Site.objects.get(is_default_site=True)):
                self._add(record, DEFAULT_SITE)
            return
        field = name_field(model)
        records = model._base_manager.order_by(field)
        if names is not None:
            records = records.filter(**{f"{field}__in": names})
            missing = set(names) - {getattr(record, field) for record in records}
            if missing:
                raise CommandError(f"There is no {label_of(model)} {', '.join(sorted(missing))}.")
        for record in records:
            self._add(record, self.directory.name(model, record.pk))

    def add_pages(self, addresses: Iterable[str], with_descendants: bool) -> None:
        """Pages by address. Raises `CommandError` for one that is not there."""
        homes = Homes()
        for text in addresses:
            try:
                address = Address.parse(text)
            except ValueError as error:
                raise CommandError(str(error)) from None
            page = Page.objects.filter(url_path=homes.url_path(address) or "-").first()
            if page is None:
                raise CommandError(f"There is no page {address}.")
            self._add_page(page)
            if with_descendants:
                for below in page.get_descendants():
                    self._add_page(below)

    def add_all(self) -> None:
        """Everything but accounts.

        Of the territories, which any site has from its set-up, only those that are needed.
        """
        for model in entry_models():
            if not issubclass(model, Page) and model not in (get_user_model(), Territory):
                self.add_records(model)
        for home in Homes().url_paths.values():
            for page in Page.objects.filter(url_path__startswith=home):
                self._add_page(page)

    def _add_page(self, page: Page) -> None:
        self._add(page.specific, self.directory.name(Page, page.pk))

    def _add(self, record: models.Model, name: str) -> None:
        entries = self.entries.setdefault(label_of(type(record)), {})
        if name in entries:
            return
        if isinstance(record, Page):
            entries[name] = self._page(record)
        else:
            entries[name] = schema_of(type(record)).take(record, self.directory)

    def _page(self, page: Page) -> dict[str, Any]:
        if page.depth > 2:
            self.directory.name(Page, page.get_parent().pk)
        # What readers see; of what they never saw the latest draft.
        shown = page if page.live else page.get_latest_revision_as_object()
        taken = schema_of(type(page)).take(shown, self.directory)
        entry = {"title": taken.pop("title", "")}
        original = self._original(page)
        if original:
            entry["translation_of"] = self.directory.name(Page, original.pk)
        if page.live and page.path.startswith(self.private_paths):
            # A fixture does not say who may read it: nobody else may by mistake.
            self.private.append(self.directory.name(Page, page.pk))
            entry["state"] = DRAFT
        elif not page.live:
            entry["state"] = state_of(page)
        return entry | taken

    def _original(self, page: Page) -> Page | None:
        """The page that this one is a translation of: in the first language that has one."""
        versions = page.get_translations(inclusive=True).filter(alias_of__isnull=True)
        versions = sorted(
            versions.select_related("locale"),
            key=lambda each: LANGUAGES.index(each.locale.language_code),
        )
        return versions[0] if versions and versions[0].pk != page.pk else None

    def add_what_is_needed(self) -> None:
        """Everything that was named, until nothing is named that is not there."""
        done: set[tuple[Model, int]] = set()
        while waiting := [each for each in self.directory.known if each not in done]:
            for space, number in waiting:
                done.add((space, number))
                name = self.directory.known[space, number]
                if name and space is Page:
                    self._add_page(Page.objects.get(pk=number))
                elif name:
                    self._add(space._base_manager.get(pk=number), name)

    def content(self) -> dict[str, dict[str, Any]]:
        """The entries in an order that is the same each time: records, then pages."""

        def position(name: str) -> tuple:
            try:
                address = Address.parse(name)
            except ValueError:
                return (name,)
            return (LANGUAGES.index(address.language), address.path)

        ordered = {
            label: dict(sorted(entries.items(), key=lambda item: position(item[0])))
            for label, entries in sorted(self.entries.items())
        }
        return dict(sorted(ordered.items(), key=lambda item: ":/" in next(iter(item[1]))))

    def count(self) -> int:
        return sum(len(entries) for entries in self.entries.values())

    def write(self, path: Path) -> None:
        """Write the fixture, and beside it the files that it names. Raises `CommandError`."""
        folder = path.with_name(f"{path.name.partition('.')[0]}.files")
        try:
            for name, file in sorted(self.directory.files.items()):
                folder.mkdir(exist_ok=True)
                with file.storage.open(file.name) as source:
                    (folder / name).write_bytes(source.read())
            unfinished = path.with_name(f"{path.name}{UNFINISHED}")
            unfinished.write_text(in_yaml(self.content()), encoding="utf-8")
            unfinished.replace(path)
        except OSError as error:
            name = str(error.filename).removesuffix(UNFINISHED)
            raise CommandError(f"{name}: {error.strerror}.") from None


def chosen_records(text: str) -> tuple[Model, list[str] | None]:
    """What `label` or `label:key` means. Raises `CommandError`."""
    label, _colon, key = text.partition(":")
    models_by_label = {label_of(model): model for model in entry_models()}
    model = models_by_label.get(label.lower())
    if model is None or issubclass(model, Page):
        known = [each for each, model in models_by_label.items() if not issubclass(model, Page)]
        raise CommandError(f"“{label}” is no model of records; there are {', '.join(known)}.")
    try:
        return model, [canonical(model, key)] if key else None
    except ValueError as error:
        raise CommandError(f"“{text}”: {error}") from None
