"""A line of a new executive: whom and what its words mean, and what is wrong with them."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext, override

from organisations.entry.line import Line
from organisations.entry.naming import AMBIGUOUS_MOST, Organisations, Persons, Posts, folded
from organisations.models import Body, Membership, Organisation, Person, Post

NEW = "new"
HEAVIEST = 32_767  # what the column of the table can hold


@dataclass
class Row:
    """A line, with what it means and what is wrong with it."""

    line: Line
    person: Person | None = None
    post: Post | None = None
    section: Organisation | None = None
    capacity: str = Membership.Capacity.FULL
    weight: int = 1
    persons: list[Person] = field(default_factory=list)
    sections: list[Organisation] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        """Whether the person is recorded with this line."""
        return self.person is None

    @property
    def who(self):
        """What makes two lines be about one person."""
        return self.person.pk if self.person else folded(self.line.name)

    @property
    def sort_name(self) -> str:
        """Where a new person stands in an index: her last name first."""
        return sort_name(self.line.name)

    @property
    def name(self) -> str:
        """The name in its usual order."""
        last, comma, first = self.line.name.partition(",")
        return f"{first.strip()} {last.strip()}" if comma else self.line.name


def sort_name(name: str) -> str:
    """A name with the last word first, unless it is written so already."""
    if "," in name:
        return name
    *first, last = name.split()
    return f"{last}, {' '.join(first)}" if first else last


def read(lines: Sequence[Line], body: Body, day: datetime.date) -> list[Row]:
    """What lines mean in a body on a day: a fixed number of queries, however many lines."""
    rows = _named(lines)
    _read_posts(body, day, rows)
    _read_sections(rows)
    capacities = _capacities()
    for row in rows:
        _read_capacity(row, capacities)
        _read_weight(row)
    return rows


def _named(lines: Sequence[Line]) -> list[Row]:
    """The lines with the persons whom they name."""
    known = Persons()
    rows = [Row(line) for line in lines]
    matches = [(known.called(line.name), known.nearly_called(line.name)) for line in lines]
    persons = known.fetched(pk for match in matches for pks in match for pk in pks)
    for row, (exact, near) in zip(rows, matches, strict=True):
        _choose_person(row, *([persons[pk] for pk in sorted(pks)] for pks in (exact, near)))
    return rows


def _choose_person(row: Row, exact: list[Person], near: list[Person]) -> None:
    """Settle whom a line means, or ask."""
    row.persons = [*exact, *near][:AMBIGUOUS_MOST]
    chosen = row.line.person
    if not row.line.name:
        row.errors["name"] = gettext("The name is missing.")
    elif len(row.line.name) > 255:
        row.errors["name"] = gettext("The name is longer than 255 characters.")
    elif chosen == NEW or not row.persons:
        return
    elif by_key := [person for person in row.persons if person.key == chosen]:
        row.person = by_key[0]
    elif len(exact) == 1:
        row.person = exact[0]
    elif exact:
        message = gettext("%(count)s persons bear this name. Choose one, or a new person.")
        row.errors["person"] = message % {"count": len(exact)}
    else:
        row.errors["person"] = gettext("Somebody has nearly this name. Is it the same person?")


def _read_posts(body: Body, day: datetime.date, rows: list[Row]) -> None:
    posts = Posts(body, day)
    for row in rows:
        if not row.line.post:
            continue
        row.post = posts.called(row.line.post)
        if row.post is None and posts.all:
            message = gettext("“%(body)s” has no post “%(title)s” then, but: %(titles)s.")
        else:
            message = gettext("“%(body)s” has no post “%(title)s” then. Add it under Posts first.")
        if row.post is None:
            row.errors["post"] = message % {
                "body": body,
                "title": row.line.post,
                "titles": posts.titles,
            }


def _read_sections(rows: list[Row]) -> None:
    known = Organisations()
    matches = [known.called(row.line.section) if row.line.section else set() for row in rows]
    fetched = known.fetched(pk for pks in matches for pk in pks)
    for row, pks in zip(rows, matches, strict=True):
        found = [fetched[pk] for pk in sorted(pks)]
        sections = [each for each in found if each.kind == Organisation.Kind.SECTION] or found
        if len(sections) == 1:
            row.section = sections[0]
        elif sections:
            row.sections = sections[:AMBIGUOUS_MOST]
            row.errors["section"] = gettext("Several organisations bear this name. Choose one.")
        elif row.line.section:
            message = gettext(
                "No organisation was ever called “%(name)s”. Correct the name, or add it under "
                "Organisations first."
            )
            row.errors["section"] = message % {"name": row.line.section}


def _capacities() -> dict[str, str]:
    """What can be written for each capacity: its value and its names, here and in English."""
    words = {"member": Membership.Capacity.FULL, "substitute": Membership.Capacity.ALTERNATE}
    for value, label in Membership.Capacity.choices:
        words[value] = words[folded(str(label))] = value
        with override("en"):
            words[folded(str(label))] = value
    return words


def _read_capacity(row: Row, words: dict[str, str]) -> None:
    if row.line.capacity and folded(row.line.capacity) not in words:
        message = gettext("“%(capacity)s” is no capacity. There are: %(capacities)s.")
        row.errors["capacity"] = message % {
            "capacity": row.line.capacity,
            "capacities": ", ".join(str(label) for label in Membership.Capacity.labels),
        }
    elif row.line.capacity:
        row.capacity = words[folded(row.line.capacity)]


def _read_weight(row: Row) -> None:
    weight = row.line.weight or "1"
    if weight.isdecimal() and len(weight) < 6 and 0 < int(weight) <= HEAVIEST:
        row.weight = int(weight)
    else:
        message = gettext("“%(weight)s” is no weight of a vote. Write a whole number from 1.")
        row.errors["weight"] = message % {"weight": weight}
