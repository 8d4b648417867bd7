import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.charts.axis import Axis, Span
from organisations.charts.lettering import width_of
from organisations.period import PartialDate
from tests.organisations.charts.reading import dates, days

Day = datetime.date


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("1974", Day(1974, 1, 1), Day(1974, 12, 31)),
        ("[1917..]", Day(1917, 1, 1), None),
        ("[..1969]", None, Day(1969, 12, 31)),
        ("", None, None),
        ("..", None, None),
    ],
)
def test_span__has_the_limits_that_the_date_has(edtf, earliest, latest):
    assert Span.of(PartialDate.parse(edtf)) == Span(earliest, latest)


def test_span__its_middle_is_half_way_or_the_only_limit():
    assert Span.of(PartialDate.parse("1974")).middle == Day(1974, 7, 2)
    assert Span.of(PartialDate.parse("[1917..]")).middle == Day(1917, 1, 1)
    assert Span.of(PartialDate.parse("")).middle is None


def test_axis__without_a_day_there_is_none():
    assert Axis.around([], 0, 100) is None


@given(st.lists(days, min_size=1), days, days)
def test_axis__order_is_that_of_time_and_nothing_lies_outside(around, one, other):
    axis = Axis.around(around, 10, 950)
    for day in around:
        assert 10 <= axis.x(day) <= 950
    if one <= other:
        assert axis.x(one) <= axis.x(other)


@given(st.lists(days, min_size=1), st.sampled_from(["en", "ar", "zh-hans", "ta"]))
def test_ticks__never_touch_and_are_never_too_many(around, language):
    marks = Axis.around(around, 32, 920).ticks(language, 13)
    assert len(marks) < 70
    ends = [(x - width_of(words, 13) / 2, x + width_of(words, 13) / 2) for x, words in marks]
    assert all(before[1] < after[0] for before, after in pairwise(ends))


def test_ticks__are_round_years_or_months():
    years = Axis.around([Day(1864, 5, 1), Day(2019, 7, 1)], 0, 960)
    assert [words for _x, words in years.ticks("en", 13)][:2] == ["1870", "1880"]
    months = Axis.around([Day(2019, 5, 1)], 0, 960)
    assert [words for _x, words in months.ticks("en", 13)][:2] == ["January 2019", "April 2019"]


def test_ticks__the_whole_calendar():
    axis = Axis.around([Day(2, 1, 1), Day(9998, 1, 1)], 0, 960)
    assert [words for _x, words in axis.ticks("en", 13)][:2] == ["500", "1000"]


@given(dates)
def test_span__its_days_are_those_of_the_date(date):
    assert all(date.earliest <= day <= date.latest for day in Span.of(date).days)
