"""The reader of WordPress exports: each post and page is a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

from articles.importing.markup import MarkupError, blocks_of, parsed
from articles.importing.readers import Reader, Text
from articles.importing.readers.wordpress.comments import comments_of
from articles.importing.readers.wordpress.content import markup_of
from articles.importing.readers.wordpress.export import Channel, Item, items
from articles.importing.record import (
    Author,
    Dropped,
    Finding,
    Place,
    Publication,
    Record,
    StatedDate,
)
from articles.importing.source import Source

NAME = "WordPress export"
TEXTS = ("post", "page")
# What the program itself keeps between texts; it is no text, and not worth a word.
FURNITURE = frozenset(["attachment", "nav_menu_item", "revision", "customize_changeset"])
DAY = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})[ T]\d{2}:\d{2}(?::\d{2})?")
NEVER = "0000-00-00"


def recognises(source: Source) -> bool:
    """RSS that speaks of WordPress's export, or that has no other reader."""
    head = source.head
    if not head.startswith((b"<?xml", b"<rss", b"<!--")):
        return False
    return b"wordpress.org/export/" in source.data[:65536] or b"<rss" in source.data[:4096]


def read(source: Source) -> Iterator[Text]:
    """The posts and pages of an export, one after the other."""
    pictures = _pictures(source)
    channel = Channel()
    for item in items(source, channel):
        kind = item.post_type or "post"
        if kind in FURNITURE or (kind not in TEXTS and not item.content.strip()):
            continue
        name = f"{source.name}#{kind}-{item.post_id or item.line}"
        yield Text(Source(name, item.raw), _record(name, item, channel, pictures))


def _pictures(source: Source) -> dict[str, tuple[str, str]]:
    """Attachments by their id: address and caption. They may stand after the posts."""
    return {
        item.post_id: (item.attachment_url or item.guid, item.excerpt.strip())
        for item in items(source, Channel())
        if item.post_type == "attachment"
    }


def _record(name: str, item: Item, channel: Channel, pictures) -> Record:
    place = Place(line=item.line, place=f"item {item.post_id}")
    markup, findings = markup_of(item.content, pictures, item.line)
    try:
        found = blocks_of(parsed(markup))
        blocks = found.blocks
        dropped = found.dropped
    except MarkupError as error:
        blocks, dropped = [], []
        findings.append(Finding("lost", "text", item.line, None, None, str(error)))
    title = unescape(item.title).strip() or None
    if title is None:
        findings.append(Finding("lost", "title", item.line, None, None, "the item has no title"))
    dates, undated = _dates(item)
    comments, others = comments_of(item.comments)
    record = Record(
        source=name,
        reader=NAME,
        title=title,
        standfirst=_plain(item.excerpt),
        authors=tuple(Author(each) for each in _authors(item, channel)),
        dates=dates,
        publication=Publication(
            name=channel.title,
            url=item.link.strip() or item.guid.strip() or None,
            identifier=item.guid.strip() or item.post_id or None,
        ),
        language=channel.language,
        status="password" if item.post_password else item.status or None,
        topics=_topics(item),
        blocks=tuple(blocks),
        comments=comments,
        findings=(*findings, *undated, *_guarded(item)),
        dropped=(*dropped, *_left_out(others)),
    )
    record.provenance.update(dict.fromkeys(_paths(record), place))
    return record


def _authors(item: Item, channel: Channel) -> list[str]:
    """Co-authors as the plug-in for them writes them, else the creator; by display name."""
    several = [unescape(text) or slug for domain, slug, text in item.terms if domain == "author"]
    creator = item.creator.strip()
    return several or ([channel.authors.get(creator, creator)] if creator else [])


def _topics(item: Item) -> tuple[str, ...]:
    names = [
        unescape(text).strip()
        for domain, _slug, text in item.terms
        if domain in ("category", "post_tag", "tag")
    ]
    return tuple(dict.fromkeys(name for name in names if name and name != "Uncategorized"))


def _dates(item: Item) -> tuple[tuple[StatedDate, ...], list[Finding]]:
    """The day of publication; a draft has none, whatever day it was begun."""
    words = item.post_date.strip()
    match = DAY.match(words)
    if not match or words.startswith(NEVER):
        found = [Finding("lost", "date", item.line, words or None, None, "no day is given")]
        return (), found
    if item.status in ("draft", "pending", "auto-draft", "trash"):
        return (), []
    return (StatedDate("published", match["day"], words),), []


def _guarded(item: Item) -> Iterator[Finding]:
    if item.post_password:
        evidence = "it was behind a password, and is not for everyone"
        yield Finding("probable", "restricted", item.line, None, None, evidence)
    elif item.status == "private":
        evidence = "it was private, and is not for everyone"
        yield Finding("probable", "restricted", item.line, None, None, evidence)


def _left_out(others: Counter) -> list[Dropped]:
    return [Dropped("comments", f"{number} {kind}") for kind, number in sorted(others.items())]


def _plain(markup: str) -> str | None:
    if not markup.strip():
        return None
    blocks = blocks_of(parsed(markup)).blocks
    return "\n\n".join(block.text for block in blocks if block.text) or None


def _paths(record: Record) -> Iterator[str]:
    for name in ("title", "standfirst", "language", "status"):
        if getattr(record, name):
            yield name
    for name in ("name", "url", "identifier"):
        if getattr(record.publication, name):
            yield f"publication.{name}"
    for name in ("authors", "dates", "topics", "blocks", "comments"):
        for at, _value in enumerate(getattr(record, name)):
            yield f"{name}.{at}"


READER = Reader(NAME, order=20, recognises=recognises, read=read)
