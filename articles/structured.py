"""Structured data: what a page is, in the vocabulary of schema.org, for programs."""

from typing import Any

from articles.models import Byline, DocumentPage, StatementPage, TextPage
from articles.models.signed import OWN
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
    if text.is_summary_only:
        return "CreativeWork"
    return "Article" if isinstance(text, StatementPage | DocumentPage) else "NewsArticle"


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
            "inLanguage": text.locale.language_code,
            "url": text.get_full_url(request),
            "author": _authors(text),
            "translator": [_author(each) for each in _named(text, [Byline.Role.TRANSLATOR])],
            "dateCreated": PartialDate.parse(text.written_on).iso,
            "datePublished": published or here,
            "dateModified": corrected,
            "publisher": _organisation(publisher),
            "isBasedOn": text.original_address,
            "keywords": [topic.label for topic in text.topics.all()],
            "correction": notes,
        }
    )


def breadcrumb_data(page, request) -> dict[str, Any]:
    """The way from the front page to a page."""
    way = [*page.get_ancestors().filter(depth__gte=2).select_related("locale"), page]
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": number,
                "name": each.title,
                "item": each.get_full_url(request),
            }
            for number, each in enumerate(way, start=1)
        ],
    }


def structured_data(page, request, publisher: str) -> list[dict[str, Any]]:
    """All that is said of a page; a front page presents the organisation."""
    if page.depth == 2:
        home = _organisation(publisher, url=page.get_full_url(request))
        return [{"@context": CONTEXT, **home}]
    data = [breadcrumb_data(page, request)]
    if isinstance(page, TextPage):
        data.insert(0, text_data(page, request, publisher))
    return data
