"""Pictures for tests."""

import io

from django.core.files.images import ImageFile
from PIL import Image

from articles.media.models import Picture


def image_file(name="picture.png"):
    """A small picture as a file."""
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "firebrick").save(content, "PNG")
    content.seek(0)
    return ImageFile(content, name=name)


def picture(title="Demonstration", **fields):
    """A stored picture; nobody has said what it shows unless told otherwise."""
    return Picture.objects.create(title=title, file=image_file(), **fields)


def picture_block(picture, alternative_text="", decorative=False):
    """A picture in a text, as its body holds it."""
    return (
        "picture",
        {
            "picture": picture,
            "alternative_text": alternative_text,
            "decorative": decorative,
            "caption": "",
        },
    )
