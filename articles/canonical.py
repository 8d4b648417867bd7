"""The canonical text: the words of a text and nothing else, in one form that can be hashed.

Version 1, in UTF-8, NFC, lines ending in a line feed, none with blanks at its end:

    plenum canonical text v1
    language: en
    title: …
    kicker: …
    standfirst: …

    [type of the block]
    its plain text, marks as Markdown

Blocks and paragraphs are parted by one empty line. Inside a rich text a heading begins with "## ",
"### " or "#### ", a quotation's lines with "> ", and a footnote stands where its number will be, as
`^[its words]`. A table has one line a row, `| cell | cell |`; verse keeps its lines. A line of a
text that begins with "[" or a backslash gets a backslash before it, so that no text can pass for
the head of a block. Left out are ids, slug, anchors, pictures, topics, metadata, dates and the
notes of corrections: changing them changes no words.
Addresses of links to other sites belong to the words; those to pages of this site do not, since
they are numbers.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from html.parser import HTMLParser

from articles.footnote import gathered

HEAD = "plenum canonical text v1"
PREFIX = "v1"

MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "sup": "^", "sub": "~"}
BEFORE = {"h2": "## ", "h3": "### ", "h4": "#### "}
PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "div"}


def one_line(text: str) -> str:
    """Words with one blank between them, in NFC."""
    return " ".join(unicodedata.normalize("NFC", text).split())


class _Paragraphs(HTMLParser):
    """Reads the HTML of a rich text into paragraphs of plain text with marks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.done: list[str] = []
        self.words = ""
        self.lists: list[str] = []
        self.links: list[str] = []
        self.quotations = 0
        self.before = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ul", "ol"):
            self.end_paragraph()
            self.lists.append("- " if tag == "ul" else "1. ")
        elif tag in PARAGRAPHS:
            self.end_paragraph()
            self.quotations += tag == "blockquote"
            self.before = BEFORE.get(tag, "")
            if tag == "li":
                self.words = "  " * (len(self.lists) - 1) + (self.lists or ["- "])[-1]
        elif tag == "br":
            self.words += "\n"
        elif tag == "hr":
            self.end_paragraph()
            self.done.append("---")
        elif tag == "a":
            self.links.append(dict(attrs).get("href") or "")
            self.words += "["
        elif tag == "small":
            self.words += "^["
        else:
            self.words += MARKS.get(tag, "")

    def handle_endtag(self, tag: str) -> None:
        if tag in PARAGRAPHS or tag in ("ul", "ol"):
            self.end_paragraph()
            if tag in ("ul", "ol") and self.lists:
                self.lists.pop()
            if tag == "blockquote" and self.quotations:
                self.quotations -= 1
        elif tag == "a":
            address = self.links.pop() if self.links else ""
            self.words += f"]({address})" if re.match("https?:", address) else "]"
        elif tag == "small":
            self.words += "]"
        elif tag != "br":
            self.words += MARKS.get(tag, "")

    def handle_data(self, data: str) -> None:
        self.words += re.sub(r"\s+", " ", data)

    def end_paragraph(self) -> None:
        indent = re.match(" *", self.words).group() if self.lists else ""  # type: ignore[union-attr]
        lines = [one_line(line) for line in self.words.split("\n")]
        text = "\n".join(lines).strip("\n")
        if text and text not in ("-", "1."):
            lines = f"{indent}{self.before}{text}".split("\n")
            self.done.append("\n".join("> " * self.quotations + line for line in lines))
        self.words = self.before = ""


def rich_text(html: str) -> str:
    """The plain text of a rich text: paragraphs parted by an empty line, marks as Markdown."""
    parser = _Paragraphs()
    parser.feed(gathered(unicodedata.normalize("NFC", html)))
    parser.close()
    parser.end_paragraph()
    return "\n\n".join(parser.done)


def _guarded(text: str) -> str:
    return re.sub(r"^(?=[\[\\])", r"\\", text, flags=re.MULTILINE)


def canonical_text(
    language: str, title: str, kicker: str, standfirst: str, blocks: Iterable[tuple[str, str]]
) -> str:
    """The canonical text of version 1; `blocks` are types and plain texts, in their order."""
    head = [
        HEAD,
        f"language: {language}",
        f"title: {one_line(title)}".rstrip(),
        f"kicker: {one_line(kicker)}".rstrip(),
        f"standfirst: {one_line(standfirst)}".rstrip(),
    ]
    parts = ["\n".join(head)]
    for kind, text in blocks:
        words = _guarded(unicodedata.normalize("NFC", text).strip("\n"))
        if words:
            parts.append(f"[{kind}]\n{words}")
    return "\n\n".join(parts) + "\n"


def digest(text: str) -> str:
    """The name of a canonical text: its version and the SHA-256 of its bytes, `v1:…`."""
    return f"{PREFIX}:{hashlib.sha256(text.encode()).hexdigest()}"
