"""The record as of a day: which day is asked for, and on which days something changed."""

import datetime
import re
from collections.abc import Iterable
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from organisations.period import PartialDate, Period, today

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ONE_DAY = datetime.timedelta(days=1)
# What a row leads to that has names of its own.
_NAMED = (
    "subject",
    "object",
    "person",
    "member_organisation",
    "organisation",
    "body",
    "other",
    "on_behalf_of",
    "claimant",
    "claimant_body",
    "claimant_person",
)


class DayError(ValueError):
    """What was asked for is no day; the message is a sentence."""


def day_from_query(value: str | None) -> datetime.date | None:
    """The day in an address: an ISO day and nothing else; None where no day is asked for.

    Raises `DayError`.
    """
    if not value:
        return None
    if _ISO_DAY.fullmatch(value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            pass
    raise DayError(_("A day is written as year, month and day: 2019-07-21."))


def asked_day(request) -> datetime.date | None:
    """The day that a reader asked for with ``?on=``. Raises `Http404` for anything but one day."""
    asked = request.GET.getlist("on")
    try:
        return day_from_query(asked[0] if len(asked) == 1 else ",".join(asked))
    except DayError as error:
        raise Http404(str(error)) from error


def as_of(on: datetime.date | None) -> dict[str, datetime.date | None]:
    """What each page is told: the day asked for, or None, and the day that is shown."""
    return {"on": on, "day": on or today()}


def change_days(rows: Iterable[Any]) -> list[datetime.date]:
    """The days, in order, on which what holds of these rows changes, as far as can be known.

    Of a partial date these are the first day on which something can have begun or ended and the
    first on which it certainly had. Rows have a period, a real day from which they hold, or the
    date on which they happened.
    """
    days = set()
    for row in rows:
        if hasattr(row, "effective_on"):
            days.add(row.effective_on)
        elif hasattr(row, "happened_on"):
            days.update(_days_of(Period(PartialDate.parse(row.happened_on))))
        else:
            days.update(_days_of(row.period))
    return sorted(days)


def _days_of(period: Period) -> Iterable[datetime.date]:
    first, last = datetime.date.min, datetime.date.max
    yield from (day for day in (period.start.earliest, period.start.latest) if first < day < last)
    for day in (period.end.earliest, period.end.latest):
        if first < day < last:
            yield day + _ONE_DAY


def steps(days: Iterable[datetime.date], on: datetime.date) -> dict[str, datetime.date | None]:
    """`previous_change` and `next_change`: the days next to `on` on which something changed."""
    days = list(days)
    return {
        "previous_change": max((day for day in days if day < on), default=None),
        "next_change": min((day for day in days if day > on), default=None),
    }


def call_by_names_of(on: datetime.date | None, *rows: Any) -> None:
    """Have records, and those that fetched rows lead to, called by the names of a day."""
    if on is None:
        return
    for row in rows:
        if hasattr(row, "name_on"):
            row.shown_on = on
        for name in _NAMED:
            other = row._state.fields_cache.get(name)
            if other is not None:
                other.shown_on = on


def begun(rows: Iterable[Any], on: datetime.date | None) -> list[Any]:
    """What can have begun or happened by a day; everything where none is asked for."""
    return [row for row in rows if on is None or _start(row).earliest <= on]


def _start(row: Any) -> PartialDate:
    for name in ("starts_on", "happened_on", "decided_on", "dated_on"):
        if hasattr(row, name):
            return PartialDate.parse(getattr(row, name))
    raise TypeError(f"{row!r} has no date on which it began.")


def mark_certainty(rows: Iterable[Any], on: datetime.date) -> list[Any]:
    """Those that possibly hold on a day, with `is_certain`: whether they do for certain."""
    holding = []
    for row in rows:
        period = row.period
        if period.possibly_contains(on):
            row.is_certain = period.certainly_contains(on)
            holding.append(row)
    return holding
