"""What readers can take along of a text."""

from django import template

from articles.formats.offer import Offers, offers_of
from articles.models import TextPage

register = template.Library()


@register.simple_tag
def formats_of(page, request) -> Offers | None:
    """The formats of a text and its picture for shared links; None where it has none, or drafts."""
    if not isinstance(page, TextPage) or getattr(request, "is_preview", False):
        return None
    return offers_of(page)
