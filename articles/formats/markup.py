"""The HTML of a text as a tree of few elements, from which every format is written.

A block's own template is read, so that a new block comes out everywhere without more. What in it
serves the screen alone is marked `data-screen-only`; `is_feed` tells it that there are no frames.
"""

import copy
import re
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

INLINE = {"a", "strong", "em", "sup", "sub", "cite", "q", "bdi", "code", "small", "br", "img"}
INLINE |= {"footnote"}  # where a writer puts the note itself into the line
SECTIONS = {"div", "section", "aside", "blockquote", "figure", "figcaption", "ul", "ol", "li"}
SECTIONS |= {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "dl", "dt", "dd"}
PARAGRAPHS = {"p", "h2", "h3", "h4", "h5", "h6", "hr", "pre"}
KEPT = (INLINE | SECTIONS | PARAGRAPHS) - {"footnote"}
RENAMED = {"b": "strong", "i": "em", "h1": "h2", "footer": "p", "header": "div", "article": "div"}
RENAMED |= {"details": "div", "summary": "p", "legend": "p", "fieldset": "div", "address": "p"}
VOID = {"br", "hr", "img"}
# What has no place on paper; what stands inside goes with it.
LEFT_OUT = {"script", "style", "svg", "button", "form", "select", "iframe", "video", "audio"}
LEFT_OUT |= {"template", "nav", "object", "canvas"}
IGNORED_VOID = {"source", "wbr", "input", "link", "meta", "track", "embed", "col", "area", "base"}
ATTRIBUTES = {
    "a": ("href", "id", "role"),
    "img": ("src", "alt"),
    "ol": ("start", "type"),
    "li": ("value",),
    "th": ("scope", "colspan", "rowspan"),
    "td": ("colspan", "rowspan"),
}
# XML knows no control signs.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class _TreeBuilder(HTMLParser):
    """Reads HTML into elements; what it does not know is unwrapped, and its words stay."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("div")
        self.open = [("div", self.root)]
        self.left_out: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in IGNORED_VOID:
            return
        if self.left_out or tag in LEFT_OUT or "data-screen-only" in given:
            if tag not in VOID:
                self.left_out.append(tag)
            return
        name = RENAMED.get(tag, tag)
        parent = self.open[-1][1]
        if name not in KEPT:
            self.open.append((tag, parent))
            return
        element = SubElement(parent, name, _attributes(name, given))
        if name not in VOID:
            self.open.append((tag, element))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID and tag not in IGNORED_VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.left_out:
            if tag in self.left_out:
                while self.left_out.pop() != tag:
                    pass
            return
        if tag in [name for name, _element in self.open[1:]]:
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self.left_out:
            add_text(self.open[-1][1], UNWRITABLE.sub("", data))


def _attributes(name: str, given: dict[str, str]) -> dict[str, str]:
    kept = ("id", "lang", "dir", *ATTRIBUTES.get(name, ()))
    attributes = {key: given[key] for key in kept if given.get(key) or (key == "alt" in given)}
    if given.get("class"):
        attributes["class"] = given["class"]
    return {key: UNWRITABLE.sub("", value) for key, value in attributes.items()}


def add_text(element: Element, text: str) -> None:
    """Add words at the end of what an element holds."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def tree(html: str) -> Element:
    """The elements of some HTML, below one `div`."""
    builder = _TreeBuilder()
    builder.feed(html)
    builder.close()
    return builder.root


def notes_of(root: Element) -> dict[str, Element]:
    """The notes at the end of a text, by the ids that references name, without the way back."""
    notes = {}
    for section in root.iter("section"):
        if has_class(section, "footnotes"):
            for item in section.iter("li"):
                note = copy.deepcopy(item)
                for parent in note.iter():
                    for child in [each for each in parent if has_class(each, "noteback")]:
                        parent.remove(child)
                notes[item.get("id", "")] = note
    return notes


def note_of(element: Element) -> str:
    """The id of the note that an element refers to; "" where it is no reference to a note."""
    if element.tag != "sup" or not has_class(element, "noteref"):
        return ""
    link = element.find("a")
    return link.get("href", "").removeprefix("#") if link is not None else ""


def has_class(element: Element, name: str) -> bool:
    """Whether it has a class."""
    return name in element.get("class", "").split()


def words(element: Element) -> str:
    """All its text, with one blank between words."""
    return " ".join("".join(element.itertext()).split())


def has_paragraphs(element: Element) -> bool:
    """Whether it holds paragraphs, and not only running text."""
    return any(child.tag not in INLINE for child in element)


def runs(element: Element):
    """What it holds, in order: (None, element) for paragraphs, (element, None) for running text.

    Running text between paragraphs is gathered below a new `p`, so that no words stand bare.
    """
    gathered = Element("p")
    if element.text:
        add_text(gathered, element.text)
    for child in element:
        if child.tag in INLINE:
            gathered.append(child)
            continue
        if words(gathered) or gathered.find(".//img") is not None:
            yield gathered
        yield child
        gathered = Element("p")
        if child.tail:
            add_text(gathered, child.tail)
    if words(gathered) or gathered.find(".//img") is not None:
        yield gathered


def whole_number(text: str, otherwise: int = 1) -> int:
    """A number of a list as its attribute has it."""
    return int(text) if re.fullmatch("[0-9]{1,6}", text) else otherwise
