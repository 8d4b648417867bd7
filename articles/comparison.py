"""What changed between two versions of a text, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Change = Literal["same", "added", "removed"]

# Scripts without spaces are compared sign by sign: Han, kana, Thai, Lao, Khmer, Burmese.
TOKEN = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|\w+|\s+|[^\w\s]"
)
# Paragraphs less alike than this are shown as one removed and one added.
ALIKE = 0.4


@dataclass(frozen=True)
class Piece:
    """A run of words that both versions have, or only the later, or only the earlier one."""

    change: Change
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the comparison; `is_changed` where not all of it is the same."""

    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        return any(piece.change != "same" for piece in self.pieces)


def _merged(pieces: Iterator[Piece]) -> tuple[Piece, ...]:
    done: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if done and done[-1].change == piece.change:
            done[-1] = Piece(piece.change, done[-1].text + piece.text)
        else:
            done.append(piece)
    return tuple(done)


def _words(old: str, new: str) -> Iterator[Piece]:
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for operation, i, j, k, m in matcher.get_opcodes():
        if operation == "equal":
            yield Piece("same", "".join(before[i:j]))
        else:
            yield Piece("removed", "".join(before[i:j]))
            yield Piece("added", "".join(after[k:m]))


def _replaced(old: list[str], new: list[str]) -> Iterator[Paragraph]:
    """Paragraphs that changed: those that answer each other are compared word by word."""
    for index in range(max(len(old), len(new))):
        before = old[index] if index < len(old) else ""
        after = new[index] if index < len(new) else ""
        is_alike = SequenceMatcher(None, before, after, autojunk=False).quick_ratio() >= ALIKE
        if before and after and is_alike:
            yield Paragraph(_merged(_words(before, after)))
            continue
        if before:
            yield Paragraph((Piece("removed", before),))
        if after:
            yield Paragraph((Piece("added", after),))


def compare(old: str, new: str) -> list[Paragraph]:
    """The paragraphs of both texts in order, with what was added and what was removed.

    Paragraphs are parted by empty lines, as in the canonical text. Putting together the "same"
    and "removed" pieces gives the earlier text, "same" and "added" the later one.
    """
    before, after = old.strip("\n").split("\n\n"), new.strip("\n").split("\n\n")
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    paragraphs: list[Paragraph] = []
    for operation, i, j, k, m in matcher.get_opcodes():
        if operation == "equal":
            paragraphs += [Paragraph((Piece("same", text),)) for text in before[i:j]]
        else:
            paragraphs += _replaced(before[i:j], after[k:m])
    return paragraphs
