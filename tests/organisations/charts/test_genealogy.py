import datetime
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.charts.chart import NARROW, WIDE, Label
from organisations.charts.descent import Descent, Genealogy, Line, Turn
from organisations.charts.family import APART
from organisations.charts.genealogy import genealogy_chart, layout
from organisations.period import PartialDate, Period
from tests.organisations.charts.reading import (
    HOSTILE,
    addresses,
    cells,
    dates,
    drawings,
    few,
    labels,
    lives,
    names,
    outside,
    sentences,
    squeezed,
    table_addresses,
    titles,
    tree,
)

KINDS = ("split_from", "claims_continuity_with", "succeeds", "faction_of", "founded")
widths = st.sampled_from([WIDE, NARROW])


def period(start="", end=""):
    return Period(PartialDate.parse(start), PartialDate.parse(end))


def line(key, start="", end=""):
    return Line(key, Label(key.upper(), f"/{key}/"), "party", period(start, end))


def descent(subject, kind, object, start="", sourced_on=datetime.date.min):
    words = kind.replace("_", " ")
    when = period(start)
    return Descent(
        f"{subject}-{object}", subject, kind, words, object, when, Label("S"), sourced_on
    )


def turn(key, when, *parties):
    roles = tuple((party, "took part") for party in parties)
    return Turn(key, Label(key, f"/{key}/"), "split", PartialDate.parse(when), roles, Label("S"))


@st.composite
def genealogies(draw):
    keys = [f"o{number}" for number in range(draw(st.integers(1, 7)))]
    lines = tuple(Line(key, Label(draw(names) or "-"), "party", draw(lives())) for key in keys)
    one = st.sampled_from(keys)
    triples = draw(st.lists(st.tuples(one, st.sampled_from(KINDS), one, dates), max_size=8))
    descents = tuple(
        Descent(str(number), subject, kind, kind, object, Period(start, PartialDate.parse("..")))
        for number, (subject, kind, object, start) in enumerate(triples)
        if subject != object
    )
    turns = tuple(
        turn(str(number), str(date), *parties)
        for number, (date, parties) in enumerate(
            draw(st.lists(st.tuples(dates, st.lists(one, max_size=3)), max_size=3))
        )
    )
    return Genealogy(lines, descents, turns)


CWI = Genealogy(
    (
        line("militant", "1964"),
        line("cwi", "1974", ".."),
        line("majority", "2019", ".."),
        line("minority", "2019", ".."),
        line("iso", "", ".."),
    ),
    (
        descent("militant", "founded", "cwi", "1974"),
        descent("majority", "claims_continuity_with", "cwi", "2019-07"),
        descent("minority", "claims_continuity_with", "cwi", "2019-07"),
    ),
    (turn("divide", "2019-07", "cwi", "majority", "minority"),),
)


def test_families__organisations_that_nothing_joins_stand_apart():
    families = [[each.key for each in lines] for lines, _joining in CWI.families()]
    assert families == [["militant", "cwi", "majority", "minority"], ["iso"]]


def test_families__the_undated_stand_after_those_that_they_came_from():
    chain = Genealogy(
        (line("second"), line("first", "1864"), line("third", "1919")),
        (descent("second", "succeeds", "first"), descent("third", "succeeds", "second")),
    )
    [(lines, _joining)] = chain.families()
    assert [each.key for each in lines] == ["first", "second", "third"]


def test_families__rivals_go_by_the_date_of_the_source_then_by_key():
    def order(first, second):
        rivals = Genealogy(
            (line("cwi", "1974"), line("a", "2019"), line("b", "2019")),
            (
                descent("a", "claims_continuity_with", "cwi", "2019", first),
                descent("b", "claims_continuity_with", "cwi", "2019", second),
            ),
        )
        [(lines, _joining)] = rivals.families()
        return [each.key for each in lines[1:]]

    early, late = datetime.date(2019, 8, 1), datetime.date(2020, 1, 1)
    assert order(early, late) == ["a", "b"]
    assert order(late, early) == ["b", "a"]
    assert order(early, early) == ["a", "b"]


def test_drawing__rival_claims_are_drawn_alike():
    for svg in drawings(genealogy_chart(CWI, "en")):
        claims = [
            group
            for group in tree(svg).iter("g")
            if group.get("class") == "link claims_continuity_with"
        ]
        assert len(claims) == 2
        assert (
            len(
                {
                    tuple(shape.get("class") for shape in group if shape.get("class"))
                    for group in claims
                }
            )
            == 1
        )
        lives = {
            link.get("href"): [rect.get("class") for rect in link.iter("rect")]
            for link in tree(svg).iter("a")
            if link.get("class") == "organisation"
        }
        assert lives["/majority/"] == lives["/minority/"]


@few
@given(genealogies(), st.randoms(use_true_random=False))
def test_layout__the_order_in_which_organisations_are_given_changes_nothing(genealogy, chance):
    shuffled = list(genealogy.lines)
    chance.shuffle(shuffled)
    other = Genealogy(tuple(shuffled), genealogy.descents, genealogy.turns)
    assert layout(genealogy, WIDE, "en") == layout(other, WIDE, "en")


