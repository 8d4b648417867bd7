"""The election chain drawn: bodies in one line, arrows from those that elect to the elected.

An arrow to the next body stands in the gap between the two. Any other runs along a track beside
the line; tracks are lanes, so that two arrows lie in one only where they don't meet. On telephones
the line runs downwards, and so does a chain that is too long for one row.
"""

from dataclasses import dataclass, replace

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from organisations.charts.chart import NARROW, WIDE, Chart, Label, sentence
from organisations.charts.lanes import lanes
from organisations.charts.lettering import (
    LABEL_SIZE,
    SMALL_SIZE,
    Paragraph,
    Words,
    set_words,
)
from organisations.charts.mandate import Arrow, Mandates, Member, arrows
from organisations.charts.svg import Box, Canvas, Point

IN_A_ROW = 4  # bodies beside one another on a wide screen
WIDEST_BOX = 220.0
PADDING = 13.0
GAP = 100.0  # between boxes in a row, with the words of an arrow
GAP_DOWN = 40.0  # between boxes below one another, at least
SPACE = 20.0  # between bodies that no arrow joins
TRACK = 14.0
HEAD = 6.0
ABOVE = 3.0  # between a track and the words above it


@dataclass(frozen=True)
class Placed:
    """A body in its box."""

    member: Member
    words: Words
    box: Box


@dataclass(frozen=True)
class Route:
    """An arrow's way, and its words with the place of their top, or None for them elsewhere."""

    arrow: Arrow
    points: tuple[Point, ...]
    towards: str
    words: Words | None = None
    at: Point = (0, 0)
    anchor: str = "middle"

    def moved(self, y: float) -> "Route":
        """The same, further down."""
        points = tuple((x, up + y) for x, up in self.points)
        return replace(self, points=points, at=(self.at[0], self.at[1] + y))


@dataclass(frozen=True)
class Plan:
    """Where everything stands."""

    width: float
    height: float
    placed: tuple[Placed, ...]
    routes: tuple[Route, ...]


def _words(member: Member, width: float, language: str, more: tuple[str, ...] = ()) -> Words:
    label = member.label
    small = [Paragraph(text, SMALL_SIZE, "small") for text in (member.note, *more)]
    return set_words(
        [Paragraph(label.text, LABEL_SIZE, "label", label.language, 4), *small],
        width - 2 * PADDING,
        language,
    )


def _beside(arrow: Arrow, width: float, language: str, most: int = 4) -> Words:
    lines = [Paragraph(text, SMALL_SIZE, "small", "", most) for text in arrow.words]
    return set_words(lines, width, language)


def _ports(tracked: list[Arrow], count: int) -> dict[tuple[int, int], float]:
    """For each arrow and end of it, how far along the side of its box it leaves or arrives."""
    at: dict[int, list[tuple[int, int]]] = {place: [] for place in range(count)}
    for index, arrow in enumerate(tracked):
        at[arrow.upper].append((index, 0))
        at[arrow.lower].append((index, 1))
    ports = {}
    for place, ends in at.items():
        # Those that come from before stand before those that go on, so that they don't cross.
        ends.sort(key=lambda end: _other_end(tracked[end[0]], place))
        for number, end in enumerate(ends, 1):
            ports[end] = number / (len(ends) + 1)
    return ports


def _other_end(arrow: Arrow, place: int) -> tuple[bool, int]:
    other = arrow.lower if arrow.upper == place else arrow.upper
    return other > place, -other


def _in_rows(
    members: list[Member], columns: int, top: float, language: str, least: float = 0
) -> list[Placed]:
    """Boxes of one size beside one another, in as many rows as they need."""
    width = min(WIDEST_BOX, (WIDE - (columns - 1) * GAP) / columns)
    words = [_words(member, width, language) for member in members]
    height = max((each.height + 2 * PADDING for each in words), default=0)
    height = max(height, least)
    placed = []
    for index, member in enumerate(members):
        row, column = divmod(index, columns)
        box = Box(column * (width + GAP), top + row * (height + SPACE), width, height)
        placed.append(Placed(member, words[index], box))
    return placed


def _tracks_above(
    tracked: list[Arrow], boxes: list[Box], language: str
) -> tuple[list[Route], float]:
    """Arrows over other boxes, each on its track; and how high they are. The row is at 0."""
    ports = _ports(tracked, len(boxes))
    ends = []
    for index, arrow in enumerate(tracked):
        sides = enumerate((boxes[arrow.upper], boxes[arrow.lower]))
        ends.append([box.x + box.width * ports[index, side] for side, box in sides])
    chosen = lanes([(min(pair), max(pair)) for pair in ends], TRACK)
    words = [
        _beside(arrow, abs(end - start), language, 1)
        for arrow, (start, end) in zip(tracked, ends, strict=True)
    ]
    step = TRACK + ABOVE + max((each.height for each in words), default=0)
    routes = []
    for arrow, (start, end), lane, beside in zip(tracked, ends, chosen, words, strict=True):
        y = -TRACK - lane * step
        points = ((start, 0), (start, y), (end, y), (end, 0))
        at = ((start + end) / 2, y - ABOVE - beside.height)
        routes.append(Route(arrow, points, "down", beside, at))
    return routes, step * (max(chosen, default=-1) + 1)


