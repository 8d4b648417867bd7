"""A thread of readers' comments, whose order of replies is told by indentation alone.

An entry is a bullet with a name, then a blank line, then words set deeper. What a comment quotes
of others stays in its text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.importing.readers.plain_text.furniture import furniture_kind
from articles.importing.readers.plain_text.ledger import Ledger
from articles.importing.readers.plain_text.lines import Line
from articles.importing.record import Comment

ENTRY = re.compile(r"(?P<bullet>[•·▪◦‣*-])\s+(?P<head>\S.{0,149})")
ADDRESSED = re.compile(r"(?P<url>https?://\S+)\s+(?P<author>\S.*)")
PINGBACK = re.compile(
    r"(?:pingback|trackback)s?\s*:\s*(?P<title>.*?)\s*(?P<empty>\(\s*\))?", re.IGNORECASE
)
NOTE = re.compile(
    r"\[(?P<note>[^\[\]]*\b(?:edited|removed|deleted|moderat\w+|admin|editor)\b[^\[\]]*)\]",
    re.IGNORECASE,
)
WIDEST_GAP = 6  # lines from a name to the words below it


@dataclass
class Entry:
    """One entry of a thread: its bullet's line and the lines of its text."""

    line: Line
    head: str
    lines: list[Line] = field(default_factory=list)


def thread_lines(lines: Sequence[Line]) -> tuple[int, int]:
    """From which index up to which the lines are a thread; (n, n) at the end if there is none.

    A thread goes on to the end of the file or to furniture: a list in the middle of a text
    is none, and one entry alone is a list too, unless it is a pingback.
    """
    start = 0
    while start < len(lines):
        line = lines[start]
        if not _is_entry(lines, start):
            start += 1
            continue
        bullet = line.text[0]
        end = start
        while end < len(lines) and (
            lines[end].is_blank or lines[end].indent > line.indent or _begins(lines[end], bullet)
        ):
            end += 1
        # The line at the end is not blank: blank ones are passed over.
        if end == len(lines) or furniture_kind(lines[end].text):
            return start, end
        start = end
    return len(lines), len(lines)


def read_thread(lines: Sequence[Line], ledger: Ledger) -> tuple[Comment, ...]:
    """The comments of a thread, in its order, each with the index of the one it answers."""
    comments: list[Comment] = []
    above: list[tuple[int, int]] = []  # indentation and index, from the first level down
    for entry in _entries(lines):
        while above and above[-1][0] >= entry.line.indent:
            above.pop()
        parent = above[-1][1] if above else None
        index = len(comments)
        comments.append(_comment(entry, index, len(above), parent, ledger))
        above.append((entry.line.indent, index))
    return tuple(comments)


def _begins(line: Line, bullet: str) -> bool:
    match = ENTRY.fullmatch(line.text)
    return match is not None and match["bullet"] == bullet


def _is_entry(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    match = ENTRY.fullmatch(line.text)
    if not match:
        return False
    if PINGBACK.fullmatch(match["head"]):
        return True
    if index and not lines[index - 1].is_blank:
        return False
    below = lines[index + 1 : index + 1 + WIDEST_GAP]
    following = next((each for each in below if not each.is_blank), None)
    return following is not None and below[0].is_blank and following.indent > line.indent


def _entries(lines: Sequence[Line]) -> list[Entry]:
    entries: list[Entry] = []
    bullet = lines[0].text[0] if lines else ""
    for index, line in enumerate(lines):
        if _begins(line, bullet) and _is_entry(lines, index):
            entries.append(Entry(line, line.text[1:].strip()))
        else:
            entries[-1].lines.append(line)
    return entries


def _comment(entry: Entry, index: int, depth: int, parent: int | None, ledger: Ledger) -> Comment:
    path, number = f"comments.{index}", entry.line.number
    pingback = PINGBACK.fullmatch(entry.head)
    if pingback:
        ledger.place(f"{path}.text", number)
        if pingback["empty"]:
            evidence = "the address of the page that linked was cut out of the brackets"
            ledger.lost("link", number, pingback["empty"], evidence)
        return Comment(depth=depth, parent=parent, kind="pingback", text=pingback["title"])
    addressed = ADDRESSED.fullmatch(entry.head)
    ledger.place(f"{path}.author", number)
    if addressed:
        ledger.place(f"{path}.url", number)
    text, first = _text(entry.lines, note=False)
    note, note_line = _text(entry.lines, note=True)
    if text:
        ledger.place(f"{path}.text", first)
    if note:
        ledger.place(f"{path}.note", note_line)
    return Comment(
        author=addressed["author"] if addressed else entry.head,
        url=addressed["url"] if addressed else None,
        depth=depth,
        parent=parent,
        text=text or None,
        note=note or None,
    )


def _text(lines: Sequence[Line], note: bool) -> tuple[str, int]:
    """The words of a comment, or the moderator's notes in it, and the first line they stand on."""
    kept = [line for line in lines if bool(NOTE.fullmatch(line.text)) == note]
    first = next((line.number for line in kept if not line.is_blank), 0)
    if note:
        return "\n".join(line.text.strip("[]") for line in kept), first
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.text for line in kept)).strip("\n"), first
