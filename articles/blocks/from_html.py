"""HTML of a web page, of Word or of a rich text → blocks, without a word lost.

What stands in no block of ours (menus, forms, frames of unknown sites) becomes paragraphs of its
words; pictures elsewhere are left behind, since they lie on another site.
"""

import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag
from django.utils.html import escape

from articles.blocks.pasted import (
    WITHIN_WORDS,
    Line,
    attribution_of,
    in_lists,
    noted,
    plain,
    prepared,
    rows_in,
)
from articles.blocks.table import table
from articles.blocks.video import VideoValue
from articles.footnote import MARK, with_tags

Blocks = list[tuple[str, Any]]

LONGEST_HEADING = 255
HEADINGS = {f"h{level}" for level in range(1, 7)}
MARKS = {
    **dict.fromkeys(("b", "strong"), "b"),
    **dict.fromkeys(("i", "em", "cite", "var", "dfn"), "i"),
    "sup": "sup",
}
STYLES = [
    (re.compile(r"font-weight\s*:\s*(bold|[6-9]00)"), "b"),
    (re.compile(r"font-style\s*:\s*italic"), "i"),
    (re.compile(r"vertical-align\s*:\s*super"), "sup"),
]


def blocks_of(html: str, is_own: bool = False) -> Blocks:
    """The blocks that a piece of HTML makes; `is_own` for a rich text of this site."""
    soup = prepared(BeautifulSoup(html, "html.parser"))
    if not is_own:
        noted(soup)
    reader = _Reader(is_own)
    reader.read(soup)
    return reader.finished()


