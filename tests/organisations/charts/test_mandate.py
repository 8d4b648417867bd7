from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.charts.chain import IN_A_ROW, across, downwards, mandate_chart
from organisations.charts.chart import Label
from organisations.charts.mandate import Link, Mandates, Member, arrows
from organisations.charts.svg import Box
from tests.organisations.charts.reading import (
    HOSTILE,
    addresses,
    drawings,
    few,
    label,
    labels,
    names,
    outside,
    sentences,
    squeezed,
    table_addresses,
    titles,
    tree,
)

KINDS = ("elected_by", "accountable_to", "acts_between_sessions_of")


def link(upper, lower, kind="elected_by"):
    return Link(upper, lower, kind, "elects", kind.replace("_", " "))


def members(*keys):
    return tuple(Member(key, Label(key.upper(), f"/{key}/"), "committee") for key in keys)


@st.composite
def mandates(draw, most=7):
    count = draw(st.integers(1, most))
    found = tuple(
        Member(str(number), Label(draw(names) or "-", f"/{number}/"), draw(names))
        for number in range(count)
    )
    numbers = st.integers(0, count - 1)
    pairs = draw(st.lists(st.tuples(numbers, numbers, st.sampled_from(KINDS)), max_size=9))
    links = (link(str(one), str(other), kind) for one, other, kind in pairs if one != other)
    return Mandates(found, tuple(links))


CHAIN = Mandates(
    members("is", "iec", "congress", "alone"),
    (link("congress", "iec"), link("iec", "is"), link("congress", "is", "accountable_to")),
)


def test_in_order__from_the_sovereign_body_down():
    chain, unlinked = CHAIN.in_order()
    assert [member.key for member in chain] == ["congress", "iec", "is"]
    assert [member.key for member in unlinked] == ["alone"]


def test_arrows__one_for_two_links_between_the_same_bodies():
    both = Mandates(members("iec", "is"), (link("iec", "is"), link("iec", "is", "accountable_to")))
    [arrow] = arrows(both, both.in_order()[0])
    assert len(arrow.links) == 2
    assert arrow.words == ["elects"]


@pytest.mark.parametrize("ends", [("iec", "nobody"), ("iec", "iec")])
def test_mandates__a_link_joins_two_of_the_bodies(ends):
    with pytest.raises(ValueError, match="not two of the bodies"):
        Mandates(members("iec"), (link(*ends),))


@few
@given(mandates(most=IN_A_ROW), st.sampled_from(["en", "ar"]))
def test_across__nothing_lies_on_a_body(given_mandates, language):
    plan = across(given_mandates, language)
    _assert_apart(plan)


@few
@given(mandates())
def test_downwards__nothing_lies_on_a_body(given_mandates):
    _assert_apart(downwards(given_mandates, "en"))


def _assert_apart(plan):
    boxes = [each.box for each in plan.placed]
    boxes += [_words_box(route) for route in plan.routes if route.words]
    for number, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[:number])
    assert all(box.bottom <= plan.height + 0.01 and box.y >= -0.01 for box in boxes)


def _words_box(route):
    x, y = route.at
    width = route.words.width
    return Box(x - (width / 2 if route.anchor == "middle" else 0), y, width, route.words.height)


@few
@given(mandates())
def test_downwards__tracks_that_meet_are_not_the_same(given_mandates):
    tracks = [
        (route.points[1][0], *sorted((route.points[1][1], route.points[2][1])))
        for route in downwards(given_mandates, "en").routes
        if len(route.points) == 4
    ]
    for number, (x, start, end) in enumerate(tracks):
        for other_x, other_start, other_end in tracks[:number]:
            assert x != other_x or end <= other_start or other_end <= start


def test_downwards__two_links_over_one_body_have_each_their_track():
    bodies = members("a", "b", "c", "d")
    chain = (link("a", "b"), link("b", "c"), link("c", "d"))
    plan = downwards(Mandates(bodies, (*chain, link("a", "c"), link("b", "d"))), "en")
    tracks = [route.points[1][0] for route in plan.routes if len(route.points) == 4]
    assert len(set(tracks)) == 2


@few
@given(mandates(), st.sampled_from(["en", "ur"]))
def test_chart__inside_the_same_each_time_and_with_all_its_facts_in_the_table(
    given_mandates, language
):
    chart = mandate_chart(given_mandates, language)
    assert chart == mandate_chart(given_mandates, language)
    rows = sentences(chart)
    for svg in drawings(chart):
        assert outside(svg) == []
        assert addresses(svg) <= table_addresses(chart)
        for title in titles(svg):
            assert title in "; ".join(rows) or all(
                any(row.startswith(part) for row in rows) for part in title.split("; ")
            )


def test_chart__draws_every_body_and_says_what_each_gives():
    chart = mandate_chart(CHAIN, "en")
    assert sorted(labels(chart.wide)) == ["ALONE", "CONGRESS", "IEC", "IS"]
    assert sorted(labels(chart.narrow)) == ["ALONE", "CONGRESS", "IEC", "IS"]
    assert "accountabletoCONGRESS" in labels(chart.narrow, "small")
    assert labels(chart.wide, "small").count("elects") == 3
    assert addresses(chart.wide) == {"/is/", "/iec/", "/congress/", "/alone/"}


def test_chart__too_long_for_a_row_runs_downwards_everywhere():
    keys = [str(number) for number in range(IN_A_ROW + 1)]
    long = Mandates(members(*keys), tuple(link(a, b) for a, b in pairwise(keys)))
    chart = mandate_chart(long, "en")
    assert not chart.wide
    assert [squeezed(words) for words in labels(chart.narrow)] == keys


def test_chart__the_body_of_the_page_is_marked_and_each_drawing_knows_its_screen():
    here = Mandates((Member("iec", label(1), "committee", is_here=True),), ())
    chart = mandate_chart(here, "en")
    for svg, kind in ((chart.wide, "wide"), (chart.narrow, "narrow")):
        assert tree(svg).get("class") == kind
        assert tree(svg).find("a").get("class") == "body here"


def test_chart__a_hostile_name_is_only_a_name():
    chart = mandate_chart(Mandates((Member("x", Label(HOSTILE), HOSTILE),), ()), "en")
    assert all("<script" not in svg and not addresses(svg) for svg in drawings(chart))


def test_rows__a_body_without_a_link_has_one_of_its_own():
    rows = [[cell.text for cell in row[:4]] for row in CHAIN.rows()]
    assert rows == [
        ["IS", "committee", "elected by", "IEC"],
        ["IS", "committee", "accountable to", "CONGRESS"],
        ["IEC", "committee", "elected by", "CONGRESS"],
        ["CONGRESS", "committee", "", ""],
        ["ALONE", "committee", "", ""],
    ]
