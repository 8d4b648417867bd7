"""How organisations came from one another: lives, assertions about descent, and events.

The order in which organisations stand says nothing about who is right: it is that of time, then
of the dates of the sources and of the permanent keys.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import pgettext

from organisations.charts.axis import Day, Span
from organisations.charts.chart import NOTHING, Label, Row
from organisations.charts.generations import generations
from organisations.period import PartialDate, Period

ALL_UNKNOWN = Period()
# What shows that both organisations were there when it began, and not the one alone.
SHOWS_BOTH = frozenset({"split_from", "founded", "faction_of"})


@dataclass(frozen=True)
class Line:
    """An organisation and its life."""

    key: str
    label: Label
    kind: str = ""
    life: Period = ALL_UNKNOWN


@dataclass(frozen=True)
class Descent:
    """An assertion that one organisation came from another, or claims to.

    `kind` is the relation's (split_from, claims_continuity_with…), `words` says it to readers.
    """

    key: str
    subject: str
    kind: str
    words: str
    object: str
    period: Period = ALL_UNKNOWN
    according_to: Label = NOTHING
    sourced_on: Day = Day.min

    @property
    def when(self) -> PartialDate:
        """When it began: where it is drawn."""
        return self.period.start

    @property
    def keys(self) -> tuple[str, ...]:
        """The elder and the younger."""
        return self.elder, self.younger

    @property
    def elder(self) -> str:
        """The organisation that was there before."""
        return self.subject if self.kind == "founded" else self.object

    @property
    def younger(self) -> str:
        """The organisation that came from it."""
        return self.object if self.kind == "founded" else self.subject


@dataclass(frozen=True)
class Turn:
    """An event in the lives of some organisations: (key, what it did) of each."""

    key: str
    label: Label
    kind: str
    when: PartialDate
    parties: tuple[tuple[str, str], ...]
    according_to: Label = NOTHING

    @property
    def keys(self) -> tuple[str, ...]:
        """The organisations, each once."""
        return tuple(dict.fromkeys(key for key, _role in self.parties))


@dataclass(frozen=True)
class Genealogy:
    """All that one drawing shows. Raises ValueError where an organisation is missing."""

    lines: tuple[Line, ...]
    descents: tuple[Descent, ...]
    turns: tuple[Turn, ...] = ()

    @property
    def joining(self) -> list["Descent | Turn"]:
        """Assertions, then events that name an organisation."""
        return [*self.descents, *(turn for turn in self.turns if turn.keys)]

    def __post_init__(self) -> None:
        known = {line.key for line in self.lines}
        named = {key for each in self.joining for key in each.keys}
        if named - known:
            raise ValueError(f"Not among the organisations: {', '.join(sorted(named - known))}.")

    def rows(self, language: str) -> tuple[Row, ...]:
        """Every organisation, then every assertion, then every party to an event."""
        labels = {line.key: line.label for line in self.lines}
        rows = [line_row(line, language) for line in self.lines]
        rows.extend(descent_row(each, labels, language) for each in self.descents)
        for turn in self.turns:
            rows.extend(turn_row(turn, party, labels, language) for party in turn.parties)
        return tuple(rows)

    def families(self) -> list[tuple[list[Line], list[Descent | Turn]]]:
        """Organisations that assertions or events join, with these; each in its fixed order."""
        family_of = _joined([line.key for line in self.lines], self.joining)
        order = self._order()
        families: dict[str, tuple[list[Line], list[Descent | Turn]]] = {}
        for line in sorted(self.lines, key=lambda line: order[line.key]):
            families.setdefault(family_of[line.key], ([], []))[0].append(line)
        for each in self.joining:
            families[family_of[each.keys[0]]][1].append(each)
        return list(families.values())

    def _order(self) -> dict[str, tuple[Day, int, Day, str]]:
        """For each organisation: first day known, generations before it, source's date, key.

        Where nothing dates an organisation, it stands after those that it came from.
        """
        elders: dict[str, set[str]] = {line.key: set() for line in self.lines}
        sourced: dict[str, list[Day]] = {line.key: [] for line in self.lines}
        for descent in self.descents:
            elders[descent.younger].add(descent.elder)
            sourced[descent.younger].append(descent.sourced_on)
        first = {key: min(_days(spans), default=None) for key, spans in self.shown().items()}
        order: dict[str, tuple[Day, int, Day, str]] = {}
        for depth, keys in enumerate(generations(sorted(elders), elders)):
            for key in keys:
                before = (order[elder][0] for elder in elders[key] if elder in order)
                day = first[key] or max(before, default=Day.max)
                order[key] = (day, depth, min(sourced[key], default=Day.max), key)
        return order

    def shown(self) -> dict[str, list[Span]]:
        """For each organisation when it began and ended, then when something else shows it."""
        spans = {
            line.key: [Span.of(line.life.start), Span.of(line.life.end)] for line in self.lines
        }
        for descent in self.descents:
            both = (descent.subject, descent.object)
            for key in both if descent.kind in SHOWS_BOTH else (descent.subject,):
                spans[key].append(Span.of(descent.when))
        for turn in self.turns:
            for key in turn.keys:
                spans[key].append(Span.of(turn.when))
        return spans


def _joined(keys: Iterable[str], joining: Iterable[Descent | Turn]) -> dict[str, str]:
    """For each key one key that stands for all that it is joined with (union–find)."""
    parent = {key: key for key in keys}

    def find(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for each in joining:
        for other in each.keys[1:]:
            parent[find(other)] = find(each.keys[0])
    return {key: find(key) for key in parent}


def _days(spans: Iterable[Span]) -> list[Day]:
    return [day for span in spans for day in span.days]


def line_row(line: Line, language: str) -> Row:
    """An organisation's row in the table."""
    return line.label, Label(line.kind), NOTHING, Label(life_words(line, language)), NOTHING


def life_words(line: Line, language: str) -> str:
    """From when to when an organisation was there."""
    life = line.life
    if life.start.is_unknown and life.end.is_unknown:
        return pgettext("an organisation's life", "dates not known")
    return life.display(language)


def descent_row(descent: Descent, labels: dict[str, Label], language: str) -> Row:
    """An assertion's row."""
    when = Label(descent.period.display(language))
    return (
        labels[descent.subject], Label(descent.words), labels[descent.object], when,
        descent.according_to,
    )  # fmt: skip


def turn_row(turn: Turn, party: tuple[str, str], labels: dict[str, Label], language: str) -> Row:
    """The row of one party to an event."""
    key, role = party
    when = Label(turn.when.display(language))
    return labels[key], Label(role), turn.label, when, turn.according_to
