"""Word documents (.docx): by their styles, with notes, lists, tables and pictures."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import mammoth
from lxml import etree

from articles.importing.markup import MarkupError, blocks_of, parsed
from articles.importing.readers import Reader, Text
from articles.importing.record import Author, Block, Finding, Place, Record, StatedDate
from articles.importing.source import Source, SourceError
from articles.importing.unpacking import checked_archive

NAME = "Word document"
# Styles that mean something; mammoth knows headings, lists and tables by itself.
STYLES = """
p[style-name='Title'] => p.title:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Author'] => p.author:fresh
p[style-name='Authors'] => p.author:fresh
p[style-name='Date'] => p.date:fresh
p[style-name='Abstract'] => p.abstract:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='Image Caption'] => p.caption:fresh
p[style-name='Verse'] => p.verse:fresh
u => em
"""
CORE = "docProps/core.xml"
COMMENTS = "word/comments.xml"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
INDENTED = 300  # twentieths of a point: an indent that sets a paragraph apart


def recognises(source: Source) -> bool:
    """A zip archive with a document of Word in it."""
    if not source.head.startswith(b"PK\x03\x04") or source.path:
        return False
    try:
        with zipfile.ZipFile(source.open()) as archive:
            return "word/document.xml" in archive.namelist()
    except zipfile.BadZipFile:
        return source.suffix == ".docx"


def read(source: Source) -> Iterator[Text]:
    """The one text of a document. Raises `SourceError` for one that is damaged or hostile."""
    with checked_archive(source) as archive:
        if STRICT in archive.read("word/document.xml")[:4096]:
            reason = "is a “strict” document, which can't be read; save it as Word document (.docx)"
            raise SourceError(f"{source.name}: {reason}")
        core, comments = _core(archive), _comments(archive)
    yield Text(source, _record(source, core, comments))


def _record(source: Source, core: dict[str, str], comments: list[str]) -> Record:
    try:
        result = mammoth.convert_to_html(
            source.open(), style_map=STYLES, convert_image=mammoth.images.img_element(_picture)
        )
        root = parsed(result.value)
    except MarkupError as error:
        raise SourceError(f"{source.name}: {error}") from None
    except Exception as error:  # mammoth fails in many ways on damaged files
        raise SourceError(f"{source.name}: can't be read as a Word document ({error})") from None
    notes = _taken_notes(root)
    head = _head(root)
    findings = [
        Finding("lost", "style", None, message.message, None, "a style without a known meaning")
        for message in result.messages
        if message.type == "warning" and "image" not in message.message.lower()
    ]
    findings += [
        Finding("lost", "comment", None, words, None, "a comment in the margin; it is not public")
        for words in comments
    ]
    if not head.get("title"):
        findings.append(Finding("lost", "title", None, None, None, "no paragraph is a title"))
    findings += _hints(core, head)
    found = blocks_of(root)
    blocks = [*_with_captions(found.blocks), *(Block("note", text=note) for note in notes)]
    return Record(
        source=source.name,
        reader=NAME,
        title=next(iter(head.get("title", [])), None),
        kicker=None,
        standfirst="\n\n".join([*head.get("subtitle", []), *head.get("abstract", [])]) or None,
        authors=tuple(Author(name) for name in head.get("author", [])),
        dates=_dates(head, findings),
        blocks=tuple(blocks),
        findings=tuple(findings),
        provenance={
            **{name: Place(place=f"style {name}") for name in head},
            **{
                f"blocks.{at}": Place(place=f"block {at + 1}", confidence="recognised")
                for at, _block in enumerate(blocks)
            },
        },
    )


def _picture(image: Any) -> dict[str, str]:
    """Pictures are taken from the file when a draft is made; here only that there is one."""
    return {"src": f"word:{image.content_type}", "alt": image.alt_text or ""}


def _taken_notes(root: Any) -> list[str]:
    """The foot- and endnotes, which mammoth puts into a list at the end; taken out of the tree."""
    notes = []
    for item in root.xpath('//li[starts-with(@id,"footnote-") or starts-with(@id,"endnote-")]'):
        for back in item.xpath('.//a[starts-with(@href,"#")]'):
            if (back.text or "").strip() == "↑":
                back.drop_tree()
        notes.append(" ".join("".join(item.itertext()).split()))
        parent = item.getparent()
        item.drop_tree()
        if parent is not None and len(parent) == 0:
            parent.drop_tree()
    return notes


def _head(root: Any) -> dict[str, list[str]]:
    """What styles say about the text; taken out of the tree."""
    head: dict[str, list[str]] = {}
    for name in ("title", "subtitle", "author", "date", "abstract"):
        for element in root.xpath(f'//p[@class="{name}"]'):
            words = " ".join("".join(element.itertext()).split())
            if words:
                head.setdefault(name, []).append(words)
            element.drop_tree()
    return head


def _dates(head: dict[str, list[str]], findings: list[Finding]) -> tuple[StatedDate, ...]:
    words = next(iter(head.get("date", [])), None)
    if words is None:
        return ()
    if ISO_DAY.fullmatch(words):
        return (StatedDate("written", words, words),)
    evidence = "the paragraph in the style for a date; which day it means is for an editor to say"
    findings.append(Finding("probable", "date", None, words, words, evidence))
    return ()


def _hints(core: dict[str, str], head: dict[str, list[str]]) -> Iterator[Finding]:
    """The file's properties are the computer's: hints, and no statement."""
    for name, field in (("title", "title"), ("creator", "author")):
        if core.get(name) and not head.get(field):
            evidence = "a property of the file, which may be that of its template or computer"
            yield Finding("probable", field, None, core[name], core[name], evidence)


def _with_captions(blocks: list[Block]) -> list[Block]:
    """A caption goes to the picture or table before or after it."""
    made: list[Block] = []
    for block in blocks:
        before = made[-1] if made else None
        if before is not None and _is_caption(block) and before.type in ("image", "table"):
            made[-1] = replace(before, caption=block.text)
        else:
            made.append(block)
    return made


def _is_caption(block: Block) -> bool:
    words = block.text or ""
    return block.type == "paragraph" and bool(re.match(r"(?:Figure|Fig\.|Table|Abb\.)\s*\d", words))


def _core(archive: zipfile.ZipFile) -> dict[str, str]:
    root = _xml(archive, CORE)
    if root is None:
        return {}
    return {
        etree.QName(each).localname: each.text.strip()
        for each in root.iterchildren(tag=etree.Element)
        if each.text and each.text.strip()
    }


def _comments(archive: zipfile.ZipFile) -> list[str]:
    root = _xml(archive, COMMENTS)
    if root is None:
        return []
    found = root.iter(f"{WORD}comment")
    return [" ".join("".join(each.itertext()).split()) for each in found]


def _xml(archive: zipfile.ZipFile, name: str) -> Any:
    if name not in archive.namelist():
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(archive.read(name), parser)
    except etree.XMLSyntaxError:
        return None


READER = Reader(NAME, order=10, recognises=recognises, read=read)
