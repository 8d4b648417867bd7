"""Lines and paragraphs of a plain text, each with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

# A line longer than this was not broken by hand or by a mail program: it is a whole paragraph.
LONGEST_WRAPPED = 100
SHORTEST_WRAPPED = 45
TAB = 4

SYMBOL = re.compile(r"[•·▪◦‣*–-]\s+(?=\S)")
BULLET = re.compile(rf"(?:{SYMBOL.pattern}|(?:\(?\d{{1,2}}[.)]|\([a-z]\))\s+(?=\S))")


@dataclass(frozen=True)
class Line:
    """One line: its number in the file from 1, its indentation, its text without the ends."""

    number: int
    indent: int
    text: str

    @property
    def is_blank(self) -> bool:
        return not self.text


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together; `gap` is the number of blank lines before it."""

    lines: tuple[Line, ...]
    text: str
    gap: int = 1

    @property
    def number(self) -> int:
        """The number of its first line."""
        return self.lines[0].number

    @property
    def is_wrapped(self) -> bool:
        """Whether its lines were one sentence run, broken only for width."""
        return len(self.lines) > 1 and "\n" not in self.text


def split_lines(text: str) -> list[Line]:
    """The lines of a file with any of the three line ends; numbers are those of an editor."""
    lines = []
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        content = raw.strip()
        start = raw.find(content) if content else 0
        lines.append(Line(number, len(raw[:start].expandtabs(TAB)), content))
    return lines


def without(lines: Iterable[Line], numbers: Collection[int]) -> list[Line]:
    """The lines with those of these numbers blank, so that what is around them stays apart."""
    return [replace(line, text="") if line.number in numbers else line for line in lines]


def paragraphs(lines: Iterable[Line]) -> list[Paragraph]:
    """Runs of lines between blank ones, joined where they were only broken for width."""
    found: list[Paragraph] = []
    run: list[Line] = []
    gap = next_gap = 0
    for line in [*lines, Line(0, 0, "")]:
        if not line.is_blank:
            if not run:
                gap, next_gap = next_gap, 0
            run.append(line)
            continue
        if run:
            found += _paragraphs_of(run, gap)
            run = []
        next_gap += 1
    return found


def one_by_one(paragraph: Paragraph) -> list[Paragraph]:
    """The lines of a paragraph as paragraphs of their own."""
    single = [Paragraph((line,), line.text, 0) for line in paragraph.lines]
    return [replace(single[0], gap=paragraph.gap), *single[1:]]


def _paragraphs_of(run: list[Line], gap: int) -> list[Paragraph]:
    """One paragraph, or several where each line is one (long lines, bullets)."""
    if any(BULLET.match(line.text) for line in run[1:]):
        groups = _bulleted(run)
    elif any(len(line.text) > LONGEST_WRAPPED for line in run):
        groups = [[line] for line in run]
    else:
        groups = [run]
    made = [Paragraph(tuple(group), _joined(group), 0) for group in groups]
    return [replace(made[0], gap=gap), *made[1:]]


def _bulleted(run: list[Line]) -> list[list[Line]]:
    groups = [[run[0]]]
    for line in run[1:]:
        if BULLET.match(line.text):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _joined(group: list[Line]) -> str:
    is_item = BULLET.match(group[0].text) is not None
    is_wrapped = all(len(line.text) >= SHORTEST_WRAPPED for line in group[:-1])
    return (" " if is_item or is_wrapped else "\n").join(line.text for line in group)
