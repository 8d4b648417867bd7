"""Where in the page tree a draft goes: an address such as `en:/articles/`, or the usual index."""

import re

from django.conf import settings
from wagtail.models import Page

from articles.models import (
    ArticleIndexPage,
    ArticlePage,
    DocumentPage,
    HomePage,
    LibraryIndexPage,
    TextPage,
)

ADDRESS = re.compile(r"(?P<language>[a-z-]+):/(?P<path>(?:[^/]+/)*[^/]*)/?")
INDEXES = {ArticlePage: ArticleIndexPage, DocumentPage: LibraryIndexPage}


class NoPlaceError(Exception):
    """There is no page to put drafts below; the message is one line that says what to do."""


def find_place(address: str) -> Page:
    """The page at an address `language:/slug/slug/`. Raises `NoPlaceError` if there is none."""
    match = ADDRESS.fullmatch(address)
    if not match:
        raise NoPlaceError(f"“{address}” is no place; write it as en:/articles/")
    home = HomePage.objects.filter(
        locale__language_code=match["language"], depth=2, alias_of=None
    ).first()
    if home is None:
        raise NoPlaceError(f"{address}: there is no front page in “{match['language']}”")
    page: Page = home
    for slug in filter(None, match["path"].split("/")):
        child = page.get_children().filter(slug=slug).first()
        if child is None:
            raise NoPlaceError(f"{address}: there is no page “{slug}” below “{page.title}”")
        page = child
    return page.specific


def usual_place(model: type[TextPage]) -> Page:
    """The index in the source language that holds texts of a type."""
    index = INDEXES[model]
    found = index.objects.filter(
        locale__language_code=settings.LANGUAGE_CODE, alias_of=None
    ).first()
    if found is None:
        name = index._meta.verbose_name
        raise NoPlaceError(
            f"there is no {name} in “{settings.LANGUAGE_CODE}” to put drafts in; "
            "make one, or name a place with --under"
        )
    return found


def type_for(place: Page, suggested: type[TextPage]) -> type[TextPage]:
    """The type for a draft in this place: the suggested one if it may stand there.

    Raises `NoPlaceError` where no text may.
    """
    for model in (suggested, *INDEXES):
        if model.can_create_at(place):
            return model
    raise NoPlaceError(f"neither articles nor documents can stand below “{place.title}”")


def address_of(page: Page) -> str:
    """The address of a page in the form that `find_place` reads."""
    home = page.get_ancestors(inclusive=True).filter(depth=2).first()
    path = page.url_path.removeprefix(home.url_path) if home else ""
    return f"{page.locale.language_code}:/{path}"
