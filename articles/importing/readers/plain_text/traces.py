"""Traces in the body of what the plain text no longer shows: lists, links, captions, dates."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.importing.readers.plain_text.ledger import Ledger
from articles.importing.readers.plain_text.lines import BULLET, Paragraph
from articles.importing.readers.plain_text.quotation import COLON, read_lead_in
from articles.importing.readers.plain_text.shape import is_heading

ITEM_END = re.compile(r";(?:\s+(?:and|or|et|ou|y|o|und|oder))?$")
ANNOUNCED = re.compile(
    r"\b(?P<noun>points|priorities|demands|steps|tasks|measures|reasons|principles|questions|aims"
    r"|goals|proposals|conclusions|lessons|conditions|things)\b[^.:]*:$",
    re.IGNORECASE,
)
POINTER = re.compile(
    r"\b(?:read|see|click|find|download|watch|listen|available|visit|sign|order)\b[^.!?]{0,150}?"
    r"\bhere(?=[.)!]|$)",
    re.IGNORECASE,
)
LONGEST_BOX = 250  # characters
MOST_ITEMS = 50
SPOKEN = re.compile(
    r"\b(?:based\s+on|transcript\s+of|text\s+of|edited\s+version\s+of)\s+(?:an?|the|this|his|her)\s+"
    r"(?:talk|speech|lecture|presentation|lead-?off|report)\b(?P<where>[^.]{0,200})",
    re.IGNORECASE,
)
YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


def note_traces(paragraphs: Sequence[Paragraph], ledger: Ledger) -> None:
    """Note what the paragraphs of a body give away about what was there."""
    for index, paragraph in enumerate(paragraphs):
        _note_links(paragraph, ledger)
        _note_spoken(paragraph, ledger)
        if paragraph.text.endswith(COLON):
            _note_list(paragraphs, index, ledger)
        if 0 < index < len(paragraphs) - 1:
            _note_box(paragraphs[index - 1 : index + 2], ledger)


def _note_links(paragraph: Paragraph, ledger: Ledger) -> None:
    for match in POINTER.finditer(paragraph.text):
        evidence = "“here” points to an address that the text no longer has"
        ledger.lost("link", paragraph.number, match.group(), evidence)


def _note_spoken(paragraph: Paragraph, ledger: Ledger) -> None:
    """Offer the year of a talk as a guess; a year in a text is never taken as its date."""
    match = SPOKEN.search(paragraph.text)
    year = YEAR.search(match["where"]) if match else None
    if match and year:
        evidence = "the text calls itself a talk and names a year beside it; perhaps delivered then"
        ledger.probable("date", paragraph.number, match.group(), year.group(), evidence)


def _note_list(paragraphs: Sequence[Paragraph], index: int, ledger: Ledger) -> None:
    """Offer that paragraphs after a colon were items, by semicolons or by what is announced."""
    lead_in, following = paragraphs[index].text, paragraphs[index + 1 : index + 1 + MOST_ITEMS]
    if read_lead_in(lead_in) or not following or BULLET.match(following[0].text):
        return
    count = 0
    while count < len(following) and ITEM_END.search(following[count].text):
        count += 1
    announced = ANNOUNCED.search(lead_in[-LONGEST_BOX:])
    if count:
        evidence = f"{count} paragraphs after a colon end in semicolons"
    elif announced and len(following) > 1:
        evidence = f"the sentence before announces several “{announced['noun']}”"
    else:
        return
    first = following[0]
    ledger.probable("list", first.number, first.text[:60], f"• {first.text[:60]}", evidence)


def _note_box(three: Sequence[Paragraph], ledger: Ledger) -> None:
    """Offer that a short paragraph which points elsewhere, before a heading, was a caption."""
    above, paragraph, below = (each.text for each in three)
    is_short = len(paragraph) <= LONGEST_BOX and len(above) > 2 * len(paragraph)
    if is_short and POINTER.search(paragraph) and is_heading(below, "x" * 200 + "."):
        evidence = "short, before a heading, and pointing elsewhere: a caption or a box"
        ledger.probable("caption", three[1].number, paragraph, paragraph, evidence)
