"""How wide words are, and how they break into lines: close enough to keep labels apart.

Fonts are the reader's affair, so nothing here measures one. Each kind of letter counts as wide as
it is in a bold face of the wider sort; a label may turn out narrower than counted, hardly wider.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

THIN = frozenset("!'(),-./:;I[]`fijlrt|{}’‘“”· ")
BROAD = frozenset("MWmw@%—…")
ELLIPSIS = "…"

# Grapheme clusters: what joins the letter before it, and the class of signs that make conjuncts.
ZERO_WIDTH_JOINER = "\u200d"
JOINERS = frozenset({ZERO_WIDTH_JOINER, "\u200c"})
VIRAMA = 9
# Tamil and Sinhala show this sign, and join only where a joiner stands after it.
PULLI_AND_AL_LAKUNA = frozenset("\u0bcd\u0dca")

# Font sizes in the units of a drawing: a telephone shows them as so many pixels.
LABEL_SIZE, SMALL_SIZE = 15.0, 13.0

# Widths and line heights in parts of the font size.
THIN_WIDTH, SMALL_WIDTH, CAPITAL_WIDTH, BROAD_WIDTH = 0.4, 0.66, 0.86, 1.06
# First code point of a block of scripts and how wide its characters are, the last block first.
WIDTHS_OF_SCRIPTS = (
    (0x1100, 1.0),  # Hangul, and further up the scripts that are wide by Unicode's own account
    (0x0900, 0.82),  # Indic scripts: wide letters and signs, counted as one
    (0x0590, 0.58),  # Hebrew and Arabic
)
LINE_HEIGHTS = {"ur": 2.2, "ar": 1.7, "si": 1.6, "ta": 1.6, "zh": 1.4}
LINE_HEIGHT = 1.32

NONCHARACTERS = frozenset("\ufffe\uffff")  # XML has no place for them
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
RIGHT_TO_LEFT = frozenset({"R", "AL"})
BIDI_CONTROLS = frozenset({"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"})


@lru_cache(maxsize=4096)
def _width_of(letter: str) -> float:
    code = ord(letter)
    if code < 0x0900 and unicodedata.category(letter) == "Mn":
        return 0
    if letter in THIN:
        return THIN_WIDTH
    if letter in BROAD or unicodedata.east_asian_width(letter) in "WF":
        return BROAD_WIDTH
    if not 0x2000 <= code < 0x2C00:
        for first, width in WIDTHS_OF_SCRIPTS:
            if code >= first:
                return width
    return CAPITAL_WIDTH if letter.isupper() else SMALL_WIDTH


def width_of(text: str, size: float) -> float:
    """How wide a line is at a font size, in the units of the size."""
    return sum(map(_width_of, text)) * size


def line_height(language: str, size: float) -> float:
    """From one line to the next, with the room that the language's script needs."""
    return LINE_HEIGHTS.get(language.partition("-")[0], LINE_HEIGHT) * size


def plain(text: str) -> str:
    """A text without what no line can show: control characters, breaks, runs of spaces."""
    shown = (
        " " if letter in NONCHARACTERS or unicodedata.category(letter) in ("Cc", "Cs") else letter
        for letter in text
    )
    return " ".join("".join(shown).split())


def _joins(before: str, letter: str) -> bool:
    """Whether a letter can't be parted from the one before it: readers see the two as one."""
    if unicodedata.category(letter) in ("Mn", "Me", "Mc") or letter in JOINERS:
        return True
    if before == ZERO_WIDTH_JOINER or 0x1F3FB <= ord(letter) <= 0x1F3FF:
        return True
    # A sign that takes a consonant its vowel, and the consonant that forms one shape with it.
    is_conjunct = unicodedata.combining(before) == VIRAMA and before not in PULLI_AND_AL_LAKUNA
    return is_conjunct and unicodedata.category(letter) == "Lo"


