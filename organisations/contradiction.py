"""Where sources contradict one another: computed from the assertions, never stored.

Nobody is found right or wrong here. What is said by different sides (a source, or somebody whom it
reports) and can't all be so is put side by side, in the order of the sources' dates and of the
keys. One side can't contradict itself.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.utils.translation import gettext

from organisations.period import Period
from organisations.wording import DEPARTURE, TOPICS, language, sentence

# Relations that a subject can have to one object only, and an object to one subject only.
ONE_OBJECT = {
    "section_of",
    "faction_of",
    "split_from",
    "succeeds",
    "claims_continuity_with",
    "elected_by",
}
ONE_SUBJECT = {"claims_continuity_with", "succeeds", "founded", "publishes"}
# What happened once: its start is the day, and that it lasts says nothing more.
MOMENTS = {"split_from", "founded", "succeeds", DEPARTURE}
# Who is a part of something has not left it.
PART_OF = {"section_of", "faction_of", "affiliated_to"}
LEFT = {"split_from", DEPARTURE}

Day = datetime.date | None


@dataclass(frozen=True)
class Claim:
    """One assertion as it takes part in a contradiction.

    `about` are the things that it is about: it is compared with what is about one of them. `says`
    is what it says, for comparing only; `values` fill its sentence.
    """

    assertion: Any
    kind: str
    about: tuple
    says: Any
    period: Period
    values: Callable[[], dict[str, Any]]

    @property
    def source(self):
        return self.assertion.source

    @property
    def claimed_by(self):
        return self.assertion.claimed_by

    @property
    def side(self) -> tuple:
        return self.assertion.side

    @property
    def order(self) -> tuple:
        """By the date of the source and the key: no side comes first by anyone's choice."""
        key = getattr(self.assertion, "key", "") or f"{self.assertion.pk:09}"
        return (self.source.dated_on_earliest, key, self.kind)

    @property
    def sentence(self) -> str:
        """The claim in the fixed words of its kind."""
        return self.said()

    def said(self, write: Callable[[Any], str] = str) -> str:
        """The same, with each record and all words as `write` puts them: for pages, as links."""
        start, end = self.period.start, self.period.end
        if self.kind in MOMENTS or self.kind == "figure":
            when = "" if start.is_unknown else start.display(language())
        elif start.is_unknown and end.is_open:
            when = gettext("still so when the source was written")
        else:
            is_known = not (start.is_unknown and end.is_unknown)
            when = self.period.display(language()) if is_known else ""
        return sentence(self.kind, self, when, self.values(), write)

    def can_hold_on(self, day: Day) -> bool:
        """Whether it says that something can have been so on a day; None asks of any day."""
        return day is None or self.period.possibly_contains(day)

    def has_begun_by(self, day: Day) -> bool:
        return day is None or self.period.start.earliest <= day

    def speaks_of(self, day: datetime.date) -> bool:
        """Whether its source can be so young: an open end holds until the source was made."""
        return not self.period.end.is_open or self.source.dated_on_latest >= day


@dataclass(frozen=True)
class Contradiction:
    """Claims of which not all can be so."""

    claims: tuple[Claim, ...]

    @property
    def kind(self) -> str:
        """The kind of the first claim."""
        return self.claims[0].kind

    @property
    def topic(self):
        """What it is about, in a word or two."""
        return TOPICS[self.kind]

    @property
    def assertions(self) -> list[Any]:
        return [claim.assertion for claim in self.claims]


Differ = Callable[[Claim, Claim, Day], bool]


def among(claims: Iterable[Claim], differ: Differ, on: Day = None) -> list[Contradiction]:
    """The contradictions among claims on a day or, with None, on any.

    Of a side that has a claim holding on the day, what has ended by then is left out.
    """
    claims = [claim for claim in claims if claim.has_begun_by(on)]
    groups = defaultdict(list)
    for number, claim in enumerate(claims):
        for thing in claim.about:
            groups[thing].append(number)
    neighbours = defaultdict(set)
    for one, other in (pair for group in groups.values() for pair in combinations(group, 2)):
        if claims[one].side != claims[other].side and differ(claims[one], claims[other], on):
            neighbours[one].add(other)
            neighbours[other].add(one)
    found = [
        _of_the_day([claims[number] for number in together], on)
        for together in _connected(neighbours)
    ]
    contradictions = [
        Contradiction(tuple(sorted(together, key=lambda claim: claim.order))) for together in found
    ]
    return sorted(contradictions, key=lambda each: each.claims[0].order)


