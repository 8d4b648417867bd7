"""How a language is written, for `lang` and `dir` attributes and for the language switch."""

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language, get_language_info

register = template.Library()


def _info(code: str) -> dict:
    """What is known of a language code, or of the language that it is a variety of; may be {}."""
    try:
        return get_language_info(code)
    except KeyError:
        return {}


@register.filter
def direction(code: str) -> str:
    """The direction in which a language is written: ``rtl`` or ``ltr``."""
    return "rtl" if _info(code).get("bidi") else "ltr"


@register.filter
def own_name(code: str) -> str:
    """The name that a language gives itself, with a capital; the code where it is not known."""
    name = _info(code).get("name_local", code)
    return name[:1].upper() + name[1:]


@register.filter
def language_name(code: str) -> str:
    """The name of a language in the reader's language; the code where it is not known."""
    return _info(code).get("name_translated", code)


@register.filter
def bcp47(code: str) -> str:
    """A language code as HTML wants it: ``zh-Hans`` for Django's ``zh-hans``."""
    language, _separator, rest = code.partition("-")
    return f"{language}-{rest.title() if len(rest) == 4 else rest.upper()}" if rest else language


@register.filter
def isolated(text, code: str = ""):
    """A name that keeps its own direction, whatever stands around it.

    Where its language is given and is not the page's, it is marked: a reader's voice and the
    choice of font depend on it.
    """
    if not code or code == get_language():
        return format_html("<bdi>{}</bdi>", text)
    return format_html('<bdi lang="{}">{}</bdi>', bcp47(code), text)


@register.filter
def called(record):
    """The name of an organisation, body or person, isolated and marked with its language.

    After it, where another organisation has that name, what tells the two apart.
    """
    name = record.name_on()
    shown = isolated(name.text, name.language) if name else isolated(record.key)
    distinction = getattr(record, "distinction", "")
    return format_html("{} {}", shown, distinction) if distinction else shown
