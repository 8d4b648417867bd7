"""Events on a time axis; a date known in part is a stretch from the earliest day to the latest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from organisations.charts.axis import Axis, Span
from organisations.charts.chart import NARROW, NOTHING, WIDE, Chart, Label, Row, sentence
from organisations.charts.lanes import lanes
from organisations.charts.lettering import (
    LABEL_SIZE,
    SMALL_SIZE,
    Paragraph,
    Words,
    line_height,
    set_words,
    width_of,
)
from organisations.charts.life import FADE, POINT, Segment, date_segments
from organisations.charts.svg import Box, Canvas
from organisations.period import PartialDate

BAR = 7.0  # how high a date stands
GAP = 18.0
LABEL_WIDTH = {WIDE: 196, NARROW: NARROW}


@dataclass(frozen=True)
class Happening:
    """One event: what, when, of which kind, where, according to which source."""

    label: Label
    when: PartialDate
    kind: str = ""
    place: str = ""
    according_to: Label = NOTHING

    def row(self, language: str) -> Row:
        """Its row in the table."""
        when = Label(self.when.display(language))
        return (when, self.label, Label(self.kind), Label(self.place), self.according_to)


@dataclass(frozen=True)
class Placed:
    """An event with its place: its date along the axis, its words below that."""

    happening: Happening
    date: tuple[Segment, ...]
    y: float
    words: Words
    room: Box
    is_flush_end: bool = False

    def moved(self, x: float, y: float) -> "Placed":
        """The same, further on and further down."""
        return replace(
            self,
            date=tuple(each.moved(x) for each in self.date),
            y=self.y + y,
            room=replace(self.room, x=self.room.x + x, y=self.room.y + y),
        )

    @property
    def bar(self) -> Box:
        """The room that its date takes."""
        left, right = min(each.left for each in self.date), max(each.right for each in self.date)
        return Box(left, self.y, right - left, BAR)

    @property
    def stretch(self) -> tuple[float, float]:
        """From where to where it needs its lane for itself."""
        return min(self.bar.x, self.room.x), max(self.bar.right, self.room.right)

    @property
    def height(self) -> float:
        """How high it is."""
        return self.room.bottom - self.y


@dataclass(frozen=True)
class Layout:
    """Where everything stands; `dated` and `undated` are in the order of time and of the record."""

    width: float
    height: float
    axis: Axis | None
    dated: tuple[Placed, ...]
    undated: tuple[Placed, ...]
    undated_y: float


def _placed(event: Happening, axis: Axis | None, width: int, language: str) -> Placed:
    """The event at the top of its lane."""
    date = tuple(date_segments(Span.of(event.when), axis))
    left, right = min(each.left for each in date), max(each.right for each in date)
    words = set_words(
        [
            Paragraph(event.when.display(language), SMALL_SIZE, "small"),
            Paragraph(event.label.text, LABEL_SIZE, "label", event.label.language),
        ],
        LABEL_WIDTH[width],
        language,
    )
    is_flush_end = width > NARROW and left + words.width > width
    # A telephone has room for one event in a line: its words begin where the line does.
    x = 0 if width <= NARROW else max(right - words.width, 0) if is_flush_end else left
    room = Box(x, BAR + 3, words.width, words.height)
    return Placed(event, date, 0, words, room, is_flush_end)


def _stacked(placed: Sequence[Placed], top: float, width: int) -> tuple[tuple[Placed, ...], float]:
    """Each in its lane, lanes below one another; and where the last one ends."""
    is_narrow = width <= NARROW
    stretches = [(0, width) if is_narrow else each.stretch for each in placed]
    chosen = lanes(stretches, GAP)
    heights = [0.0] * (max(chosen, default=-1) + 1)
    for lane, each in zip(chosen, placed, strict=True):
        heights[lane] = max(heights[lane], each.height)
    tops = list(accumulate((height + GAP for height in heights), initial=top))
    stacked = tuple(each.moved(0, tops[lane]) for lane, each in zip(chosen, placed, strict=True))
    return stacked, tops[-1]


def _in_rows(placed: Sequence[Placed], width: int) -> list[Placed]:
    """Side by side where there is room, for events of which no date is known."""
    if width <= NARROW:
        return list(placed)
    x, moved = 0.0, []
    for each in placed:
        moved.append(each.moved(x, 0))
        x += each.stretch[1] + GAP
        if x + LABEL_WIDTH[width] > width:
            x = 0.0
    return moved


def layout(events: Sequence[Happening], width: int, language: str) -> Layout:
    """Dated events in lanes below the axis, the earliest first; below them those without a date."""
    spans = [(Span.of(event.when), event) for event in events]
    days = [day for span, _event in spans for day in span.days]
    axis = Axis.around(days, FADE, width - FADE - POINT)
    limited = [(span, event) for span, event in spans if not span.is_unlimited]
    limited.sort(key=lambda each: (each[0].days[0], each[0].days[-1]))
    dated = [event for _span, event in limited]
    undated = [event for span, event in spans if span.is_unlimited]
    top = axis_height(language) if axis else 0.0
    stacked, bottom = _stacked([_placed(each, axis, width, language) for each in dated], top, width)
    undated_y = bottom
    rest: tuple[Placed, ...] = ()
    if undated:
        bottom += line_height(language, SMALL_SIZE) + GAP / 2
        placed = _in_rows([_placed(each, None, width, language) for each in undated], width)
        rest, bottom = _stacked(placed, bottom, width)
    return Layout(width, max(bottom - GAP, 1) + 4, axis, stacked, rest, undated_y)


def axis_height(language: str) -> float:
    """How much room the axis and its marks take above what stands on it."""
    return line_height(language, SMALL_SIZE) + 14


def draw_axis(canvas: Canvas, axis: Axis, height: float) -> None:
    """The line of time with its marks, and a thin line down from each."""
    step = line_height(canvas.language, SMALL_SIZE)
    y = axis_height(canvas.language) - 9
    canvas.line([(0, y), (canvas.width, y)], "axis")
    for x, words in axis.ticks(canvas.language, SMALL_SIZE):
        canvas.line([(x, y), (x, height)], "grid")
        half = width_of(words, SMALL_SIZE) / 2
        if half <= x <= canvas.width - half:
            canvas.note(words, x, step * 0.76, "tick", "middle")


def draw_segments(canvas: Canvas, segments: Iterable[Segment], y: float, height: float) -> None:
    """Pieces of a line of time; each has its kind as its class."""
    for segment in segments:
        for box in segment.boxes(y, height):
            canvas.box(box, segment.kind)


def _draw_event(canvas: Canvas, placed: Placed) -> None:
    label, room = placed.happening.label, placed.room
    with canvas.group("event", label.address, sentence(placed.happening.row(canvas.language))):
        draw_segments(canvas, placed.date, placed.y, BAR)
        canvas.box(room, "ground")
        x, anchor = (room.right, "end") if placed.is_flush_end else (room.x, "start")
        canvas.words(placed.words, x, room.y, anchor)


def _drawn(events: Sequence[Happening], width: int, language: str) -> SafeString:
    plan = layout(events, width, language)
    canvas = Canvas(width, language)
    if plan.axis:
        draw_axis(canvas, plan.axis, plan.undated_y - GAP)
    for placed in plan.dated:
        _draw_event(canvas, placed)
    if plan.undated:
        y = plan.undated_y + line_height(language, SMALL_SIZE) * 0.76
        canvas.note(_("Date not known"), 0, y)
    for placed in plan.undated:
        _draw_event(canvas, placed)
    kind = "wide" if width > NARROW else "narrow"
    return canvas.svg(kind, plan.height, _("Timeline"))


def timeline(events: Sequence[Happening], language: str) -> Chart:
    """The chart of some events, in the order of time."""
    with override(language):
        columns = (_("Date"), _("Event"), _("Kind"), _("Place"), _("According to"))
        return Chart(
            "timeline", _("Timeline"), columns,
            tuple(event.row(language) for event in events),
            _drawn(events, WIDE, language), _drawn(events, NARROW, language),
        )  # fmt: skip
