"""Markdown, with front matter if there is some."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from articles.importing.markup import MarkupError, blocks_of, parsed
from articles.importing.readers import Reader, Text
from articles.importing.record import (
    Author,
    Block,
    Finding,
    Place,
    Publication,
    Record,
    StatedDate,
)
from articles.importing.source import Source, SourceError, decode

NAME = "Markdown"
SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
FRONT = re.compile(r"\A---[ \t]*\n(?P<front>.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
EDTF_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
TOO_DEEP = re.compile(r"^(?:[ \t]*>){40}|^[ \t]{400}", re.MULTILINE)  # parts that a parser drops
LARGEST_FRONT = 64 * 1024  # characters
KNOWN = frozenset(
    [
        "title", "subtitle", "kicker", "standfirst", "description", "summary", "author", "authors",
        "date", "published", "written", "lang", "language", "tags", "topics", "categories",
        "keywords", "url", "canonical", "status", "draft", "rights", "license", "publication",
        "section",
    ]
)  # fmt: skip


def recognises(source: Source) -> bool:
    """By its name; plain text may look alike."""
    return source.suffix in SUFFIXES


def read(source: Source) -> Iterator[Text]:
    """The one text of a file. Raises `SourceError` where its front matter can't be read."""
    text = decode(source).text.replace("\r\n", "\n")
    match = FRONT.match(text)
    front = _front(source.name, match["front"]) if match else {}
    if TOO_DEEP.search(text):
        raise SourceError(f"{source.name}: its lists or quotations lie too deep in one another")
    markdown = (
        MarkdownIt("commonmark", {"html": False, "maxNesting": 150})
        .enable("table")
        .use(footnote_plugin)
    )
    try:
        root = parsed(markdown.render(text[match.end() :] if match else text))
    except (MarkupError, RecursionError):
        raise SourceError(f"{source.name}: its lists lie too deep in one another") from None
    notes = _taken_notes(root)
    blocks = [*blocks_of(root).blocks, *(Block("note", text=note) for note in notes)]
    yield Text(source, _record(source.name, front, blocks))


def _front(name: str, text: str) -> dict[str, Any]:
    if len(text) > LARGEST_FRONT:
        raise SourceError(f"{name}: its front matter is longer than {LARGEST_FRONT // 1024} kB")
    if re.search(r"(?:^|\s)[&*][\w-]+", text):
        # Anchors let a few lines unfold into gigabytes.
        raise SourceError(f"{name}: its front matter uses anchors (& or *); write values out")
    try:
        front = yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 2}" if mark else ""
        raise SourceError(f"{name}{line}: its front matter is no YAML") from None
    return (
        {str(key).lower(): value for key, value in front.items()} if isinstance(front, dict) else {}
    )


def _taken_notes(root: Any) -> list[str]:
    notes = []
    for item in root.xpath('//li[contains(@class,"footnote-item")]'):
        for back in item.xpath('.//a[contains(@class,"footnote-backref")]'):
            back.drop_tree()
        notes.append(" ".join("".join(item.itertext()).split()))
    for section in root.xpath(
        '//section[contains(@class,"footnotes")] | //hr[contains(@class,"foot")]'
    ):
        section.drop_tree()
    return notes


def _record(name: str, front: dict[str, Any], blocks: list[Block]) -> Record:
    title, place = _words(front.get("title")), "front matter"
    if title is None and blocks and blocks[0].type == "heading":
        title, place, blocks = blocks[0].text, "first heading", blocks[1:]
    findings = [
        Finding("lost", key, None, str(value)[:200], None, "front matter without a known meaning")
        for key, value in front.items()
        if key not in KNOWN
    ]
    if title is None:
        findings.append(Finding("lost", "title", None, None, None, "nothing states a title"))
    dates = tuple(_dates(front, findings))
    record = Record(
        source=name,
        reader=NAME,
        title=title,
        kicker=_words(front.get("kicker")),
        standfirst=_first(front, "standfirst", "subtitle", "description", "summary"),
        authors=tuple(_authors(front.get("authors") or front.get("author"))),
        dates=dates,
        publication=Publication(
            name=_words(front.get("publication")),
            url=_first(front, "canonical", "url"),
            section=_words(front.get("section")),
            rights=_first(front, "rights", "license"),
        ),
        language=_first(front, "lang", "language"),
        status=_words(front.get("status")) or ("draft" if front.get("draft") == "true" else None),
        topics=tuple(
            topic
            for key in ("topics", "tags", "categories", "keywords")
            for topic in _list(front.get(key))
        ),
        blocks=tuple(blocks),
        findings=tuple(findings),
    )
    record.provenance.update({key: Place(place="front matter") for key in front if key in KNOWN})
    record.provenance["title"] = Place(place=place)
    record.provenance.update(
        {
            f"blocks.{at}": Place(place=f"block {at + 1}", confidence="recognised")
            for at, _block in enumerate(blocks)
        }
    )
    return record


def _dates(front: dict[str, Any], findings: list[Finding]) -> Iterator[StatedDate]:
    for key, kind in (("date", "published"), ("published", "published"), ("written", "written")):
        words = _words(front.get(key))
        if words is None:
            continue
        match = EDTF_DAY.match(words)
        if match:
            yield StatedDate(kind, match[0], words)  # type: ignore[arg-type]
        else:
            evidence = "which day it means is for an editor to say"
            findings.append(Finding("probable", "date", None, words, words, evidence))


def _authors(value: Any) -> Iterator[Author]:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict) and _words(each.get("name")):
            yield Author(str(each["name"]), tuple(_list(each.get("affiliation"))))
        elif isinstance(each, str) and each.strip():
            yield Author(each.strip())


def _first(front: dict[str, Any], *names: str) -> str | None:
    return next((words for name in names if (words := _words(front.get(name)))), None)


def _words(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _list(value: Any) -> list[str]:
    values = (
        value if isinstance(value, list) else (value.split(",") if isinstance(value, str) else [])
    )
    return [each.strip() for each in values if isinstance(each, str) and each.strip()]


READER = Reader(NAME, order=60, recognises=recognises, read=read)
