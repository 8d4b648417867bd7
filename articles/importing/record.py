"""The neutral record: what a reader found in one source, before anything is built from it.

Readers make records and know nothing of pages; the builder makes pages and knows nothing of
formats. A value stands here only if the source states it. What a reader concludes, mends or
misses stands in `findings`. `docs/import.md` documents the JSON form, field by field.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Literal

BlockType = Literal[
    "heading", "paragraph", "quote", "image", "list", "table", "note", "verse", "embed"
]
UNSEEN = {"json": None}  # no part of the documented form
Certainty = Literal["certain", "probable", "lost"]
Confidence = Literal["stated", "recognised"]
DateKind = Literal["published", "written", "delivered"]


@dataclass(frozen=True)
class Author:
    """A name in the source's author line or author note, as it is written there.

    `role` is empty for an author and "translator" where the line says so. Affiliations are
    those of the day of the text; `former_affiliations` are those that the note calls past.
    """

    name: str
    affiliations: tuple[str, ...] = ()
    former_affiliations: tuple[str, ...] = ()
    role: str | None = None


@dataclass(frozen=True)
class StatedDate:
    """A date that the source labels: `value` in EDTF, `text` as it is printed."""

    kind: DateKind
    value: str
    text: str


@dataclass(frozen=True)
class Publication:
    """Where the source says that the text appeared."""

    name: str | None = None
    url: str | None = None
    identifier: str | None = None
    section: str | None = None
    rights: str | None = None


@dataclass(frozen=True)
class Block:
    """One part of the text. `level` is a heading's, from 2: the title is level 1.

    What builds drafts may know more than the plain values: the same words with marks and links
    (`markup`), where a picture's file is (`address`), whether a table's first row names its
    columns (`has_head`). The JSON form leaves these out.
    """

    type: BlockType
    level: int | None = None
    text: str | None = None
    attribution: str | None = None
    caption: str | None = None
    credit: str | None = None
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    markup: str | None = field(default=None, compare=False, metadata=UNSEEN)
    address: str | None = field(default=None, compare=False, metadata=UNSEEN)
    has_head: bool = field(default=False, compare=False, metadata=UNSEEN)


@dataclass(frozen=True)
class Comment:
    """A reader's comment or a pingback; `parent` is an index into the record's comments.

    `text` of a pingback is the title of the page that linked; `note` is a moderator's.
    """

    author: str | None = None
    url: str | None = None
    depth: int = 0
    parent: int | None = None
    kind: Literal["comment", "pingback"] = "comment"
    text: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Finding:
    """Something an editor should know about one place of the source.

    Certain: a repair that was applied (`before` became `after`).
    Probable: a proposal that was not applied.
    Lost: something that the source had and this file no longer has; `after` is empty.
    """

    certainty: Certainty = field(metadata={"json": "class"})
    kind: str
    line: int | None
    before: str | None
    after: str | None
    evidence: str


@dataclass(frozen=True)
class Dropped:
    """Furniture around the text: navigation, teasers, forms. Left out and listed."""

    kind: str
    text: str


@dataclass(frozen=True)
class Place:
    """Where a value stands: a line of the file (from 1), or a place in words.

    Stated: a label or a fixed form says what the value is. Recognised: the words are the
    file's; what they are follows from their place and shape.
    """

    line: int | None = None
    place: str | None = None
    confidence: Confidence = "stated"


@dataclass(frozen=True)
class Record:
    """One text, as a reader found it in one source."""

    source: str
    reader: str
    title: str | None = None
    kicker: str | None = None
    standfirst: str | None = None
    authors: tuple[Author, ...] = ()
    author_note: str | None = None
    dates: tuple[StatedDate, ...] = ()
    publication: Publication = field(default_factory=Publication)
    language: str | None = None
    status: str | None = None
    topics: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    comments: tuple[Comment, ...] = ()
    findings: tuple[Finding, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    provenance: dict[str, Place] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The documented form: plain JSON values, every key there, absent is null or []."""
        plain = _plain(self)
        assert isinstance(plain, dict)
        return plain


def _plain(value: object) -> object:
    if is_dataclass(value):
        return {
            each.metadata.get("json", each.name): _plain(getattr(value, each.name))
            for each in fields(value)
            if each.metadata.get("json", each.name)
        }
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return value
