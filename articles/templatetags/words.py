from django import template
from django.utils.safestring import mark_safe

from articles.blocks.rendering import finished
from articles.footnote import gathered

register = template.Library()


@register.simple_tag(takes_context=True)
def words(context, value):
    """A rich text inside a block.

    Within a body its links and notes are left to the body, which looks all of them up together.
    """
    source = getattr(value, "source", value) or ""
    if context.get("is_inside_body"):
        return mark_safe(gathered(source))
    return finished(source)
