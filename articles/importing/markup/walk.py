"""Walks a tree of HTML and tells its blocks apart."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from articles.importing.markup import embed, figure, listing, table
from articles.importing.markup.inline import Words, tags_of
from articles.importing.record import Block, Dropped

HEADINGS = {f"h{level}": max(2, level) for level in range(1, 7)}
CONTAINERS = frozenset(
    [
        "html", "body", "main", "article", "section", "div", "center", "header", "footer", "hgroup",
        "details", "summary", "fieldset", "address", "p", "dl", "dd", "dt", "figure", "aside",
        "blockquote", "ul", "ol", "table", "pre", "hr", "nav", "li", "tbody", "tr", "td", "th",
        *HEADINGS,
    ]
)  # fmt: skip
FURNITURE = {"nav": "navigation"}
VERSE_CLASSES = ("verse", "poem", "poesie")


@dataclass
class Found:
    """What a tree holds: blocks in order, and what was left out of them."""

    blocks: list[Block] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    lost: list[tuple[str, str]] = field(default_factory=list)


def blocks_of(root: Any) -> Found:
    """The blocks of a tree that `parsed` has read."""
    walk = Walk()
    walk.container(root)
    walk.flush()
    return walk.found


class Walk:
    """One walk: words gather until a block begins or ends."""

    def __init__(self) -> None:
        self.found = Found()
        self.words = Words()
        self.standing: list[Block] = []  # pictures and embeds within the paragraph that gathers

    def flush(self, type: Any = "paragraph") -> None:
        """End the paragraph that has gathered; an empty one is none."""
        if self.words:
            text, markup = self.words.text, self.words.markup
            parts = text.split("\n\n") if type == "paragraph" else [text]
            if len(parts) == 1:
                self.found.blocks.append(Block(type, text=text, markup=markup))
            else:
                marked = [each for each in markup.split("<br/><br/>") if each.strip()]
                parts = [part.strip("\n ") for part in parts if part.strip("\n ")]
                whole = len(marked) == len(parts)
                for number, part in enumerate(parts):
                    mark = marked[number].removeprefix("<br/>").strip() if whole else None
                    self.found.blocks.append(Block(type, text=part, markup=mark))
        self.words = Words()
        self.found.blocks += self.standing
        self.standing = []

    def container(self, element: Any) -> None:
        """The children of an element, in order: words gather, blocks stand."""
        self.words.add(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self.child(child)
            self.words.add(child.tail)

    def child(self, element: Any) -> None:
        """One element, by what it is."""
        if element.tag == "br":
            self.words.break_line()
        elif element.tag in ("img", "picture"):
            self.standing += figure.pictures(element)
        elif element.tag in embed.TAGS:
            self.standing += embed.embed_of(element)
        elif element.tag in CONTAINERS:
            self.flush()
            self.block(element)
            self.flush()
        else:
            self.inline(element)

    def inline(self, element: Any) -> None:
        """Words with a mark; what stands in them as a block ends the paragraph."""
        opening, closing = tags_of(element)
        if opening and any(child.tag in CONTAINERS for child in element.iter(*CONTAINERS)):
            opening = closing = ""
        self.words.mark(opening)
        self.container(element)
        self.words.mark(closing)

    def block(self, element: Any) -> None:
        """An element that is a block of its own, or holds some."""
        handler = getattr(self, f"_{element.tag}", None)
        if element.tag in HEADINGS:
            self._heading(element)
        elif _is_verse(element):
            self._verse(element)
        elif handler:
            handler(element)
        else:
            self.container(element)

    def _heading(self, element: Any) -> None:
        words = gathered(element)
        pictures = figure.pictures(element)
        if words:
            text = " ".join(words.text.split("\n"))
            self.found.blocks.append(Block("heading", level=HEADINGS[element.tag], text=text))
        self.found.blocks += pictures

    def _blockquote(self, element: Any) -> None:
        attribution = None
        for cite in element.xpath(".//cite|./footer|./figcaption"):
            words = gathered(cite)
            if words and not _has_words_after(cite, element):
                attribution = words.text.lstrip("—–- ")
                cite.drop_tree()
                break
        inner = blocks_of(element)
        quoted = [block for block in inner.blocks if block.type in ("paragraph", "verse", "list")]
        text = "\n\n".join(block.text or "\n".join(block.items) for block in quoted)
        if text:
            markup = "".join(f"<p>{block.markup or block.text}</p>" for block in quoted)
            self.found.blocks.append(
                Block("quote", text=text, attribution=attribution, markup=markup)
            )
        others = [
            replace(block)
            for block in inner.blocks
            if block not in quoted and block.type != "quote"
        ]
        self.found.blocks += others + [b for b in inner.blocks if b.type == "quote"]

    def _ul(self, element: Any) -> None:
        self.found.blocks += listing.list_of(element, blocks_of)

    _ol = _ul

    def _dl(self, element: Any) -> None:
        self.found.blocks += listing.definitions(element, blocks_of)

    def _table(self, element: Any) -> None:
        cells = table.table_of(element)
        if cells is not None:
            self.found.blocks.append(cells)
        else:
            for part in element.iter("caption", "th", "td"):
                if not any(each.tag in ("td", "th") for each in part.iterdescendants("td", "th")):
                    self.container(part)
                    self.flush()

    def _figure(self, element: Any) -> None:
        made = figure.figure_of(element, blocks_of)
        if made is not None:
            self.found.blocks += made
        else:
            self.container(element)

    def _pre(self, element: Any) -> None:
        self._lines(element)
        self.flush()

    def _verse(self, element: Any) -> None:
        lines = element.findall("div") or element.findall("p")
        if lines:
            for number, line in enumerate(lines):
                if number:
                    self.words.break_line()
                    if line.tag == "p":
                        self.words.break_line()
                self._lines(line)
        else:
            self._lines(element)
        self.flush("verse")

    def _lines(self, element: Any) -> None:
        """Words whose line ends count."""
        self.words.add(element.text, keeps_lines=True)
        for child in element:
            if child.tag == "br":
                self.words.break_line()
            elif isinstance(child.tag, str):
                opening, closing = tags_of(child)
                self.words.mark(opening)
                self._lines(child)
                self.words.mark(closing)
            tail = child.tail
            if child.tag == "br" and tail:
                tail = tail.lstrip("\r\n")
            self.words.add(tail, keeps_lines=True)

    def _aside(self, element: Any) -> None:
        inner = blocks_of(element)
        text = "\n\n".join(filter(None, (b.text or "\n".join(b.items) for b in inner.blocks)))
        if text:
            self.found.blocks.append(Block("note", text=text))
        self.found.blocks += [block for block in inner.blocks if block.type in ("image", "embed")]

    def _nav(self, element: Any) -> None:
        words = gathered(element)
        if words:
            self.found.dropped.append(Dropped(FURNITURE["nav"], words.text))

    def _hr(self, element: Any) -> None:
        """A rule ends a paragraph, and is nothing by itself."""


def gathered(element: Any) -> Words:
    """The words of an element, without what follows it."""
    walk = Walk()
    _gather(walk, element)
    return walk.words


def _gather(walk: Walk, element: Any) -> None:
    walk.words.add(element.text)
    for child in element:
        if child.tag == "br":
            walk.words.break_line()
        elif isinstance(child.tag, str):
            opening, closing = tags_of(child)
            walk.words.mark(opening)
            if child.tag in CONTAINERS:
                walk.words.add(" ")
            _gather(walk, child)
            walk.words.mark(closing)
            if child.tag in CONTAINERS:
                walk.words.add(" ")
        walk.words.add(child.tail)


def _is_verse(element: Any) -> bool:
    classes = (element.get("class") or "").lower()
    return element.tag in ("pre", "p", "div", "blockquote") and any(
        name in part for part in classes.split() for name in VERSE_CLASSES
    )


def _has_words_after(cite: Any, within: Any) -> bool:
    """Whether the quotation goes on after this: then it cites a title in passing."""
    node = cite
    while node is not within:
        following = [node.tail or "", *("".join(each.itertext()) for each in node.itersiblings())]
        if any(words.strip() for words in following):
            return True
        node = node.getparent()
    return False
