"""Where mandates come from: bodies, and which of them has its mandate from which."""

from dataclasses import dataclass

from organisations.charts.chart import NOTHING, Label, Row
from organisations.charts.generations import generations


@dataclass(frozen=True)
class Link:
    """One body has its mandate from another.

    `kind` is the class of the line, `words` what the upper body does ("elects"), `said` the same
    from below ("elected by").
    """

    upper: str
    lower: str
    kind: str
    words: str
    said: str
    when: str = ""
    according_to: Label = NOTHING


@dataclass(frozen=True)
class Member:
    """A body, or what stands for the sections that send delegates; `note` is its kind."""

    key: str
    label: Label
    note: str = ""
    is_here: bool = False


@dataclass(frozen=True)
class Mandates:
    """The bodies and links of one drawing, each in the order of the record.

    Raises ValueError where a link does not join two of the bodies.
    """

    members: tuple[Member, ...]
    links: tuple[Link, ...]

    def __post_init__(self) -> None:
        known = {member.key for member in self.members}
        for link in self.links:
            if link.upper == link.lower or not {link.upper, link.lower} <= known:
                raise ValueError(f"{link.upper!r} and {link.lower!r} are not two of the bodies.")

    def member(self, key: str) -> Member:
        """A body by its key."""
        return next(member for member in self.members if member.key == key)

    def row(self, link: Link) -> Row:
        """A link's row in the table."""
        upper, lower = self.member(link.upper), self.member(link.lower)
        when = Label(link.when)
        return (
            lower.label, Label(lower.note), Label(link.said), upper.label, when, link.according_to
        )  # fmt: skip

    def rows(self) -> tuple[Row, ...]:
        """Each body with its links; a body without any has a row of its own."""
        rows: list[Row] = []
        for member in self.members:
            own = [self.row(link) for link in self.links if link.lower == member.key]
            alone = (member.label, Label(member.note), NOTHING, NOTHING, NOTHING, NOTHING)
            rows.extend(own or [alone])
        return tuple(rows)

    def in_order(self) -> tuple[list[Member], list[Member]]:
        """Bodies from the sovereign one down, and those of which no link says anything."""
        above: dict[str, set[str]] = {}
        for link in self.links:
            above.setdefault(link.upper, set())
            above.setdefault(link.lower, set()).add(link.upper)
        linked = [member.key for member in self.members if member.key in above]
        chain = [self.member(key) for level in generations(linked, above) for key in level]
        return chain, [member for member in self.members if member.key not in above]


@dataclass(frozen=True)
class Arrow:
    """All that one body gives to another, drawn as one line; bodies by their place in the chain."""

    upper: int
    lower: int
    links: tuple[Link, ...]

    @property
    def is_to_next(self) -> bool:
        """Whether nothing stands between the two."""
        return self.lower == self.upper + 1

    @property
    def words(self) -> list[str]:
        """What stands beside it, each thing once."""
        return list(dict.fromkeys(link.words for link in self.links))

    @property
    def kind(self) -> str:
        """The class of its line: that of its first link."""
        return self.links[0].kind


def arrows(mandates: Mandates, chain: list[Member]) -> list[Arrow]:
    """One for each pair of bodies."""
    places = {member.key: place for place, member in enumerate(chain)}
    pairs: dict[tuple[int, int], list[Link]] = {}
    for link in mandates.links:
        pairs.setdefault((places[link.upper], places[link.lower]), []).append(link)
    return [Arrow(*pair, tuple(links)) for pair, links in sorted(pairs.items())]
