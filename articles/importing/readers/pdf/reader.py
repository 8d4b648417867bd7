"""The reader of PDFs: what was printed, not what was written. A draft of it wants an eye."""

from __future__ import annotations

from collections.abc import Iterator

from articles.importing.readers import Reader, Text
from articles.importing.readers.pdf.flow import paragraphs, without_running_heads
from articles.importing.readers.pdf.pages import Pages, pages_of
from articles.importing.record import Block, Finding, Place, Record
from articles.importing.source import Source

NAME = "PDF"


def recognises(source: Source) -> bool:
    """By its first bytes."""
    return source.head.startswith(b"%PDF")


def read(source: Source) -> Iterator[Text]:
    """The one text of a PDF."""
    pages = pages_of(source)
    lines, dropped = without_running_heads(pages.lines)
    found, hyphens = paragraphs(lines)
    blocks, places = _blocks(found, pages)
    evidence = "a PDF says where letters stand, not what they are: paragraphs, columns and headings"
    findings = [Finding("probable", "check by eye", None, None, None, evidence), *hyphens]
    findings += _hints(pages)
    findings.append(Finding("lost", "title", None, None, None, "no place in the file is the title"))
    yield Text(
        source,
        Record(
            source=source.name,
            reader=NAME,
            blocks=tuple(blocks),
            findings=tuple(findings),
            dropped=tuple(dropped),
            provenance={
                f"blocks.{at}": Place(place=f"page {page}", confidence="recognised")
                for at, page in enumerate(places)
            },
        ),
    )


def _blocks(found: list[tuple[str, int]], pages: Pages) -> tuple[list[Block], list[int]]:
    """Paragraphs, and headings where the file's outline names them."""
    levels = {_letters(title): level for level, title in pages.outline}
    blocks, places = [], []
    for text, page in found:
        level = levels.pop(_letters(text), None)
        blocks.append(
            Block("heading", level=level, text=text) if level else Block("paragraph", text=text)
        )
        places.append(page)
    return blocks, places


def _letters(words: str) -> str:
    return "".join(char for char in words.casefold() if char.isalnum())


def _hints(pages: Pages) -> Iterator[Finding]:
    for kind, value in (("title", pages.title), ("author", pages.author)):
        if value:
            evidence = "a property of the file, which may be that of its template or program"
            yield Finding("probable", kind, None, value, value, evidence)


READER = Reader(NAME, order=10, recognises=recognises, read=read)
