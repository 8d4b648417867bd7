"""What every public page shows around its own content: masthead, footer, languages."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from articles.models import HomePage, MenuItem, SiteSettings
from articles.models.standing import without_unadopted
from organisations.models import BodyPage, OrganisationSettings, StructurePage


@dataclass(frozen=True)
class Link:
    """An entry of the menu or the footer; `is_current` is "page", "true" or "".

    `language` is that of the label, where a page has no translation for the reader.
    """

    address: str
    label: str
    is_current: str = ""
    language: str = ""


@dataclass(frozen=True)
class LinkGroup:
    """A part of the footer."""

    heading: str
    entries: list[Link]


@dataclass(frozen=True)
class LanguageLink:
    """Where a reader finds this page, or else the front page, in a language."""

    code: str
    address: str
    is_current: bool
    is_translation: bool


FOOTER_HEADINGS = {
    MenuItem.Place.FOOTER_READ: _("Read"),
    MenuItem.Place.FOOTER_ORGANISATION: _("Organisation"),
    MenuItem.Place.FOOTER_SITE: _("This site"),
}
# Paths below the structure page.
ROUTES = {
    MenuItem.Route.DIRECTORY: "sections/",
    MenuItem.Route.TIMELINE: "timeline/",
    MenuItem.Route.GENEALOGY: "genealogy/",
}

# Routes of the structure page whose record has a feed: the filter that gives its texts.
FILTERS_OF_ROUTES = {"body": "body", "person": "author"}


class Surroundings:
    """Masthead, footer and language switch for one request, each looked up when it is used."""

    def __init__(self, request):
        self.request = request
        self.language = get_language() or settings.LANGUAGE_CODE

    @cached_property
    def site(self):
        return Site.find_for_request(self.request)

    @cached_property
    def page(self):
        """The page that Wagtail found for the address; None elsewhere."""
        route = getattr(self.request, "_wagtail_route_for_request", None)
        return route.page if route else None

    @cached_property
    def _name(self):
        if not self.site:
            return None
        organisation = OrganisationSettings.for_request(self.request).organisation
        return organisation.name_on(language=self.language) if organisation else None

    @property
    def brand(self) -> str:
        """The name of the organisation whose site this is."""
        return self._name.text if self._name else settings.WAGTAIL_SITE_NAME

    @property
    def brand_language(self) -> str:
        return self._name.language if self._name else settings.LANGUAGE_CODE

    @cached_property
    def _homes(self) -> dict:
        homes = HomePage.objects.live().filter(depth=2).select_related("locale")
        return {home.locale.language_code: home for home in homes}

    def _address(self, page) -> str:
        return page.get_url(self.request, current_site=self.site) or "/"

    @cached_property
    def home_address(self) -> str:
        home = self._homes.get(self.language)
        return self._address(home) if home else f"/{self.language}/"

    @cached_property
    def _items(self) -> list:
        """Menu entries whose page is public, with its translation where there is one."""
        if not self.site:
            return []
        stored = SiteSettings.for_request(self.request).menu_items.select_related("page__locale")
        items = [item for item in stored if item.address or item.page.live]
        keys = [item.page.translation_key for item in items if item.page]
        translated = {
            page.translation_key: page
            for page in without_unadopted(Page.objects.live())
            .filter(translation_key__in=keys, locale__language_code=self.language)
            .select_related("locale")
        }
        for item in items:
            if item.page:
                item.page = translated.get(item.page.translation_key, item.page)
        return items

    def _link(self, item) -> Link:
        if not item.page:
            return Link(item.address, item.label)
        address = self._address(item.page)
        label = item.label or item.page.title
        language = "" if item.label or item.route else item.page.locale.language_code
        if item.route:
            address += ROUTES[item.route]
            label = item.label or item.get_route_display()
        path = self.request.path
        is_current = "page" if path == address else "true" if path.startswith(address) else ""
        return Link(address, label, is_current, language)

    @cached_property
    def menu(self) -> list[Link]:
        """The entries of the masthead."""
        return self._links(MenuItem.Place.MASTHEAD)

    def _links(self, place) -> list[Link]:
        return [self._link(item) for item in self._items if item.place == place]

    @cached_property
    def footer(self) -> list[LinkGroup]:
        """The groups of the footer that have entries."""
        groups = [
            LinkGroup(heading, self._links(place)) for place, heading in FOOTER_HEADINGS.items()
        ]
        return [group for group in groups if group.entries]

    @cached_property
    def structure_page(self):
        """Below which records without a page are shown, in the reader's language if it exists."""
        wanted = (self.language, settings.LANGUAGE_CODE)
        pages = StructurePage.objects.live().filter(locale__language_code__in=wanted)
        by_language = {each.locale.language_code: each for each in pages.select_related("locale")}
        return by_language.get(wanted[0]) or by_language.get(wanted[1])

    @cached_property
    def _translations(self) -> dict:
        """The live pages that say the same in other languages, by language; aliases say nothing."""
        if not self.page:
            return {}
        pages = (
            without_unadopted(Page.objects.live())
            .filter(translation_key=self.page.translation_key, alias_of__isnull=True)
            .select_related("locale")
        )
        return {page.locale.language_code: page for page in pages}

    @cached_property
    def languages(self) -> list[LanguageLink]:
        """All languages of the site, in the order of the settings."""
        links = []
        for code in dict(settings.LANGUAGES):
            page = self._translations.get(code) or self._homes.get(code)
            if page:
                is_current = code == self.language
                links.append(
                    LanguageLink(
                        code,
                        self.request.path if is_current else self._address(page),
                        is_current,
                        code in self._translations,
                    )
                )
        return links

    @property
    def translations(self) -> list[LanguageLink]:
        """Where this page stands in the other languages that have it."""
        return [each for each in self.languages if each.is_translation and not each.is_current]

    @cached_property
    def alternates(self) -> list[LanguageLink]:
        """The translations of this very page, for search engines; empty where there is only one.

        And where the page itself leads them elsewhere.
        """
        if not self.page or self._is_route or self._canonical_elsewhere:
            return []
        links = [
            LanguageLink(code, page.get_full_url(self.request), code == self.language, True)
            for code, page in self._translations.items()
        ]
        return links if len(links) > 1 else []

    @property
    def feed_address(self) -> str:
        """What comes before `feed/atom/`: this listing, else the front page of the language."""
        if self.page and hasattr(self.page, "feed_texts") and not self._is_route:
            return self._address(self.page)
        return self.home_address

    @property
    def feed_query(self) -> str:
        """What narrows that feed down to what the page is about: a body's, a person's texts."""
        if isinstance(self.page, BodyPage):
            return f"?body={self.page.body.key}"
        match = getattr(self.request, "routable_resolver_match", None)
        name = FILTERS_OF_ROUTES.get(match.url_name) if match else None
        return f"?{name}={match.kwargs['key']}" if name else ""

    @property
    def _is_route(self) -> bool:
        return bool(self.page) and self.request.path != self._address(self.page)

    @cached_property
    def canonical(self) -> str:
        """The one address of this page for search engines; "" where the page is not known."""
        if not self.page:
            return ""
        if self._is_route:
            address = self.request.build_absolute_uri(self.request.path)
        else:
            address = self._canonical_elsewhere or self.page.get_full_url(self.request) or ""
        number = self.request.GET.get("page", "")[:6]
        is_later = number.isascii() and number.isdigit() and int(number) > 1
        return f"{address}?page={int(number)}" if is_later else address

    @cached_property
    def _canonical_elsewhere(self) -> str:
        return getattr(self.page, "canonical_elsewhere", "")


NAMES = [
    "brand",
    "brand_language",
    "feed_address",
    "feed_query",
    "home_address",
    "menu",
    "footer",
    "languages",
    "alternates",
    "canonical",
    "structure_page",
    "translations",
]


def site(request) -> dict:
    """Context processor: nothing is looked up before a template asks for it."""
    surroundings = Surroundings(request)
    return {name: SimpleLazyObject(lambda name=name: getattr(surroundings, name)) for name in NAMES}
