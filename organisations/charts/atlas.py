"""Makes ``world.json``, the map's asset, from Natural Earth's countries as TopoJSON.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m organisations.charts.atlas package/countries-50m.json > world.json

The asset holds SVG paths in the map's units: ``land`` (all of it), ``borders`` (lines between
countries) and for each country, by its ISO 3166 code, its ``path``, the ``point`` in the middle of
its largest piece and the ``size`` of that (the longer side).

ISO 3166 decides what is a country: areas without a code of their own are drawn as part of the one
that ISO counts them to; Kosovo has the code that CLDR uses. Whom else an area is claimed by, the
map doesn't say.
"""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel.core import get_global

from organisations.charts.projection import MIDDLE, on_map

Point = tuple[float, float]
Ring = tuple[int, ...]  # numbers of arcs; ~n is arc n backwards, as in TopoJSON

WITHOUT_ID = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}
CRIMEA = (34.3, 45.3)  # a place in it: ISO 3166-2 has it under Ukraine, as UA-43
ACROSS_180 = ("RU", "FJ")
SMALLEST_BEND = 0.65  # square units: a point that changes the outline by less is left out
SMALLEST_ISLAND = 1.0  # square units


def arcs_of(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs in degrees."""
    (scale_x, scale_y), (x0, y0) = (topology["transform"][key] for key in ("scale", "translate"))
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            arc.append((x * scale_x + x0, y * scale_y + y0))
        arcs.append(arc)
    return arcs


def beyond_180(
    arcs: Sequence[list[Point]], countries: dict[str, list[list[Ring]]]
) -> list[list[Point]]:
    """The arcs at the map's right edge, counted on past 180 degrees, so that none is torn."""
    across = {number for code in ACROSS_180 for number in _numbers(countries.get(code, []))}
    moved = []
    for number, arc in enumerate(arcs):
        is_east = number in across or all(x < MIDDLE - 180 for x, _y in arc)
        moved.append([(x + 360 if is_east and x < 0 else x, y) for x, y in arc])
    return moved


def points_of(ring: Ring, arcs: Sequence[Sequence[Point]]) -> list[Point]:
    """The ring's points, its first not again at the end."""
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[:-1])
    return points


