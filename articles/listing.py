"""Lists of texts that readers narrow down: filters that combine, with counts and addresses.

Everything stands in the address (`?topic=peace&year=2019`), so a narrowed list can be linked,
and nothing needs a script. A value that no text has gives an empty list, never an error.
"""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Case, Count, When
from django.db.models.functions import ExtractYear, TruncDate
from django.utils.functional import cached_property
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from articles.card import cards
from articles.filter import YEAR, filters_for
from articles.models.text_page import NO_DAY

# More than these would be a page of their own; the rest is found by search.
OPTIONS_SHOWN = 12
LONGEST_VALUE = 120
TEXTS_A_PAGE = 20


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
    drop_address: str = ""

    @property
    def chosen(self) -> Option | None:
        return next((option for option in self.options if option.is_chosen), None)


@dataclass(frozen=True)
class Elsewhere:
    """The same list in other languages: all its texts, and the address of each language's list."""

    language: str
    texts: object = None
    addresses: dict[str, str] = field(default_factory=dict)


class Listing:
    """A list of texts, narrowed down by what a reader chose.

    `texts` is a queryset of texts of one type or of all; `chosen` the parameters of the address.
    """

    def __init__(self, texts, chosen, elsewhere: Elsewhere | None = None, without: str = ""):
        self.filters = [each for each in filters_for(texts.model) if each.name != without]
        self.all = _with_year(texts)
        self.elsewhere = elsewhere
        self.chosen = {}
        for each in self.filters:
            value = chosen.get(each.name, "").replace("\x00", "")[:LONGEST_VALUE]
            if value:
                self.chosen[each.name] = value

    def _narrowed(self, texts=None, without: str = ""):
        """The texts that all chosen filters leave, but for the one named."""
        found = self.all if texts is None else texts
        for each in self.filters:
            value = self.chosen.get(each.name)
            if value and each.name != without:
                found = each.narrow(found, value)
        return found

    @property
    def texts(self):
        """What is left."""
        return self._narrowed()

    def page(self, number):
        """One page of what is left, with cards; an odd number gives the nearest page.

        Only numbers are sorted and skipped, so that a page far back costs little more than the
        first.
        """
        page = Paginator(self.texts.values_list("pk", flat=True), TEXTS_A_PAGE).get_page(number)
        page.object_list = cards(list(page.object_list))
        return page

    @property
    def query(self) -> str:
        """The chosen filters as they stand in the address."""
        return urlencode(self.chosen)

    @cached_property
    def words(self) -> str:
        """What was chosen, in words."""
        labels = [
            each.labels([self.chosen[each.name]]).get(self.chosen[each.name], "")
            for each in self.filters
            if each.name in self.chosen
        ]
        return ", ".join(label for label in labels if label)

    def _address(self, name: str, value: str = "") -> str:
        kept = {key: each for key, each in self.chosen.items() if key != name}
        if value:
            kept[name] = value
        return f"?{urlencode(kept)}" if kept else "?"

    def _choice(self, each) -> Choice:
        """One grouped query; the chosen value is there even where nothing is left of it."""
        texts = self._narrowed(without=each.name)
        if each is YEAR:
            texts = texts.filter(sort_on__gt=NO_DAY)
        counts = each.counts(texts)
        chosen = self.chosen.get(each.name)
        if chosen:
            counts.setdefault(chosen, 0)
        ordered = sorted(counts, key=lambda key: (-counts[key], key))
        if each.is_by_value:
            ordered = sorted(counts, reverse=True)
        keys = [key for key in ordered[:OPTIONS_SHOWN] if key != chosen]
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

    def _languages(self) -> Choice:
        """How many texts the same filters leave in each language; each leads to that list."""
        found = self._narrowed(_with_year(self.elsewhere.texts))
        rows = found.order_by().values_list("locale__language_code").annotate(number=Count("pk"))
        counts = dict(rows)
        query = f"?{self.query}" if self.chosen else ""
        options = []
        for code, address in self.elsewhere.addresses.items():
            is_here = code == self.elsewhere.language
            if is_here or counts.get(code):
                name = get_language_info(code)["name_local"]
                options.append(
                    Option(
                        name[:1].upper() + name[1:],
                        counts.get(code, 0),
                        "" if is_here else address + query,
                        is_here,
                    )
                )
        return Choice("language", _("Language"), options)

    @cached_property
    def choices(self) -> list[Choice]:
        """The filters that offer a choice here, with how many texts each value leaves."""
        choices = [self._choice(each) for each in self.filters]
        offered = [each for each in choices if each.chosen or len(each.options) > 1]
        if self.elsewhere:
            languages = self._languages()
            if len(languages.options) > 1:
                offered.append(languages)
        return offered

    @cached_property
    def wider(self) -> list[tuple[str, str, int]]:
        """For an empty list: what to drop, the address without it, and how many texts it gives.

        Only what would help.
        """
        found = []
        for each in self.filters:
            if each.name in self.chosen:
                number = self._narrowed(without=each.name).count()
                if number:
                    found.append((str(each.label), self._address(each.name), number))
        return found


def _with_year(texts):
    """The day on which a summary was put here is no date of the text that it sums up."""
    undated = When(is_summary_only=True, sort_on=TruncDate("first_published_at"), then=None)
    return texts.annotate(year=Case(undated, default=ExtractYear("sort_on")))
