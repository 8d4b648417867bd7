import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.charts.axis import Span
from organisations.charts.chart import NARROW, WIDE, Label
from organisations.charts.timeline import Happening, layout, timeline
from organisations.period import PartialDate
from tests.organisations.charts.reading import (
    HOSTILE,
    addresses,
    cells,
    dates,
    drawings,
    few,
    labels,
    names,
    outside,
    sentences,
    squeezed,
    table_addresses,
    titles,
)

happenings = st.builds(
    Happening,
    st.builds(Label, names, st.sampled_from(["", "/e/1/", "/e/2/"]), st.sampled_from(["", "ar"])),
    dates,
    names,
    names,
    st.builds(Label, names),
)
events = st.lists(happenings, max_size=12)
widths = st.sampled_from([WIDE, NARROW])
languages = st.sampled_from(["en", "ar", "zh-hans"])


def event(text, when):
    return Happening(Label(text, f"/{text}/"), PartialDate.parse(when))


@few
@given(events, widths, languages)
def test_layout__no_two_events_overlap(given_events, width, language):
    plan = layout(given_events, width, language)
    boxes = [box for each in (*plan.dated, *plan.undated) for box in (each.room, each.bar)]
    for number, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[:number])


@few
@given(events, widths)
def test_layout__further_on_is_never_earlier(given_events, width):
    plan = layout(given_events, width, "en")
    first = [(Span.of(each.happening.when).days[0], each.date[0].left) for each in plan.dated]
    assert first == sorted(first)


@few
@given(events, widths)
def test_layout__every_event_has_its_place(given_events, width):
    plan = layout(given_events, width, "en")
    assert len(plan.dated) + len(plan.undated) == len(given_events)
    assert all(Span.of(each.happening.when).is_unlimited for each in plan.undated)
    assert all(each.room.bottom <= plan.height for each in (*plan.dated, *plan.undated))


@few
@given(events)
def test_layout__on_a_telephone_events_come_in_the_order_of_time(given_events):
    plan = layout(given_events, NARROW, "en")
    heights = [each.y for each in plan.dated]
    assert heights == sorted(heights)
    assert all(each.room.x == 0 for each in plan.dated)


@few
@given(events, languages)
def test_timeline__stays_inside_and_is_the_same_each_time(given_events, language):
    chart = timeline(given_events, language)
    assert chart == timeline(given_events, language)
    for svg in drawings(chart):
        assert outside(svg) == []
        assert "<script" not in svg


@few
@given(events)
def test_timeline__the_table_carries_every_fact_of_the_drawing(given_events):
    chart = timeline(given_events, "en")
    written = {squeezed(cell) for cell in cells(chart)}
    for svg in drawings(chart):
        assert set(titles(svg)) <= sentences(chart)
        assert addresses(svg) <= table_addresses(chart)
        for words in labels(svg):
            assert any(cell.startswith(words) for cell in written)


def test_timeline__draws_every_event_with_its_date():
    chart = timeline([event("founded", "1974"), event("split", "[1990..1993]")], "en")
    for svg in drawings(chart):
        assert labels(svg) == ["founded", "split"]
        assert labels(svg, "small") == ["1974", "between1990and1993"]
        assert addresses(svg) == {"/founded/", "/split/"}


def test_timeline__events_without_a_date_stand_apart():
    chart = timeline([event("lost", ""), event("founded", "1974")], "en")
    assert "Datenotknown" in labels(chart.wide, "small")
    assert labels(chart.wide) == ["founded", "lost"]


def test_timeline__in_lanes_where_dates_are_near():
    near = layout([event("one", "1974"), event("two", "1975"), event("far", "1864")], WIDE, "en")
    heights = {each.happening.label.text: each.y for each in near.dated}
    assert heights["one"] != heights["two"]
    assert heights["far"] == heights["one"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_timeline__a_hostile_name_is_only_a_name(language):
    chart = timeline([Happening(Label(HOSTILE), PartialDate.parse("1974"))], language)
    for svg in drawings(chart):
        assert "<script" not in svg
        assert addresses(svg) == set()


def test_timeline__without_events():
    chart = timeline([], "en")
    assert chart.rows == ()
    assert all(outside(svg) == [] for svg in drawings(chart))
