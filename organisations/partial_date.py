"""Partial dates: what a source said about a day, and the days it can mean.

A partial date is written in EDTF (Library of Congress, ISO 8601-2): level 1 without seasons and
intervals, and the level 2 one-of sets ``[a..b]``, ``[..b]`` and ``[a..]``, which are how
"early 1990s", "before" and "after" are one date and not a stretch of time. ``""`` is a date that
is not known; ``..`` is an end that had not come when the source was made.
"""

import datetime
import re
from calendar import monthrange
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

OPEN = ".."

# What a source calls "about" or "perhaps" is taken to reach one unit either way.
MARKS = "~?%"

_DATE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)"
    r"(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?"
    r"(?P<mark>[~?%])?",
    re.ASCII,
)
_ONE_OF = re.compile(r"\[(?P<first>[^\[\].]*)\.\.(?P<last>[^\[\].]*)\]")

# Babel's "en" is American; the site's English is British. Babel has no zh_hans in lower case.
_BABEL_LOCALES = {"en": "en_GB", "zh-hans": "zh_Hans"}


class PartialDateError(ValueError):
    """A text that is not a partial date; the message is a sentence for whoever wrote it."""


class Precision(StrEnum):
    """The unit in which a partial date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    ONE_OF = "one of"
    UNKNOWN = "unknown"
    OPEN = "open"


_YEARS_IN = {Precision.YEAR: 1, Precision.DECADE: 10, Precision.CENTURY: 100}


@dataclass(frozen=True)
class PartialDate:
    """A date as far as it is known; made by `parse`.

    `earliest` and `latest` are the first and last day it can mean. It has no ``<``: two partial
    dates can overlap, so ask the named methods, which say what they mean by "before".
    """

    edtf: str
    earliest: datetime.date
    latest: datetime.date
    precision: Precision

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read EDTF. Raises `PartialDateError` with a sentence naming the text."""
        return _parse(text.strip())

    def __str__(self) -> str:
        return self.edtf

    @property
    def is_unknown(self) -> bool:
        """Whether nothing is known of the date."""
        return self.precision is Precision.UNKNOWN

    @property
    def is_open(self) -> bool:
        """Whether this is an end that had not come when the source was made."""
        return self.precision is Precision.OPEN

    @property
    def mark(self) -> str:
        """EDTF's mark of doubt: ``~`` about, ``?`` perhaps, ``%`` both; or ``""``."""
        return self.edtf[-1] if self.edtf.endswith(tuple(MARKS)) else ""

    @property
    def iso(self) -> str:
        """The finest ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY`` that holds every day it can mean.

        ``""`` where not even a year does, so that formats without doubt never claim too much.
        """
        if self.is_open or self.earliest.year != self.latest.year:
            return ""
        if self.earliest.month != self.latest.month:
            return self.earliest.isoformat()[:4]
        return self.earliest.isoformat()[: 10 if self.earliest == self.latest else 7]

    def is_possibly_on_or_before(self, day: datetime.date) -> bool:
        """Whether some day it can mean is `day` or earlier."""
        return self.earliest <= day

    def is_certainly_on_or_before(self, day: datetime.date) -> bool:
        """Whether every day it can mean is `day` or earlier."""
        return self.latest <= day

    def is_certainly_before(self, other: "PartialDate") -> bool:
        """Whether every day it can mean lies before every day `other` can mean.

        If neither is certainly before the other, nobody can tell.
        """
        return self.latest < other.earliest

    def display(self, language: str) -> str:
        """The date in words of `language` (a code of the site), never finer than it is known."""
        with override(language):
            return _in_words(self, babel_locale(language))


@lru_cache(maxsize=4096)
def _parse(text: str) -> PartialDate:
    if text == "":
        return PartialDate("", datetime.date.min, datetime.date.max, Precision.UNKNOWN)
    if text == OPEN:
        return PartialDate(OPEN, datetime.date.max, datetime.date.max, Precision.OPEN)
    if one_of := _ONE_OF.fullmatch(text):
        return _parse_one_of(text, one_of["first"], one_of["last"])
    return _parse_single(text, text)


def _parse_one_of(text: str, first_text: str, last_text: str) -> PartialDate:
    if not first_text and not last_text:
        raise _invalid(text)
    ends = [_parse_single(end, text) for end in (first_text, last_text) if end]
    for end in ends:
        if end.mark or "X" in end.edtf:
            raise PartialDateError(
                _("“%(text)s”: the ends in brackets must be plain dates, without X, ~, ? or %%.")
                % {"text": text}
            )
    if len(ends) == 2 and not ends[0].is_certainly_before(ends[1]):
        raise PartialDateError(
            _("“%(text)s”: the first date in brackets must lie before the second.") % {"text": text}
        )
    earliest = ends[0].earliest if first_text else datetime.date.min
    latest = ends[-1].latest if last_text else datetime.date.max
    return PartialDate(text, earliest, latest, Precision.ONE_OF)