def across(mandates: Mandates, language: str) -> Plan:
    """The chain from left to right, in one row."""
    chain, unlinked = mandates.in_order()
    found = arrows(mandates, chain)
    gaps = [(each, _beside(each, GAP - 2 * HEAD, language)) for each in found if each.is_to_next]
    least = max((2 * (words.height + HEAD + 2) for _arrow, words in gaps), default=0)
    columns = max(len(chain), 1)
    boxes = [each.box for each in _in_rows(chain, columns, 0, language, least)]
    over = [arrow for arrow in found if not arrow.is_to_next]
    routes, top = _tracks_above(over, boxes, language)
    routes = [route.moved(top) for route in routes]
    placed = _in_rows(chain, columns, top, language, least)
    for arrow, words in gaps:
        before, after = placed[arrow.upper].box, placed[arrow.lower].box
        y = before.y + before.height / 2
        at = ((before.right + after.x) / 2, y - HEAD - words.height)
        routes.append(Route(arrow, ((before.right, y), (after.x, y)), "forward", words, at))
    bottom = max((each.box.bottom + SPACE for each in placed), default=0)
    rest = _in_rows(unlinked, IN_A_ROW, bottom, language)
    bottom = max((each.box.bottom for each in (*placed, *rest)), default=1)
    return Plan(WIDE, bottom, (*placed, *rest), tuple(routes))


def _said_in_box(mandates: Mandates, found: list[Arrow], place: int) -> tuple[str, ...]:
    """What arrows that come along a track say of the body at which they end."""
    links = [
        link
        for arrow in found
        if arrow.lower == place and not arrow.is_to_next
        for link in arrow.links
    ]
    said = (f"{link.said} {mandates.member(link.upper).label.text}" for link in links)
    return tuple(dict.fromkeys(said))


def _tracks_beside(tracked: list[Arrow], boxes: list[Box], chosen: list[int]) -> list[Route]:
    """Arrows past other boxes, each on its track in the margin."""
    ports = _ports(tracked, len(boxes))
    routes = []
    for index, (arrow, lane) in enumerate(zip(tracked, chosen, strict=True)):
        upper, lower = boxes[arrow.upper], boxes[arrow.lower]
        start = upper.y + upper.height * ports[index, 0]
        end = lower.y + lower.height * ports[index, 1]
        x = upper.x - TRACK * (lane + 1)
        points = ((upper.x, start), (x, start), (x, end), (lower.x, end))
        routes.append(Route(arrow, points, "forward"))
    return routes


def downwards(mandates: Mandates, language: str) -> Plan:
    """The chain from top to bottom, for telephones and for chains that are too long for a row."""
    chain, unlinked = mandates.in_order()
    found = arrows(mandates, chain)
    past = [arrow for arrow in found if not arrow.is_to_next]
    chosen = lanes([(min(a.upper, a.lower), max(a.upper, a.lower)) for a in past], 0.5)
    margin = TRACK * (max(chosen, default=-1) + 1) + (1 if past else 0)
    gaps = {arrow.upper: arrow for arrow in found if arrow.is_to_next}
    placed: list[Placed] = []
    routes: list[Route] = []
    y = 0.0
    for place, member in enumerate([*chain, *unlinked]):
        more = _said_in_box(mandates, past, place)
        words = _words(member, NARROW - margin, language, more)
        box = Box(margin, y, NARROW - margin, words.height + 2 * PADDING)
        placed.append(Placed(member, words, box))
        y = box.bottom + SPACE
        if place in gaps:
            beside = _beside(gaps[place], box.width - 60, language, 2)
            y = box.bottom + max(GAP_DOWN, beside.height + 2 * HEAD)
            x = box.x + 24
            at = (x + 14, (box.bottom + y - beside.height) / 2)
            route = Route(gaps[place], ((x, box.bottom), (x, y)), "down", beside, at, "start")
            routes.append(route)
    routes.extend(_tracks_beside(past, [each.box for each in placed[: len(chain)]], chosen))
    return Plan(NARROW, max(y - SPACE, 1), tuple(placed), tuple(routes))


def _draw_route(canvas: Canvas, route: Route, mandates: Mandates) -> None:
    title = "; ".join(sentence(mandates.row(link)) for link in route.arrow.links)
    across, down = {"forward": (1, 0), "down": (0, 1)}[route.towards]
    x, y = route.points[-1]
    with canvas.group(f"link {route.arrow.kind}", title=title):
        shaft = (x - across * HEAD, y - down * HEAD)
        canvas.line((*route.points[:-1], shaft), "shaft")
        canvas.arrow((x, y), route.towards, size=HEAD)
        if route.words:
            canvas.words(route.words, *route.at, route.anchor)


def _drawn(mandates: Mandates, plan: Plan, kind: str, language: str) -> SafeString:
    canvas = Canvas(plan.width, language, margin=1.5)
    for route in plan.routes:
        _draw_route(canvas, route, mandates)
    for placed in plan.placed:
        member, box = placed.member, placed.box
        title = sentence((member.label, Label(member.note)))
        body = "body here" if member.is_here else "body"
        with canvas.group(body, member.label.address, title):
            canvas.box(box)
            top = box.y + (box.height - placed.words.height) / 2
            canvas.words(placed.words, box.x + PADDING, top)
    return canvas.svg(kind, plan.height, _("Where mandates come from"))


def mandate_chart(mandates: Mandates, language: str) -> Chart:
    """The chart of some bodies and of what gives them their mandate."""
    with override(language):
        columns = (
            _("Body"), _("Kind"), _("Mandate"), _("From"), _("When"), _("According to")
        )  # fmt: skip
        fits = len(mandates.in_order()[0]) <= IN_A_ROW
        return Chart(
            "mandate",
            _("Where mandates come from"),
            columns,
            mandates.rows(),
            _drawn(mandates, across(mandates, language), "wide", language)
            if fits
            else SafeString(""),
            _drawn(mandates, downwards(mandates, language), "narrow", language),
        )
