"""A text as the formats need it: who, when, by what right, which words; no request, no query."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, tostring

from django.conf import settings
from django.utils.translation import gettext, override

from articles.blocks.rendering import render
from articles.formats.markup import tree
from articles.models import StatementPage, Version
from articles.templatetags.language import bcp47, direction
from organisations.models import OrganisationSettings
from organisations.period import PartialDate

# Raise it when a writer changes: files made by the one before are then made anew.
EDITION = 1


@dataclass(frozen=True)
class Signature:
    """Who signed, as what, with the affiliations as signed."""

    role: str
    role_name: str
    name: str
    affiliations: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class DatedFact:
    """A date of the text: which (`written`, `first published` …), in EDTF, where, in words."""

    key: str
    name: str
    edtf: str
    words: str
    place: str = ""
    address: str = ""


@dataclass(frozen=True)
class Portable:
    """All that a format says of a text. `body` is None where only a summary may be shown."""

    title: str
    kicker: str
    standfirst: str
    language: str
    direction: str
    kind: str
    publisher: str
    issued_by: str
    signatures: list[Signature]
    author_note: str
    dates: list[DatedFact]
    rights: str
    address: str
    original_address: str
    topics: list[str]
    notices: list[tuple[str, str]]
    version: int
    text_hash: str
    published_at: str
    is_superseded: bool
    seed: str
    body: Element | None

    @property
    def names(self) -> list[str]:
        """Who speaks: the body of a statement, else those who signed as authors."""
        if self.issued_by:
            return [self.issued_by]
        return [each.name for each in self.signatures if each.role in ("author", "speaker")]

    @property
    def fingerprint(self) -> str:
        """What tells whether a file made of it still says the same."""
        said = asdict(self) | {"body": None if self.body is None else tostring(self.body).decode()}
        written = json.dumps([EDITION, said], sort_keys=True)
        return hashlib.sha256(written.encode()).hexdigest()


def body_of(page, address: str) -> Element | None:
    """The words of a text as elements, with whole addresses; None where only a summary is shown."""
    if not has_full_text(page):
        return None
    with override(page.locale.language_code):
        root = tree(render(page.body, {"page": page, "is_feed": True}))
    for image in root.iter("img"):
        image.set("src", _whole(address, image.get("src", "")))
    for link in root.iter("a"):
        if "href" in link.attrib and not link.get("href", "").startswith("#"):
            link.set("href", _whole(address, link.get("href", "")))
    return root


def _whole(base: str, address: str) -> str:
    """An address that holds outside the page; "" for what is none."""
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def _signatures(page) -> list[Signature]:
    return [
        Signature(
            role=byline.role,
            role_name=str(byline.get_role_display()),
            name=str(byline),
            affiliations=[each.text for each in byline.affiliations.all()],
        )
        for byline in page.byline_list
    ]


def _dates(page) -> list[DatedFact]:
    """The dates that are known, each under its own name; none stands in for another."""
    dates = []

    def add(key, name, date, place="", address=""):
        known = PartialDate.parse(str(date or ""))
        if not known.is_unknown or place:
            words = "" if known.is_unknown else known.display(page.locale.language_code)
            dates.append(DatedFact(key, name, known.edtf, words, place, address))

    add("written", gettext("Written"), page.written_on)
    add("delivered", gettext("Delivered"), page.delivered_on, page.delivered_at)
    for shown in page.appearance_list:
        key, name = (
            ("first_published", gettext("First published"))
            if shown.is_first
            else ("published", gettext("Published"))
        )
        add(key, name, shown.appeared_on, shown.where, shown.address)
    return dates


def _rights(page) -> str:
    """The line that readers of the page see, and the terms where there are any."""
    terms = page.right.terms if page.right else ""
    return " ".join(f"{page.rights_line} {terms}".split())


def has_full_text(page) -> bool:
    """Whether more than a summary may be given away: by what is recorded of rights, as of today."""
    return not page.is_summary_only and not page.fault_of_right()


def _publisher(page) -> str:
    organisation = OrganisationSettings.for_site(page.get_site()).organisation
    return organisation.name_on().text if organisation else settings.WAGTAIL_SITE_NAME


def portable(page, version: Version, is_superseded: bool = False) -> Portable:
    """What the formats say of a page, or of what it was in a superseded version."""
    code = page.locale.language_code
    address = page.full_url
    if is_superseded:
        address = urljoin(address, f"versions/{version.number}/")
    with override(code):
        return Portable(
            title=page.title,
            kicker=page.kicker,
            standfirst=page.standfirst,
            language=bcp47(code),
            direction=direction(code),
            kind=str(page.specific_class._meta.verbose_name),
            publisher=_publisher(page),
            issued_by=str(page.issued_by) if isinstance(page, StatementPage) else "",
            signatures=_signatures(page),
            author_note=page.author_note,
            dates=_dates(page),
            rights=_rights(page),
            address=address,
            original_address=page.original_address,
            topics=[topic.label for topic in page.topics.all()],
            notices=[(each.made_at.date().isoformat(), each.note) for each in page.notices],
            version=version.number,
            text_hash=version.text_hash,
            published_at=version.published_at.isoformat(),
            is_superseded=is_superseded,
            seed=str(page.translation_key),
            body=body_of(page, address),
        )
