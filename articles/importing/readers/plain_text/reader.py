"""The reader of plain text that once was a web page.

It knows conventions, not sites. What it can't tell is null; what it concludes is a finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from articles.importing.readers.plain_text.body import Body
from articles.importing.readers.plain_text.damage import repaired
from articles.importing.readers.plain_text.furniture import (
    comments_announced,
    furniture_kind,
    sorted_by_kind,
    tail_begins,
)
from articles.importing.readers.plain_text.header import Head, read_head
from articles.importing.readers.plain_text.ledger import Ledger
from articles.importing.readers.plain_text.lines import (
    Line,
    Paragraph,
    paragraphs,
    split_lines,
    without,
)
from articles.importing.readers.plain_text.metadata import Metadata
from articles.importing.readers.plain_text.names import read_note
from articles.importing.readers.plain_text.paging import joined, note_broken_lines
from articles.importing.readers.plain_text.shape import sentences
from articles.importing.readers.plain_text.standing import sort_standing
from articles.importing.readers.plain_text.thread import read_thread, thread_lines
from articles.importing.readers.plain_text.traces import note_traces
from articles.importing.record import Dropped, Record
from articles.importing.source import Source, decode

NAME = "plain text"
LONGEST_ABSTRACT = 800  # characters
SELF_REFERENCE = ("this article", "this text", "this essay", "this document", "this interview")


@dataclass(frozen=True)
class Layout:
    """The parts of a file: the text with its head, the thread of comments, the furniture."""

    text: list[Paragraph]
    thread: list[Line]
    buttons: list[Paragraph]
    tail: list[Paragraph]


def read(source: Source) -> Record:
    """Read one source. Raises `SourceError` where there is no text in it."""
    decoded = decode(source)
    ledger = Ledger()
    if decoded.encoding:
        evidence = f"not UTF-8; read as {decoded.encoding}"
        ledger.probable("encoding", 1, None, None, evidence)
    layout = _layout(decoded.text, ledger)
    head = read_head(layout.text)
    note_broken_lines([entry for _, entry in head.labelled], ledger)
    metadata, rest, unheaded = _metadata(head, decoded.text, ledger)
    comments = read_thread(layout.thread, ledger)
    _note_lost_comments(layout.tail, bool(comments), ledger)
    dropped = [*sorted_by_kind(layout.buttons), *sorted_by_kind(layout.tail)]
    for index, (_, paragraph) in enumerate(dropped):
        ledger.place(f"dropped.{index}.text", paragraph.number)
    body = Body(ledger, unheaded)
    body.read(rest)
    return Record(
        source=source.name,
        reader=NAME,
        title=metadata.title,
        kicker=metadata.kicker,
        standfirst=metadata.standfirst,
        authors=tuple(metadata.authors),
        author_note=metadata.author_note,
        dates=tuple(metadata.dates),
        publication=metadata.publication,
        language=metadata.language,
        topics=tuple(metadata.topics),
        blocks=tuple(body.blocks),
        comments=comments,
        findings=ledger.findings,
        dropped=tuple(Dropped(kind, paragraph.text) for kind, paragraph in dropped),
        provenance=ledger.provenance,
    )


def _layout(text: str, ledger: Ledger) -> Layout:
    """Take a file apart, and mend what is certainly damaged in the parts that are kept."""
    lines = split_lines(text)
    start, end = thread_lines(lines)
    thread = {line.number for line in lines[start:end]}
    around = paragraphs(without(lines, thread))
    cut = tail_begins(around)
    tail = around[cut:]
    buttons = [paragraph for paragraph in around[:cut] if furniture_kind(paragraph.text)]
    furniture = {line.number for paragraph in [*buttons, *tail] for line in paragraph.lines}
    lines = repaired(lines, furniture, ledger)
    kept = paragraphs(without(lines, furniture | thread))
    return Layout(kept, lines[start:end], buttons, tail)


def _metadata(head: Head, text: str, ledger: Ledger) -> tuple[Metadata, list[Paragraph], set[int]]:
    """The fields from the head and the ends of the text, and the paragraphs that are left.

    Last the lines among these that are no headings, whatever their shape.
    """
    metadata = Metadata(ledger)
    standing = sort_standing(head, text)
    metadata.take_head(head, standing)
    rest = joined([*standing.returned, *head.rest], ledger)
    rest = _without_note(rest, metadata)
    rest = _without_abstract(rest, metadata)
    note_traces(rest, ledger)
    if metadata.title is None:
        ledger.lost("title", 1, None, "no line at the beginning stands as a title")
    unheaded = {standing.perhaps_author.number} if standing.perhaps_author else set()
    return metadata, rest, unheaded


def _without_note(rest: list[Paragraph], metadata: Metadata) -> list[Paragraph]:
    """Take the author note at the end: about a signatory, or set apart by a wider gap."""
    if len(rest) < 2 or metadata.author_note is not None:
        return rest
    note = read_note(rest[-1].text)
    is_apart = rest[-1].gap > 1 and not metadata.authors and len(sentences(rest[-1].text)) == 1
    if note is None or not (metadata.is_about_author(note) or is_apart):
        return rest
    metadata.take_notes([(note, rest[-1])])
    return rest[:-1]


def _without_abstract(rest: list[Paragraph], metadata: Metadata) -> list[Paragraph]:
    """Take a first paragraph that speaks of "this article" and is set apart by a wider gap."""
    if len(rest) < 2 or metadata.standfirst is not None or rest[1].gap < 2:
        return rest
    text = rest[0].text
    is_about_text = any(words in text.lower() for words in SELF_REFERENCE)
    if not is_about_text or len(text) > LONGEST_ABSTRACT:
        return rest
    metadata.standfirst = text
    metadata.ledger.place("standfirst", rest[0].number, "recognised")
    return rest[1:]


def _note_lost_comments(tail: Sequence[Paragraph], has_thread: bool, ledger: Ledger) -> None:
    for paragraph in tail:
        announced = comments_announced(paragraph.text)
        if announced and not has_thread:
            evidence = f"{announced} comments are announced, and no thread could be told apart"
            ledger.lost("comments", paragraph.number, paragraph.text, evidence)
