"""Days in addresses, and the days on which something changed."""

import datetime
from types import SimpleNamespace

import pytest
from django.http import Http404
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from organisations.as_of import (
    DayError,
    asked_day,
    begun,
    change_days,
    day_from_query,
    mark_certainty,
    steps,
)
from organisations.period import PartialDate, Period
from tests.organisations.test_partial_date import start_texts, texts

DAY = datetime.date(2019, 7, 21)


def row(start="", end=""):
    return SimpleNamespace(
        period=Period(PartialDate.parse(start), PartialDate.parse(end)), starts_on=start
    )


def test_day__as_iso_writes_it():
    assert day_from_query("2019-07-21") == DAY
    assert day_from_query("0001-01-01") == datetime.date.min
    assert day_from_query("9999-12-31") == datetime.date.max


@pytest.mark.parametrize("value", [None, ""])
def test_no_day__is_none(value):
    assert day_from_query(value) is None


@pytest.mark.parametrize(
    "value",
    [
        "2019",
        "2019-07",
        "20190721",
        "2019-7-21",
        "2019-02-30",
        "2019-W29-7",
        "2019-07-21T00:00",
        " 2019-07-21",
        "2019-07-21\n",
        "٢٠١٩-٠٧-٢١",
        "0000-01-01",
        "today",
        "..",
        "199X",
        "2019-07-21' OR 1",
        "x" * 10_000,
        "\0",
    ],
)
def test_anything_else__is_no_day(value):
    with pytest.raises(DayError, match="year, month and day"):
        day_from_query(value)
    with pytest.raises(Http404):
        asked_day(RequestFactory().get("/", {"on": value}))


def test_two_days__are_not_one_day():
    assert asked_day(RequestFactory().get("/?on=2019-07-21")) == DAY
    with pytest.raises(Http404):
        asked_day(RequestFactory().get("/?on=2019-07-21&on=2020-01-01"))


@given(st.text(max_size=12))
def test_whatever_is_typed__is_a_day_or_refused(value):
    try:
        day = day_from_query(value)
    except DayError:
        return
    assert day is None or day.isoformat() == value


@given(st.lists(st.tuples(start_texts, texts), max_size=4), st.dates())
def test_between_two_change_days__nothing_changes(periods, day):
    rows = [row(start, end) for start, end in periods]
    days = change_days(rows)
    assert days == sorted(set(days))

    def state(on):
        return [(r.period.possibly_contains(on), r.period.certainly_contains(on)) for r in rows]

    since = max((each for each in days if each <= day), default=datetime.date.min)
    until = min((each for each in days if each > day), default=None)
    assert state(day) == state(since)
    if until:
        assert state(until - datetime.timedelta(days=1)) == state(day)


def test_change_days__are_the_day_after_the_last():
    assert change_days([row("2019-07", "2020-01-31")]) == [
        datetime.date(2019, 7, 1),
        datetime.date(2019, 7, 31),
        datetime.date(2020, 2, 1),
    ]
    assert change_days([row("", ".."), row("[..1990]", "")]) == [datetime.date(1990, 12, 31)]


def test_change_days__of_what_starts_on_a_real_day():
    assert change_days([SimpleNamespace(effective_on=DAY)]) == [DAY]


def test_steps__are_the_neighbours():
    days = [datetime.date(2019, 1, 1), DAY, datetime.date(2020, 1, 1)]
    assert steps(days, DAY) == {"previous_change": days[0], "next_change": days[2]}
    assert steps([], DAY) == {"previous_change": None, "next_change": None}


def test_begun__leaves_out_what_came_later():
    rows = [row("2019-08"), row("2019"), row("")]
    assert begun(rows, DAY) == rows[1:]
    assert begun(rows, None) == rows


def test_mark_certainty__of_what_holds():
    certain, possible, over = row("2018", ".."), row("2019", ""), row("2018", "2018")
    assert mark_certainty([certain, possible, over], DAY) == [certain, possible]
    assert (certain.is_certain, possible.is_certain) == (True, False)