def clusters(text: str) -> list[str]:
    """What a reader takes for single letters: a letter with its vowel signs and marks, a conjunct.

    The rules of Unicode for grapheme clusters, as far as names need them.
    """
    found: list[str] = []
    for letter in text:
        if found and found[-1] != " " and _joins(found[-1][-1], letter):
            found[-1] += letter
        else:
            found.append(letter)
    return found


def _shortened(line: str, width: float, size: float) -> str:
    letters = clusters(line)
    while letters and width_of("".join(letters) + ELLIPSIS, size) > width:
        letters.pop()
        while letters and letters[-1] == " ":
            letters.pop()
    return "".join(letters) + ELLIPSIS


def _beginning(word: str, width: float, size: float) -> str:
    """As many letters of a word as a line has room for: at least one, or what of it there is."""
    letters = clusters(word)
    end = len(letters)
    while end > 1 and width_of("".join(letters[:end]), size) > width:
        end -= 1
    if width_of(letters[0], size) > width:  # no line has room for this one letter
        letters, end = list(letters[0]), max(len(letters[0]) - 1, 1)
        while end > 1 and width_of("".join(letters[:end]), size) > width:
            end -= 1
    return "".join(letters[:end])


def _pieces(text: str, width: float, size: float) -> list[str]:
    """Words, and those wider than a line or written without spaces cut where the line ends."""
    pieces = []
    for word in text.split(" "):
        while width_of(word, size) > width:
            pieces.append(_beginning(word, width, size))
            word = word[len(pieces[-1]) :]
        if word or not pieces:
            pieces.append(word)
    return pieces


def wrapped(text: str, width: float, size: float, most: int = 3) -> tuple[str, ...]:
    """A text in at most `most` lines no wider than `width`; what doesn't fit becomes an ellipsis.

    Joined again, the lines before the ellipsis are the beginning of the text: each ends with the
    space that stood there.
    """
    text = plain(text)
    lines = [""]
    rest = text
    for piece in _pieces(text, width, size):
        rest = rest[len(piece) :]
        space = " " if rest.startswith(" ") else ""
        rest = rest[len(space) :]
        if lines[-1] and width_of(lines[-1] + piece, size) > width:
            lines.append("")
        lines[-1] += piece + space
    if len(lines) > most:
        kept = "".join(lines[most - 1 :])
        lines = [*lines[: most - 1], _shortened(kept, width, size)]
    return tuple(lines)


@dataclass(frozen=True)
class Paragraph:
    """Text to be set: its size, its class, its language and at most how many lines it may take."""

    text: str
    size: float
    kind: str = ""
    language: str = ""
    most: int = 3


@dataclass(frozen=True)
class Words:
    """Paragraphs broken into lines: (paragraph, lines, baselines), and the room that they need."""

    paragraphs: tuple[tuple[Paragraph, tuple[str, ...], tuple[float, ...]], ...]
    width: float
    height: float


def set_words(paragraphs: Iterable[Paragraph], width: float, language: str) -> Words:
    """Paragraphs below one another, no wider than `width`; empty ones take no room."""
    y, widest, done = 0.0, 0.0, []
    for paragraph in paragraphs:
        if not plain(paragraph.text):
            continue
        lines = wrapped(paragraph.text, width, paragraph.size, paragraph.most)
        step = line_height(paragraph.language or language, paragraph.size)
        done.append((paragraph, lines, tuple(y + step * (row + 0.76) for row in range(len(lines)))))
        y += step * len(lines)
        widest = max(widest, *(width_of(line.rstrip(), paragraph.size) for line in lines))
    return Words(tuple(done), widest, y)


def isolated(line: str, is_rtl: bool) -> str:
    """A line of a drawing, kept from being turned round by a direction that is not its own."""
    kinds = {unicodedata.bidirectional(letter) for letter in line}
    foreign = {"L"} if is_rtl else RIGHT_TO_LEFT
    if kinds & (foreign | BIDI_CONTROLS):
        return f"{FIRST_STRONG_ISOLATE}{line}{POP_ISOLATE}"
    return line
