import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.charts.axis import Axis, Span
from organisations.charts.life import FADE, POINT, Segment, date_segments, life_segments
from organisations.period import PartialDate, Period
from tests.organisations.charts.reading import dates, lives

AXIS = Axis.around(
    [day for text in ("1864", "2019") for day in Span.of(PartialDate.parse(text)).days], 40, 900
)


def span(text):
    return Span.of(PartialDate.parse(text))


def life(start, end, *shown):
    period = Period(PartialDate.parse(start), PartialDate.parse(end))
    return life_segments(period, [span(text) for text in shown], AXIS)


def kinds(segments):
    return [segment.kind for segment in segments]


def test_date__known_in_part_is_as_long_as_it_is_vague():
    [segment] = date_segments(span("[1940..1969]"), AXIS)
    assert (segment.start, segment.end) == (
        AXIS.x(span("1940").earliest),
        AXIS.x(span("1969").latest),
    )


def test_date__of_one_day_can_be_seen():
    [segment] = date_segments(span("2019-07-21"), AXIS)
    assert segment.right - segment.left == pytest.approx(POINT)


@pytest.mark.parametrize(("edtf", "sign"), [("[1917..]", 1), ("[..1969]", -1)])
def test_date__trails_off_where_nothing_limits_it(edtf, sign):
    known, trail = date_segments(span(edtf), AXIS)
    assert trail.kind == "trail"
    assert trail.start in (known.left, known.right)
    assert trail.end - trail.start == sign * FADE


def test_date__not_known_trails_off_to_both_sides():
    assert kinds(date_segments(span(""), AXIS)) == ["trail", "trail"]


def test_life__between_known_years_is_certain_and_possible_within_them():
    certain, before, after = life("1974", "2019")
    assert [certain.kind, before.kind, after.kind] == ["life", "maybe", "maybe"]
    assert certain.left == AXIS.x(span("1974").latest)
    assert before.left == AXIS.x(span("1974").earliest)
    assert after.right == AXIS.x(span("2019").latest)


def test_life__open_goes_on_to_the_end_of_the_axis_and_does_not_trail_off():
    segments = life("1974", "..")
    assert segments[0].right == AXIS.end
    assert "trail" not in kinds(segments)


def test_life__what_shows_it_prolongs_what_is_certain():
    alone, shown = life("1964", ""), life("1964", "", "1974")
    assert shown[0].right == pytest.approx(AXIS.x(span("1974").earliest))
    assert alone[0].right < shown[0].right


def test_life__shown_by_a_vague_date_alone_is_only_possible():
    middle, before, after = life("", "", "[1990..1993]")
    assert [middle.kind, before.kind, after.kind] == ["maybe", "trail", "trail"]


def test_life__that_nothing_dates_has_no_place():
    assert life("", "") == []
    assert life("", "..") == []


@given(lives(), st.lists(dates, max_size=4))
def test_life__stays_on_the_drawing_and_runs_forward(period, shown):
    for segment in life_segments(period, [Span.of(date) for date in shown], AXIS):
        assert segment.left >= AXIS.start - FADE
        assert segment.right <= AXIS.end + POINT + FADE
        if segment.kind != "trail":
            assert segment.start <= segment.end


@given(st.booleans())
def test_segment__a_trail_gets_ever_shorter_within_its_length(is_forward):
    segment = Segment(100, 100 + FADE if is_forward else 100 - FADE, "trail")
    boxes = segment.boxes(5, 8)
    assert [box.width for box in boxes] == sorted((box.width for box in boxes), reverse=True)
    assert all(segment.left <= box.x and box.right <= segment.right for box in boxes)


@given(st.floats(0, 500), st.floats(10, 500))
def test_segment__some_time_is_dotted_within_its_length(start, long):
    boxes = Segment(start, start + long, "unknown").boxes(5, 8)
    assert boxes
    assert all(start <= box.x and box.right <= start + long + 0.01 for box in boxes)


def test_segment__what_only_reaches_to_a_join_is_thin():
    [box] = Segment(10, 50, "reach").boxes(0, 8)
    assert (box.width, box.height) == (40, 2)
    assert box.y + box.height / 2 == 4