class _Reader:
    """Walks through HTML, collects lines of running text, and sets apart what is a block."""

    def __init__(self, is_own: bool, is_quotation: bool = False) -> None:
        self.is_own = is_own
        self.is_quotation = is_quotation
        self.done: Blocks = []
        self.lines: list[Line] = []
        self.runs: list[tuple[str, tuple]] = []
        self.marks: tuple[tuple[int, str, str], ...] = ()
        self.lists: list[str] = []
        self.is_new_item = False
        self.is_preformatted = False

    def finished(self) -> Blocks:
        self.end_text()
        return self.done

    def read(self, node: Tag) -> None:
        for child in node.children:
            if isinstance(child, Tag):
                self.read_tag(child)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self.read_words(str(child))

    def read_words(self, words: str) -> None:
        if self.is_preformatted:
            html = "<br/>".join(escape(line) for line in words.split("\n"))
        else:
            html = escape(re.sub(r"\s+", " ", words))
        if html:
            self.runs.append((html, self.marks))

    def read_tag(self, tag: Tag) -> None:
        name = tag.name
        if name == "br":
            self.runs.append(("<br/>", self.marks))
        elif name == MARK and (self.is_own or tag.get("data-note") is not None):
            self.read_note(tag)  # small print of another site is no note
        elif name in ("ul", "ol", "menu"):
            self.read_list(tag)
        elif name == "li":
            self.read_item(tag)
        elif name in HEADINGS:
            self.read_heading(tag)
        elif name == "blockquote":
            self.read_quotation(tag)
        elif name == "table":
            self.read_table(tag)
        elif name == "iframe":
            self.read_video(tag)
        elif name in WITHIN_WORDS:
            self.read_inline(tag)
        else:
            self.read_paragraphs(tag)

    def read_note(self, tag: Tag) -> None:
        inside = _Reader(self.is_own)
        inside.read(tag)
        inside.end_line()
        html = "<br/>".join(line.html for line in inside.lines)
        if self.runs and self.runs[-1][0].endswith(f"</{MARK}>"):
            self.runs.append((" ", ()))  # or the two would be one
        self.runs.append((f"<{MARK}>{html}</{MARK}>", ()))

    def read_inline(self, tag: Tag) -> None:
        before = self.marks
        for mark, opening in self.marks_of(tag):
            if mark not in {each for _place, each, _tag in self.marks}:
                self.marks = (*self.marks, (id(tag), mark, opening))
        self.read(tag)
        self.marks = before

    def marks_of(self, tag: Tag) -> Iterator[tuple[str, str]]:
        if tag.name == "a":
            attributes = {name: tag.get(name) for name in ("linktype", "id", "href")}
            if self.is_own and attributes["linktype"] and attributes["id"]:
                kind, number = escape(attributes["linktype"]), escape(attributes["id"])
                yield "a", f'<a id="{number}" linktype="{kind}">'
            elif re.match(r"(https?:|mailto:)", attributes["href"] or ""):
                yield "a", f'<a href="{escape(attributes["href"])}">'
        elif tag.name in MARKS:
            yield MARKS[tag.name], f"<{MARKS[tag.name]}>"
        style = str(tag.get("style") or "")
        for pattern, mark in STYLES:
            if pattern.search(style):
                yield mark, f"<{mark}>"

    # --- Lines of running text

    def end_line(self) -> None:
        """What was read since the last line is one: a paragraph, or a line of a list's item."""
        html = with_tags(iter(self.runs))
        html = re.sub(r"^(?:\s|<br/>)+|(?:\s|<br/>)+$", "", html)
        self.runs = []
        if not re.sub(r"<[^>]+>|\s", "", html):
            return
        begins = self.is_new_item or not self.lists
        self.lines.append(Line(tuple(self.lists), begins, html))
        self.is_new_item = False

    def end_text(self) -> None:
        self.end_line()
        if html := in_lists(self.lines):
            self.done.append(("rich_text", html))
        self.lines = []

    def read_paragraphs(self, tag: Tag) -> None:
        self.end_line()
        before, self.is_preformatted = self.is_preformatted, tag.name == "pre"
        self.read(tag)
        self.end_line()
        self.is_preformatted = before

    def read_list(self, tag: Tag) -> None:
        self.end_line()
        self.lists.append("ol" if tag.name == "ol" else "ul")
        self.is_new_item = True
        self.read(tag)
        self.end_line()
        self.lists.pop()

    def read_item(self, tag: Tag) -> None:
        self.end_line()
        is_alone = not self.lists
        if is_alone:
            self.lists.append("ul")
        self.is_new_item = True
        self.read(tag)
        self.end_line()
        if is_alone:
            self.lists.pop()

    # --- Blocks

    def set_apart(self, *blocks: tuple[str, Any]) -> None:
        self.end_text()
        self.done += blocks

    @property
    def can_set_apart(self) -> bool:
        """Not within a list or a quotation: they would fall into two."""
        return not self.lists and not self.is_quotation

    def read_heading(self, tag: Tag) -> None:
        words = plain(tag)
        if not self.can_set_apart or len(words) > LONGEST_HEADING or tag.find(MARK):
            self.read_paragraphs(tag)
        elif words:
            level = "2" if tag.name in ("h1", "h2") else "3"
            self.set_apart(("heading", {"text": words, "level": level, "anchor": ""}))

    def read_quotation(self, tag: Tag) -> None:
        if not self.can_set_apart:
            self.read_paragraphs(tag)
            return
        author = attribution_of(tag)
        inside = _Reader(self.is_own, is_quotation=True)
        inside.read(tag)
        inside.end_line()
        text = "".join(f"<p>{line.html}</p>" for line in inside.lines)
        value = {"text": text, "author": author, "work": "", "year": "", "address": ""}
        if text:
            self.set_apart(("quotation", value))
        elif author:
            self.set_apart(("rich_text", f"<p>{escape(author)}</p>"))

    def read_table(self, tag: Tag) -> None:
        found = rows_in(tag) if self.can_set_apart else None
        if found is None:
            self.read_paragraphs(tag)
            return
        rows, heads, caption = found
        self.set_apart(("table", table(rows, heads, caption)))

    def read_video(self, tag: Tag) -> None:
        address = str(tag.get("src") or "")
        address = f"https:{address}" if address.startswith("//") else address
        video = VideoValue(None, [("address", address)])
        if video.player and self.can_set_apart:
            title = str(tag.get("title") or video.host)
            value = {"address": address, "title": title[:255], "caption": "", "credit": ""}
            self.set_apart(("video", value))
        else:
            self.read_paragraphs(tag)


def split(value) -> list[tuple[str, Any, str | None]]:
    """A body with its running texts split: what stands in them as a block becomes one.

    (type, value, id) for each block; what needs no splitting stays as it is.
    """
    done: list[tuple[str, Any, str | None]] = []
    for child in value:
        made = blocks_of(child.value.source, is_own=True) if child.block_type == "rich_text" else []
        if len(made) > 1 or (made and made[0][0] != "rich_text"):
            done += [(kind, each, None) for kind, each in made]
        else:
            done.append((child.block_type, child.value, child.id))
    return done
