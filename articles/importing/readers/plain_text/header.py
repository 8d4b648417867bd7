"""The head of a text: which of its first paragraphs are title, author, date and the like.

Lines with a label or a fixed form are stated. Lines that stand alone above them are recognised
by their place. Whatever is neither belongs to the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.importing.readers.plain_text.byline import Byline, read_byline
from articles.importing.readers.plain_text.labels import Labelled, read_label
from articles.importing.readers.plain_text.lines import BULLET, Paragraph, one_by_one
from articles.importing.readers.plain_text.names import AuthorNote, read_note
from articles.importing.readers.plain_text.shape import is_numbered, sentences, stands_alone

LONGEST_STANDFIRST = 500  # characters
MOST_STANDING = 3
WIDEST_GAP = 3  # lines from one author note to the next


@dataclass
class Head:
    """What the head holds; each entry keeps its paragraph, and so its line.

    `standing` are the lines that stand alone before author and date, `rest` is the text.
    """

    standing: list[Paragraph] = field(default_factory=list)
    standfirst: Paragraph | None = None
    bylines: list[tuple[Byline, Paragraph]] = field(default_factory=list)
    labelled: list[tuple[Labelled, Paragraph]] = field(default_factory=list)
    notes: list[tuple[AuthorNote, Paragraph]] = field(default_factory=list)
    rest: list[Paragraph] = field(default_factory=list)
    last: Paragraph | None = None  # what was taken last
    is_closed: bool = False  # an author or date was passed, after which no title can follow

    def takes_note(self, entry: Paragraph) -> bool:
        """Whether an author note can stand here: after something else, or right after another."""
        if self.notes:
            above = self.notes[-1][1]
            return self.last is above and entry.number - above.lines[-1].number <= WIDEST_GAP
        return bool(self.standing or self.bylines or self.labelled)


def read_head(paragraphs: Sequence[Paragraph]) -> Head:
    """Take the head off a text."""
    head = Head()
    entries = _entries(paragraphs)
    for index, entry in enumerate(entries):
        following = entries[index + 1] if index + 1 < len(entries) else None
        if not (_takes_fixed_form(head, entry) or _takes_standing(head, entry, following)):
            head.rest = entries[index:]
            break
        head.last = entry
    if not head.rest and not head.is_closed:
        # Nothing follows, so nothing was headed.
        head.rest, head.standing = head.standing, []
    return head


def _entries(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs, with a head that was set without blank lines taken line by line."""
    found: list[Paragraph] = []
    for index, paragraph in enumerate(paragraphs):
        if _is_packed(paragraph):
            found += one_by_one(paragraph)
        elif index and len(paragraph.text) > LONGEST_STANDFIRST:
            return [*found, *paragraphs[index:]]
        else:
            found.append(paragraph)
    return found


def _is_packed(paragraph: Paragraph) -> bool:
    """Whether its lines are different things, and not one thing broken for width."""
    first, *others = paragraph.lines
    if any(_has_fixed_form(line.text) for line in others):
        return True
    return bool(others) and _has_fixed_form(first.text) and not _has_fixed_form(paragraph.text)


def _has_fixed_form(text: str) -> bool:
    return read_byline(text) is not None or read_label(text) is not None


def _takes_fixed_form(head: Head, entry: Paragraph) -> bool:
    """Take an author line, a labelled line or an author note."""
    byline = read_byline(entry.text)
    if byline:
        head.bylines.append((byline, entry))
        head.is_closed = bool(head.standing)
        return True
    labelled = read_label(entry.text)
    if labelled:
        head.labelled.append((labelled, entry))
        head.is_closed = head.is_closed or (bool(head.standing) and labelled.field != "url")
        return True
    note = read_note(entry.text)
    if note and head.takes_note(entry) and len(sentences(entry.text)) == 1:
        head.notes.append((note, entry))
        return True
    return False


def _takes_standing(head: Head, entry: Paragraph, following: Paragraph | None) -> bool:
    """Take a line that stands alone, or the sentence between title and author."""
    if head.is_closed or following is None:
        return False
    if not stands_alone(entry.text) or is_numbered(entry.text) or BULLET.match(entry.text):
        is_between = bool(head.standing) and _has_fixed_form(following.text)
        if is_between and len(entry.text) <= LONGEST_STANDFIRST and head.standfirst is None:
            head.standfirst = entry
            return True
        return False
    if len(head.standing) == MOST_STANDING:
        return False
    head.standing.append(entry)
    return True
