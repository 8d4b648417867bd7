"""One family of organisations laid out: a lane for each, and joins between the lanes.

No two organisations share a lane: standing behind another would look like continuing it. Joins at
one time stand beside one another in the order of time and of the record; a join is pushed on as
far as it takes to be clear of those on the lanes that it crosses.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from organisations.charts.axis import Axis, Span
from organisations.charts.chart import NARROW
from organisations.charts.descent import Descent, Line, Turn, life_words
from organisations.charts.lettering import LABEL_SIZE, SMALL_SIZE, Paragraph, Words, set_words
from organisations.charts.life import FADE, POINT, Segment, life_segments
from organisations.charts.svg import Box

BAR = 8.0  # how high a life stands
SPACE = 14.0  # between a life and the words of the next
APART = 10.0  # between joins
LABEL_WIDTH = 440.0
UNDATED = 150.0  # how long a life is drawn in a family of which no date is known
ROOM_FOR_HEAD = 11.0  # between words and the life below them
CLEAR = 7.0  # between words and a join beside them
# Time begins and ends this far from the edges, so that lives can trail off.
MARGIN, END_MARGIN = FADE, FADE + POINT


@dataclass(frozen=True)
class Lane:
    """An organisation with its place: words, and its life on a line below them."""

    line: Line
    segments: tuple[Segment, ...]
    y: float
    words: Words
    room: Box
    is_flush_end: bool

    def moved(self, x: float, y: float) -> "Lane":
        """The same, further on and further down."""
        return replace(
            self,
            segments=tuple(each.moved(x) for each in self.segments),
            y=self.y + y,
            room=replace(self.room, x=self.room.x + x, y=self.room.y + y),
        )

    @property
    def left(self) -> float:
        """Where its life begins in the drawing."""
        return min((segment.left for segment in self.segments), default=self.room.x)

    @property
    def right(self) -> float:
        """Where its life ends in the drawing."""
        return max((segment.right for segment in self.segments), default=self.room.x)

    @property
    def middle(self) -> float:
        """The height at which joins meet it."""
        return self.y + BAR / 2


@dataclass(frozen=True)
class Join:
    """An assertion or event at one time, and the lanes that it touches, by their numbers."""

    what: Descent | Turn
    x: float
    lanes: tuple[int, ...]
    is_dated: bool


@dataclass(frozen=True)
class Family:
    """Lanes and joins, the topmost lane at 0."""

    lanes: tuple[Lane, ...]
    joins: tuple[Join, ...]

    @property
    def stretch(self) -> tuple[float, float]:
        """From where to where it is alone in its band."""
        lefts = [min(lane.left, lane.room.x) for lane in self.lanes]
        rights = [max(lane.right, lane.room.right) for lane in self.lanes]
        return min(lefts), max(rights + [join.x + APART for join in self.joins])

    @property
    def height(self) -> float:
        """How high it is."""
        return self.lanes[-1].y + BAR + SPACE

    def moved(self, x: float, y: float) -> "Family":
        """The same, further on and further down."""
        return Family(
            tuple(lane.moved(x, y) for lane in self.lanes),
            tuple(replace(join, x=join.x + x) for join in self.joins),
        )


def _words(line: Line, width: float, language: str) -> Words:
    label = line.label
    return set_words(
        [
            Paragraph(label.text, LABEL_SIZE, "label", label.language, 2),
            Paragraph(life_words(line, language), SMALL_SIZE, "small", "", 2),
        ],
        min(LABEL_WIDTH, width),
        language,
    )


def _lanes(
    lines: Sequence[Line], lives: Sequence[list[Segment]], width: int, language: str
) -> list[Lane]:
    """One below another, words at 0; what nothing dates is drawn as long as the whole family."""
    dated = [segment for segments in lives for segment in segments]
    left = min((segment.left for segment in dated), default=0)
    right = max((segment.right for segment in dated), default=UNDATED)
    y, lanes = 0.0, []
    for line, known in zip(lines, lives, strict=True):
        segments = tuple(known) or (Segment(left, right, "unknown"),)
        words = _words(line, width, language)
        room = Box(0, y, words.width, words.height)
        y = room.bottom + ROOM_FOR_HEAD
        lanes.append(Lane(line, segments, y, words, room, False))
        y += BAR + SPACE
    return lanes


def _wanted(
    joining: Iterable[Descent | Turn], lanes: Sequence[Lane], axis: Axis | None
) -> list[Join]:
    """Joins where their dates are; one without a date where the later of its lives begins."""
    numbers = {lane.line.key: number for number, lane in enumerate(lanes)}
    joins = []
    for what in joining:
        touched = tuple(numbers[key] for key in what.keys)
        day = Span.of(what.when).middle
        x = axis.x(day) if axis and day else max(_first(lanes[number]) for number in touched)
        joins.append(Join(what, x, touched, bool(axis and day)))
    return sorted(joins, key=lambda join: join.x)


def _first(lane: Lane) -> float:
    """Where a life is first known; a little into it where nothing dates it."""
    known = [segment.left for segment in lane.segments if segment.kind in ("life", "maybe")]
    return min(known, default=lane.left + FADE)


def _apart(joins: Sequence[Join], lanes: Sequence[Lane]) -> list[Join]:
    """The same, each clear of those before it on every lane that it touches or crosses."""
    free = [0.0] * len(lanes)
    placed = []
    for join in joins:
        crossed = range(min(join.lanes), max(join.lanes) + 1)
        x = max(join.x, *(free[number] for number in crossed))
        for number in crossed:
            free[number] = x + APART
        placed.append(replace(join, x=x))
    return placed


def _beside_joins(lane: Lane, number: int, joins: Sequence[Join], width: int) -> Lane:
    """The lane with its words where no join runs through them, and as near its start as can be.

    On telephones, where they are nearly as wide as the drawing, as near the edge as can be.
    """
    crossing = [join.x for join in joins if min(join.lanes) < number <= max(join.lanes)]
    start, long = (0.0 if width <= NARROW else lane.left), lane.room.width
    fallback = min(start, max(lane.right - long, 0)) if start + long > width else start
    places = [start, *(x + CLEAR for x in crossing), *(x - CLEAR - long for x in crossing)]
    places.append(lane.right - long)
    free = [
        place
        for place in places
        if 0 <= place <= width - long
        and not any(place - CLEAR < x < place + long + CLEAR for x in crossing)
    ]
    x = min(free, key=lambda place: (abs(place - start), place), default=fallback)
    return replace(lane, room=replace(lane.room, x=x), is_flush_end=x < start)


def _reaching(lane: Lane, number: int, joins: Sequence[Join]) -> Lane:
    """The lane with a dotted line to joins that lie outside what is known of its life."""
    places = [join.x for join in joins if number in join.lanes]
    more = []
    if places and min(places) < lane.left:
        more.append(Segment(min(places), lane.left, "reach"))
    if places and max(places) > lane.right:
        more.append(Segment(lane.right, max(places), "reach"))
    return replace(lane, segments=(*lane.segments, *more))


def family(
    lines: Sequence[Line],
    joining: Iterable[Descent | Turn],
    shown: Mapping[str, Sequence[Span]],
    axis: Axis | None,
    width: int,
    language: str,
) -> Family:
    """Organisations, in the order given, and what joins them; `shown` are the dates of each."""
    lives = [life_segments(line.life, shown[line.key], axis) for line in lines]
    lanes = _lanes(lines, lives, width, language)
    joins = _apart(_wanted(joining, lanes, axis), lanes)
    done = (
        _reaching(_beside_joins(lane, number, joins, width), number, joins)
        for number, lane in enumerate(lanes)
    )
    return Family(tuple(done), tuple(joins))
