"""The pictures of a text, put into its files: from our own storage alone, never from the net."""

import io
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from PIL import Image, ImageOps

WIDTH = 1600


class Pictures:
    """Pictures by their names in the file, each once."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self._names: dict[str, str] = {}

    def keep(self, address: str) -> str:
        """The name inside the file of the picture at an address of ours."""
        if address not in self._names:
            content, extension = portable_picture(address)
            name = f"picture-{len(self._names) + 1}.{extension}"
            self._names[address], self.files[name] = name, content
        return self._names[address]

    def names(self) -> list[tuple[str, str]]:
        """(name, media type) of all."""
        kinds = {"png": "image/png", "jpg": "image/jpeg"}
        return [(name, kinds[name.rpartition(".")[2]]) for name in self.files]


def portable_picture(address: str) -> tuple[bytes, str]:
    """A picture as JPEG, or as PNG where one sees through it; never larger than needed.

    Raises ValueError for a picture that is not ours, OSError for one that is not there.
    """
    path = unquote(urlsplit(address).path)
    if not path.startswith(settings.MEDIA_URL):
        raise ValueError(f"The picture {address} does not lie in the media of this site.")
    with default_storage.open(path.removeprefix(settings.MEDIA_URL)) as file:
        picture = ImageOps.exif_transpose(Image.open(file))
        picture.thumbnail((WIDTH, WIDTH))
        written = io.BytesIO()
        if "A" in picture.getbands() or "transparency" in picture.info:
            picture.convert("RGBA").save(written, "PNG", optimize=True)
            return written.getvalue(), "png"
        picture.convert("RGB").save(written, "JPEG", quality=82, optimize=True, progressive=True)
        return written.getvalue(), "jpg"
