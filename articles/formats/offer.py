"""Which formats a text is offered in, and to whom: to all readers or to none."""

from dataclasses import dataclass
from typing import Any

from articles.formats.models import Format
from articles.formats.source import has_full_text
from articles.formats.typesetting import can_print
from articles.models import DocumentPage, Version

SHARE_SIZE = (1200, 630)  # pixels, as the services that show them ask for
# From here on an article is worth a book reader: some seven minutes.
LONG_WORDS = 1500

FILE_NAMES = {
    Format.MARKDOWN: "text.md",
    Format.EPUB: "text.epub",
    Format.PDF: "text.pdf",
    Format.SHARE: "share.png",
}
CONTENT_TYPES = {
    Format.MARKDOWN: "text/markdown; charset=utf-8",
    Format.EPUB: "application/epub+zip",
    Format.PDF: "application/pdf",
    Format.SHARE: "image/png",
}


@dataclass(frozen=True)
class Offer:
    """A format that readers can have, and where."""

    format: Format
    address: str

    @property
    def name(self) -> Any:
        return self.format.label

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES[self.format].partition(";")[0]


def is_public(page) -> bool:
    """Whether every reader may see the page: the same rule as for feeds and listings."""
    public = page.specific_class.objects.published()
    return public.filter(pk=page.pk).exists()


def formats_of(page, version: Version) -> list[Format]:
    """The formats that make sense for what a version says; `page` is as it was in it."""
    formats = [Format.MARKDOWN]
    if not page.body or not has_full_text(page):
        return formats
    is_long = len(version.canonical_text.split()) >= LONG_WORDS
    if is_long or issubclass(page.specific_class, DocumentPage):
        formats.insert(0, Format.EPUB)
    if can_print(version.canonical_text):
        formats.insert(0, Format.PDF)
    return formats


@dataclass(frozen=True)
class Offers:
    """What readers can take along of a text that is public, and its picture for shared links."""

    formats: list[Offer]
    share_address: str
    share_width: int = SHARE_SIZE[0]
    share_height: int = SHARE_SIZE[1]


def offers_of(page) -> Offers | None:
    """What the page links to, looked up once; None for a text that is not public."""
    if "_offers" not in page.__dict__:
        version = (
            Version.objects.defer("content").filter(text_id=page.pk).order_by("-number").first()
        )
        page.__dict__["_offers"] = _offers(page, version) if version and is_public(page) else None
    return page.__dict__["_offers"]


def _offers(page, version: Version) -> Offers:
    formats = [Offer(each, page.url + FILE_NAMES[each]) for each in formats_of(page, version)]
    # The number lets services notice that there is another picture.
    share = f"{page.full_url}{FILE_NAMES[Format.SHARE]}?v={version.number}"
    return Offers(formats, share)
