"""The world map: countries in which there are sections, each a link.

A country smaller than a dot gets one, and so does a part of a country, which has no outline of its
own. Dots that would lie on one another move apart to the nearest place where they don't, with a
line to where they belong; on telephones they are larger, so more of them move.
"""

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from organisations.charts.chart import NARROW, NOTHING, WIDE, Chart, Label, Row, sentence
from organisations.charts.projection import HEIGHT, WIDTH, on_map
from organisations.charts.svg import Canvas, Point, element

ASSET = Path(__file__).with_name("world.json")
# Middles of parts of countries, and of territories that Natural Earth draws as part of another or
# not at all: longitude and latitude in degrees, to a tenth.
POINTS = {
    "GB-ENG": (-1.5, 52.6), "GB-NIR": (-6.7, 54.6), "GB-SCT": (-4.2, 56.8), "GB-WLS": (-3.7, 52.3),
    "BQ": (-68.3, 12.2), "CC": (96.8, -12.1), "CX": (105.6, -10.5), "EA": (-4.0, 35.5),
    "GF": (-53.1, 3.9), "GI": (-5.4, 36.1), "GP": (-61.5, 16.2), "IC": (-15.6, 28.3),
    "MQ": (-61.0, 14.6), "RE": (55.5, -21.1), "SJ": (16.0, 78.5), "TK": (188.2, -9.2),
    "TV": (178.7, -7.5), "YT": (45.2, -12.8),
}  # fmt: skip
# Radius of a dot in the map's units: some six pixels across on a telephone, twice that on a screen.
RADII = {WIDE: 5.0, NARROW: 9.0}
CLEAR = 1.15  # how far apart two dots stand, in diameters


@dataclass(frozen=True)
class Presence:
    """An organisation in a place: which, in what relation, according to which source."""

    label: Label
    kind: str
    words: str
    according_to: Label = NOTHING


@dataclass(frozen=True)
class Place:
    """A territory by its ISO 3166 code; `label` leads to what there is in it."""

    code: str
    label: Label
    presences: tuple[Presence, ...]

    def rows(self) -> tuple[Row, ...]:
        """Its rows in the table, one for each organisation."""
        return tuple(
            (self.label, each.label, Label(each.words), each.according_to)
            for each in self.presences
        )

    @property
    def kind(self) -> str:
        """Its class: that of the first kind of relation by name, so that no order decides."""
        return max((each.kind for each in self.presences), default="")


@dataclass(frozen=True)
class Dot:
    """Where a place is marked: `at`, and `true` where it lies."""

    place: Place
    at: Point
    true: Point


@cache
def asset() -> dict[str, Any]:
    """The outlines, as ``atlas`` made them."""
    found: dict[str, Any] = json.loads(ASSET.read_text())
    return found


def point_of(code: str) -> Point | None:
    """The middle of a territory on the map; None for one that the map doesn't know."""
    if code in POINTS:
        return on_map(*POINTS[code])
    country = asset()["countries"].get(code)
    return (country["point"][0], country["point"][1]) if country else None


def needs_dot(code: str, radius: float) -> bool:
    """Whether the map shows a territory by a dot: it has no outline, or one smaller than a dot."""
    country = asset()["countries"].get(code)
    return code in POINTS or (country is not None and country["size"] < 2 * radius)


def _around(true: Point, radius: float) -> Iterator[Point]:
    """Places ever further away: the middle, then rings of sixteen, beginning above."""
    yield true
    for ring in range(1, 60):
        for part in range(16):
            angle = 2 * math.pi * part / 16
            away = radius * ring / 2
            yield true[0] + away * math.sin(angle), true[1] - away * math.cos(angle)


def dots(places: Sequence[Place], radius: float) -> list[Dot]:
    """A dot for each place that needs one, none on another and all on the map."""
    placed: list[Dot] = []
    for place in sorted(places, key=lambda each: each.code):
        true = point_of(place.code)
        if true is None or not needs_dot(place.code, radius):
            continue
        for at in _around(true, radius):
            is_on_map = radius <= at[0] <= WIDTH - radius and radius <= at[1] <= HEIGHT - radius
            if is_on_map and all(math.dist(at, other.at) >= 2 * radius * CLEAR for other in placed):
                placed.append(Dot(place, at, true))
                break
    return placed


def _draw_dot(canvas: Canvas, dot: Dot, radius: float, variant: str) -> None:
    with canvas.group(variant):
        if math.dist(dot.at, dot.true) > radius:
            canvas.line([dot.true, dot.at], "leader")
        canvas.dot(*dot.at, radius, "dot")


def _drawn(places: Sequence[Place], language: str) -> SafeString:
    canvas = Canvas(WIDTH, "en", margin=2)  # the world is never mirrored
    outlines = asset()
    canvas.add(element("path", d=outlines["land"], class_="land"))
    canvas.add(element("path", d=outlines["borders"], class_="borders"))
    marks = {
        variant: {dot.place.code: dot for dot in dots(places, RADII[width])}
        for variant, width in (("wide", WIDE), ("narrow", NARROW))
    }
    # Dots may stand over other countries, so those that have one come last.
    for place in sorted(places, key=lambda each: (each.code in marks["narrow"], each.code)):
        title = "; ".join(sentence(row) for row in place.rows())
        with canvas.group(f"place {place.kind}", place.label.address, title):
            country = outlines["countries"].get(place.code)
            if country and country["path"]:
                canvas.add(element("path", d=country["path"], class_="shape"))
            for variant, width in (("wide", WIDE), ("narrow", NARROW)):
                if place.code in marks[variant]:
                    _draw_dot(canvas, marks[variant][place.code], RADII[width], variant)
    with override(language):
        return canvas.svg("map", HEIGHT, _("World map"))


def world_map(places: Sequence[Place], language: str) -> Chart:
    """The chart of some places; those that the map doesn't know are in the table alone."""
    known = [place for place in places if point_of(place.code)]
    legend = {f"place {each.kind}": each.words for place in places for each in place.presences}
    with override(language):
        return Chart(
            "world",
            _("World map"),
            (_("Country"), _("Organisation"), _("Relation"), _("According to")),
            tuple(row for place in places for row in place.rows()),
            _drawn(known, language),
            SafeString(""),
            tuple(sorted(legend.items())),
        )
