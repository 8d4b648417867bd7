"""Tables: rows of cells; one that only lays a page out is none."""

from __future__ import annotations

from typing import Any

from articles.importing.record import Block

BLOCKS = ["h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "blockquote", "table", "figure"]
MOST_PARAGRAPHS = 2  # in a cell of a table that tells something


def table_of(element: Any) -> Block | None:
    """The table as a block; None where it only lays out what stands in it."""
    if _lays_out(element):
        return None
    rows = []
    for row in element.iter("tr"):
        cells = tuple(_words(cell) for cell in row if cell.tag in ("td", "th"))
        if any(cells):
            rows.append(cells)
    if not rows:
        return None
    caption = element.find("caption")
    words = _words(caption) if caption is not None else None
    heads = [cell.tag for cell in next(element.iter("tr"))]
    has_head = bool(heads) and all(tag == "th" for tag in heads if isinstance(tag, str))
    return Block("table", rows=tuple(rows), caption=words or None, has_head=has_head)


def _lays_out(element: Any) -> bool:
    if next(element.iterdescendants("table"), None) is not None:
        return True
    rows = list(element.iter("tr"))
    if max((len(row) for row in rows), default=0) < 2:
        return True
    cells = list(element.iter("td", "th"))
    return any(
        sum(1 for _ in cell.iterdescendants(*BLOCKS)) > MOST_PARAGRAPHS
        or next(cell.iterdescendants("h1", "h2", "h3", "blockquote", "figure"), None) is not None
        for cell in cells
    )


def _words(element: Any) -> str:
    return " ".join("".join(_spaced(element)).split())


def _spaced(element: Any) -> list[str]:
    """The words of a cell with a blank where a line or paragraph ends."""
    pieces = [element.text or ""]
    for child in element:
        breaks = child.tag == "br" or child.tag in BLOCKS or child.tag in ("div", "li")
        pieces += [" " if breaks else "", *_spaced(child), " " if breaks else "", child.tail or ""]
    return pieces