def area(points: Sequence[Point]) -> float:
    """The area inside a ring, by the shoelace formula."""
    pairs = zip(points, [*points[1:], *points[:1]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def is_inside(place: Point, points: Sequence[Point]) -> bool:
    """Whether a ring goes round the place: whether a ray from it crosses an odd number of times."""
    x, y = place
    inside = False
    for (x1, y1), (x2, y2) in zip(points, [*points[1:], *points[:1]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def simplified(arc: Sequence[Point], least: float) -> list[Point]:
    """An arc without the points that hardly bend it (Visvalingam and Whyatt, 1993).

    Its ends stay, so that neighbours still meet; a closed arc keeps a triangle.
    """
    fewest = 4 if arc[0] == arc[-1] else 2
    before, after = list(range(-1, len(arc) - 1)), list(range(1, len(arc) + 1))

    def bend(at: int) -> float:
        return area([arc[before[at]], arc[at], arc[after[at]]])

    bends = {at: bend(at) for at in range(1, len(arc) - 1)}
    queue = [(size, at) for at, size in bends.items()]
    heapify(queue)
    while queue and len(bends) + 2 > fewest:
        size, at = heappop(queue)
        if bends.get(at) != size:
            continue  # its neighbours have changed since
        if size >= least:
            break
        del bends[at]
        after[before[at]], before[after[at]] = after[at], before[at]
        for beside in (before[at], after[at]):
            if beside in bends:
                bends[beside] = max(bend(beside), size)
                heappush(queue, (bends[beside], beside))
    return [arc[0], *(arc[at] for at in sorted(bends)), arc[-1]]


def path(points: Sequence[Point], is_closed: bool = True) -> str:
    """SVG path data in steps from point to point; "" where rounding leaves no shape."""
    rounded = [(round(x * 10), round(y * 10)) for x, y in points]
    steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(rounded)]
    steps = [step for step in steps if step != (0, 0)]
    if len(steps) < (2 if is_closed else 1):
        return ""
    start = numbers(rounded[0])
    return f"M{start}l{numbers([way for step in steps for way in step])}{'z' if is_closed else ''}"


def numbers(tenths: Sequence[int]) -> str:
    """Numbers as path data has them: no more digits, points and spaces than it takes."""
    written = ""
    for value in tenths:
        text = f"{value / 10:g}"
        text = text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text
        last = re.split("[ -]", written)[-1]
        is_apart = text.startswith("-") or (text.startswith(".") and "." in last)
        written += text if is_apart or not written else f" {text}"
    return written


def countries_of(
    topology: dict[str, Any], arcs: Sequence[Sequence[Point]]
) -> dict[str, list[list[Ring]]]:
    """For each code its pieces, each an outline and the holes in it; "" has what has no code."""
    aliases = get_global("territory_aliases")
    countries: dict[str, list[list[Ring]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        pieces = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        name = geometry["properties"]["name"]
        code = (aliases.get(geometry.get("id")) or [WITHOUT_ID.get(name, "")])[0]
        for piece in pieces:
            rings = [tuple(ring) for ring in piece]
            is_crimea = code == "RU" and is_inside(CRIMEA, points_of(rings[0], arcs))
            countries.setdefault("UA" if is_crimea else code, []).append(rings)
    countries.pop("AQ", None)
    return countries


def _outline(piece: list[Ring], arcs: Sequence[Sequence[Point]], least: float) -> str:
    """A piece with its holes; "" where it is smaller than `least`."""
    rings = [points_of(ring, arcs) for ring in piece]
    if area(rings[0]) < least:
        return ""
    return "".join(path(ring) for ring in rings)


def _country(pieces: list[list[Ring]], arcs: Sequence[Sequence[Point]]) -> dict[str, Any]:
    """A country's path, and the middle and the size of its largest piece."""
    largest = max(pieces, key=lambda piece: area(points_of(piece[0], arcs)))
    xs, ys = zip(*points_of(largest[0], arcs), strict=True)
    drawn = (_outline(piece, arcs, 0 if piece is largest else SMALLEST_ISLAND) for piece in pieces)
    return {
        "path": "".join(drawn),
        "point": [round((min(xs) + max(xs)) / 2, 1), round((min(ys) + max(ys)) / 2, 1)],
        "size": round(max(max(xs) - min(xs), max(ys) - min(ys)), 1),
    }


def _borders(
    countries: dict[str, list[list[Ring]]], arcs: Sequence[Sequence[Point]]
) -> Iterator[str]:
    """Arcs that lie between two countries."""
    sides: dict[int, set[str]] = {}
    for code, pieces in countries.items():
        for number in (number for piece in pieces for ring in piece for number in ring):
            sides.setdefault(max(number, ~number), set()).add(code)
    for number, codes in sorted(sides.items()):
        if len(codes) > 1:
            yield path(arcs[number], is_closed=False)


def world(topology: dict[str, Any]) -> dict[str, Any]:
    """The asset."""
    degrees = arcs_of(topology)
    countries = countries_of(topology, degrees)
    arcs = [
        simplified([on_map(*point) for point in arc], SMALLEST_BEND)
        for arc in beyond_180(degrees, countries)
    ]
    drawn = {number for pieces in countries.values() for number in _numbers(pieces)}
    [land] = topology["objects"]["land"]["geometries"]
    pieces = [[tuple(ring) for ring in piece] for piece in land["arcs"]]
    pieces = [piece for piece in pieces if _numbers([piece]) <= drawn]
    countries.pop("", None)
    return {
        "land": "".join(_outline(piece, arcs, SMALLEST_ISLAND) for piece in pieces),
        "borders": "".join(_borders(countries, arcs)),
        "countries": {code: _country(countries[code], arcs) for code in sorted(countries)},
    }


def _numbers(pieces: list[list[Ring]]) -> set[int]:
    return {max(number, ~number) for piece in pieces for ring in piece for number in ring}


if __name__ == "__main__":
    made = world(json.loads(Path(sys.argv[1]).read_text()))
    sys.stdout.write(json.dumps(made, separators=(",", ":"), sort_keys=True) + "\n")
