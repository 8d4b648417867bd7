"""The reader of HTML pages: metadata first, then the text among what stands around it."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator

from charset_normalizer import from_bytes
from lxml import html

from articles.importing.markup import Found, MarkupError, blocks_of, parsed
from articles.importing.markup.tree import NO_TEXT, remove
from articles.importing.readers import Reader, Text
from articles.importing.readers.html_page.comments import read_comments
from articles.importing.readers.html_page.extraction import extract
from articles.importing.readers.html_page.statements import Stated, Statements
from articles.importing.record import (
    Author,
    Block,
    Dropped,
    Finding,
    Place,
    Publication,
    Record,
    StatedDate,
)
from articles.importing.source import Source, SourceError

NAME = "HTML page"
BEGINNINGS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<!-- saved from")
CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
FURNITURE = {"nav": "navigation", "aside": "aside", "footer": "footer", "header": "header"}
FURNITURE |= {"form": "form"}
LONGEST_DROPPED = 400  # characters of furniture that are listed


def recognises(source: Source) -> bool:
    """By its first bytes, or its name where those are a comment or a fragment."""
    head = source.head.lower()
    if head.startswith(BEGINNINGS) or b"<html" in head[:2000]:
        return not head.startswith(b"<?xml") or b"<html" in head[:2000]
    return source.suffix in (".html", ".htm", ".xhtml") and b"<" in head


def decoded(source: Source) -> str:
    """The page as text: by its own declaration, if that holds, else by what fits."""
    data = source.data.removeprefix(b"\xef\xbb\xbf")
    declared = CHARSET.search(data[:4096])
    for encoding in ("utf-8", declared[1].decode("ascii") if declared else "utf-8"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    match = from_bytes(data).best()
    if match is None:
        raise SourceError(f"{source.name}: its encoding can't be recognised")
    return str(match)


def read(source: Source) -> Iterator[Text]:
    """The one text of a page. Raises `SourceError` where there is none."""
    try:
        root = parsed(decoded(source), keep_scripts=True)
    except MarkupError as error:
        raise SourceError(f"{source.name}: {error}") from None
    yield Text(source, read_page(source.name, root))


def read_page(name: str, root: html.HtmlElement) -> Record:
    """The record of a page that has been parsed with its scripts."""
    statements = Statements(root)
    comments, thread = read_comments(root)
    for element in thread:
        if element.getparent() is not None:
            element.drop_tree()
    remove(root, *NO_TEXT[:4])
    body, findings = extract(root)
    found = blocks_of(body)
    title = statements.title()
    blocks = _without_title(found.blocks, title)
    return _record(name, statements, title, blocks, comments, findings, _dropped(root, found))


def _record(name, statements, title, blocks, comments, findings, dropped) -> Record:
    """Put together what was read, each value with its place."""
    provenance: dict[str, Place] = {}

    def value(path: str, stated: Stated | None) -> str | None:
        if stated is None:
            return None
        provenance[path] = Place(place=stated.place)
        return stated.value

    authors = statements.authors()
    published = statements.published()
    if published:
        value("dates.0.text", published[1])
        value("dates.0.value", published[1])
    record = Record(
        source=name,
        reader=NAME,
        title=value("title", title),
        authors=tuple(Author(value(f"authors.{at}.name", each)) for at, each in enumerate(authors)),
        dates=(StatedDate("published", published[0], published[1].value),) if published else (),
        publication=Publication(
            name=value("publication.name", statements.site()),
            url=value("publication.url", statements.address()),
            section=value("publication.section", statements.section()),
        ),
        language=value("language", statements.language()),
        topics=tuple(value(f"topics.{at}", each) for at, each in enumerate(statements.topics())),
        blocks=tuple(blocks),
        comments=comments,
        findings=(*findings, *_missing(title, blocks)),
        dropped=tuple(dropped),
        provenance=provenance,
    )
    for at, _block in enumerate(blocks):
        provenance[f"blocks.{at}"] = Place(place="body", confidence="recognised")
    return record


def _missing(title: Stated | None, blocks: list[Block]) -> Iterator[Finding]:
    if title is None:
        yield Finding("lost", "title", None, None, None, "nothing in the page states a title")
    if not blocks:
        evidence = "no text could be told from what stands around it"
        yield Finding("lost", "text", None, None, None, evidence)


def _without_title(blocks: list[Block], title: Stated | None) -> list[Block]:
    """The body without a heading at its beginning that repeats the title."""
    first = next((at for at, block in enumerate(blocks[:3]) if block.type == "heading"), None)
    if title is None or first is None:
        return blocks
    if _letters(blocks[first].text) == _letters(title.value):
        return blocks[:first] + blocks[first + 1 :]
    return blocks


def _letters(words: str | None) -> str:
    return "".join(char for char in (words or "").casefold() if char.isalnum())


def _dropped(root: html.HtmlElement, found: Found) -> list[Dropped]:
    """The furniture of the page: navigation, headers, footers, forms."""
    kept = _letters(" ".join(block.text or " ".join(block.items) for block in found.blocks))
    dropped = list(found.dropped)
    seen = set()
    for element in root.iter(*FURNITURE):
        if any(parent.tag in FURNITURE for parent in element.iterancestors()):
            continue
        plain = copy.copy(element)
        plain.tail = None
        words = " ".join("".join(plain.itertext()).split())
        if words and words not in seen and _letters(words) not in kept:
            seen.add(words)
            dropped.append(Dropped(FURNITURE[element.tag], words[:LONGEST_DROPPED]))
    return dropped


READER = Reader(NAME, order=50, recognises=recognises, read=read)
