"""Periods: what they possibly and certainly contain, and the words for them."""

import datetime

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from organisations.period import PartialDate, Period, today
from tests.organisations.test_partial_date import LANGUAGES, dates, start_dates

periods = st.builds(Period, start_dates, dates)


def period(start: str, end: str) -> Period:
    return Period(PartialDate.parse(start), PartialDate.parse(end))


@pytest.mark.parametrize(
    ("start", "end", "on", "possibly", "certainly"),
    [
        ("2019-07-21", "2020-07-20", "2019-07-20", False, False),
        ("2019-07-21", "2020-07-20", "2019-07-21", True, True),
        # The end is the last day on which it held.
        ("2019-07-21", "2020-07-20", "2020-07-20", True, True),
        ("2019-07-21", "2020-07-20", "2020-07-21", False, False),
        ("2019-07", "2020", "2019-07-15", True, False),
        ("2019-07", "2020", "2019-07-31", True, True),
        ("2019-07", "2020", "2020-06-30", True, False),
        ("2019", "..", "2500-01-01", True, True),
        ("2019", "", "2500-01-01", True, False),
        ("", "2019", "1066-01-01", True, False),
        ("", "", "2019-01-01", True, False),
    ],
)
def test_contains__on_a_day(start, end, on, possibly, certainly):
    on = datetime.date.fromisoformat(on)
    assert period(start, end).possibly_contains(on) is possibly
    assert period(start, end).certainly_contains(on) is certainly


@given(periods, st.dates())
def test_contains__certainly_implies_possibly(a_period, on):
    if a_period.certainly_contains(on):
        assert a_period.possibly_contains(on)


@given(periods, st.dates())
def test_contains__agrees_with_its_ends(a_period, on):
    """Held certainly = begun certainly by then, and not even possibly over the day before."""
    begun = a_period.start.is_certainly_on_or_before(on)
    over = on > datetime.date.min and a_period.end.is_possibly_on_or_before(
        on - datetime.timedelta(days=1)
    )
    assert a_period.certainly_contains(on) is (begun and not over)


@given(periods, periods, st.dates())
def test_overlaps__where_both_can_hold_on_one_day(one, two, on):
    assert one.possibly_overlaps(two) is two.possibly_overlaps(one)
    if one.possibly_contains(on) and two.possibly_contains(on):
        assert one.possibly_overlaps(two)


@pytest.mark.parametrize(
    ("one", "two", "overlaps"),
    [
        (("2019-01-01", "2019-06-30"), ("2019-07-01", ".."), False),
        (("2019-01-01", "2019-07-01"), ("2019-07-01", ".."), True),
        (("2018", "2019"), ("2019", ".."), True),
        (("2018", ""), ("2025", "2026"), True),
    ],
)
def test_overlaps__at_the_seam(one, two, overlaps):
    assert period(*one).possibly_overlaps(period(*two)) is overlaps


def test_period__refuses_an_open_start():
    with pytest.raises(ValueError, match="unknown but not open"):
        period("..", "2019")


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2019-07", "2021", "July 2019 – 2021"),
        ("2019-07", "..", "July 2019 – open"),
        ("2019-07", "", "July 2019 – end not known"),
        ("", "2019-07", "start not known – July 2019"),
        ("", "..", "start not known – open"),
        ("", "", "not known"),
        ("2019-07-21", "2019-07-21", "21 July 2019"),
    ],
)
def test_display__in_english(start, end, shown):
    assert period(start, end).display("en") == shown


@pytest.mark.parametrize("language", LANGUAGES)
@given(a_period=periods)
def test_display__holds_the_wording_of_its_ends(language, a_period):
    shown = a_period.display(language)
    for end in (a_period.start, a_period.end):
        assert end.is_unknown or end.display(language) in shown


def test_today__is_the_day_in_utc():
    with time_machine.travel(datetime.datetime.fromisoformat("2026-01-01T01:30:00+03:00")):
        assert today() == datetime.date(2025, 12, 31)
