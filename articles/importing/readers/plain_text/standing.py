"""What the lines are that stand alone at the top: publication, kicker, title, subtitle."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from articles.importing.readers.plain_text.header import Head
from articles.importing.readers.plain_text.lines import Paragraph
from articles.importing.readers.plain_text.names import is_personal_name

LONGEST_KICKER = 3  # words
LONGEST_KICKER_LINE = 60  # characters
# A line near one of these elsewhere in the file is the name of who publishes.
PUBLISHER = (
    r"(?:©|issues? of|subscribe to|readers? of|members? of|affiliated with|join|published by)"
)


@dataclass
class Standing:
    """The lines of a head by what they are; `returned` are those that belong to the text."""

    publication: Paragraph | None = None
    kicker: Paragraph | None = None
    title: Paragraph | None = None
    subtitle: Paragraph | None = None
    perhaps_author: Paragraph | None = None
    returned: list[Paragraph] = field(default_factory=list)


def sort_standing(head: Head, text: str) -> Standing:
    """Tell the lines apart; `text` is the whole file, where a publisher's name recurs.

    Without an author or date after them only the first is above doubt, and the others are
    headings of the text.
    """
    lines = list(head.standing)
    found = Standing()
    if len(lines) > 1 and is_publisher(lines[0].text, text):
        found.publication = lines.pop(0)
    if not head.is_closed:
        found.title, found.returned = (lines[0] if lines else None), lines[1:]
        return found
    if len(lines) > 1 and _is_kicker(lines[0].text, lines[1].text):
        found.kicker = lines.pop(0)
    found.title = lines[0] if lines else None
    for line in lines[1:]:
        if not head.bylines and is_personal_name(line.text) and found.perhaps_author is None:
            found.perhaps_author = line
            found.returned.append(line)
        elif found.subtitle is None and head.standfirst is None:
            found.subtitle = line
        else:
            found.returned.append(line)
    return found


def is_publisher(name: str, text: str) -> bool:
    """Whether a name stands elsewhere in the text as that of an organisation or paper."""
    near = rf"(?<!\w){PUBLISHER}[^.\n\w][^.\n]{{0,80}}?{re.escape(name)}(?!\w)"
    return len(name.split()) <= 6 and re.search(near, text, re.IGNORECASE) is not None


def _is_kicker(first: str, second: str) -> bool:
    return (
        len(first.split()) <= LONGEST_KICKER
        and len(first) <= LONGEST_KICKER_LINE
        and len(second.split()) > len(first.split())
        and not is_personal_name(second)
    )
