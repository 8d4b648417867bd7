"""Pictures drawn for texts that have none: diagonals and the lines of a globe.

The same seed gives the same picture, in every process and on every machine, so that a text keeps
its picture; colours come from the stylesheet.
"""

import hashlib
import math
from collections.abc import Iterator

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

HEIGHT = 400
WIDTH = 500
# A band across the whole page is so much wider than high.
STRIP_WIDTH = 3200


def _numbers(seed: str) -> Iterator[int]:
    """Numbers from 0 to 255 without end, decided by the seed alone."""
    block = seed.encode()
    while True:
        block = hashlib.sha256(block).digest()
        yield from block


def _globe(x: int, y: int, radius: int, meridians: int) -> str:
    """A globe in outline: its rim, its equator, parallels and meridians."""
    ellipses = [
        f'<ellipse cx="{x}" cy="{y}" rx="{round(radius * math.sin(math.pi * i / meridians / 2))}"'
        f' ry="{radius}"/>'
        for i in range(1, meridians)
    ]
    lines = []
    for part in (-0.5, 0, 0.5):
        half = round(radius * math.sqrt(1 - part * part))
        lines.append(f"M{x - half} {y + round(radius * part)}h{2 * half}")
    path = "".join(lines) + f"M{x} {y - radius}v{2 * radius}"
    circle = f'<circle cx="{x}" cy="{y}" r="{radius}"/>'
    return f'<g class="globe">{circle}{"".join(ellipses)}<path d="{path}"/></g>'


def _diagonal(x: int, thickness: int, rise: int, kind: str) -> str:
    """A bar from below the picture to above it; `x` is its foot, `rise` how far it leans."""
    shape = f"M{x} {HEIGHT + 20} {x + rise}-20h{thickness}L{x + thickness} {HEIGHT + 20}z"
    return f'<path class="{kind}" d="{shape}"/>'


def _bars(number: Iterator[int], x: int, rise: int) -> str:
    """Two to four diagonals beside one another, the first with its foot at `x`."""
    bars = []
    for kind in ("bar", "accent", "pale", "bar")[: 2 + next(number) % 3]:
        thickness = 16 + next(number) % 70 if kind != "accent" else 12 + next(number) % 30
        bars.append(_diagonal(x, thickness, rise, kind))
        x += thickness + 14 + next(number) % 60
    return "".join(bars)


def _shapes(seed: str, is_strip: bool) -> str:
    number = _numbers(seed)
    is_mirrored = next(number) % 2
    rise = 130 + next(number) % 140
    x = (60 if is_mirrored else 250) + next(number) % 190
    y, radius = 130 + next(number) % 170, 110 + next(number) % 110
    meridians = 3 + next(number) % 3
    start = -120 + next(number) % 160
    if is_strip:
        # The same globe and bars stand at the end of the band, a second group before them.
        away = 2100 + 3 * (next(number) % 200)
        shapes = (
            _bars(number, away - 900 - 4 * (next(number) % 200), rise)
            + _globe(x + away, y, radius + 120, meridians)
            + _bars(number, start + away, rise)
        )
        return shapes
    shapes = _globe(x, y, radius, meridians) + _bars(number, start, rise)
    return f'<g transform="matrix(-1 0 0 1 {WIDTH} 0)">{shapes}</g>' if is_mirrored else shapes


@register.simple_tag
def drawn_picture(seed, is_strip: bool = False) -> SafeString:
    """The picture of a text, as SVG, or a band across the page.

    It carries no meaning: screen readers pass over it.
    """
    return format_html(
        '<svg class="drawn{}" viewBox="0 0 {} {}" preserveAspectRatio="xM{}YMid slice"'
        ' aria-hidden="true" focusable="false">{}</svg>',
        " strip" if is_strip else "",
        STRIP_WIDTH if is_strip else WIDTH,
        HEIGHT,
        "ax" if is_strip else "id",
        mark_safe(_shapes(str(seed), is_strip)),  # made above from numbers alone
    )


def drawing_in(seed: str, bar: str, accent: str, pale: str) -> str:
    """The same picture in colours of its own, for programs that know no stylesheet of ours."""
    style = (
        f".globe {{ fill: none; stroke: {bar}; stroke-width: 2.5; }} .bar {{ fill: {bar}; }}"
        f" .accent {{ fill: {accent}; }} .pale {{ fill: {pale}; }}"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}"'
        f' height="{HEIGHT}"><style>{style}</style>{_shapes(seed, is_strip=False)}</svg>'
    )
