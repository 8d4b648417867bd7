"""What all drawings have in common: labels, the table of the same facts, the finished chart."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from organisations.charts.lettering import plain

WIDE, NARROW = 960, 358  # units: pixels on a large screen, and on a telephone of 390


@dataclass(frozen=True)
class Label:
    """Words in one line, the language that they are in, and where they lead.

    They are drawn, or stand in a cell of the table.
    """

    text: str
    address: str = ""
    language: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", plain(self.text))

    def __str__(self) -> str:
        return self.text


Row = tuple[Label, ...]


def sentence(row: Row) -> str:
    """A row of the table in one line: what a shape says when it is pointed at."""
    return " · ".join(cell.text for cell in row if cell.text)


NOTHING = Label("")


@dataclass(frozen=True)
class Chart:
    """A finished drawing and the table that carries every fact of it.

    `wide` or `narrow`, the drawing for telephones, is "" where the other serves all screens.
    `legend` says what a kind of shape (its class) means.
    """

    kind: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    wide: SafeString
    narrow: SafeString
    legend: tuple[tuple[str, str], ...] = ()
    note: str = ""
