"""The lines of a new executive, as somebody typed, pasted or uploaded them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from organisations.entry.table import COLUMNS, Table, TableError

# Not a column of a table: which of several persons a name means.
PERSON = "person"
FIELDS = (*COLUMNS, PERSON)


@dataclass(frozen=True)
class Line:
    """One term as written; `number` is the line's in the table, as spreadsheets count.

    `person` is the key of the person who was chosen, or "new".
    """

    number: int
    name: str = ""
    post: str = ""
    section: str = ""
    capacity: str = ""
    weight: str = ""
    person: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in it; such lines are left out."""
        return not any(getattr(self, column) for column in COLUMNS)

    def field_name(self, field: str) -> str:
        """What the form calls one of its fields."""
        return f"line-{self.number}-{field}"


def lines_of(table: Table) -> list[Line]:
    """The lines of a table that was pasted or uploaded."""
    return [Line(number, **values) for number, values in table.lines]


def packed(lines: Iterable[Line]) -> str:
    """Lines as a hidden field carries them from one screen to the next."""
    rows = [[line.number, *(getattr(line, field) for field in FIELDS)] for line in lines]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> list[Line]:
    """The lines in a hidden field. Raises `TableError` if somebody changed it."""
    try:
        rows = json.loads(text)
        return [Line(int(row[0]), *(str(value) for value in row[1:])) for row in rows]
    except (ValueError, TypeError, IndexError, KeyError) as error:
        raise TableError(
            gettext("The lines got lost on the way. Paste the table again.")
        ) from error


def corrected(lines: Iterable[Line], data: Mapping[str, str]) -> list[Line]:
    """The lines with what was written into their fields on the screen, and new lines after them."""
    found = {line.number: line for line in lines}
    for field_name, value in data.items():
        start, _, rest = field_name.partition("-")
        number, _, field = rest.partition("-")
        if start == "line" and field in FIELDS and number.isdecimal() and len(number) < 8:
            line = found.get(int(number), Line(int(number)))
            found[line.number] = replace(line, **{field: " ".join(value.replace("\0", "").split())})
    return [found[number] for number in sorted(found) if not found[number].is_blank]


def renumbered(lines: Iterable[Line], after: int) -> list[Line]:
    """The lines, counted on from another."""
    return [replace(line, number=number) for number, line in enumerate(lines, after + 1)]
