"""What a page says of itself to programs."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from articles.structured import structured_data

register = template.Library()

# As Django's json_script: no text can end the element or begin a comment.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


# What a place below a page shows, under the names that templates know it by.
SUBJECTS = ("person", "body", "organisation", "meeting", "decision", "event", "topic", "series")


def _subject(context):
    """The record that the address shows; None where it shows the page itself."""
    if name := getattr(context["page"], "record_name", ""):
        return context.get(name)
    route = getattr(context["request"], "routable_resolver_match", None)
    if not route or "key" not in route.kwargs:
        return None
    return next((context[name] for name in SUBJECTS if context.get(name)), None)


@register.simple_tag(takes_context=True)
def title_of(context) -> str:
    """What the address shows, in a few words: a record, a topic, or the page itself."""
    page = context.get("page")
    subject = _subject(context)
    return str(getattr(subject, "label", subject)) if subject else page.title


@register.simple_tag(takes_context=True)
def structured(context):
    """The page's structured data as JSON-LD; nothing for addresses without a page."""
    page, request = context.get("page"), context.get("request")
    if not page or not request or not page.pk:
        return ""
    data = structured_data(
        page,
        request,
        str(context.get("brand") or ""),
        _subject(context),
        str(context.get("canonical") or ""),
    )
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))
