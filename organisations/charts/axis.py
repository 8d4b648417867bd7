"""Time as a line: where a day stands, what a partial date can mean, and the marks below."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from organisations.charts.lettering import width_of
from organisations.period import PartialDate

Day = datetime.date
MONTHS_BETWEEN_TICKS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)


@dataclass(frozen=True)
class Span:
    """The first and last day that a partial date can mean; None where there is no limit."""

    earliest: Day | None
    latest: Day | None

    @classmethod
    def of(cls, date: PartialDate) -> "Span":
        """Of a date. An open end has no limits: it had not come."""
        return cls(
            None if date.earliest in (Day.min, Day.max) else date.earliest,
            None if date.latest in (Day.min, Day.max) else date.latest,
        )

    @property
    def is_unlimited(self) -> bool:
        """Whether it can be any day at all."""
        return self.earliest is None and self.latest is None

    @property
    def days(self) -> list[Day]:
        """The limits that it has."""
        return [day for day in (self.earliest, self.latest) if day]

    @property
    def middle(self) -> Day | None:
        """The day half way, or the only limit; None where there is none."""
        days = self.days
        if not days:
            return None
        return Day.fromordinal((days[0].toordinal() + days[-1].toordinal()) // 2)


@dataclass(frozen=True)
class Axis:
    """Time from `first` to `last`, drawn from `start` to `end` at one scale."""

    first: Day
    last: Day
    start: float
    end: float

    @classmethod
    def around(cls, days: Iterable[Day], start: float, end: float) -> "Axis | None":
        """Whole years around the days; None where there are none."""
        known = sorted(days)
        if not known:
            return None
        return cls(
            known[0].replace(month=1, day=1), known[-1].replace(month=12, day=31), start, end
        )

    def x(self, day: Day) -> float:
        """Where a day stands; days outside stand at the ends."""
        whole = self.last.toordinal() - self.first.toordinal()
        part = (day.toordinal() - self.first.toordinal()) / whole
        return self.start + (self.end - self.start) * min(max(part, 0), 1)

    def _marks(self, months: int, language: str) -> list[tuple[float, str]]:
        first = self.first.year * 12 + self.first.month - 1
        last = self.last.year * 12 + self.last.month - 1
        marks = []
        for month in range(-(-first // months) * months, last + 1, months):
            year, month_in_year = divmod(month, 12)
            day = Day(year, month_in_year + 1, 1)
            text = f"{year:04}" if months >= 12 else f"{year:04}-{day.month:02}"
            marks.append((self.x(day), PartialDate.parse(text).display(language)))
        return marks

    def ticks(self, language: str, size: float) -> list[tuple[float, str]]:
        """Places and words of the marks: round months or years, as many as have room."""
        for months in MONTHS_BETWEEN_TICKS:
            if (self.last - self.first).days / 30 / months > 60:
                continue  # more marks than any drawing has room for
            marks = self._marks(months, language)
            needed = max((width_of(words, size) for _x, words in marks), default=0) + size
            if all(b[0] - a[0] >= needed for a, b in pairwise(marks)):
                return marks
        return []