@few
@given(genealogies(), widths)
def test_layout__no_two_names_and_no_two_lives_overlap(genealogy, width):
    plan = layout(genealogy, width, "en")
    lanes = [lane for family in plan.families for lane in family.lanes]
    assert len(lanes) == len(genealogy.lines)
    boxes = [lane.room for lane in lanes]
    boxes += [box for lane in lanes for each in lane.segments[:1] for box in each.boxes(lane.y, 8)]
    for number, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[:number])


@few
@given(genealogies(), widths)
def test_layout__joins_come_in_the_order_of_time_and_never_touch(genealogy, width):
    for family in layout(genealogy, width, "en").families:
        dated = [join for join in family.joins if join.is_dated]
        ideal = [join.what.when.earliest for join in dated if join.what.when.edtf[:1] != "["]
        for number, join in enumerate(family.joins):
            for other in family.joins[:number]:
                share = range(
                    max(min(join.lanes), min(other.lanes)),
                    min(max(join.lanes), max(other.lanes)) + 1,
                )
                assert not share or join.x - other.x >= APART - 0.01
        assert len(ideal) <= len(family.joins)


def test_layout__a_later_split_stands_further_on():
    splits = Genealogy(
        (line("cwi", "1974", ".."), line("a"), line("b"), line("c")),
        (
            descent("c", "split_from", "cwi", "2019"),
            descent("a", "split_from", "cwi", "1991"),
            descent("b", "split_from", "cwi", "1991"),
        ),
    )
    [family] = layout(splits, WIDE, "en").families
    places = {join.what.subject: join.x for join in family.joins}
    assert places["a"] < places["b"] < places["c"]


def test_layout__words_stand_beside_joins_where_there_is_room():
    [family, _iso] = layout(CWI, WIDE, "en").families
    for number, lane in enumerate(family.lanes):
        for join in family.joins:
            if min(join.lanes) < number <= max(join.lanes):
                assert not lane.room.x < join.x < lane.room.right


def test_layout__families_without_a_date_stand_below_the_others():
    plan = layout(Genealogy((line("lost"), line("old", "1864"), line("gone")), ()), WIDE, "en")
    heights = {family.lanes[0].line.key: family.lanes[0].room.y for family in plan.families}
    assert heights["old"] < plan.undated_y < heights["lost"] == heights["gone"]


def test_layout__families_of_different_times_share_a_band():
    apart = Genealogy((line("old", "1864", "1876"), line("new", "2010", "..")), ())
    plan = layout(apart, WIDE, "en")
    assert len({family.lanes[0].y for family in plan.families}) == 1


@few
@given(genealogies(), st.sampled_from(["en", "ar"]))
def test_chart__inside_and_the_same_each_time(genealogy, language):
    chart = genealogy_chart(genealogy, language)
    assert chart == genealogy_chart(genealogy, language)
    assert all(outside(svg) == [] for svg in drawings(chart))


@few
@given(genealogies())
def test_chart__the_table_carries_every_fact_of_the_drawing(genealogy):
    chart = genealogy_chart(genealogy, "en")
    rows, written = sentences(chart), cells(chart)
    for svg in drawings(chart):
        assert addresses(svg) <= table_addresses(chart)
        for title in titles(svg):
            assert title in written or set(title.split("; ")) <= rows
        for words in labels(svg):
            assert any(squeezed(cell).startswith(words) for cell in written)


def test_chart__every_assertion_and_event_is_drawn():
    chart = genealogy_chart(CWI, "en")
    for svg in drawings(chart):
        assert [title for title in titles(svg) if "continuity" in title] == [
            "MAJORITY · claims continuity with · CWI · July 2019 – end not known · S",
            "MINORITY · claims continuity with · CWI · July 2019 – end not known · S",
        ]
        assert "MILITANT · founded · CWI · 1974 – end not known · S" in titles(svg)
        assert "/divide/" in addresses(svg)
    assert dict(chart.legend)["link founded"] == "founded"


def test_chart__an_assertion_without_a_date_has_a_question_mark():
    undated = Genealogy((line("a"), line("b")), (descent("b", "succeeds", "a"),))
    assert "?" in labels(genealogy_chart(undated, "en").wide, "small")
    assert "?" not in labels(genealogy_chart(CWI, "en").wide, "small")


def test_genealogy__every_organisation_named_is_there():
    with pytest.raises(ValueError, match="Not among the organisations: nobody"):
        Genealogy((line("a"),), (descent("a", "succeeds", "nobody"),))


def test_chart__a_hostile_name_is_only_a_name():
    hostile = Genealogy((Line("a", Label(HOSTILE), HOSTILE),), ())
    for svg in drawings(genealogy_chart(hostile, "en")):
        assert "<script" not in svg
        assert addresses(svg) == set()


def test_chart__thousands_are_drawn_in_a_moment():
    chance = random.Random(7)
    lines = tuple(line(f"o{number}", str(1850 + number % 160)) for number in range(1500))
    descents = tuple(
        descent(f"o{number}", "split_from", f"o{chance.randrange(number)}", "19XX")
        for number in range(1, 1500)
    )
    plan = layout(Genealogy(lines, descents), WIDE, "en")
    assert sum(len(family.lanes) for family in plan.families) == 1500
