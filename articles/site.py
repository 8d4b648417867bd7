"""The site's frame: its languages, one front page for each, and the address it answers under."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language_info
from wagtail.models import Locale, Page, Site

from articles.models import HomePage
from articles.workflow import setup as workflow
from organisations.models import Territory


def ensure_locale(language: str) -> Locale:
    """The content language, made where the site does not have it yet.

    Raises ValueError for a language that the settings don't name.
    """
    if language not in dict(settings.LANGUAGES):
        raise ValueError(
            f"“{language}” is none of the site's languages: {', '.join(dict(settings.LANGUAGES))}."
        )
    return Locale.objects.get_or_create(language_code=language)[0]


def ensure_home(language: str, title: str = "") -> HomePage:
    """The front page of a language, made and published where it is missing.

    The source language's one takes the place of Wagtail's welcome page, and the others are its
    translations.
    """
    locale = ensure_locale(language)
    home = HomePage.objects.filter(locale=locale, depth=2).first()
    if home:
        return home
    source_language = settings.LANGUAGE_CODE
    source = ensure_home(source_language) if language != source_language else None
    home = HomePage(
        title=title or get_language_info(language)["name_local"],
        slug=f"home-{language}",
        locale=locale,
        live=True,
    )
    if source:
        home.translation_key = source.translation_key
    Page.get_first_root_node().add_child(instance=home)
    home.save_revision().publish()
    if not source:
        _answer_with(home)
    return home


def _answer_with(home: HomePage) -> None:
    """Make it the root of the default site, instead of Wagtail's welcome page if that is there."""
    welcome = Page.objects.filter(depth=2, slug="home", numchild=0).exact_type(Page).first()
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    elif site.root_page_id == getattr(welcome, "pk", None):
        site.root_page = home
        site.save()
    if welcome:
        welcome.delete()


@transaction.atomic
def set_up() -> None:
    """Everything a site needs before its first text; a second time nothing is left to do."""
    for language, _name in settings.LANGUAGES:
        ensure_home(language)
    Territory.objects.ensure_all()
    workflow.set_up()
