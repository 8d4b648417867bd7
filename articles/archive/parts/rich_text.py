"""Rich text, with links by name in the place of Wagtail's numbers.

`<a page="en:/about/">`, `<a file="key">` and `<embed picture="key" …/>`. White space is what it
is in HTML: any run of it is one space, and there is none around paragraphs.
"""

import html
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from articles.archive.mistake import Mistake
from articles.archive.naming import Model, Names, Reference
from articles.archive.parts.part import Context, Part
from articles.archive.reading import Node

LINE_LENGTH = 96

_TAG = re.compile(r"<(?P<tag>a|embed)\b(?P<attributes>[^>]*?)(?P<end>/?)>")
_ATTRIBUTE = re.compile(r"([\w-]+)=\"([^\"]*)\"")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_BLOCK = "p|h[1-6]|ul|ol|li|blockquote|hr|br|embed|pre|div|table|tbody|thead|tr|td|th"
_AROUND_BLOCK = re.compile(rf" ?(</?(?:{_BLOCK})\b[^>]*>) ?")
_AFTER_BLOCK = re.compile(r"(</(?:p|h[1-6]|ul|ol|blockquote)>|<hr/>)(?=.)")
# Draftail's own marks, made anew at each editing.
_EDITOR_MARK = re.compile(r' data-block-key="[^"]*"')


@dataclass(frozen=True, slots=True)
class Kind:
    """What a tag can point at: in Wagtail `<tag wagtail="value" id="…">`, here `<tag name="…">`."""

    tag: str
    wagtail: str
    value: str
    name: str

    @property
    def model(self) -> Model:
        return {"page": lambda: Page, "file": get_document_model, "picture": get_image_model}[
            self.name
        ]()


KINDS = [
    Kind("a", "linktype", "page", "page"),
    Kind("a", "linktype", "document", "file"),
    Kind("embed", "embedtype", "image", "picture"),
]


def in_one_form(text: str) -> str:
    """The text with white space and tags as they are stored, whoever wrote them."""
    text = _SPACE.sub(" ", _EDITOR_MARK.sub("", text))
    return _AROUND_BLOCK.sub(r"\1", text).strip()


def in_lines(text: str) -> str:
    """The text for a person to read: each paragraph on lines of its own."""
    paragraphs = _AFTER_BLOCK.sub("\\1\n", text).split("\n")
    if len(paragraphs) == 1 and len(text) <= LINE_LENGTH:
        return text
    return "\n".join(
        textwrap.fill(
            paragraph,
            LINE_LENGTH,
            break_long_words=False,
            break_on_hyphens=False,
            expand_tabs=False,
            replace_whitespace=False,
        )
        for paragraph in paragraphs
    )


def tag_text(tag: str, attributes: dict[str, str], end: str) -> str:
    written = "".join(
        f' {name}="{html.escape(text, quote=False).replace(chr(34), "&quot;")}"'
        for name, text in attributes.items()
    )
    return f"<{tag}{written}{end}>"


def attributes_of(match: re.Match[str]) -> dict[str, str]:
    return {name: html.unescape(text) for name, text in _ATTRIBUTE.findall(match["attributes"])}


@dataclass(frozen=True, slots=True)
class Link:
    """A tag that points at something by name."""

    kind: Kind
    target: Reference
    others: dict[str, str]
    end: str


@dataclass(frozen=True, slots=True)
class RichText:
    """A rich text as read from a fixture."""

    pieces: list[str | Link]

    def references(self) -> Iterator[Reference]:
        for piece in self.pieces:
            if isinstance(piece, Link):
                yield piece.target

    def resolved(self, names: Names) -> str:
        """As Wagtail stores it."""
        return "".join(
            piece
            if isinstance(piece, str)
            else tag_text(
                piece.kind.tag,
                piece.others
                | {piece.kind.wagtail: piece.kind.value, "id": str(names.number(piece.target))},
                piece.end,
            )
            for piece in self.pieces
        )


def read_rich_text(node: Node) -> RichText:
    """Raises `Mistake` for a link by number."""
    text, pieces, position = in_one_form(node.text), [], 0
    for match in _TAG.finditer(text):
        attributes = attributes_of(match)
        for kind in KINDS:
            if kind.tag != match["tag"]:
                continue
            if attributes.get(kind.wagtail) == kind.value:
                raise Mistake(
                    node.place,
                    f"“{match[0]}” leads to a number: write "
                    f'<{kind.tag} {kind.name}="…"> with the name.',
                )
            if kind.name in attributes:
                name = Node(node.place, attributes.pop(kind.name))
                target = Reference.read(kind.model, name)
                pieces += [
                    text[position : match.start()],
                    Link(kind, target, attributes, match["end"]),
                ]
                position = match.end()
    return RichText([*pieces, text[position:]])


def write_rich_text(text: str, names) -> str:
    """The text for a fixture; a link whose target is gone leads nowhere, as on the site."""

    def named(match: re.Match[str]) -> str:
        attributes = attributes_of(match)
        for kind in KINDS:
            if kind.tag == match["tag"] and attributes.get(kind.wagtail) == kind.value:
                number = attributes.pop("id", "")
                del attributes[kind.wagtail]
                name = names.name(kind.model, int(number)) if number.isdecimal() else ""
                if name:
                    return tag_text(kind.tag, {kind.name: name} | attributes, match["end"])
                return "<a>" if kind.tag == "a" else ""
        return match[0]

    return in_lines(_TAG.sub(named, in_one_form(text)))


class RichTextPart(Part):
    """A field of rich text."""

    is_late = True

    def __init__(self, field: models.Field):
        super().__init__(field.name)
        self.field = field

    def read(self, node: Node, context: Context) -> Any:
        return read_rich_text(node)

    def empty(self) -> Any:
        return self.field.get_default()

    def put(self, record: models.Model, value: Any) -> None:
        setattr(record, self.name, value)

    def take(self, record: models.Model, names) -> Any:
        text = getattr(record, self.name) or ""
        return None if text == self.empty() else write_rich_text(text, names)
