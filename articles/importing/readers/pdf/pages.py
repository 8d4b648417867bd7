"""The lines of each page of a PDF, and what the file says of itself."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

import pypdfium2
from pypdf import PdfReader
from pypdf.errors import PdfReadError, PyPdfError

from articles.importing.source import Source, SourceError

MOST_PAGES = 2_000
MOST_CHARACTERS = 5_000_000
JOINED = "\ufffe"  # pdfium's sign for a hyphen at the end of a line
RIGHT_TO_LEFT = ("R", "AL")


@dataclass
class Pages:
    """A document as lines, page by page, with its outline and properties."""

    lines: list[list[str]]
    title: str | None = None
    author: str | None = None
    outline: list[tuple[int, str]] = field(default_factory=list)


def pages_of(source: Source) -> Pages:
    """Read a PDF. Raises `SourceError` for a locked, damaged, scanned or endless one."""
    found = _properties(source)
    found.lines = _lines_by_pdfium(source)
    if any(is_right_to_left(line) for page in found.lines for line in page):
        # pdfium gives such lines in the order in which they are seen, pypdf as they are read.
        found.lines = _lines_by_pypdf(source)
    if not any(line.strip() for page in found.lines for line in page):
        raise SourceError(
            f"{source.name}: has no text: it was scanned, or drawn; recognise it first"
        )
    return found


def _properties(source: Source) -> Pages:
    try:
        reader = PdfReader(source.open(), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError(f"{source.name}: is locked with a password")
        info = reader.metadata or {}
        title, author = (_clean(info.get(name)) for name in ("/Title", "/Author"))
        return Pages([], title, author, _outline(reader))
    except (PyPdfError, PdfReadError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise SourceError(f"{source.name}: is a damaged PDF ({_line(error)})") from None
    except (RecursionError, OverflowError, OSError) as error:
        raise SourceError(f"{source.name}: is a damaged PDF ({_line(error)})") from None


def _outline(reader: PdfReader) -> list[tuple[int, str]]:
    """The headings that the file's outline names, with their level from 2."""
    found: list[tuple[int, str]] = []

    def walk(entries, level: int) -> None:
        for entry in entries:
            if isinstance(entry, list):
                walk(entry, level + 1)
            elif title := _clean(getattr(entry, "title", None)):
                found.append((level, title))

    try:
        walk(reader.outline, 2)
    except Exception:  # a broken outline is none
        return []
    return found


def _lines_by_pdfium(source: Source) -> list[list[str]]:
    try:
        document = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        raise SourceError(f"{source.name}: is a damaged PDF ({_line(error)})") from None
    with document:
        if len(document) > MOST_PAGES:
            raise SourceError(f"{source.name}: has more than {MOST_PAGES} pages; split it")
        pages, length = [], 0
        for page in document:
            text = page.get_textpage().get_text_range()
            length += len(text)
            if length > MOST_CHARACTERS:
                raise SourceError(f"{source.name}: has more text than a book; split it")
            pages.append([line.rstrip() for line in re.split(r"\r\n|\r|\n", text)])
    return pages


def _lines_by_pypdf(source: Source) -> list[list[str]]:
    reader = PdfReader(source.open(), strict=False)
    try:
        return [(page.extract_text() or "").splitlines() for page in reader.pages]
    except Exception as error:
        raise SourceError(f"{source.name}: is a damaged PDF ({_line(error)})") from None


def is_right_to_left(line: str) -> bool:
    """Whether most letters of a line run from right to left."""
    letters = [char for char in line if char.isalpha()]
    right = sum(1 for char in letters if unicodedata.bidirectional(char) in RIGHT_TO_LEFT)
    return bool(letters) and right * 2 > len(letters)


def _clean(value) -> str | None:
    words = " ".join(str(value).split()) if value else ""
    return words.replace("\0", "") or None


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
