"""An organisation's life as a line: what is certain, what is possible, what nobody knows."""

from collections.abc import Sequence
from dataclasses import dataclass

from organisations.charts.axis import Axis, Day, Span
from organisations.charts.svg import Box
from organisations.period import Period

FADE = 32.0  # how far a line reaches to the side on which nothing limits it
POINT = 7.0  # how long a line is at least
DOT = 4.0
# Where pieces of a line that trails off begin, and how long they are.
PIECES = ((3, 9), (15, 6), (24, 4), (30, 2))


@dataclass(frozen=True)
class Segment:
    """A piece of the line.

    Its kind is life (certain), maybe (possible: within partial dates), trail (fades from `start`
    towards `end`: not known how far), unknown (some time, nobody knows when) or reach (nothing is
    known, but a join lies there).
    """

    start: float
    end: float
    kind: str

    def moved(self, x: float) -> "Segment":
        """The same, further on."""
        return Segment(self.start + x, self.end + x, self.kind)

    @property
    def left(self) -> float:
        """Its end on the earlier side."""
        return min(self.start, self.end)

    @property
    def right(self) -> float:
        """Its end on the later side."""
        return max(self.start, self.end)

    def pieces(self) -> list[tuple[float, float]]:
        """From where to where ink goes: all of it, dots, or pieces that trail off."""
        if self.kind == "unknown":
            count = int((self.end - self.start - DOT) // (2 * DOT)) + 1
            starts = (self.start + 2 * DOT * number for number in range(count))
            return [(start, start + DOT) for start in starts]
        if self.kind != "trail":
            return [(self.start, self.end)]
        if self.end > self.start:
            return [(self.start + at, self.start + at + length) for at, length in PIECES]
        return [(self.start - at - length, self.start - at) for at, length in PIECES]

    def boxes(self, y: float, height: float) -> list[Box]:
        """The pieces at a height; what only reaches on to a join is a thin line."""
        if self.kind == "reach":
            return [Box(self.start, y + height / 2 - 1, self.end - self.start, 2)]
        return [Box(start, y, end - start, height) for start, end in self.pieces()]


def date_segments(span: Span, axis: Axis | None) -> list[Segment]:
    """One date: a stretch from its earliest to its latest day, open where it has no limit."""
    if axis is None or span.is_unlimited:
        return [Segment(FADE, 0, "trail"), Segment(FADE, 2 * FADE, "trail")]
    left, right = axis.x(span.days[0]), axis.x(span.days[-1])
    right = max(right, left + POINT)
    segments = [Segment(left, right, "life")]
    if span.earliest is None:
        segments.append(Segment(left, left - FADE, "trail"))
    if span.latest is None:
        segments.append(Segment(right, right + FADE, "trail"))
    return segments


def life_segments(life: Period, shown: Sequence[Span], axis: Axis | None) -> list[Segment]:
    """A life; `shown` are other dates on which something shows that it went on.

    Empty where nothing dates it.
    """
    start, end = Span.of(life.start), Span.of(life.end)
    spans = (start, end, *shown)
    # By each date something shows it there; from each on, it had been there.
    by = [span.latest for span in spans if span.latest]
    since = [span.earliest for span in spans if span.earliest]
    if axis is None or not (by or since):
        return []
    first, last = min(by or since), max(since or by)
    if life.end.is_open:
        last = max(last, axis.last)
    kind = "life" if first <= last else "maybe"
    first, last = min(first, last), max(first, last)
    left, right = axis.x(first), max(axis.x(last), axis.x(first) + POINT)
    segments = [Segment(left, right, kind)]
    segments.extend(_before(start, first, left, axis))
    if not life.end.is_open:
        segments.extend(_after(end, last, right, axis))
    return segments


def _before(start: Span, first: Day, left: float, axis: Axis) -> list[Segment]:
    if start.earliest is None:
        return [Segment(left, left - FADE, "trail")]
    if start.earliest < first:
        return [Segment(axis.x(start.earliest), left, "maybe")]
    return []


def _after(end: Span, last: Day, right: float, axis: Axis) -> list[Segment]:
    if end.latest is None:
        return [Segment(right, right + FADE, "trail")]
    if end.latest > last:
        return [Segment(right, max(axis.x(end.latest), right), "maybe")]
    return []
