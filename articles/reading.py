"""What a reader may read next: series, related texts, the ones before and after.

Each function asks the same few questions of the database, however many texts there are.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from articles.card import cards
from organisations.models.fetching import body_at, organisation_link_at, person_at

RELATED_SHOWN = 4
# Of each reason no more than these are looked at, the latest first.
MOST_COMPARED = 200


# What a text's own page prints besides the text.
FETCHED_FOR_READING = (
    *person_at("bylines__person"),
    *body_at("bylines__body"),
    *organisation_link_at("bylines__organisation"),
    *body_at("bylines__affiliations__body"),
    *organisation_link_at("bylines__affiliations__organisation"),
    *body_at("mentions__body"),
    *organisation_link_at("mentions__organisation"),
    "countries__territory",
    "appearances__permission",
    *organisation_link_at("appearances__organisation"),
    "topics__names",
)


@dataclass(frozen=True)
class Related:
    """A text to read on with, and why."""

    text: object
    reason: str


@dataclass(frozen=True)
class Place:
    """Where a text stands in a series; `before` and `after` are its neighbours there, or None."""

    series: object
    number: int
    total: int
    before: object
    after: object


def in_reading_language(numbers: list[int], locale) -> list[int]:
    """The published texts that say the same in a language, or else the texts themselves.

    In the same order; what readers may not see is left out.
    """
    from articles.models.text_page import TextPage

    keys = dict(TextPage.objects.filter(pk__in=numbers).values_list("pk", "translation_key"))
    rows = (
        TextPage.objects.published()
        .filter(translation_key__in=set(keys.values()))
        .filter(Q(locale=locale) | Q(pk__in=numbers))
        .values_list("translation_key", "pk", "locale_id")
    )
    by_key: dict = {}
    for key, pk, language in rows:
        if language == locale.pk or key not in by_key:
            by_key[key] = pk
    found = [by_key[keys[number]] for number in numbers if keys.get(number) in by_key]
    return list(dict.fromkeys(found))


def places_in_series(text) -> list[Place]:
    """The series in which it stands, with its neighbours there."""
    from articles.models.series import SeriesPart

    same = Q(series__parts__text__translation_key=text.translation_key)
    rows = list(
        SeriesPart.objects.filter(same)
        .order_by("series__key", "sort_order", "pk")
        .values_list("series_id", "text_id")
        .distinct()
    )
    if not rows:
        return []
    return _places(text, rows)


def _places(text, rows) -> list[Place]:
    from articles.models.series import Series
    from articles.models.text_page import TextPage

    series = Series.objects.prefetch_related("names").in_bulk({pk for pk, _text in rows})
    shown = in_reading_language([number for _series, number in rows], text.locale)
    texts = TextPage.objects.defer("body").select_related("locale").in_bulk(shown)
    keys = dict(
        TextPage.objects.filter(pk__in=[number for _pk, number in rows]).values_list(
            "pk", "translation_key"
        )
    )
    by_key = {each.translation_key: each for each in texts.values()}
    places = []
    for pk in dict.fromkeys(pk for pk, _text in rows):
        parts = [
            by_key[keys[number]] for each, number in rows if each == pk and keys[number] in by_key
        ]
        position = next((i for i, each in enumerate(parts) if each.pk == text.pk), None)
        if position is not None and len(parts) > 1:
            before = parts[position - 1] if position else None
            after = parts[position + 1] if position + 1 < len(parts) else None
            places.append(Place(series[pk], position + 1, len(parts), before, after))
    return places


def neighbours(text) -> tuple:
    """(the text before it, the text after it) in its own list, by day; None at the ends."""
    listed = text._meta.model.objects.published().filter(
        path__startswith=text.path[: -text.steplen], depth=text.depth
    )
    listed = listed.exclude(pk=text.pk).defer("body").select_related("locale")
    earlier = Q(sort_on__lt=text.sort_on) | Q(sort_on=text.sort_on, pk__lt=text.pk)
    before = listed.filter(earlier).latest_first().first()
    after = listed.filter(~earlier).order_by("sort_on", "pk").first()
    return before, after


def related_texts(text) -> list[Related]:
    """The editors' choice with their reasons; without one, what has most in common with it."""
    chosen = [(row.other_id, row.reason) for row in text.related_choices.all()]
    if chosen:
        numbers = in_reading_language([number for number, _reason in chosen], text.locale)
        reasons = _reasons_by_shown(chosen, numbers, text.locale)
        return [
            Related(each, reasons.get(each.pk) or _("Chosen by the editors"))
            for each in cards([number for number in numbers if number != text.pk])
        ]
    return _with_most_in_common(text)


def _reasons_by_shown(chosen, numbers, locale) -> dict[int, str]:
    from articles.models.text_page import TextPage

    keys = dict(
        TextPage.objects.filter(
            pk__in=[*numbers, *(number for number, _reason in chosen)]
        ).values_list("pk", "translation_key")
    )
    by_key = {keys[number]: reason for number, reason in chosen if number in keys}
    return {number: by_key.get(keys[number], "") for number in numbers}


def _with_most_in_common(text) -> list[Related]:
    shared: dict[int, list[str]] = defaultdict(list)
    weights: dict[int, int] = defaultdict(int)
    days = {}
    for weight, label, rows in _shared(text):
        for number, day in rows.items():
            if number != text.pk:
                weights[number] += weight
                shared[number].append(label)
                days[number] = day
    ordered = sorted(weights, key=lambda number: (weights[number], days[number], number))
    best = ordered[::-1][:RELATED_SHOWN]
    return [Related(each, "; ".join(shared[each.pk][:2])) for each in cards(best)]


def _shared(text):
    """(weight, reason, days by number of the texts) for each thing that others share with it."""
    from articles.models.byline import Byline
    from articles.models.connection import Mention, TextCountry
    from articles.models.text_page import TextPage
    from articles.models.topic import TextTopic

    topics = {each.pk: each.label for each in text.topics.all()}
    bodies = {row.body_id: str(row.body) for row in text.mentions.all() if row.body_id}
    bodies |= {row.body_id: str(row.body) for row in text.byline_list if row.body_id}
    countries = {row.territory_id: str(row.territory) for row in text.countries.all()}
    if issued_by := getattr(text, "issued_by", None):
        bodies[issued_by.pk] = str(issued_by)
    asked = [
        (3, _("Same topic: %s"), TextTopic, "content_object", "tag", topics),
        (2, _("Same body: %s"), Byline, "text", "body", bodies),
        (2, _("Same body: %s"), Mention, "text", "body", bodies),
        (2, _("Same body: %s"), TextPage, "pk", "statementpage__issued_by", bodies),
        (1, _("Same country: %s"), TextCountry, "text", "territory", countries),
    ]
    visible = TextPage.objects.published().filter(locale=text.locale, alias_of__isnull=True)
    for weight, words, model, column, target, labels in asked:
        found: dict[int, dict] = defaultdict(dict)
        if labels:
            rows = model.objects.filter(**{f"{target}__in": labels, f"{column}__in": visible})
            day = "sort_on" if column == "pk" else f"{column}__sort_on"
            latest = rows.order_by(f"-{day}", f"-{column}").values_list(target, column, day)
            for key, number, of in latest[:MOST_COMPARED]:
                found[key][number] = of
        for key, rows_of in found.items():
            yield weight, words % labels[key], rows_of
