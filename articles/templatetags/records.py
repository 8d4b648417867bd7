"""Links to records: to their page in the reader's language, or to the route that shows them."""

from django import template
from django.utils.html import format_html

from articles.templatetags.language import called, isolated

register = template.Library()


@register.simple_tag
def record_address(record, structure_page) -> str:
    """Where readers find a record, as of the day they asked for.

    "" where they don't find it: it has no place, or is not public.
    """
    if not record or not structure_page or getattr(record, "is_public", True) is False:
        return ""
    on = getattr(structure_page, "shown_on", None)
    address = record.address(structure_page)
    return f"{address}?on={on.isoformat()}" if on else address


@register.simple_tag
def record_link(record, structure_page):
    """The name of a record, as a link where readers find more about it."""
    name = called(record) if hasattr(record, "name_on") else isolated(record)
    address = record_address(record, structure_page)
    return format_html('<a href="{}">{}</a>', address, name) if address else name
