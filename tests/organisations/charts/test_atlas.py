import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.charts.atlas import (
    arcs_of,
    area,
    beyond_180,
    countries_of,
    is_inside,
    path,
    points_of,
    simplified,
    world,
)
from organisations.charts.projection import on_map

SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]

# Two countries side by side, each a square of ten degrees, with a border between them; an island
# of the second; an area that has no code.
TOPOLOGY = {
    "transform": {"scale": [1, 1], "translate": [0, 0]},
    "arcs": [
        [[10, 10], [0, -10]],
        [[10, 0], [-10, 0], [0, 10], [10, 0]],
        [[10, 0], [10, 0], [0, 10], [-10, 0]],
        [[30, 0], [5, 0], [0, 5], [-5, 0], [0, -5]],
        [[50, 0], [5, 0], [0, 5], [-5, 0], [0, -5]],
    ],
    "objects": {
        "countries": {
            "geometries": [
                {"type": "Polygon", "id": "372", "properties": {"name": "A"}, "arcs": [[0, 1]]},
                {
                    "type": "MultiPolygon",
                    "id": "826",
                    "properties": {"name": "B"},
                    "arcs": [[[2, 0]], [[3]]],
                },
                {"type": "Polygon", "properties": {"name": "Nobody’s"}, "arcs": [[4]]},
            ]
        },
        "land": {
            "geometries": [{"type": "MultiPolygon", "arcs": [[[1, ~2]], [[3]], [[4]]]}],
        },
    },
}


def test_arcs_of__adds_up_the_steps():
    assert arcs_of(TOPOLOGY)[0] == [(10, 10), (10, 0)]


def test_points_of__arcs_backwards_and_no_point_twice():
    arcs = [[(0, 0), (1, 0)], [(0, 0), (0, 1), (1, 0)]]
    assert points_of((0, ~1), arcs) == [(0, 0), (1, 0), (0, 1)]


def test_countries_of__by_iso_code_and_those_without_apart():
    countries = countries_of(TOPOLOGY, arcs_of(TOPOLOGY))
    assert countries == {"IE": [[(0, 1)]], "GB": [[(2, 0)], [(3,)]], "": [[(4,)]]}


def test_area_and_inside():
    assert area(SQUARE) == 100
    assert is_inside((5, 5), SQUARE)
    assert not is_inside((15, 5), SQUARE)


@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=2, max_size=30),
    st.floats(0, 50),
    st.booleans(),
)
def test_simplified__keeps_ends_order_and_a_triangle(points, least, is_closed):
    arc = [*points, points[0]] if is_closed else points
    kept = simplified(arc, least)
    assert (kept[0], kept[-1]) == (arc[0], arc[-1])
    assert len(kept) >= min(len(arc), 4 if arc[0] == arc[-1] else 2)
    rest = iter(arc)
    assert all(point in rest for point in kept)


def test_simplified__leaves_out_what_hardly_bends():
    assert simplified([(0, 0), (5, 0.01), (10, 0), (10, 10)], 1) == [(0, 0), (10, 0), (10, 10)]


def test_path__in_steps_of_a_tenth():
    assert path(SQUARE) == "M0 0l10 0 0 10-10 0z"
    assert path([(0, 0), (0.55, -0.5), (1.04, 1)], is_closed=False) == "M0 0l.6-.5.4 1.5"
    assert path([(0, 0), (0.01, 0.01), (0.02, 0)]) == ""


def test_beyond_180__what_lies_across_is_not_torn():
    arcs = [[(179.0, 60.0), (-179.0, 60.0)], [(-175.0, -20.0), (-174.0, -20.0)], [(-100.0, 40.0)]]
    assert beyond_180(arcs, {"RU": [[(0,)]]}) == [
        [(179.0, 60.0), (181.0, 60.0)],
        [(185.0, -20.0), (186.0, -20.0)],
        [(-100.0, 40.0)],
    ]


def test_world__has_land_borders_and_countries():
    made = world(TOPOLOGY)
    assert sorted(made["countries"]) == ["GB", "IE"]
    assert made["land"].count("M") == 3
    assert made["borders"].count("M") == 1
    assert "z" not in made["borders"]
    assert made["countries"]["GB"]["path"].count("M") == 2
    high = on_map(0, 0)[1] - on_map(0, 10)[1]
    assert made["countries"]["IE"]["size"] == pytest.approx(high, abs=0.1)
