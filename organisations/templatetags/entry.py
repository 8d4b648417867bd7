from django import template

from organisations.entry.line import Line

register = template.Library()


@register.filter
def named(line: Line, field: str) -> str:
    """What the form calls a field of a line."""
    return line.field_name(field)
