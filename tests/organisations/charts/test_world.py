import math
import re

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from organisations.charts.atlas import is_inside
from organisations.charts.chart import NARROW, WIDE, Label
from organisations.charts.projection import HEIGHT, WIDTH, on_map
from organisations.charts.world import (
    ASSET,
    POINTS,
    RADII,
    Place,
    Presence,
    asset,
    dots,
    point_of,
    world_map,
)
from tests.organisations.charts.reading import (
    HOSTILE,
    addresses,
    few,
    sentences,
    table_addresses,
    titles,
    tree,
)

# Without people, not on the map, or no territories at all.
NOWHERE = {"AQ", "AC", "BV", "CP", "CQ", "DG", "EU", "EZ", "QO", "TA", "UM", "UN", "XA", "XB", "ZZ"}
codes = st.sampled_from(sorted({*asset()["countries"], *POINTS}))


def place(code, *kinds, address="", name=None):
    presences = tuple(
        Presence(Label(f"Section {number}", f"/o/{code}/{number}/"), kind, kind.replace("_", " "))
        for number, kind in enumerate(kinds or ("section_of",))
    )
    return Place(code, Label(name or code, address or f"/o/{code}/0/"), presences)


NUMBER = re.compile(r"-?(?:\d+(?:\.\d+)?|\.\d+)")


def rings(code):
    """The outlines of a country, from its path."""
    found = []
    for ring in asset()["countries"][code]["path"].split("M")[1:]:
        start, steps = (NUMBER.findall(part) for part in ring.split("l"))
        x, y = map(float, start)
        points = [(x, y)]
        for step_x, step_y in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + float(step_x), y + float(step_y)
            points.append((x, y))
        found.append(points)
    return found


def test_asset__is_small():
    assert ASSET.stat().st_size <= 120_000


def test_asset__every_country_has_a_place():
    wanted = {code for code in Locale.parse("en").territories if re.fullmatch("[A-Z]{2}", code)}
    assert {code for code in wanted if point_of(code) is None} == NOWHERE


@pytest.mark.parametrize(
    ("code", "longitude", "latitude"),
    [
        ("IE", -7.5, 53.2),
        ("US", -98, 39),
        ("LK", 80.7, 7.5),
        ("BR", -52, -10),
        ("ZA", 23, -30),
        ("RU", 100, 62),
        ("RU", 184, 67),  # Chukotka, beyond 180 degrees
        ("UA", 34.3, 45.3),  # Crimea
        ("CY", 33.5, 35.3),  # the north of the island
        ("SO", 44.5, 9.8),  # Somaliland
        ("XK", 20.9, 42.6),
    ],
)
def test_asset__countries_are_where_they_are(code, longitude, latitude):
    assert any(is_inside(on_map(longitude, latitude), ring) for ring in rings(code))


def test_asset__no_outline_runs_across_the_map():
    for code in asset()["countries"]:
        for ring in rings(code):
            assert max(x for x, _y in ring) - min(x for x, _y in ring) < WIDTH / 2


@pytest.mark.parametrize("part", ["GB-ENG", "GB-SCT", "GB-WLS"])
def test_points__parts_of_a_country_lie_in_it(part):
    assert any(is_inside(point_of(part), ring) for ring in rings("GB"))


@few
@given(st.lists(codes, unique=True, max_size=60), st.sampled_from([WIDE, NARROW]))
def test_dots__never_lie_on_one_another_nor_off_the_map(given_codes, width):
    radius = RADII[width]
    placed = dots([place(code) for code in given_codes], radius)
    for number, dot in enumerate(placed):
        assert radius <= dot.at[0] <= WIDTH - radius
        assert radius <= dot.at[1] <= HEIGHT - radius
        assert all(math.dist(dot.at, other.at) >= 2 * radius for other in placed[:number])


def test_dots__all_countries_at_once():
    everywhere = [place(code) for code in sorted({*asset()["countries"], *POINTS})]
    for radius in RADII.values():
        placed = {dot.place.code for dot in dots(everywhere, radius)}
        assert set(POINTS) <= placed


def test_dots__small_countries_have_one_and_large_ones_none():
    found = dots([place("MT"), place("BR"), place("GB-NIR")], RADII[WIDE])
    assert [dot.place.code for dot in found] == ["GB-NIR", "MT"]
    assert all(dot.at == dot.true for dot in found)


def test_map__each_country_is_a_link_with_its_facts():
    chart = world_map([place("IE"), place("US", "in_solidarity_with"), place("GB-ENG")], "en")
    assert addresses(chart.wide) == {"/o/IE/0/", "/o/US/0/", "/o/GB-ENG/0/"}
    assert "US · Section 0 · in solidarity with" in titles(chart.wide)
    kinds = {link.get("href"): link.get("class") for link in tree(chart.wide).iter("a")}
    assert kinds["/o/US/0/"] == "place in_solidarity_with"
    assert dict(chart.legend) == {
        "place section_of": "section of",
        "place in_solidarity_with": "in solidarity with",
    }


def test_map__several_sections_in_one_country():
    chart = world_map([place("IE", "section_of", "section_of", address="#territory-ie")], "en")
    [title] = titles(chart.wide)
    assert title == "IE · Section 0 · section of; IE · Section 1 · section of"
    assert set(title.split("; ")) == sentences(chart)
    assert addresses(chart.wide) == {"#territory-ie"} <= table_addresses(chart)


@few
@given(st.lists(codes, unique=True, max_size=8))
def test_map__the_table_carries_every_fact_and_the_drawing_stays_the_same(given_codes):
    places = [place(code) for code in given_codes]
    chart = world_map(places, "en")
    assert chart == world_map(places, "en")
    assert world_map(places[::-1], "en").wide == chart.wide
    assert set(titles(chart.wide)) == sentences(chart)
    assert addresses(chart.wide) == table_addresses(chart) - {""}


def test_map__a_state_of_the_past_is_in_the_table_alone():
    chart = world_map([place("SUHH")], "en")
    assert len(chart.rows) == 1
    assert addresses(chart.wide) == set()


def test_map__is_not_mirrored():
    english, arabic = (world_map([place("IE")], language).wide for language in ("en", "ar"))
    assert english.partition("</title>")[2] == arabic.partition("</title>")[2]


def test_map__a_hostile_name_is_only_a_name():
    hostile = world_map([place("IE", name=HOSTILE, address="javascript:alert(1)")], "en")
    assert "<script" not in hostile.wide
    assert addresses(hostile.wide) == set()
