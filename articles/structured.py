"""Structured data: what a page is, in the vocabulary of schema.org, for programs."""

from typing import Any

from articles.models import Byline, DocumentPage, StatementPage, TextPage
from articles.models.signed import OWN
from articles.templatetags.language import bcp47
from organisations.models import Body, Organisation, Person
from organisations.period import PartialDate

CONTEXT = "https://schema.org"


def _without_empty(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in ("", None, [])}


def _organisation(name: str, **more: str) -> dict[str, Any]:
    return _without_empty({"@type": "Organization", "name": name, **more})


def _author(byline) -> dict[str, Any]:
    kind = "Organization" if byline.is_group else "Person"
    affiliations = [_organisation(each.text) for each in byline.affiliation_list]
    return _without_empty({"@type": kind, "name": str(byline), "affiliation": affiliations})


def _authors(text) -> list[dict[str, Any]]:
    if isinstance(text, StatementPage):
        others = [
            {"@type": "Person" if each.person_id else "Organization", "name": str(each)}
            for each in text.signatory_list
        ]
        return [_organisation(str(text.issued_by)), *others]
    return [_author(byline) for byline in _named(text, OWN)]


def _named(text, roles) -> list[Byline]:
    groups = [group.bylines for group in text.byline_groups]
    bylines = [byline for group in groups for byline in group if byline.role in roles]
    return [byline for byline in bylines if not byline.is_anonymous]


def _kind(text) -> str:
    """An article has an author; what a summary stands for is elsewhere."""
    if text.is_summary_only or not _authors(text):
        return "CreativeWork"
    return "Article" if isinstance(text, StatementPage | DocumentPage) else "NewsArticle"


def _citations(text) -> list[dict[str, Any]]:
    """The works that it quotes, and what it answers."""
    found = [
        _work(block.value["work"], block.value["author"], block.value["address"])
        for block in text.body
        if block.block_type == "quotation" and block.value["work"]
    ]
    if answered := getattr(text, "answered", None):
        found.append(_work(answered.title, "", answered.full_url or ""))
    elif getattr(text, "reply_to_title", ""):
        found.append(_work(text.reply_to_title, "", text.reply_to_address))
    return found


def _work(name: str, author: str, address: str) -> dict[str, Any]:
    by = {"@type": "Person", "name": author} if author else ""
    return _without_empty({"@type": "CreativeWork", "name": name, "author": by, "url": address})


def text_data(text: TextPage, request, publisher: str) -> dict[str, Any]:
    """A text: who wrote it, when, on what it is based. Unknown dates are left out."""
    first = text.first_appearance
    published = PartialDate.parse(first.appeared_on).iso if first else ""
    is_first_here = not text.shown_appearance and text.first_published_at
    here = text.first_published_at.isoformat() if is_first_here else ""
    corrected = text.notices[0].made_at.isoformat() if text.notices else ""
    notes = [
        {"@type": "CorrectionComment", "text": each.note, "datePublished": each.made_at.isoformat()}
        for each in text.notices
    ]
    return _without_empty(
        {
            "@context": CONTEXT,
            "@type": _kind(text),
            "headline": text.title,
            "description": text.standfirst,
            "inLanguage": bcp47(text.locale.language_code),
            "url": text.get_full_url(request),
            "author": _authors(text),
            "translator": [_author(each) for each in _named(text, [Byline.Role.TRANSLATOR])],
            "dateCreated": PartialDate.parse(text.written_on).iso,
            "datePublished": published or here,
            "dateModified": corrected,
            "publisher": _organisation(publisher),
            "isBasedOn": text.original_address,
            "citation": _citations(text),
            "mentions": [_organisation(str(each.record)) for each in text.mentions.all()],
            "contentLocation": [
                {"@type": "Place", "name": str(each.territory)} for each in text.countries.all()
            ],
            "wordCount": None if text.is_summary_only else text.word_count,
            "keywords": [topic.label for topic in text.topics.all()],
            "correction": notes,
        }
    )


def record_data(record, address: str) -> dict[str, Any]:
    """A person, body or organisation on its own page."""
    kind = "Person" if isinstance(record, Person) else "Organization"
    dates = ("birthDate", "born_on", "deathDate", "died_on")
    if kind == "Organization":
        dates = ("foundingDate", "starts_on", "dissolutionDate", "ends_on")
    first, start, last, end = dates
    of = getattr(record, "organisation", None)
    return _without_empty(
        {
            "@context": CONTEXT,
            "@type": kind,
            "name": str(record),
            "url": address,
            first: PartialDate.parse(getattr(record, start)).iso,
            last: PartialDate.parse(getattr(record, end)).iso,
            "parentOrganization": _organisation(str(of)) if of else "",
        }
    )


def breadcrumb_data(page, request, place: tuple[str, str] | None = None) -> dict[str, Any]:
    """The way from the front page to a page, and on to a place below it: its name and address."""
    way = [*page.get_ancestors().filter(depth__gte=2).select_related("locale"), page]
    steps = [(each.title, each.get_full_url(request)) for each in way]
    if place and place[1] != steps[-1][1]:
        steps.append(place)
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": number,
                "name": name,
                "item": address,
            }
            for number, (name, address) in enumerate(steps, start=1)
        ],
    }


def structured_data(page, request, publisher: str, subject=None, address="") -> list[dict]:
    """All that is said of a page; a front page presents the organisation.

    `subject` is what a place below the page shows: a record, a topic, a series; at `address`.
    """
    if page.depth == 2 and not subject:
        home = _organisation(publisher, url=page.get_full_url(request))
        return [{"@context": CONTEXT, **home}]
    place = (str(getattr(subject, "label", subject)), address) if subject and address else None
    data = [breadcrumb_data(page, request, place)]
    if isinstance(page, TextPage):
        data.insert(0, text_data(page, request, publisher))
    elif isinstance(subject, Person | Body | Organisation):
        data.insert(0, record_data(subject, address))
    return data
