"""Damage within lines: what is certainly mended, what is only proposed, what is gone.

Certain repairs are applied to the lines before anything else reads them; the rest is noted and
left. The rules are those measured in practice: encoding damage whose bytes still tell what stood
there is certain; a dash whose third byte was folded to a plain quotation mark is certainly
damaged, but which dash it was can't be told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from articles.importing.readers.plain_text.ledger import Ledger
from articles.importing.readers.plain_text.lines import Line
from articles.importing.record import Certainty

# UTF-8 that was once read as Windows-1252; the whole sequence is still there.
INTACT = {
    "â€™": "’",
    "â€˜": "‘",
    "â€œ": "“",
    "â€\x9d": "”",
    "â€”": "—",
    "â€“": "–",
    "â€¦": "…",
    "â€¢": "•",
}
INTACT_SEQUENCE = re.compile("|".join(map(re.escape, INTACT)))
# The same for letters: é as Ã©. Not before a space or a quotation mark, where a capital Ã can
# end a Portuguese word.
INTACT_LETTER = re.compile("Ã[\u00a1-\u00a9\u00ac-\u00b9\u00bc-\u00bf]")
FOLDED_DASH = re.compile('â€"')
PARTED = re.compile(r"\b(?P<first>\w+)(?P<mark>[-/]) (?P<second>[^\W\d_]+)")
# "pre- and post-war": the hyphen stands alone on purpose.
SUSPENDING = re.compile(r"and|or|to|nor|but|und|oder|bis|et|ou|y|e|o|u|i|и|или")
PRICE = re.compile(r"\$\d")
ESCAPED = re.compile(r"\\(?=[$*_#\[\]])")
EMPTY_BRACKETS = re.compile(r"(?<!\S)(?:\(\s*\)|\[\s*\])")
COMPOUND = re.compile(r"\b\w+(?:[-/]\w+)+")
NO_BREAK_SPACE = "\u00a0"
# French sets a no-break space beside these; figures have it between groups of digits.
WANTED_NO_BREAK = re.compile(r"(?:[«\d]\u00a0|\u00a0[»:;!?%€$\d])")


@dataclass(frozen=True)
class Damage:
    """A damaged place in one line: from `start` up to `end`."""

    start: int
    end: int
    certainty: Certainty
    kind: str
    after: str | None
    evidence: str


def repaired(lines: Iterable[Line], skipped: Collection[int], ledger: Ledger) -> list[Line]:
    """The lines with certain repairs applied, all damage noted; `skipped` lines stay out of it."""
    every = list(lines)
    compounds = _compounds(every)
    mended = []
    for line in every:
        if line.number in skipped:
            mended.append(line)
            continue
        damages = _damages(line.text, compounds)
        for damage in damages:
            before, column = line.text[damage.start : damage.end], line.indent + damage.start + 1
            certainty, kind, after = damage.certainty, damage.kind, damage.after
            ledger.add(certainty, kind, line.number, before, after, damage.evidence, column)
        mended.append(replace(line, text=_mended(line.text, damages)))
    _note_no_break_spaces([line for line in every if line.number not in skipped], ledger)
    return mended


def _mended(text: str, damages: Iterable[Damage]) -> str:
    pieces, end = [], 0
    for damage in damages:
        if damage.certainty == "certain":
            pieces += [text[end : damage.start], damage.after or ""]
            end = damage.end
    return "".join([*pieces, text[end:]])


def _compounds(lines: Iterable[Line]) -> dict[str, int]:
    """Words with a hyphen or slash inside, in lower case, with the line they first stand on."""
    found: dict[str, int] = {}
    for line in lines:
        for match in COMPOUND.finditer(line.text):
            found.setdefault(match.group().lower(), line.number)
    return found


def _damages(text: str, compounds: dict[str, int]) -> list[Damage]:
    found = [
        *_encoding(text),
        *_folded_dashes(text),
        *_parted_words(text, compounds),
        *_escapes(text),
        *_empty_brackets(text),
    ]
    return sorted(found, key=lambda damage: damage.start)


def _encoding(text: str) -> Iterable[Damage]:
    evidence = "UTF-8 that was read as Windows-1252; its bytes are still complete"
    for match in INTACT_SEQUENCE.finditer(text):
        after = INTACT[match.group()]
        yield Damage(match.start(), match.end(), "certain", "encoding", after, evidence)
    for match in INTACT_LETTER.finditer(text):
        after = match.group().encode("latin-1").decode("utf-8")
        yield Damage(match.start(), match.end(), "certain", "encoding", after, evidence)


def _folded_dashes(text: str) -> Iterable[Damage]:
    for match in FOLDED_DASH.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        spaced = [not before or before[-1].isspace(), not after or after[0].isspace()]
        dash, reason = ("–", "with a space on both sides, so probably the short one")
        if not all(spaced):
            sides = "one side only" if any(spaced) else "neither side"
            dash, reason = "—", f"with a space on {sides}, so probably the long one"
        evidence = f"the bytes of a dash whose last was folded to a quotation mark; {reason}"
        yield Damage(match.start(), match.end(), "probable", "dash", dash, evidence)


def _parted_words(text: str, compounds: dict[str, int]) -> Iterable[Damage]:
    for match in PARTED.finditer(text):
        second = match["second"]
        if not second[0].islower() or SUSPENDING.fullmatch(second) or match["first"].isdigit():
            continue
        after = match["first"] + match["mark"] + second
        closed_on = compounds.get(after.lower())
        certainty: Certainty = "certain" if closed_on else "probable"
        evidence = (
            f"parted at a line end; the word stands closed up in line {closed_on}"
            if closed_on
            else "looks parted at a line end; the closed word stands nowhere else in the text"
        )
        yield Damage(match.start(), match.end(), certainty, "hyphen", after, evidence)


def _escapes(text: str) -> Iterable[Damage]:
    for match in ESCAPED.finditer(text):
        certainty: Certainty = "certain" if PRICE.match(text, match.end()) else "probable"
        evidence = "a backslash that a converter set before the sign"
        sign = text[match.end()]
        yield Damage(match.start(), match.end() + 1, certainty, "escape", sign, evidence)


def _empty_brackets(text: str) -> Iterable[Damage]:
    for match in EMPTY_BRACKETS.finditer(text):
        evidence = "empty brackets: the address or link between them was cut out"
        yield Damage(match.start(), match.end(), "lost", "link", None, evidence)


def _note_no_break_spaces(lines: Iterable[Line], ledger: Ledger) -> None:
    """One finding for the whole text: there are often dozens, and they do little harm."""
    places = []
    for line in lines:
        wanted = len(WANTED_NO_BREAK.findall(line.text))
        places += [line.number] * max(0, line.text.count(NO_BREAK_SPACE) - wanted)
    if places:
        evidence = f"{len(places)} no-break spaces within sentences, in {len(set(places))} lines"
        ledger.probable("no-break-space", places[0], NO_BREAK_SPACE, " ", evidence)
