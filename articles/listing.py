"""Lists of texts that readers narrow down: filters that combine, with counts and addresses.

Everything stands in the address (`?topic=peace&year=2019`), so a narrowed list can be linked,
and nothing needs a script. A value that no text has gives an empty list, never an error.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.apps import apps
from django.db.models import Case, Count, When
from django.db.models.functions import ExtractYear, TruncDate
from django.utils.translation import gettext_lazy as _

from articles.models.text_page import NO_DAY

# More than these would be a page of their own; the rest is found by search.
OPTIONS_SHOWN = 12
LONGEST_VALUE = 120


@dataclass(frozen=True)
class Filter:
    """One way to narrow a list down: the parameter, the query it stands for, what readers see."""

    name: str
    label: str
    lookup: str
    labels: Callable[[list], dict]
    condition: dict | None = None


@dataclass(frozen=True)
class Option:
    """A value of a filter: how many texts it leaves, and the address that chooses or drops it."""

    label: str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True)
class Choice:
    """A filter with its options, as the page shows it."""

    name: str
    label: str
    options: list[Option]
    drop_address: str

    @property
    def chosen(self) -> Option | None:
        return next((option for option in self.options if option.is_chosen), None)


def _records(app_label: str, model_name: str, label: Callable) -> Callable[[list], dict]:
    def labels(keys):
        model = apps.get_model(app_label, model_name)
        found = model.objects.filter(key__in=keys).prefetch_related("names")
        return {record.key: label(record) for record in found}

    return labels


def _kinds(model):
    names = {value: str(label).capitalize() for value, label in model.Kind.choices}
    return lambda keys: {key: names.get(key, key) for key in keys}


TOPIC = Filter(
    "topic",
    _("Topic"),
    "topic_links__tag__key",
    _records("articles", "Topic", lambda topic: topic.label),
)
ISSUED_BY = Filter("body", _("Body"), "issued_by__key", _records("organisations", "Body", str))
SIGNED_BY_BODY = Filter(
    "body", _("Body"), "bylines__body__key", _records("organisations", "Body", str)
)
AUTHOR = Filter(
    "author",
    _("Author"),
    "bylines__person__key",
    _records("organisations", "Person", str),
    {"bylines__person__is_public": True},
)
YEAR = Filter("year", _("Year"), "year", lambda years: {str(year): str(year) for year in years})


def filters_for(model) -> list[Filter]:
    """The filters that make sense for texts of a type."""
    filters = []
    if hasattr(model, "Kind"):
        filters.append(Filter("kind", _("Kind"), "kind", _kinds(model)))
    filters.append(ISSUED_BY if hasattr(model, "issued_by") else SIGNED_BY_BODY)
    return [*filters, TOPIC, AUTHOR, YEAR]


class Listing:
    """A list of texts, narrowed down by what a reader chose.

    `texts` is a queryset of one type of text; `chosen` the parameters of the address.
    """

    def __init__(self, texts, chosen):
        self.filters = filters_for(texts.model)
        # The day a summary was put here is no date of the text that it sums up.
        undated = When(is_summary_only=True, sort_on=TruncDate("first_published_at"), then=None)
        self.all = texts.annotate(year=Case(undated, default=ExtractYear("sort_on")))
        self.chosen = {}
        for each in self.filters:
            value = chosen.get(each.name, "").replace("\x00", "")[:LONGEST_VALUE]
            if value:
                self.chosen[each.name] = value

    def _narrowed(self, without: str = ""):
        """The texts that all chosen filters leave, but for the one named."""
        found = self.all
        for each in self.filters:
            value = self.chosen.get(each.name)
            if not value or each.name == without:
                continue
            if each is YEAR:
                found = found.filter(year=int(value)) if _is_year(value) else found.none()
            else:
                found = found.filter(**{each.lookup: value}, **(each.condition or {}))
        return found

    @property
    def texts(self):
        """What is left."""
        found = self._narrowed()
        return found.distinct() if self.chosen else found

    @property
    def query(self) -> str:
        """The chosen filters as they stand in the address."""
        return urlencode(self.chosen)

    def _address(self, name: str, value: str = "") -> str:
        kept = {key: each for key, each in self.chosen.items() if key != name}
        if value:
            kept[name] = value
        return f"?{urlencode(kept)}" if kept else "?"

    def _choice(self, each: Filter) -> Choice:
        """One grouped query; the chosen value is there even where nothing is left of it."""
        rows = self._narrowed(without=each.name).filter(**(each.condition or {}))
        if each is YEAR:
            rows = rows.filter(sort_on__gt=NO_DAY)
        counted = (
            rows.order_by()
            .values_list(each.lookup)
            .annotate(number=Count("pk", distinct=True))
            .exclude(**{each.lookup: None})
        )
        counts = {str(value): number for value, number in counted if value}
        chosen = self.chosen.get(each.name)
        if chosen:
            counts.setdefault(chosen, 0)
        by_count = sorted(counts, key=lambda key: (-counts[key], key))
        if each is YEAR:
            by_count = sorted(counts, reverse=True)
        keys = [key for key in by_count[:OPTIONS_SHOWN] if key != chosen]
        keys = [chosen, *keys] if chosen else keys
        labels = each.labels(keys) if keys else {}
        options = [
            Option(
                labels.get(key, key),
                counts[key],
                self._address(each.name, "" if key == chosen else key),
                key == chosen,
            )
            for key in keys
        ]
        return Choice(each.name, each.label, options, self._address(each.name))

    @property
    def choices(self) -> list[Choice]:
        """The filters that offer a choice here, with how many texts each value leaves."""
        choices = [self._choice(each) for each in self.filters]
        return [each for each in choices if each.chosen or len(each.options) > 1]

    @property
    def wider(self) -> list[tuple[str, str]]:
        """For an empty list: what to drop, and the address without it; only what would help."""
        return [
            (str(each.label), self._address(each.name))
            for each in self.filters
            if each.name in self.chosen and self._narrowed(without=each.name).exists()
        ]


def _is_year(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) == 4
