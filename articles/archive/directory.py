"""What stands for a reference in a dump: its name, or for a fingerprint only its number."""

from django.core.management.base import CommandError
from django.db import models
from django.db.models.fields.files import FieldFile
from wagtail.models import Page

from articles.archive.naming import Homes, Model, name_field, space_of


class Numbers:
    """Calls things by their primary keys: the same after somebody renamed or moved them."""

    def name(self, model: Model, number: int) -> str:
        return f"#{number}"

    def file(self, record: models.Model, file: FieldFile) -> str:
        return file.name


class Directory:
    """Calls things by their permanent names; `known` are those that it named so far."""

    def __init__(self) -> None:
        self.homes = Homes()
        self.known: dict[tuple[Model, int], str] = {}
        self.files: dict[str, FieldFile] = {}

    def name(self, model: Model, number: int) -> str:
        """The name, or "" where nothing has that number any more."""
        space = space_of(model)
        if (space, number) not in self.known:
            name = self._page(number) if space is Page else self._record(space, number)
            self.known[space, number] = name
        return self.known[space, number]

    def _page(self, number: int) -> str:
        row = Page.objects.filter(pk=number).values_list("locale__language_code", "url_path")
        for language, url_path in row:
            address = self.homes.address(language, url_path)
            if not address:
                raise CommandError(
                    f"The page {url_path} has no address that a fixture can name: "
                    "it stands below no home page of its language."
                )
            return str(address)
        return ""

    def _record(self, space: Model, number: int) -> str:
        found = space._base_manager.filter(pk=number).values_list(name_field(space), flat=True)
        return found.first() or ""

    def file(self, record: models.Model, file: FieldFile) -> str:
        """The name of the copy beside the fixture, which is kept for whoever writes it."""
        name = file.name.rpartition("/")[2]
        if self.files.setdefault(name, file) != file:
            name = f"{getattr(record, name_field(type(record)))}-{name}"
            self.files[name] = file
        return name
