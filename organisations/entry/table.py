"""Tables as editors have them: copied from a spreadsheet, or a file in CSV or XLSX."""

import csv
import io
from dataclasses import dataclass, field
from itertools import islice
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from django.utils.translation import gettext
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

COLUMNS = ("name", "post", "section", "capacity", "weight")
# What else people write above a column.
ALIASES = {
    "full name": "name",
    "person": "name",
    "member": "name",
    "names": "name",
    "position": "post",
    "office": "post",
    "role": "post",
    "function": "post",
    "country": "section",
    "organisation": "section",
    "organization": "section",
    "on behalf of": "section",
    "party": "section",
    "status": "capacity",
    "kind": "capacity",
    "type": "capacity",
    "votes": "weight",
    "vote": "weight",
}
MOST_LINES = 12_000  # what one request can carry back
LARGEST_FILE = 5 * 1024 * 1024  # bytes
# What openpyxl raises for files that are no workbooks.
UNREADABLE = (
    BadZipFile,
    InvalidFileException,
    KeyError,
    IndexError,
    OSError,
    ParseError,
    TypeError,
    ValueError,
)
DELIMITERS = ("\t", ";", ",")


class TableError(Exception):
    """A table that can't be read; the message says where and what to do."""


@dataclass
class Table:
    """What was read: lines by their number in the table, and headings that mean nothing here."""

    lines: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def read_text(text: str) -> Table:
    """The table in a text with tabs, semicolons or commas. Raises `TableError`."""
    text = text.replace("\0", "").lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    heading = next((line for line in text.split("\n") if line.strip()), "")
    delimiter = max(DELIMITERS, key=heading.count)
    # From a spreadsheet a lone quotation mark is part of a name.
    is_literal = delimiter == "\t" and text.count('"') % 2
    quoting = csv.QUOTE_NONE if is_literal else csv.QUOTE_MINIMAL
    rows = csv.reader(io.StringIO(text), delimiter=delimiter, quoting=quoting, strict=True)
    try:
        return _table(rows)
    except csv.Error as error:
        message = gettext("Line %(line)s: the quotation marks don't match (%(error)s).")
        raise TableError(message % {"line": rows.line_num, "error": error}) from error


def read_file(name: str, content: bytes) -> Table:
    """The table in a file, CSV or XLSX by its name. Raises `TableError`."""
    if len(content) > LARGEST_FILE:
        raise TableError(gettext("The file is larger than 5 MB. Upload the table alone."))
    ending = name.rpartition(".")[2].lower()
    if ending == "xlsx":
        return _read_workbook(content)
    if ending in ("csv", "tsv", "txt"):
        return read_text(_decoded(content))
    message = gettext("“%(name)s” is neither .csv nor .xlsx. Save the table as one of these.")
    raise TableError(message % {"name": name})


def _decoded(content: bytes) -> str:
    """The text in UTF-8, UTF-16 or the encoding of western Windows, which old programs write."""
    encodings = ["utf-16"] if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableError(gettext("The letters in the file can't be read. Save it as CSV in UTF-8."))


def _read_workbook(content: bytes) -> Table:
    try:
        sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        rows = [
            [_text_of(value) for value in row]
            for row in islice(sheet.iter_rows(values_only=True), MOST_LINES + 2)
        ]
    except UNREADABLE as error:
        message = gettext("The file can't be read as a spreadsheet. Save it as .xlsx again.")
        raise TableError(message) from error
    return _table(rows)


def _text_of(value) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value)


def _table(rows) -> Table:
    """The table in rows of cells, of which the first that is not empty holds the headings."""
    table, columns = Table(), None
    for number, row in enumerate(rows, 1):
        cells = [" ".join(cell.split()) for cell in row]
        if not any(cells):
            continue
        if columns is None:
            columns, table.ignored = _columns(number, cells)
            continue
        if len(table.lines) >= MOST_LINES:
            message = gettext("The table has more than %(most)s lines. Enter it in parts.")
            raise TableError(message % {"most": MOST_LINES})
        values = {column: cells[place] for place, column in columns.items() if place < len(cells)}
        if any(values.values()):
            table.lines.append((number, values))
    if not table.lines:
        raise TableError(gettext("There is no line below the headings."))
    return table


def _columns(number: int, headings: list[str]) -> tuple[dict[int, str], list[str]]:
    """Which column stands at which place, and the headings that mean nothing here."""
    columns, ignored = {}, []
    for place, heading in enumerate(headings):
        words = heading.casefold().replace("_", " ").strip(" :.*")
        column = words if words in COLUMNS else ALIASES.get(words)
        if column is None:
            ignored.extend([heading] if heading else [])
        elif column in columns.values():
            message = gettext("Line %(line)s: two columns mean “%(column)s”. Remove one of them.")
            raise TableError(message % {"line": number, "column": column})
        else:
            columns[place] = column
    if "name" not in columns.values():
        message = gettext(
            "Line %(line)s: no column is called “name”. The first line names the columns: "
            "name, post, section, capacity, weight, in any order."
        )
        raise TableError(message % {"line": number})
    return columns, ignored
