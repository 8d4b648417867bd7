"""Pictures for shared links and covers: the drawn picture of a text, its title, who speaks."""

from typing import Any

from articles.formats.offer import SHARE_SIZE
from articles.formats.source import Portable
from articles.formats.typesetting import can_print, faces, typeset
from articles.templatetags.drawing import drawing_in

COVER = (1200, 1800)


def _day(text: Portable) -> str:
    """The first day it is known to be of, in words."""
    order = ("first_published", "written", "delivered", "published")
    known = {each.key: each.words for each in reversed(text.dates) if each.words}
    return next((known[key] for key in order if key in known), "")


def _data(text: Portable, size: tuple[int, int]) -> dict[str, Any]:
    """What is written on it; what our fonts have no signs for stays away."""
    by = "، ".join(text.names) if text.direction == "rtl" else ", ".join(text.names)
    written = {"title": text.title, "by": by, "day": _day(text), "publisher": text.publisher}
    return {
        **{name: value if can_print(value) else "" for name, value in written.items()},
        "is_statement": bool(text.issued_by),
        "language": text.language.partition("-")[0],
        "direction": text.direction,
        "faces": faces(text.language, is_display=True),
        "width": size[0],
        "height": size[1],
    }


def picture(text: Portable, size: tuple[int, int]) -> bytes:
    """A PNG of a size in pixels; the same text gives the same one."""
    drawing = drawing_in(text.seed, bar="#17130f", accent="#bf0d26", pale="#e2d6c2")
    files = {"drawing.svg": drawing.encode()}
    return typeset("share.typ", _data(text, size), files, format="png", ppi=72)


def share_picture(text: Portable) -> bytes:
    """What services show beside a shared link."""
    return picture(text, SHARE_SIZE)


def cover(text: Portable) -> bytes:
    """The cover of a book; none where our fonts can't write its title."""
    return picture(text, COVER) if can_print(text.title) else b""
