"""Links to records: to their page in the reader's language, or to the route that shows them."""

from functools import partial

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

from articles.templatetags.language import called, isolated

register = template.Library()


@register.simple_tag
def record_address(record, structure_page) -> str:
    """Where readers find a record, as of the day they asked for.

    "" where they don't find it: it has no place, or is not public.
    """
    if not record or not structure_page or getattr(record, "is_public", True) is False:
        return ""
    return record.address(structure_page) + carried_day(structure_page)


@register.simple_tag
def carried_day(structure_page) -> str:
    """What links among structure pages end with, so that the day that was asked for goes along."""
    on = getattr(structure_page, "shown_on", None)
    return f"?on={on.isoformat()}" if on else ""


@register.simple_tag
def record_link(record, structure_page):
    """The name of a record, as a link where readers find more about it."""
    name = called(record) if hasattr(record, "name_on") else isolated(record, _language_of(record))
    address = record_address(record, structure_page)
    return format_html('<a href="{}">{}</a>', address, name) if address else name


def _language_of(record) -> str:
    """The language in which an event or a decision is told; "" where that is the reader's."""
    told = getattr(record, "description", None) or record
    return getattr(told, "language", "")


@register.simple_tag
def source_link(source):
    """The title of a source, as a link where it can be read."""
    title = isolated(source.title, source.language)
    page = source.page
    address = page.get_url() if page and page.live else source.address
    return format_html('<a href="{}">{}</a>' if address else "<cite>{1}</cite>", address, title)


@register.filter
def unclaimed_author(assertion) -> str:
    """The author of a source, where the sentence does not name somebody who claims it."""
    return "" if assertion.claimed_by else assertion.source.author


@register.simple_tag
def said(claim, structure_page):
    """A claim in the fixed sentence of its kind; whom and what it names are links."""
    # Each part is escaped as it is put in.
    return mark_safe(claim.said(partial(_written, structure_page)))


def _written(structure_page, value):
    if value is None:
        return ""
    if hasattr(value, "dated_on") and hasattr(value, "title"):
        return source_link(value)
    if hasattr(value, "address"):
        return record_link(value, structure_page)
    return conditional_escape(value)


@register.simple_tag
def file_for_machines(structure_page, collection="", key=""):
    """Where the record, or what belongs to one of its records, is to be had as Popolo."""
    if not structure_page:
        return ""
    route = (
        structure_page.reverse_subpage("popolo_of", kwargs={"collection": collection, "key": key})
        if collection
        else structure_page.reverse_subpage("popolo")
    )
    return structure_page.get_url() + route
