"""The genealogy drawn: families of organisations along one axis of time.

Families are packed like events: two share a band only where they don't meet in time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from organisations.charts.axis import Axis
from organisations.charts.chart import NARROW, WIDE, Chart, Label, sentence
from organisations.charts.descent import Descent, Genealogy, Turn, descent_row, line_row, turn_row
from organisations.charts.family import BAR, END_MARGIN, MARGIN, Family, Join, Lane, family
from organisations.charts.lanes import lanes
from organisations.charts.lettering import SMALL_SIZE, line_height
from organisations.charts.svg import Canvas
from organisations.charts.timeline import axis_height, draw_axis, draw_segments

GAP = 24.0
HEAD = 5.0
Labels = dict[str, Label]


@dataclass(frozen=True)
class Layout:
    """Where everything stands; below `undated_y` the families of which no date is known."""

    width: float
    height: float
    axis: Axis | None
    families: tuple[Family, ...]
    undated_y: float | None


def _in_bands(families: Sequence[Family], top: float) -> tuple[list[Family], float]:
    """Each in its band, bands below one another; and where the next would begin."""
    chosen = lanes([each.stretch for each in families], GAP)
    heights = [0.0] * (max(chosen, default=-1) + 1)
    for band, each in zip(chosen, families, strict=True):
        heights[band] = max(heights[band], each.height)
    tops = list(accumulate((height + GAP for height in heights), initial=top))
    moved = [each.moved(0, tops[band]) for band, each in zip(chosen, families, strict=True)]
    return moved, tops[-1]


def _side_by_side(families: Iterable[Family], width: int) -> list[Family]:
    """Families of which no date is known, as many beside one another as there is room for."""
    x, moved = 0.0, []
    for each in families:
        long = each.stretch[1]
        x = x if x + long <= width else 0.0
        moved.append(each.moved(x, 0))
        x += long + GAP
    return moved


def layout(genealogy: Genealogy, width: int, language: str) -> Layout:
    """Families in bands below the axis; the drawing is wider where joins need the room."""
    shown = genealogy.shown()
    days = [day for spans in shown.values() for span in spans for day in span.days]
    axis = Axis.around(days, MARGIN, width - END_MARGIN)
    dated, undated = [], []
    for lines, joining in genealogy.families():
        if any(span.days for line in lines for span in shown[line.key]):
            dated.append(family(lines, joining, shown, axis, width, language))
        else:
            undated.append(family(lines, joining, shown, None, width, language))
    placed, bottom = _in_bands(dated, axis_height(language) if axis else 0)
    undated_y = bottom if undated else None
    if undated:
        top = bottom + line_height(language, SMALL_SIZE) + GAP / 2
        below, bottom = _in_bands(_side_by_side(undated, width), top)
        placed.extend(below)
    needed = max((each.stretch[1] for each in placed), default=0)
    height = max(bottom - GAP, 1)
    return Layout(max(width, needed), height, axis, tuple(placed), undated_y)


def _draw_life(canvas: Canvas, lane: Lane) -> None:
    line = lane.line
    title = sentence(line_row(line, canvas.language))
    with canvas.group("organisation", line.label.address, title):
        draw_segments(canvas, lane.segments, lane.y, BAR)
        if line.life.end.is_open and lane.segments[0].kind != "unknown":
            canvas.arrow((lane.segments[0].right + 9, lane.middle), "forward", "open", BAR * 0.8)
        canvas.box(lane.room, "ground")
        x, anchor = (lane.room.right, "end") if lane.is_flush_end else (lane.room.x, "start")
        canvas.words(lane.words, x, lane.room.y, anchor)


def _draw_descent(canvas: Canvas, descent: Descent, join: Join, each: Family, title: str) -> None:
    elder, younger = (each.lanes[number] for number in join.lanes)
    is_down = younger.middle > elder.middle
    tip = younger.y if is_down else younger.y + BAR
    with canvas.group(f"link {descent.kind}", title=title):
        shaft_end = tip - HEAD * (1 if is_down else -1)
        canvas.line([(join.x, elder.middle), (join.x, shaft_end)], "shaft")
        canvas.arrow((join.x, tip), "down" if is_down else "up", size=HEAD)


def _draw_span(canvas: Canvas, join: Join, each: Family) -> None:
    """The line of an event from the first of its organisations to the last."""
    heights = [each.lanes[number].middle for number in join.lanes]
    if len(heights) > 1:
        with canvas.group("turn"):
            canvas.line([(join.x, min(heights)), (join.x, max(heights))], "shaft")


def _draw_doubt(canvas: Canvas, join: Join, each: Family) -> None:
    """Where an assertion has no date: a question mark at the elder's life."""
    y = each.lanes[join.lanes[0]].middle
    with canvas.group("doubt"):
        canvas.dot(join.x, y, 8)
        canvas.note("?", join.x, y + SMALL_SIZE * 0.36, "small", "middle")


def _draw_turn(canvas: Canvas, turn: Turn, join: Join, each: Family, labels: Labels) -> None:
    with canvas.group("turn", turn.label.address, turn.label.text):
        for number in join.lanes:
            lane = each.lanes[number]
            titles = [
                sentence(turn_row(turn, party, labels, canvas.language))
                for party in turn.parties
                if party[0] == lane.line.key
            ]
            with canvas.group(title="; ".join(titles)):
                canvas.dot(join.x, lane.middle, 4, "mark")


def _drawn(genealogy: Genealogy, width: int, language: str) -> SafeString:
    plan = layout(genealogy, width, language)
    labels = {line.key: line.label for line in genealogy.lines}
    canvas = Canvas(plan.width, language, margin=1.5)
    if plan.axis:
        draw_axis(canvas, plan.axis, plan.undated_y or plan.height)
    if plan.undated_y is not None:
        y = plan.undated_y + line_height(language, SMALL_SIZE) * 0.76
        canvas.note(_("Dates not known"), 0, y)
    for each in plan.families:
        for join in each.joins:
            if isinstance(join.what, Turn):
                _draw_span(canvas, join, each)
        for join in each.joins:
            if isinstance(join.what, Descent):
                title = sentence(descent_row(join.what, labels, language))
                _draw_descent(canvas, join.what, join, each, title)
        for lane in each.lanes:
            _draw_life(canvas, lane)
        for join in each.joins:
            if isinstance(join.what, Turn):
                _draw_turn(canvas, join.what, join, each, labels)
            elif not join.is_dated:
                _draw_doubt(canvas, join, each)
    return canvas.svg("wide" if width > NARROW else "narrow", plan.height, _("Genealogy"))


def _legend(genealogy: Genealogy) -> tuple[tuple[str, str], ...]:
    kinds = {f"link {each.kind}": each.words for each in genealogy.descents}
    if genealogy.turns:
        kinds["turn"] = _("event")
    return tuple(kinds.items())


def genealogy_chart(genealogy: Genealogy, language: str) -> Chart:
    """The chart of organisations, assertions about their descent, and events."""
    with override(language):
        columns = (
            _("Organisation"), _("Assertion or event"), _("Concerning"), _("When"),
            _("According to"),
        )  # fmt: skip
        return Chart(
            "genealogy",
            _("Genealogy"),
            columns,
            genealogy.rows(language),
            _drawn(genealogy, WIDE, language),
            _drawn(genealogy, NARROW, language),
            _legend(genealogy),
            _(
                "Organisations stand in the order of time, then of the dates of the sources and "
                "of their keys. The order says nothing about who is right."
            ),
        )
