import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.charts.projection import HEIGHT, WIDTH, equal_earth, on_map

latitudes = st.floats(-80, 80)


# Extents of the projection as its authors publish them: 2.7066 by 1.3173.
def test_equal_earth__has_the_published_extent():
    assert equal_earth(180, 0)[0] == pytest.approx(2.7066, abs=1e-4)
    assert equal_earth(0, 90)[1] == pytest.approx(1.3173, abs=1e-4)
    assert equal_earth(0, 0) == (0, 0)


@given(st.floats(-180, 179), latitudes)
def test_equal_earth__areas_are_true(longitude, latitude):
    step = 1e-3

    def corner(east, north):
        return equal_earth(longitude + east * step, latitude + north * step)

    (x0, y0), (x1, y1), (x2, y2) = corner(0, 0), corner(1, 0), corner(0, 1)
    drawn = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
    true = math.radians(step) ** 2 * math.cos(math.radians(latitude + step / 2))
    assert drawn == pytest.approx(true, rel=1e-3)


@given(st.floats(-170, 190), st.floats(-56, 83.7))
def test_on_map__every_place_is_on_it(longitude, latitude):
    x, y = on_map(longitude, latitude)
    assert -0.01 <= x <= WIDTH + 0.01
    assert -0.01 <= y <= HEIGHT + 0.01


def test_on_map__north_is_up_and_east_is_right():
    assert on_map(10, 0)[0] == WIDTH / 2
    assert on_map(20, 0)[0] > on_map(10, 0)[0]
    assert on_map(10, 50)[1] < on_map(10, 0)[1]
