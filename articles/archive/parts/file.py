"""Files that lie beside a fixture, in the folder `<its name>.files`."""

import hashlib
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import models

from articles.archive.mistake import Mistake
from articles.archive.parts.part import Context, Part
from articles.archive.reading import Node


def digest_of(file) -> str:
    return hashlib.file_digest(file, "sha256").hexdigest()


class FilePart(Part):
    """The file of a picture or of a download."""

    def __init__(self, field: models.FileField):
        super().__init__(field.name)
        self.field = field

    def path(self, node: Node, folder: Path | None) -> Path:
        """Where the file lies. Raises `Mistake` where it doesn't."""
        if not node.text or node.text != Path(node.text).name:
            raise Mistake(node.place, f"{self.name}: the name of a file is needed here.")
        if folder is None:
            raise Mistake(node.place, f"{self.name}: this fixture has no folder beside it.")
        path = folder / node.text
        if not path.is_file():
            raise Mistake(
                node.place, f"{self.name}: there is no {folder.name}/{node.text} beside this."
            )
        return path

    def read(self, node: Node, context: Context) -> Any:
        return self.path(node, context.folder)

    def empty(self) -> Any:
        return None

    def put(self, record: models.Model, value: Any) -> None:
        if value is None:
            if self.field.blank:
                setattr(record, self.name, "")
            return  # other records keep their file: they can't be without one
        if self.is_there(record, value):
            return
        present = getattr(record, self.name)
        with value.open("rb") as file:
            present.save(value.name, File(file), save=False)
        # For whoever has to take it back: the database forgets by itself, the storage does not.
        vars(record).setdefault("files_stored", []).append((present.storage, present.name))
        self._describe(record)

    def is_there(self, record: models.Model, value: Any) -> bool:
        present = getattr(record, self.name)
        if value is None or not present:
            return value is None and not present
        try:
            with present.storage.open(present.name) as stored, value.open("rb") as file:
                return digest_of(stored) == digest_of(file)
        except FileNotFoundError:
            return False

    def _describe(self, record: models.Model) -> None:
        """Let Wagtail note size and digest, and forget what it drew from the file before."""
        for name in ("_set_image_file_metadata", "_set_document_file_metadata"):
            if hasattr(record, name):
                getattr(record, name)()
        if record.pk and hasattr(record, "renditions"):
            record.renditions.all().delete()

    def take(self, record: models.Model, names) -> Any:
        file = getattr(record, self.name)
        return names.file(record, file) if file else None
