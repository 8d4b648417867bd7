"""Dates as they are printed in a header: read only where nothing is left to guess."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from babel import Locale

# The languages of the site, and the names under which Babel knows them.
LANGUAGES = ("en", "fr", "es", "pt", "de", "ru", "ar", "ur", "zh_Hans", "si", "ta")

WORD = r"[^\s\d.,/]+"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|°|\.)?"
YEAR = r"(?P<year>\d{4})"
CLOCK = r"\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?|Uhr)?(?:\s*[A-Z]{3,4})?"
TIME = rf"(?:\s*(?:,|at|à|um|-|–)?\s*{CLOCK})?"
LONGEST = 100  # characters
FORMS = tuple(
    re.compile(form + TIME, re.IGNORECASE)
    for form in (
        rf"(?:(?P<weekday>{WORD})(?:,\s*|\s+))?{DAY}\s+(?:de\s+|d['’])?(?P<month>{WORD})\.?,?\s+(?:de\s+|del\s+)?{YEAR}(?:\s*(?:г\.?|года))?",
        rf"(?:(?P<weekday>{WORD})(?:,\s*|\s+))?(?P<month>{WORD})\.?\s+{DAY},?\s+{YEAR}",
        r"(?P<year>\d{4})-(?P<month>\d{2})(?:-(?P<day>\d{2}))?(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?",
        r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?",
        rf"(?P<month>{WORD})\.?,?\s+(?:de\s+)?{YEAR}",
        r"(?P<year>(?:1[6-9]|20)\d{2})",
    )
)
NUMERIC = re.compile(r"(?P<first>\d{1,2})[./-](?P<second>\d{1,2})[./-](?P<year>\d{4})" + TIME)


@dataclass(frozen=True)
class PrintedDate:
    """What a printed date says: `value` in EDTF, or "" where it says two things or none.

    `candidates` are the days that an ambiguous one can mean; `doubt` is a clause for the editor.
    """

    text: str
    value: str = ""
    candidates: tuple[str, ...] = ()
    doubt: str = ""


def read_date(text: str) -> PrintedDate | None:
    """Read a text that is nothing but a date; None if it is something else."""
    text = text.strip().rstrip(".,")
    if len(text) > LONGEST:
        return None
    numeric = NUMERIC.fullmatch(text)
    if numeric:
        return _numeric(text, numeric)
    for form in FORMS:
        match = form.fullmatch(text)
        if match:
            printed = _worded(text, match)
            if printed:
                return printed
    return None


def _numeric(text: str, match: re.Match[str]) -> PrintedDate:
    year, first, second = (int(match[name]) for name in ("year", "first", "second"))
    orders = {(second, first), (first, second)}
    days = sorted(_edtf(year, month, day) for month, day in orders if _is_day(year, month, day))
    if not days:
        return PrintedDate(text, doubt="there is no such day")
    if len(days) == 1:
        return PrintedDate(text, days[0])
    return PrintedDate(text, candidates=tuple(days), doubt="day and month can be either way round")


def _worded(text: str, match: re.Match[str]) -> PrintedDate | None:
    found = match.groupdict()
    year = int(found["year"])
    if not found.get("month"):
        return PrintedDate(text, f"{year:04}")
    month = _month(found["month"])
    weekday = _weekdays().get(_plain(found.get("weekday") or ""))
    if month is None or (found.get("weekday") and weekday is None):
        return None
    if not found.get("day"):
        return PrintedDate(text, f"{year:04}-{month:02}")
    day = int(found["day"])
    if not _is_day(year, month, day):
        return PrintedDate(text, doubt="there is no such day")
    doubt = ""
    if weekday is not None and datetime.date(year, month, day).weekday() != weekday:
        doubt = "the printed day of the week does not agree with the date"
    return PrintedDate(text, _edtf(year, month, day), doubt=doubt)


def _month(text: str) -> int | None:
    if text.isdigit():
        return int(text) if 1 <= int(text) <= 12 else None
    return _months().get(_plain(text))


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def _edtf(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}"


def _plain(word: str) -> str:
    return word.lower().strip(".")


@cache
def _months() -> dict[str, int]:
    """Names of months in the site's languages, in lower case, with their numbers from 1."""
    return dict(_names("months"))


@cache
def _weekdays() -> dict[str, int]:
    """Names of the days of the week, with their numbers from 0 (Monday)."""
    return dict(_names("days"))


def _names(kind: str) -> Iterable[tuple[str, int]]:
    for language in LANGUAGES:
        table = getattr(Locale.parse(language), kind)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in table[context].get(width, {}).items():
                    yield _plain(name), number