def _parse_single(date_text: str, text: str) -> PartialDate:
    """One date without brackets; `text` is the whole, for the message."""
    parts = _DATE.fullmatch(date_text)
    if not parts or not _has_known_order(parts):
        raise _invalid(text)
    year, month, day = parts["year"], parts["month"], parts["day"]
    if month and month != "XX" and 21 <= int(month) <= 41:
        raise PartialDateError(
            _("“%(text)s”: seasons are not accepted; write [2019-03..2019-05] for spring 2019.")
            % {"text": text}
        )
    precision = _precision_of(year, month, day)
    try:
        within = datetime.date(
            # Year 0 opens EDTF's first decade and century; the calendar here begins with year 1.
            int(year.replace("X", "0")) or (1 if "X" in year else 0),
            int(month) if month and month != "XX" else 1,
            int(day) if day and day != "XX" else 1,
        )
    except ValueError:
        raise PartialDateError(
            _("“%(text)s”: there is no such day in the calendar (years go from 0001 to 9999).")
            % {"text": text}
        ) from None
    first, last = _unit_around(within, precision)
    if parts["mark"]:
        first, last = _one_unit_wider(first, last, precision)
    return PartialDate(date_text, first, last, precision)


def _has_known_order(parts: re.Match[str]) -> bool:
    """Whether nothing finer is given below a part that is left open (199X-07, 2019-XX-21)."""
    if "X" in parts["year"]:
        return parts["month"] is None
    return parts["month"] != "XX" or parts["day"] in (None, "XX")


def _precision_of(year: str, month: str | None, day: str | None) -> Precision:
    if "X" in year:
        return Precision.CENTURY if year.endswith("XX") else Precision.DECADE
    if month in (None, "XX"):
        return Precision.YEAR
    return Precision.MONTH if day in (None, "XX") else Precision.DAY


def _unit_around(day: datetime.date, precision: Precision) -> tuple[datetime.date, datetime.date]:
    """The first and last day of the unit in which `day` lies."""
    if precision is Precision.DAY:
        return day, day
    if precision is Precision.MONTH:
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    years = _YEARS_IN[precision]
    start = day.year // years * years
    return datetime.date(max(start, 1), 1, 1), datetime.date(start + years - 1, 12, 31)


def _one_unit_wider(
    first: datetime.date, last: datetime.date, precision: Precision
) -> tuple[datetime.date, datetime.date]:
    """From the first day of the unit before to the last of the unit after, within the calendar."""
    one_day = datetime.timedelta(days=1)
    if first > datetime.date.min:
        first = _unit_around(first - one_day, precision)[0]
    if last < datetime.date.max:
        last = _unit_around(last + one_day, precision)[1]
    return first, last


def _invalid(text: str) -> PartialDateError:
    shown = text if len(text) <= 40 else f"{text[:40]}…"
    return PartialDateError(
        _(
            "“%(text)s” can’t be read as a date; write 2019-07-21, 2019-07, 2019, 199X (the "
            "1990s), 2019~ (about), 2019? (perhaps), [1990..1993] (between), [..1990] (or "
            "earlier), [1990..] (or later), .. (an end still open) or nothing (not known)."
        )
        % {"text": shown}
    )


@cache
def babel_locale(language: str) -> Locale:
    """Babel's locale for one of the site's language codes."""
    return Locale.parse(_BABEL_LOCALES.get(language, language))


def _in_words(date: PartialDate, locale: Locale) -> str:
    """`date` in the language that is active."""
    if date.is_unknown:
        return pgettext("a date", "not known")
    if date.is_open:
        return pgettext("the end of a period", "open")
    if date.precision is Precision.ONE_OF:
        return _one_of_in_words(date, locale)
    said = _single_in_words(date, locale)
    phrases = {
        "": "%(date)s",
        # Translators: %(date)s is a day, month, year or decade: "about July 2019".
        "~": pgettext("a date", "about %(date)s"),
        "?": pgettext("a date", "perhaps %(date)s"),
        "%": pgettext("a date", "perhaps about %(date)s"),
    }
    return phrases[date.mark] % {"date": said}


def _single_in_words(date: PartialDate, locale: Locale) -> str:
    plain = PartialDate.parse(date.edtf.rstrip(MARKS))
    if date.precision is Precision.DAY:
        return format_date(plain.earliest, "long", locale=locale)
    if date.precision is Precision.MONTH:
        return format_skeleton("yMMMM", plain.earliest, locale=locale)
    if date.precision is Precision.YEAR:
        return format_skeleton("y", plain.earliest, locale=locale)
    if date.mark:
        return f"{plain.earliest.year}–{plain.latest.year}"
    decade = plain.earliest.year // 10 * 10
    if date.precision is Precision.DECADE and decade % 100:
        # Translators: a decade: %(year)s is its first year, as in "1990s".
        return pgettext("a decade", "%(year)ss") % {"year": decade}
    # "2000s" and "1900s" could be a decade or a century; the years can't be misread.
    return _between(
        *(format_skeleton("y", day, locale=locale) for day in (date.earliest, date.latest))
    )


def _one_of_in_words(date: PartialDate, locale: Locale) -> str:
    first, last = (
        _in_words(PartialDate.parse(end), locale) if end else ""
        for end in date.edtf[1:-1].split("..")
    )
    if not first:
        # Translators: %(date)s itself is included: "1990 or earlier".
        return pgettext("a date", "%(date)s or earlier") % {"date": last}
    if not last:
        # Translators: %(date)s itself is included: "1990 or later".
        return pgettext("a date", "%(date)s or later") % {"date": first}
    return _between(first, last)


def _between(first: str, last: str) -> str:
    # Translators: one date, at some time from %(first)s to %(last)s, both included.
    return pgettext("a date", "between %(first)s and %(last)s") % {"first": first, "last": last}
