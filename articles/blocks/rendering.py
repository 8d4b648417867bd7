"""A body as HTML: its links, notes and pictures are looked up for all blocks together."""

from collections.abc import Iterator
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.safestring import SafeString
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.rich_text import expand_db_html

from articles.footnote import gathered, numbered


def finished(source: str, prefix: str = "") -> SafeString:
    """Rich text as readers get it, with addresses for its links and numbers for its notes."""
    return numbered(expand_db_html(gathered(source)), prefix)


def values_in(value: Any) -> Iterator[Any]:
    """All values inside a block's value, however deep."""
    if isinstance(value, blocks.StreamValue):
        value = [child.value for child in value]
    if isinstance(value, blocks.StructValue):
        value = list(value.values())
    if isinstance(value, list | blocks.list_block.ListValue):
        for each in value:
            yield from values_in(each)
    else:
        yield value


def fetch_renditions(value) -> None:
    """The sizes in which its pictures exist, in one query for all of them."""
    pictures = [each for each in values_in(value) if isinstance(each, get_image_model())]
    if pictures:
        prefetch_related_objects(pictures, "renditions")


def render(value, context: dict[str, Any] | None = None) -> SafeString:
    """All blocks of a body and, at its end, the notes.

    The context may say `note_prefix`, and `is_feed` where no frames can be shown.
    """
    fetch_renditions(value)
    context = {**(context or {}), "is_inside_body": True}
    html = "\n".join(child.render(context=context) for child in value)
    return finished(html, context.get("note_prefix", ""))
