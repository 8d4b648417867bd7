"""What a page says of itself to programs."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from articles.structured import structured_data

register = template.Library()

# As Django's json_script: no text can end the element or begin a comment.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def structured(context):
    """The page's structured data as JSON-LD; nothing for addresses without a page."""
    page, request = context.get("page"), context.get("request")
    if not page or not request or not page.pk:
        return ""
    data = structured_data(page, request, str(context.get("brand") or ""))
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))
