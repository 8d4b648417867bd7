"""Sentences that a page break cut in two: the printed page ended, the sentence went on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from articles.importing.readers.plain_text.ledger import Ledger
from articles.importing.readers.plain_text.lines import BULLET, Paragraph
from articles.importing.readers.plain_text.shape import PAUSE, begins_lower, ends_sentence

# Below this a line without an end may be a heading, a verse or an item of a list.
SHORTEST_CUT = 80  # characters
MOST_PIECES = 4
CONTEXT = 30


def joined(paragraphs: Sequence[Paragraph], ledger: Ledger) -> list[Paragraph]:
    """The paragraphs with the two halves of cut sentences put together again."""
    lower = sum(1 for paragraph in paragraphs if begins_lower(paragraph.text))
    is_style = lower * 4 > len(paragraphs)  # a text whose author writes everything small
    found: list[Paragraph] = []
    for paragraph in paragraphs:
        above = found[-1] if found else None
        if above is None or not _is_cut(above.text, paragraph.text):
            found.append(paragraph)
            continue
        before = f"{above.text[-CONTEXT:]}\n\n{paragraph.text[:CONTEXT]}"
        after = f"{above.text[-CONTEXT:]} {paragraph.text[:CONTEXT]}"
        is_long = len(above.text) >= SHORTEST_CUT and len(above.lines) <= MOST_PIECES
        if is_long and not is_style and above.text[-1] not in "-‐":
            evidence = "the line has no end and the next paragraph goes on in lower case"
            ledger.certain("page-break", above.lines[-1].number, before, after, evidence)
            lines, text = above.lines + paragraph.lines, f"{above.text} {paragraph.text}"
            found[-1] = replace(above, lines=lines, text=text)
        else:
            evidence = "the next paragraph begins in lower case, but that may be meant"
            ledger.probable("page-break", above.lines[-1].number, before, after, evidence)
            found.append(paragraph)
    return found


def note_broken_lines(paragraphs: Sequence[Paragraph], ledger: Ledger) -> None:
    """Note where a single line of the head was broken only for width."""
    for paragraph in paragraphs:
        if not paragraph.is_wrapped:
            continue
        first, second = paragraph.lines[0].text, paragraph.lines[1].text
        before, after = (f"{first[-CONTEXT:]}{mark}{second[:CONTEXT]}" for mark in "\n ")
        evidence = "one line broken for width"
        ledger.certain("line-break", paragraph.number, before, after, evidence)


def _is_cut(above: str, below: str) -> bool:
    is_open = not ends_sentence(above) and (above[-1] == "," or above[-1] not in PAUSE)
    is_open = is_open and above[-1] not in ")]”’»\"'"
    return is_open and begins_lower(below) and not BULLET.match(below)
