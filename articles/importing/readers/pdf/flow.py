"""From the lines of printed pages back to paragraphs."""

from __future__ import annotations

import re
from collections import Counter

from articles.importing.readers.pdf.pages import JOINED
from articles.importing.record import Dropped, Finding

PAGE_NUMBER = re.compile(
    r"\W*(?:page\s+)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of|sur|von|de)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
EDGE = 2  # lines at the top and the bottom of a page that may be a running head
FEWEST_PAGES = 3  # that a running head stands on
SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]\d]*$")
BULLET = re.compile(r"^\s*(?:[•·▪◦‣*–-]|\(?\d{1,2}[.)])\s+")
SHORT = 0.75  # of the usual width: a line that ends early ends a paragraph


def without_running_heads(pages: list[list[str]]) -> tuple[list[list[str]], list[Dropped]]:
    """The pages without page numbers and lines that stand at the edge of page after page."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_shape(line) for line in _edges(page)})
    repeated = {shape for shape, number in counts.items() if number >= FEWEST_PAGES and shape}
    dropped: dict[str, Dropped] = {}
    kept = []
    for page in pages:
        lines = [line for line in page if line.strip()]
        edges = {id(line) for line in _edges(page)}
        rest = []
        for line in lines:
            is_number = bool(PAGE_NUMBER.fullmatch(line))
            if id(line) in edges and (is_number or _shape(line) in repeated):
                kind = "page number" if is_number else "running head"
                dropped.setdefault(line.strip(), Dropped(kind, line.strip()))
            else:
                rest.append(line)
        kept.append(rest)
    return kept, list(dropped.values())


def _edges(page: list[str]) -> list[str]:
    lines = [line for line in page if line.strip()]
    return lines[:EDGE] + lines[-EDGE:]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def paragraphs(pages: list[list[str]]) -> tuple[list[tuple[str, int]], list[Finding]]:
    """The paragraphs with the page each begins on, and the words that were parted at line ends."""
    widths = sorted(len(line) for page in pages for line in page if len(line) > 20)
    usual = widths[len(widths) * 3 // 4] if widths else 80
    findings: list[Finding] = []
    made: list[tuple[str, int]] = []
    ends = True
    for number, page in enumerate(pages, start=1):
        for line in page:
            words = " ".join(line.replace(JOINED, "\u00ad").split())
            if not words:
                continue
            if ends or BULLET.match(words) or not made:
                made.append((words, number))
            else:
                made[-1] = (_joined(made[-1][0], words, number, findings), made[-1][1])
            is_short = len(line) < SHORT * usual and not words.endswith(("-", "‐", "\u00ad"))
            ends = is_short and (bool(SENTENCE_END.search(words)) or len(line) < usual / 2)
    return [(text.replace("\u00ad", ""), page) for text, page in made], findings


def _joined(above: str, below: str, page: int, findings: list[Finding]) -> str:
    """Two lines as one; a word that the line end parted is whole again where that is sure."""
    if above.endswith("\u00ad"):
        return above[:-1] + below
    if re.search(r"\w[-‐]$", above) and below[:1].islower():
        before = above.rsplit(" ", 1)[-1] + " " + below.split(" ", 1)[0]
        after = before.replace("- ", "").replace("‐ ", "")
        evidence = f"page {page}: a word parted at the end of a line, or a compound"
        findings.append(Finding("probable", "hyphen", None, before, after, evidence))
        return above + below
    return f"{above} {below}"
