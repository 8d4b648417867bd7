"""Partial dates and periods in the reader's language, never finer than they are known."""

from django import template
from django.conf import settings
from django.utils.translation import get_language, gettext

from organisations.period import PartialDate, Period

register = template.Library()


def _date(value) -> PartialDate:
    return value if isinstance(value, PartialDate) else PartialDate.parse(value or "")


@register.filter
def in_words(value) -> str:
    """A partial date (its EDTF text will do) or a period in words; "" where nothing is known."""
    language = get_language() or settings.LANGUAGE_CODE
    if isinstance(value, Period):
        is_blank = value.start.is_unknown and value.end.is_unknown
        if value.start.is_unknown and value.end.is_open:
            return gettext("still so when the source was written")
    else:
        value = _date(value)
        is_blank = value.is_unknown
    return "" if is_blank else value.display(language)


@register.filter
def iso(value) -> str:
    """A partial date as `datetime` attributes want it; "" where not even the year is sure."""
    return _date(value).iso
