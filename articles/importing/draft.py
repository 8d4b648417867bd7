"""From a record to the fields of a page: body, bylines, dates. Nothing here saves anything."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext as _

from articles.blocks.table import table
from articles.blocks.video import VideoValue
from articles.importing.record import Block, Record
from articles.models import Byline, BylineAffiliation, TextPage

LONGEST = 255  # characters of a title, name or affiliation in the tables
ORDINAL = re.compile(r"\(?(?P<number>\d{1,2})[.)]\s+")
DEEPEST_HEADING = 4
REFERENCE = re.compile(r"<sup>\s*\[[^\]<]{1,20}\]\s*</sup>")
Blocks = list[tuple[str, Any]]


def title_of(record: Record) -> str:
    """The title, or an evident placeholder: the name of the file, never a guess."""
    if record.title:
        return record.title[:LONGEST]
    name = PurePath(record.source).name
    return (_("Untitled (%(file)s)") % {"file": name})[:LONGEST]


def fill(page: TextPage, record: Record) -> None:
    """Set a page's fields to what the record states; bylines are replaced."""
    page.title = page.draft_title = title_of(record)
    page.kicker = record.kicker or ""
    page.standfirst = record.standfirst or ""
    page.author_note = record.author_note or ""
    page.written_on = _date(record.to_json(), "written")
    page.delivered_on = _date(record.to_json(), "delivered")
    page.body = body_of(record.blocks)
    page.bylines = [_byline(number, author) for number, author in enumerate(record.authors)]


def appearance_of(record: dict[str, Any]) -> dict[str, str]:
    """The fields of the appearance that a record in JSON form states; empty if it states none.

    Whether it was the first is never stated in so many words, so that is left to the editor.
    """
    publication = record["publication"]
    stated = {
        "publication": publication["name"],
        "address": publication["url"],
        "identifier": publication["identifier"],
        "appeared_on": _date(record, "published"),
    }
    if not any(stated.values()):
        return {}
    return {name: value or "" for name, value in {**stated, "title": record["title"]}.items()}


def body_of(blocks: Iterable[Block]) -> Blocks:
    """The blocks of a page's body; paragraphs and lists that follow one another are one text."""
    made: Blocks = []
    html = ""
    for block in with_footnotes(list(blocks)):
        if block.type in ("paragraph", "list"):
            html += _running(block)
        else:
            made += [("rich_text", html)] if html else []
            html = ""
            made.append(_standing_block(block))
    return [*made, ("rich_text", html)] if html else made


def with_footnotes(blocks: list[Block]) -> list[Block]:
    """The blocks with the notes at their end set where the text refers to them.

    Where references and notes are not as many, nobody can tell which is which: all stay.
    """
    notes = []
    while blocks and blocks[-1].type == "note":
        notes.insert(0, blocks.pop())
    references = sum(len(REFERENCE.findall(block.markup or "")) for block in blocks)
    if not notes or references != len(notes):
        return blocks + notes
    words = (f"<small>{escape(note.text or '')}</small>" for note in notes)
    return [
        replace(block, markup=REFERENCE.sub(lambda match: next(words), block.markup))
        if block.markup
        else block
        for block in blocks
    ]


def _running(block: Block) -> str:
    if block.type == "list":
        return block.markup or _list(block.items)
    return f"<p>{block.markup}</p>" if block.markup else _paragraphs(block.text or "")


def _standing_block(block: Block) -> tuple[str, Any]:
    make = {
        "heading": _heading,
        "quote": _quotation,
        "table": _table,
        "verse": _verse,
        "embed": _embed,
        "image": _gap,
    }.get(block.type, _note)
    return make(block)


def _heading(block: Block) -> tuple[str, Any]:
    level = min(max(block.level or 2, 2), DEEPEST_HEADING)
    return "heading", {"text": (block.text or "")[:LONGEST], "level": str(level)}


def _quotation(block: Block) -> tuple[str, Any]:
    html = block.markup or _paragraphs(block.text or "")
    return "quotation", {"text": html, "author": (block.attribution or "")[:LONGEST]}


def _table(block: Block) -> tuple[str, Any]:
    width = max(len(row) for row in block.rows)
    rows = [[*row, *[""] * (width - len(row))] for row in block.rows]
    headers = "row" if block.has_head else "neither"
    return "table", table(rows, headers=headers, caption=block.caption or "")


def _verse(block: Block) -> tuple[str, Any]:
    return "verse", {"text": block.text or "", "author": (block.attribution or "")[:LONGEST]}


def _embed(block: Block) -> tuple[str, Any]:
    """A video, where its site is one whose videos can be shown; else a note with the link."""
    address = block.address or block.text or ""
    caption = block.caption or ""
    video = VideoValue(None, {"address": address})
    if video.player:
        values = {"address": address, "title": (caption or address)[:LONGEST], "caption": caption}
        return "video", {**values, "credit": ""}
    link = f'<a href="{escape(address)}">{escape(address)}</a>' if ":" in address else address
    words = f"<p>{escape(caption)}</p>" if caption else ""
    return "note", {
        "heading": _("Something of another site stood here"),
        "text": words + f"<p>{link}</p>",
    }


def _gap(block: Block) -> tuple[str, Any]:
    words = " / ".join(filter(None, (block.caption or block.text, block.credit)))
    heading = _("A picture stood here that was not in the file")
    return "note", {"heading": heading, "text": _paragraphs(words)}


def _note(block: Block) -> tuple[str, Any]:
    return "note", {"heading": "", "text": _paragraphs(block.text or "")}


def _paragraphs(text: str) -> str:
    return "".join(
        "<p>" + escape(each).replace("\n", "<br/>") + "</p>" for each in text.split("\n\n")
    )


def _list(items: Iterable[str]) -> str:
    """A numbered list if the items count from 1, without their numbers; else one with bullets."""
    texts = list(items)
    numbers = [ORDINAL.match(text) for text in texts]
    tag = "ul"
    if all(match and int(match["number"]) == at for at, match in enumerate(numbers, start=1)):
        tag, texts = "ol", [ORDINAL.sub("", text, count=1) for text in texts]
    return f"<{tag}>" + "".join(f"<li>{escape(text)}</li>" for text in texts) + f"</{tag}>"


def _byline(number: int, author) -> Byline:
    role = Byline.Role.TRANSLATOR if author.role == "translator" else Byline.Role.AUTHOR
    byline = Byline(name=author.name, role=role, sort_order=number)
    byline.affiliations = [
        BylineAffiliation(text=text, sort_order=at)
        for at, text in enumerate(author.affiliations)
        if len(text) <= LONGEST  # a longer one is no affiliation; the author note has it
    ]
    return byline


def _date(record: dict[str, Any], kind: str) -> str:
    return next((date["value"] for date in record["dates"] if date["kind"] == kind), "")
