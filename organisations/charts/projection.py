"""Equal Earth: countries keep their true sizes beside one another.

Formulas and coefficients: B. Šavrič, T. Patterson and B. Jenny, "The Equal Earth map projection",
International Journal of Geographical Information Science 33 (2019).
"""

import math

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
ROOT_3 = math.sqrt(3)

# The part of the world that the map shows: all of it in width, and in height the lands on which
# people live.
NORTH, SOUTH = 83.7, -56.0
MIDDLE = 10.0  # with this meridian in the middle the edges run through the Bering Strait
WIDTH = 1000.0


def equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    """A place in degrees, on a sphere of radius 1: x to the east, y to the north."""
    theta = math.asin(ROOT_3 / 2 * math.sin(math.radians(latitude)))
    squared = theta * theta
    sixth = squared**3
    x = (2 * ROOT_3 * math.radians(longitude) * math.cos(theta)) / (
        3 * (A1 + 3 * A2 * squared + sixth * (7 * A3 + 9 * A4 * squared))
    )
    y = theta * (A1 + A2 * squared + sixth * (A3 + A4 * squared))
    return x, y


SCALE = WIDTH / (2 * equal_earth(180, 0)[0])
TOP = equal_earth(0, NORTH)[1]
HEIGHT = (TOP - equal_earth(0, SOUTH)[1]) * SCALE


def on_map(longitude: float, latitude: float) -> tuple[float, float]:
    """A place in degrees, in the units of the map: x from the left, y from the top.

    Places at the right edge lie east of 180 degrees: a longitude is never brought back.
    """
    x, y = equal_earth(longitude - MIDDLE, latitude)
    return x * SCALE + WIDTH / 2, (TOP - y) * SCALE