def _connected(neighbours: dict[int, set[int]]) -> list[list[int]]:
    """What hangs together, each in the order given."""
    seen, found = set(), []
    for start in sorted(neighbours):
        if start in seen:
            continue
        together, waiting = set(), [start]
        while waiting:
            here = waiting.pop()
            if here not in together:
                together.add(here)
                waiting.extend(neighbours[here])
        seen |= together
        found.append(sorted(together))
    return found


def _of_the_day(claims: Sequence[Claim], on: Day) -> list[Claim]:
    """What the sides say of the day, and not twice that somebody left."""
    holding = {claim.side for claim in claims if claim.can_hold_on(on)}
    split = {claim.side for claim in claims if claim.kind == "split_from"}
    return [
        claim
        for claim in claims
        if (claim.can_hold_on(on) or claim.side not in holding)
        and not (claim.kind == DEPARTURE and claim.side in split)
    ]


def can_meet(one: Claim, other: Claim, on: Day) -> bool:
    """Whether both say something of one time, and not of one after the other."""
    if one.kind in MOMENTS and other.kind in MOMENTS:
        return (
            one.period.start.earliest <= other.period.start.latest
            and other.period.start.earliest <= one.period.start.latest
        )
    if not (one.can_hold_on(on) and other.can_hold_on(on)):
        return False
    return (
        one.period.possibly_overlaps(other.period)
        and not one.period.can_precede(other.period)
        and not other.period.can_precede(one.period)
    )


def times_differ(one: Claim, other: Claim, on: Day) -> bool:
    """Whether two claims of the same can't have the same time: they began or ended on other days.

    What ended before the other began are two times, unless such a thing happens only once.
    """
    if one.kind not in MOMENTS and (
        one.period.can_precede(other.period) or other.period.can_precede(one.period)
    ):
        return False
    if on is not None:
        return one.can_hold_on(on) != other.can_hold_on(on) and one.kind not in MOMENTS
    if _apart(one.period.start, other.period.start):
        return True
    return one.kind not in MOMENTS and (_ends_differ(one, other) or _ends_differ(other, one))


def _apart(one, other) -> bool:
    return one.is_certainly_before(other) or other.is_certainly_before(one)


def _ends_differ(one: Claim, other: Claim) -> bool:
    """Whether the first ended before the second says that it did, or while it was still so."""
    end, later = one.period.end, other.period.end
    if end.is_unknown or end.is_open or later.is_unknown:
        return False
    if later.is_open:
        return other.speaks_of(end.earliest)
    return end.is_certainly_before(later)


def relations_differ(one: Claim, other: Claim, on: Day) -> bool:
    """Whether two relations contradict each other; see the sets above."""
    (kind, subject, target), (other_kind, other_subject, other_target) = one.says, other.says
    if kind != other_kind:
        if {kind, other_kind} & LEFT and (subject, target) == (other_subject, other_target):
            part, left = (other, one) if kind in LEFT else (one, other)
            return part.kind in PART_OF and left.kind in LEFT and _has_left(part, left, on)
        return False
    if (subject, target) == (other_subject, other_target):
        return times_differ(one, other, on) and _both_speak(one, other, on)
    if subject == other_subject:
        return kind in ONE_OBJECT and can_meet(one, other, on)
    return target == other_target and kind in ONE_SUBJECT and can_meet(one, other, on)


def _has_left(part: Claim, left: Claim, on: Day) -> bool:
    """Whether one says that it was a part still after the other says that it had left."""
    when = left.period.start
    goes_on = part.period.start.earliest <= when.latest < part.period.end.earliest
    return (
        goes_on and part.speaks_of(when.earliest) and part.can_hold_on(on) and left.has_begun_by(on)
    )


def _both_speak(one: Claim, other: Claim, on: Day) -> bool:
    return on is None or all(
        each.speaks_of(min(against.period.end.earliest, on))
        for each, against in ((one, other), (other, one))
    )


def others_differ(one: Claim, other: Claim, on: Day) -> bool:
    """Whether two claims of one time say something different: a place, a holder, a capacity."""
    if one.says != other.says:
        return can_meet(one, other, on)
    return times_differ(one, other, on) and _both_speak(one, other, on)


def numbers_differ(one: Claim, other: Claim, on: Day) -> bool:
    """Whether two numbers that can be of one time are not the same range."""
    return one.says != other.says and (
        one.period.start.earliest <= other.period.start.latest
        and other.period.start.earliest <= one.period.start.latest
    )
