"""How a vote comes out, in whole numbers and fractions: never in floats.

F, A and B are the weights cast for, against and abstaining, E that of all who are entitled and P
that of those present. Quorum: F + A + B is at least its share of its base. Majority: F is more
than its share of its base, or at least that share where the rule is not strict. What has no more
votes for it than against it fails whatever the share, and so does an empty base.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Any


class Base(StrEnum):
    """Of whom a share is taken."""

    VOTING = "voting"
    PRESENT = "present"
    ENTITLED = "entitled"


class Outcome(StrEnum):
    """What a vote comes to; the values are those of a decision's result."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    NO_QUORUM = "no-quorum"


@dataclass(frozen=True)
class Share:
    """A fraction of a base."""

    part: Fraction
    base: Base

    def __post_init__(self) -> None:
        if not 0 <= self.part <= 1:
            raise ValueError(f"A share lies between 0 and 1, not at {self.part}.")


@dataclass(frozen=True)
class VotingRule:
    """What a body's rule says about the tally."""

    quorum: Share
    majority: Share
    is_strict: bool = True
    counts_abstentions: bool = False

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> "VotingRule":
        """From the columns of `BodyRule`, or the copy of them in a decision.

        Raises KeyError where one is missing.
        """
        quorum, majority = (
            Share(
                Fraction(values[f"{share}_numerator"], values[f"{share}_denominator"]),
                Base(values[f"{share}_base"]),
            )
            for share in ("quorum", "majority")
        )
        return cls(quorum, majority, values["majority_is_strict"], values["counts_abstentions"])


@dataclass(frozen=True)
class Votes:
    """The weights cast, and of whom; `present` None where they vote by circulation."""

    votes_for: int
    against: int
    abstained: int
    entitled: int
    present: int | None = None

    def __post_init__(self) -> None:
        if min(self.votes_for, self.against, self.abstained) < 0:
            raise ValueError("Nobody casts less than nothing.")
        if not self.cast <= self.of(Base.PRESENT) <= self.entitled:
            raise ValueError("More weight was cast or present than is entitled to vote.")

    @property
    def cast(self) -> int:
        """The weight of all who took part, abstentions included."""
        return self.votes_for + self.against + self.abstained

    def of(self, base: Base, counts_abstentions: bool = False) -> int:
        """The weight of a base."""
        if base is Base.ENTITLED:
            return self.entitled
        if base is Base.PRESENT:
            return self.cast if self.present is None else self.present
        return self.votes_for + self.against + (self.abstained if counts_abstentions else 0)


def has_quorum(rule: VotingRule, votes: Votes) -> bool:
    """Whether enough took part."""
    base = votes.of(rule.quorum.base, rule.counts_abstentions)
    return base > 0 and votes.cast >= rule.quorum.part * base


def has_majority(rule: VotingRule, votes: Votes) -> bool:
    """Whether enough were for it."""
    base = votes.of(rule.majority.base, rule.counts_abstentions)
    needed = rule.majority.part * base
    if base == 0 or votes.votes_for <= votes.against:
        return False
    return votes.votes_for > needed if rule.is_strict else votes.votes_for >= needed


def outcome(rule: VotingRule, votes: Votes) -> Outcome:
    """What the vote comes to with the ballots cast so far."""
    if not has_quorum(rule, votes):
        return Outcome.NO_QUORUM
    return Outcome.ADOPTED if has_majority(rule, votes) else Outcome.REJECTED


def is_certain(rule: VotingRule, votes: Votes) -> bool:
    """Whether no way of casting the ballots that are not cast yet gives another outcome.

    Those cast are taken as final. Quorum and majority are linear in what is still to come, so that
    the extremes decide: nobody else votes, or all the rest vote alike.
    """
    return len({outcome(rule, extreme) for extreme in _extremes(votes)}) == 1


def _extremes(votes: Votes) -> Iterator[Votes]:
    rest = votes.of(Base.ENTITLED if votes.present is None else Base.PRESENT) - votes.cast
    yield votes
    yield replace(votes, votes_for=votes.votes_for + rest)
    yield replace(votes, against=votes.against + rest)
    yield replace(votes, abstained=votes.abstained + rest)
