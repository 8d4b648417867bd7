"""The XML of an export as a stream of items, in memory that does not grow with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from articles.importing.source import Source, SourceError

# The namespace's version and scheme vary; the prefix means nothing.
NAMESPACE = re.compile(
    r"https?://(?:www\.)?wordpress\.org/export/(?P<version>[\d.]+)/?(?:excerpt/)?"
)
CONTENT = "http://purl.org/rss/1.0/modules/content/"
CREATOR = "http://purl.org/dc/elements/1.1/"
LARGEST_ITEM = 20 * 1024 * 1024  # characters of one text


@dataclass
class Channel:
    """What the export says once, for all its texts."""

    title: str | None = None
    link: str | None = None
    language: str | None = None
    version: str | None = None
    authors: dict[str, str] = field(default_factory=dict)


@dataclass
class Item:
    """One item by the names of WordPress, without prefixes; `raw` are its bytes in the file."""

    fields: dict[str, str]
    terms: list[tuple[str, str, str]]
    meta: dict[str, str]
    comments: list[dict[str, str]]
    line: int
    raw: bytes

    def __getattr__(self, name: str) -> str:
        return self.fields.get(name, "")


def items(source: Source, channel: Channel) -> Iterator[Item]:
    """Each item of an export, and in `channel` what stands before the first.

    Raises `SourceError` with the line where the XML is no longer well-formed: a repaired reading
    would guess where one text ends and the next begins.
    """
    with source.open() as file:
        parsing = etree.iterparse(
            file, events=("start", "end"), resolve_entities=False, no_network=True,
            huge_tree=True, load_dtd=False,
        )  # fmt: skip
        try:
            yield from _items(parsing, channel, source.name)
        except etree.XMLSyntaxError as error:
            reason = error.msg or "broken XML"
            raise SourceError(f"{source.name}: is no well-formed export: {reason}") from None


def _items(parsing: Any, channel: Channel, name: str) -> Iterator[Item]:
    inside = depth = 0
    root = None
    for event, element in parsing:
        tag = _local(element)
        if event == "start":
            depth += 1
            if root is None:
                root = element
                if tag != "rss":
                    raise SourceError(f"{name}: is no export of WordPress: it begins with <{tag}>")
            _refuse_entities(element, name)
            inside += tag == "item"
            continue
        depth -= 1
        if tag == "item":
            inside -= 1
            _refuse_version(channel, name)
            yield _item(element)
            _clear(element)
        elif not inside:
            _take_channel(channel, element, tag)
            if depth <= 2:
                _clear(element)
    _refuse_version(channel, name)


def _refuse_version(channel: Channel, name: str) -> None:
    """The version of the format stands before the first item; a feed has none."""
    if channel.version is None:
        raise SourceError(f"{name}: is no export of WordPress: it states no wxr_version")
    if not re.fullmatch(r"\d+\.\d+", channel.version):
        raise SourceError(f"{name}: “{channel.version}” is no version of WordPress's export")


def _refuse_entities(element: Any, name: str) -> None:
    doctype = element.getroottree().docinfo.internalDTD
    if doctype is not None and any(doctype.iterentities()):
        raise SourceError(f"{name}: declares entities, which no export does")


def _take_channel(channel: Channel, element: Any, tag: str) -> None:
    text = (element.text or "").strip()
    if tag == "wxr_version" and text:
        channel.version = text
    elif tag in ("title", "link", "language") and _local(element.getparent()) == "channel":
        setattr(channel, tag, getattr(channel, tag) or text or None)
    elif tag == "author" and NAMESPACE.match(_namespace(element)):
        children = element.iterchildren(tag=etree.Element)
        values = {_local(child): (child.text or "").strip() for child in children}
        login = values.get("author_login")
        if login:
            channel.authors[login] = values.get("author_display_name") or login


def _item(element: Any) -> Item:
    fields: dict[str, str] = {}
    terms, meta, comments = [], {}, []
    for child in element.iterchildren(tag=etree.Element):
        tag, namespace, text = _local(child), _namespace(child), child.text or ""
        if tag == "category":
            terms.append((child.get("domain") or "category", child.get("nicename") or "", text))
        elif tag == "postmeta":
            pair = {_local(each): each.text or "" for each in child.iterchildren(tag=etree.Element)}
            meta[pair.get("meta_key", "")] = pair.get("meta_value", "")
        elif tag == "comment":
            comments.append(
                {_local(each): each.text or "" for each in child.iterchildren(tag=etree.Element)}
            )
        elif tag == "encoded":
            fields["content" if namespace == CONTENT else "excerpt"] = text
        elif not (tag in fields and not namespace):
            fields[tag] = text
    return Item(fields, terms, meta, comments, element.sourceline or 0, etree.tostring(element))


def _local(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _namespace(element: Any) -> str:
    return etree.QName(element).namespace or ""


def _clear(element: Any) -> None:
    """Let go of an element and of those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
