"""What a front page shows below its lead: sections as its editors ordered them, and notices."""

from dataclasses import dataclass, field

from django.db.models import Q
from wagtail.models import Page

from articles.card import cards
from articles.filter import text_models
from articles.models.home_section import HomeSection
from articles.models.notice import Notice
from articles.models.series import SeriesPart
from articles.models.text_page import TextPage
from articles.models.topic import TextTopic
from articles.reading import in_reading_language

Kind = HomeSection.Kind
# What stands there where the editors chose nothing.
USUAL = (Kind.STATEMENTS, Kind.ABOUT, Kind.ARTICLES, Kind.LIBRARY)
TYPES = {
    Kind.ARTICLES: "articlepage",
    Kind.STATEMENTS: "statementpage",
    Kind.LIBRARY: "documentpage",
}


@dataclass(frozen=True)
class Section:
    """A part of a front page with its texts; `about` is the topic or series that it shows."""

    kind: str
    texts: list = field(default_factory=list)
    about: object = None


def sections_of(home, lead) -> list[Section]:
    """The sections in their order, without the lead and without what has nothing to show."""
    rows = list(home.sections.all()) or [HomeSection(kind=kind) for kind in USUAL]
    numbers = [_numbers(home, row, getattr(lead, "pk", None)) for row in rows]
    shown = {text.pk: text for text in cards([each for some in numbers for each in some])}
    sections = [
        Section(
            row.kind,
            [shown[number] for number in some if number in shown],
            row.topic if row.topic_id else row.series,
        )
        for row, some in zip(rows, numbers, strict=True)
    ]
    return [
        each for each in sections if each.texts or (each.kind == Kind.ABOUT and home.standfirst)
    ]


def _numbers(home, row, lead) -> list[int]:
    """The numbers of the texts of a section; one query, or two for a series."""
    if row.kind == Kind.ABOUT:
        return []
    if row.kind == Kind.SERIES:
        parts = SeriesPart.objects.filter(series=row.series_id).values_list("text_id", flat=True)
        return in_reading_language(list(parts), home.locale)[: row.texts_shown]
    texts = TextPage.objects.descendant_of(home).published().exclude(pk=lead)
    if row.kind == Kind.TOPIC:
        links = TextTopic.objects.filter(tag=row.topic_id)
        texts = texts.filter(pk__in=links.values("content_object"))
    else:
        (model,) = [each for each in text_models() if each._meta.model_name == TYPES[row.kind]]
        texts = model.objects.descendant_of(home).published().exclude(pk=lead)
    return list(texts.latest_first().values_list("pk", flat=True)[: row.texts_shown])


def standing_notices(locale) -> list[Notice]:
    """Today's notices, each with `leads_to`: its page in this language, or its address; or ""."""
    notices = list(Notice.objects.on_day().select_related("page").prefetch_related("texts"))
    pages = [notice.page for notice in notices if notice.page_id]
    translated = {page.translation_key: page for page in _live_pages(pages, locale)}
    for notice in notices:
        page = notice.page and translated.get(notice.page.translation_key)
        notice.leads_to = page.get_url() if page else notice.address
    return [notice for notice in notices if notice.leads_to or not notice.page_id]


def _live_pages(pages, locale):
    """The public translations of pages into a language, after the pages themselves."""
    if not pages:
        return []
    found = (
        Page.objects.live()
        .public()
        .filter(translation_key__in={page.translation_key for page in pages})
        .filter(Q(locale=locale) | Q(pk__in=[page.pk for page in pages]))
        .select_related("locale")
    )
    return sorted(found, key=lambda page: page.locale_id == locale.pk)
