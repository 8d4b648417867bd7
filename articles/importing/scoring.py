"""How much of real files comes out of the readers: a scoreboard over a folder of samples.

The folder has one folder for each format, each file beside what is expected of it: `html/NAME/`
(`source.html`, `expected.html`, `expected-metadata.json`), `docx/` (`.native`, the structure that
pandoc reads), `wxr/`, and `spip/textwheel/` (shortcuts as `.txt`, SPIP's own result as `.html`).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import html

from articles.importing.markup import parsed
from articles.importing.readers import read
from articles.importing.readers.spip.shortcuts import convert
from articles.importing.record import Record
from articles.importing.source import SourceError, open_source

NATIVE_STRING = re.compile(r'Str "((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True)
class Score:
    """One line of the board: a file, what was measured of it, and how it came out, from 0 to 1.

    A count of texts has no share; its `value` is the number itself.
    """

    format: str
    name: str
    measure: str
    value: float


def board(folder: Path) -> Iterator[Score]:
    """All scores of a folder of samples, format by format."""
    yield from html_scores(folder / "html")
    yield from word_scores(folder / "docx")
    yield from wordpress_counts(folder / "wxr")
    yield from spip_scores(folder / "spip" / "textwheel")


def mean(scores: Iterable[Score]) -> float:
    """The mean of their values; 0 of none."""
    values = [score.value for score in scores]
    return sum(values) / len(values) if values else 0.0


def words(text: str) -> Counter[str]:
    """The words of a text, each with how often it stands there."""
    return Counter(re.findall(r"\w+", text.casefold()))


def f1(ours: Counter, theirs: Counter) -> float:
    """The harmonic mean of precision and recall of words."""
    common = 2 * sum((ours & theirs).values())
    return common / ((sum(ours.values()) + sum(theirs.values())) or 1)


def text_of(record: Record) -> str:
    """All words of a text's body; the alternative texts of pictures are not in it."""
    parts: list[str | None] = []
    for block in record.blocks:
        if block.type not in ("image", "embed"):
            parts.append(block.text)
        parts += [block.attribution, block.caption, block.credit, *block.items]
        parts += [cell for row in block.rows for cell in row]
    return "\n".join(filter(None, parts))


def html_scores(folder: Path) -> Iterator[Score]:
    """Body, title and author of each page."""
    for page in sorted(folder.glob("*/source.html")):
        expected = json.loads((page.parent / "expected-metadata.json").read_text("utf-8"))
        [(_source, record)] = read(open_source(str(page)))
        body = html.fromstring((page.parent / "expected.html").read_text("utf-8"))
        name = page.parent.name
        value = f1(words(text_of(record)), words(" ".join(body.itertext())))
        yield Score("html", name, "body", value)
        yield Score("html", name, "title", float(record.title == expected["title"]))
        if expected["byline"]:
            names = ", ".join(author.name for author in record.authors)
            yield Score("html", name, "author", float(expected["byline"] in names))


def word_scores(folder: Path) -> Iterator[Score]:
    """The share of pandoc's words in each document that come out, title and authors included."""
    for native in sorted(folder.glob("*.native")):
        [(_source, record)] = read(open_source(str(native.with_suffix(".docx"))))
        head = [record.title, record.standfirst, *(author.name for author in record.authors)]
        head += [finding.before for finding in record.findings if finding.kind == "date"]
        ours = words("\n".join(filter(None, [text_of(record), *head])))
        strings = NATIVE_STRING.findall(native.read_text("utf-8").replace("\\&", ""))
        text = " ".join(re.sub(r"\\(\d+)", lambda m: chr(int(m[1])), each) for each in strings)
        theirs = words(text)
        found = sum((ours & theirs).values()) / (sum(theirs.values()) or 1)
        yield Score("docx", native.stem, "words", found)


def wordpress_counts(folder: Path) -> Iterator[Score]:
    """The number of texts in each export; -1 for one that is refused."""
    for path in sorted(folder.glob("*.xml")):
        try:
            count = sum(1 for _text in read(open_source(str(path))))
        except SourceError:
            count = -1
        yield Score("wxr", path.stem, "texts", count)


def spip_scores(folder: Path) -> Iterator[Score]:
    """The words of each text in shortcuts, beside SPIP's own result.

    The pairs for models (`<textwheel1>`) test a plug-in of SPIP's own tests, and are left out.
    """
    for source in sorted(folder.glob("[!m]*/*.txt")):
        made = convert(source.read_text("utf-8"))
        ours = words(" ".join([*parsed(made.html).itertext(), *made.notes]))
        expected = parsed(source.with_suffix(".html").read_text("utf-8"))
        value = f1(ours, words(" ".join(expected.itertext())))
        yield Score("spip", f"{source.parent.name}/{source.stem}", "words", value)
