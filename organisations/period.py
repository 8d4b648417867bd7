"""Periods: from when to when something held, as far as it is known."""

import datetime
from dataclasses import dataclass

from django.utils.translation import override, pgettext

from organisations.partial_date import PartialDate, PartialDateError

__all__ = ["PartialDate", "PartialDateError", "Period", "today"]

UNKNOWN = PartialDate.parse("")
OPEN_END = PartialDate.parse("..")


@dataclass(frozen=True)
class Period:
    """A stretch of time with partial ends; `end` is the last day on which it held.

    What holds certainly on a day also holds possibly on it.
    """

    start: PartialDate = UNKNOWN
    end: PartialDate = UNKNOWN

    def __post_init__(self) -> None:
        if self.start.is_open:
            raise ValueError("A period's start can be unknown but not open.")

    def possibly_contains(self, day: datetime.date) -> bool:
        """Whether it can have held on `day`."""
        return self.start.earliest <= day <= self.end.latest

    def certainly_contains(self, day: datetime.date) -> bool:
        """Whether it held on `day` whatever its ends mean."""
        return self.start.latest <= day <= self.end.earliest

    def possibly_overlaps(self, other: "Period") -> bool:
        """Whether there can have been a day on which both held."""
        return self.start.earliest <= other.end.latest and other.start.earliest <= self.end.latest

    def certainly_overlaps(self, other: "Period") -> bool:
        """Whether there was a day on which both held whatever their ends mean."""
        return max(self.start.latest, other.start.latest) <= min(
            self.end.earliest, other.end.earliest
        )

    def can_precede(self, other: "Period") -> bool:
        """Whether it can have ended by the time the other began, as far as both ends are known."""
        is_known = not (self.end.is_unknown or self.end.is_open or other.start.is_unknown)
        return is_known and self.end.earliest <= other.start.latest

    def years(self, language: str) -> str:
        """The years from and to, for telling namesakes apart: 1974–, 1990–1993; "" if not known."""
        start, end = (_year(date, language) for date in (self.start, self.end))
        if not start and not end:
            return ""
        return start if start == end else f"{start}–{end}"

    def display(self, language: str) -> str:
        """The period in words of `language`; one date where it began and ended in the same."""
        if self.start == self.end:
            return self.start.display(language)
        with override(language):
            start, end = self.start.display(language), self.end.display(language)
            if self.start.is_unknown:
                start = pgettext("a period", "start not known")
            elif self.end.is_unknown:
                end = pgettext("a period", "end not known")
            return pgettext("a period", "%(start)s – %(end)s") % {"start": start, "end": end}


def _year(date: PartialDate, language: str) -> str:
    """A date by its year, or in words where it can mean several; "" where it is not known."""
    if date.is_unknown or date.is_open:
        return ""
    return date.iso[:4] or date.display(language)


def today() -> datetime.date:
    """The current day in UTC."""
    return datetime.datetime.now(datetime.UTC).date()
