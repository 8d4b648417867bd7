"""A text as a tagged PDF for A4, typeset with typst."""

import copy
import re
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element

from articles.formats.facts import facts_of
from articles.formats.markup import has_class, has_paragraphs, note_of, notes_of, runs
from articles.formats.pictures import Pictures
from articles.formats.source import Portable
from articles.formats.typesetting import faces, typeset


def node(element: Element, pictures: Pictures) -> dict[str, Any]:
    """An element as the template reads it: tag, attributes, and what it holds in order."""
    attributes = {key: element.get(key, "") for key in element.attrib}
    if element.tag == "img":
        attributes["src"] = pictures.keep(attributes.get("src", ""))
    holds: list[Any] = []
    if has_paragraphs(element):
        holds = [node(child, pictures) for child in runs(element)]
    else:
        holds.append(_one_blank(element.text))
        for child in element:
            holds += [node(child, pictures), _one_blank(child.tail)]
    return {
        "tag": element.tag,
        "attributes": attributes,
        "is_running": not has_paragraphs(element),
        "holds": [part for part in holds if part != ""],
    }


def _one_blank(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text or "")


def _with_anchors(root: Element) -> None:
    """References inside the text lead to their places; those to nothing are plain words."""
    names = [element.get("id") for element in root.iter() if element.get("id")]
    wanted = set()
    for link in root.iter("a"):
        address = link.get("href", "")
        if address.startswith("#"):
            del link.attrib["href"]
            if names.count(address[1:]) == 1:
                link.set("target", address[1:])
                wanted.add(address[1:])
        elif not re.match(r"(https?://|mailto:)\S", address):
            link.attrib.pop("href", None)
    for element in root.iter():
        if element.get("id") in wanted:
            element.set("anchor", element.get("id", ""))


def _with_notes(root: Element) -> None:
    """Notes stand at the foot of the page where the text refers to them."""
    notes = notes_of(root)
    for parent in list(root.iter()):
        for index, child in enumerate(list(parent)):
            note = notes.get(note_of(child))
            if note is not None:
                placed = copy.deepcopy(note)
                placed.tag, placed.attrib, placed.tail = "footnote", {}, child.tail
                parent[index] = placed
    for parent in list(root.iter()):
        for child in [each for each in parent if has_class(each, "footnotes")]:
            parent.remove(child)


def _with_levels(root: Element) -> None:
    """No level of heading is left out, as in a text that goes from parts straight to points."""
    last = 1
    for element in root.iter():
        if element.tag in ("h2", "h3", "h4", "h5", "h6"):
            last = min(int(element.tag[1]), last + 1)
            element.set("level", str(last))


def data_of(text: Portable, pictures: Pictures) -> dict[str, Any]:
    """All that the template needs."""
    assert text.body is not None
    body = copy.deepcopy(text.body)
    _with_notes(body)
    _with_levels(body)
    _with_anchors(body)
    return {
        "title": text.title,
        "kicker": text.kicker,
        "standfirst": text.standfirst,
        "names": text.names,
        "language": text.language.partition("-")[0],
        "direction": text.direction,
        "publisher": text.publisher,
        "address": text.address,
        "rights": text.rights,
        "topics": text.topics,
        "facts": [list(fact) for fact in facts_of(text)],
        "author_note": text.author_note,
        "notices": [list(each) for each in text.notices],
        "faces": faces(text.language),
        "display": faces(text.language, is_display=True),
        "body": node(body, pictures),
    }


def pdf(text: Portable) -> bytes:
    """The whole file, accessible (PDF/UA-1); the same text gives the same bytes."""
    pictures = Pictures()
    data = data_of(text, pictures)
    return typeset(
        "text.typ",
        data,
        pictures.files,
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=int(datetime.fromisoformat(text.published_at).timestamp()),
    )
