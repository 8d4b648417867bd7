"""What a page states of itself, each with the place that states it, the surest first.

JSON-LD, Open Graph and meta elements come before what the page shows, since these name what they
mean. The order of `meta` names follows how often each is right in real pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from articles.importing.readers.html_page import linked_data

TITLES = (
    "og:title",
    "twitter:title",
    "citation_title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
)
AUTHORS = (
    "citation_author",
    "author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "article:author",
    "sailthru.author",
    "byl",
    "og:article:author",
    "article:author_name",
    "rbauthors",
)
DATES = (
    "article:published_time",
    "citation_publication_date",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dcterms.created",
    "dc.date.issued",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "ptime",
    "article.published",
)
SITES = ("og:site_name", "citation_journal_title", "application-name", "dc.publisher", "cre")
BYLINES = (
    '//*[@rel="author"]', '//*[@itemprop="author"]//*[@itemprop="name"]', '//*[@itemprop="author"]',
    '//*[contains(concat(" ",normalize-space(@class)," ")," byline-name ")]',
    '//*[contains(concat(" ",normalize-space(@class)," ")," author-name ")]',
    '//*[contains(concat(" ",normalize-space(@class)," ")," byline__name ")]',
    '//*[contains(concat(" ",normalize-space(@class)," ")," byline ")]',
    '//*[contains(concat(" ",normalize-space(@class)," ")," author ")]',
)  # fmt: skip
DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})(?:-(?P<day>\d{2}))?")
COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:\d{6})?")
BY = re.compile(r"^(?:by|par|por|von|di|de)\s+|^(?:written by|posted by)\s*:?\s*", re.IGNORECASE)
BETWEEN_AUTHORS = re.compile(r"\s*(?:,|;|\band\b|\bund\b|\bet\b|\by\b)\s*")
LONGEST_NAME = 80


class Stated(NamedTuple):
    """A value, and the place in the page that states it."""

    value: str
    place: str


class Statements:
    """The metadata of one page."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self.linked = linked_data.text_of(root)
        self.meta: dict[str, list[str]] = {}
        for element in root.iter("meta"):
            name = element.get("property") or element.get("name") or element.get("itemprop")
            content = (element.get("content") or "").strip()
            if name and content:
                self.meta.setdefault(name.strip().lower(), []).append(content)

    def from_meta(self, *names: str) -> Iterator[Stated]:
        """The values of meta elements of these names."""
        for name in names:
            for value in self.meta.get(name, ()):
                yield Stated(value, f"meta {name}")

    def title(self) -> Stated | None:
        """The headline, without the name of the site around it."""
        headline = linked_data.words(self.linked.get("headline") or self.linked.get("name"))
        found = [Stated(headline, "JSON-LD headline")] if headline else []
        found += self.from_meta(*TITLES)
        shown = self._shown_title()
        found += [shown] if shown else []
        element = self.root.find(".//head/title")
        if element is not None and (words := _words(element)):
            found.append(Stated(self.without_site(words), "title element"))
        if not found:
            return None
        return self._as_shown(found[0], shown)

    def _as_shown(self, stated: Stated, shown: Stated | None) -> Stated:
        """The heading of the page, where it says the same in full."""
        cut = stated.value.rstrip(" .…")
        if shown and cut != stated.value and shown.value.startswith(cut):
            return shown
        return stated

    def _shown_title(self) -> Stated | None:
        headings = [words for each in self.root.iter("h1") if (words := _words(each))]
        return Stated(headings[0], "h1") if len(headings) == 1 else None

    def without_site(self, title: str) -> str:
        """A title without "| Name of the site" at its end."""
        sites = {_letters(each.value) for each in self.from_meta(*SITES)}
        match = re.fullmatch(r"(?P<title>.+?)\s+[|–—»·:-]\s+(?P<site>[^|–—»·]+)", title)
        is_site = match and (_letters(match["site"]) in sites or "|" in title or "»" in title)
        return match["title"] if match and is_site else title

    def site(self) -> Stated | None:
        """The name of the publication."""
        found = next(self.from_meta(*SITES), None)
        publisher = linked_data.words(self.linked.get("publisher"))
        return found or (Stated(publisher, "JSON-LD publisher") if publisher else None)

    def address(self) -> Stated | None:
        """The address that the page gives as its own."""
        for link in self.root.iter("link"):
            address = (link.get("href") or "").strip()
            if (link.get("rel") or "").lower() == "canonical" and address.startswith("http"):
                return Stated(address, "link canonical")
        found = (each for each in self.from_meta("og:url") if each.value.startswith("http"))
        return next(found, None)

    def authors(self) -> list[Stated]:
        """The names in the author line, as they are written there."""
        names = linked_data.names(self.linked.get("author") or self.linked.get("creator"))
        found = [Stated(name, "JSON-LD author") for name in names]
        if not found:
            by_name: dict[str, list[Stated]] = {}
            for each in self.from_meta(*AUTHORS):
                if not each.value.startswith(("http:", "https:", "@")):
                    by_name.setdefault(each.place, []).append(each)
            found = next(iter(by_name.values()), [])
        if names:
            return _each_once(found)
        return _apart(found or self._shown_authors())

    def _shown_authors(self) -> list[Stated]:
        for path in BYLINES:
            for element in self.root.xpath(path):
                words = _words(element)
                if words and len(words) <= LONGEST_NAME and not _is_comment(element):
                    return [Stated(words, "byline")]
        for link in self.root.xpath("//a[@href]"):
            before = ((link.getparent().text if link.getprevious() is None else "") or "").strip()
            if before.casefold() in ("by", "par", "por", "von") and not _is_comment(link):
                return [Stated(_words(link), "byline")]
        return []

    def published(self) -> tuple[str, Stated] | None:
        """The day it was published, in EDTF, and the words that say so."""
        found = [
            Stated(value, f"JSON-LD {name}")
            for name in ("datePublished", "dateCreated")
            if (value := linked_data.words(self.linked.get(name)))
        ]
        found += self.from_meta(*DATES)
        for element in self.root.xpath('//time[@datetime][@pubdate or @itemprop="datePublished"]'):
            found.append(Stated(element.get("datetime").strip(), "time element"))
        times = self.root.xpath("//article//time[@datetime]") or self.root.xpath(
            "//time[@datetime]"
        )
        if len({each.get("datetime")[:10] for each in times}) == 1:
            found.append(Stated(times[0].get("datetime").strip(), "time element"))
        for each in found:
            if day := edtf_of(each.value):
                return day, each
        return None

    def language(self) -> Stated | None:
        """The language as declared, of the text or else of the page."""
        declared = linked_data.words(self.linked.get("inLanguage"))
        if declared:
            return Stated(declared, "JSON-LD inLanguage")
        for element in self.root.iter("html"):
            value = (element.get("lang") or element.get("xml:lang") or "").strip()
            if value:
                return Stated(value, "html lang")
        return next(self.from_meta("og:locale", "content-language", "dc.language"), None)

    def topics(self) -> list[Stated]:
        """Tags and keywords, each once."""
        found = list(self.from_meta("article:tag", "parsely-tags", "citation_keywords"))
        words = linked_data.listed(self.linked.get("keywords"))
        found = found or [
            Stated(each, "JSON-LD keywords") for each in words if isinstance(each, str)
        ]
        split = [
            Stated(part.strip(), each.place)
            for each in found
            for part in each.value.split(",")
            if part.strip()
        ]
        return list({each.value: each for each in split}.values())

    def section(self) -> Stated | None:
        """The section of the publication that it stands in."""
        section = linked_data.words(self.linked.get("articleSection"))
        found = next(self.from_meta("article:section"), None)
        return found or (Stated(section, "JSON-LD articleSection") if section else None)

    def summary(self) -> Stated | None:
        """What the page says of itself in a sentence."""
        return next(self.from_meta("og:description", "description", "twitter:description"), None)


def edtf_of(words: str) -> str | None:
    """A day or month in EDTF from a machine's form; None for any other."""
    match = DAY.match(words) or COMPACT.fullmatch(words)
    if not match or match["year"] == "0000":
        return None
    day = match["day"]
    return f"{match['year']}-{match['month']}" + (f"-{day}" if day else "")


def _apart(found: list[Stated]) -> list[Stated]:
    """Each author for herself, without "by" before the name; a line with brackets is left whole."""
    names = []
    for stated in found:
        line = BY.sub("", stated.value)
        parts = [line] if "(" in line else BETWEEN_AUTHORS.split(line)
        names += [Stated(part.strip(" .,:|·"), stated.place) for part in parts]
    return _each_once(names)


def _each_once(found: list[Stated]) -> list[Stated]:
    named = [each for each in found if 0 < len(each.value) <= LONGEST_NAME]
    return list({each.value.casefold(): each for each in reversed(named)}.values())[::-1]


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _letters(words: str) -> str:
    return "".join(char for char in words.casefold() if char.isalnum())


def _is_comment(element: Any) -> bool:
    return any("comment" in (each.get("class") or "").lower() for each in element.iterancestors())
