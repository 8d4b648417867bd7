"""The reader of SPIP: each article of a dump is a text, or one file in its shortcuts."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator

from articles.importing.markup import MarkupError, blocks_of, parsed
from articles.importing.readers import Reader, Text
from articles.importing.readers.spip.forum import threads
from articles.importing.readers.spip.shortcuts import convert
from articles.importing.readers.spip.tables import Row, Tables, tables_of
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
from articles.importing.source import Source, SourceError, decode

NAME = "SPIP"
DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
ORDER_NUMBER = re.compile(r"^\d+\.\s+")
SQL = (b"--", b"/*", b"CREATE", b"INSERT", b"DROP")
LEFT_OUT = ("poubelle",)  # thrown away on the old site


def recognises(source: Source) -> bool:
    """A dump in SQLite, XML or SQL, or a text file named as one in shortcuts."""
    head = source.head
    if head.startswith(b"SQLite format 3"):
        return True
    if source.name.lower().endswith((".spip", ".spip.txt")):
        return True
    beginning = source.data[:65536]
    if head.startswith((b"<?xml", b"<SPIP")):
        return b"<SPIP" in beginning
    is_sql = (
        head.startswith((b"--", b"/*", b"CREATE", b"INSERT", b"DROP")) or source.suffix == ".sql"
    )
    return is_sql and bool(re.search(rb"_(?:articles|rubriques|auteurs|mots|meta)\b", source.data))


def read(source: Source) -> Iterator[Text]:
    """The articles of a dump, or the one text of a file."""
    if source.name.lower().endswith((".spip", ".spip.txt")):
        yield Text(source, _single(source))
        return
    tables = tables_of(source)
    site = {row["nom"]: row.get("valeur", "") for row in tables.get("spip_meta", [])}
    related = Related(tables)
    for row in tables["spip_articles"]:
        if row.get("statut") in LEFT_OUT:
            continue
        number = row.get("id_article", "")
        data = json.dumps(row, ensure_ascii=False, sort_keys=True).encode()
        name = f"{source.name}#article{number}"
        yield Text(Source(name, data), _record(name, row, site, related))


class Related:
    """What stands in other tables, by article."""

    def __init__(self, tables: Tables) -> None:
        self.authors = _linked(tables, "auteur", "nom")
        self.topics = _linked(tables, "mot", "titre")
        rows = tables.get("spip_rubriques", [])
        self.sections = {row.get("id_rubrique", ""): row.get("titre", "") for row in rows}
        documents = tables.get("spip_documents", [])
        self.documents = {row.get("id_document", ""): row for row in documents}
        self.threads, self.left_out = threads(tables.get("spip_forum", []))


def _linked(tables: Tables, kind: str, name: str) -> dict[str, list[str]]:
    names = {row.get(f"id_{kind}"): row.get(name, "") for row in tables.get(f"spip_{kind}s", [])}
    found: dict[str, list[str]] = {}
    for row in tables.get(f"spip_{kind}s_liens", []):
        if row.get("objet") == "article" and names.get(row.get(f"id_{kind}")):
            found.setdefault(row.get("id_objet", ""), []).append(names[row[f"id_{kind}"]])
    for row in tables.get(f"spip_{kind}s_articles", []):
        if names.get(row.get(f"id_{kind}")):
            found.setdefault(row.get("id_article", ""), []).append(names[row[f"id_{kind}"]])
    return found


def _single(source: Source) -> Record:
    """A file in shortcuts: a text without anything around it."""
    blocks, findings = body_of(source.name, decode(source).text, None, {})
    findings.append(Finding("lost", "title", None, None, None, "the file holds only the text"))
    return Record(
        source=source.name,
        reader=NAME,
        blocks=tuple(blocks),
        findings=tuple(findings),
        provenance=_places(blocks, "text"),
    )


def body_of(
    name: str, text: str, language: str | None, documents: dict[str, Row]
) -> tuple[list[Block], list[Finding]]:
    """The blocks of a text in shortcuts, its notes at the end. Raises `SourceError`."""
    made = convert(text, language)
    try:
        blocks = blocks_of(parsed(made.html)).blocks
        notes = [blocks_of(parsed(note)).blocks for note in made.notes]
    except MarkupError as error:
        raise SourceError(f"{name}: {error}") from None
    blocks = [_with_document(block, documents) for block in blocks]
    blocks += [
        Block("note", text=" ".join(block.text or "" for block in note)) for note in notes if note
    ]
    findings = [
        Finding("lost", "document", None, f"document {number}", None, "its row is not in the dump")
        for number in made.documents
        if number not in documents
    ]
    findings += [
        Finding("lost", "language", None, each, None, "the same words in another language")
        for each in made.languages
    ]
    return blocks, findings


def _with_document(block: Block, documents: dict[str, Row]) -> Block:
    number = (block.address or "").removeprefix("spip:document")
    row = documents.get(number)
    if block.type != "image" or row is None:
        return block
    words = [row.get("titre", ""), row.get("descriptif", "")]
    caption = " – ".join(each.strip() for each in words if each.strip())
    file = row.get("fichier", "")
    return Block(
        "image",
        caption=caption or None,
        credit=row.get("credits") or None,
        address=file if file.startswith("http") else f"IMG/{file}",
    )


def _record(name: str, row: Row, site: dict[str, str], related: Related) -> Record:
    number = row.get("id_article", "")
    language = row.get("lang") or None
    blocks, findings = body_of(name, row.get("texte", ""), language, related.documents)
    after = _plain(row.get("ps"), language)
    if after:
        blocks.append(Block("note", text=after))
    title = _plain(row.get("titre"), language)
    if title is None:
        findings.append(Finding("lost", "title", None, None, None, "the article has no title"))
    site_address = site.get("adresse_site", "").rstrip("/")
    elsewhere = row.get("url_site") or None
    record = Record(
        source=name,
        reader=NAME,
        title=ORDER_NUMBER.sub("", title) if title else None,
        kicker=_plain(row.get("surtitre"), language),
        standfirst=_joined(row, language, "soustitre", "chapo"),
        authors=tuple(Author(each) for each in related.authors.get(number, [])),
        dates=_dates(row, elsewhere),
        publication=Publication(
            name=row.get("nom_site") or site.get("nom_site") or None,
            url=elsewhere or (f"{site_address}/spip.php?article{number}" if site_address else None),
            identifier=f"spip.php?article{number}",
            section=related.sections.get(row.get("id_rubrique", "")) or None,
        ),
        language=language,
        status=row.get("statut") or None,
        topics=tuple(dict.fromkeys(related.topics.get(number, []))),
        blocks=tuple(blocks),
        comments=related.threads.get(number, ()),
        findings=tuple(findings),
        dropped=_left_out(related.left_out.get(number, Counter())),
    )
    record.provenance.update(_places(blocks, f"article {number}"))
    for path in ("title", "kicker", "standfirst", "authors", "dates", "publication", "topics"):
        if getattr(record, path):
            record.provenance[path] = Place(place=f"article {number}")
    return record


def _places(blocks: list[Block], place: str) -> dict[str, Place]:
    return {f"blocks.{at}": Place(place=place) for at, _block in enumerate(blocks)}


def _plain(words: str | None, language: str | None) -> str | None:
    if not words or not words.strip():
        return None
    blocks = blocks_of(parsed(convert(words, language).html)).blocks
    return "\n\n".join(block.text or "\n".join(block.items) for block in blocks).strip() or None


def _joined(row: Row, language: str | None, *names: str) -> str | None:
    found = [_plain(row.get(name), language) for name in names]
    return "\n\n".join(filter(None, found)) or None


def _dates(row: Row, elsewhere: str | None) -> tuple[StatedDate, ...]:
    """`date_redac` is the day of an earlier publication, `date` that on this site."""
    found = []
    for column, kind in (("date_redac", "written"), ("date", "published")):
        words = row.get(column, "")
        match = DAY.match(words)
        if not match or match["year"] == "0000":
            continue
        if column == "date" and row.get("statut") not in ("publie", "refuse", None):
            continue
        value = match["year"]
        if match["month"] != "00":
            value += f"-{match['month']}" + ("" if match["day"] == "00" else f"-{match['day']}")
        found.append(StatedDate(kind, value, words))  # type: ignore[arg-type]
    return tuple(found)


def _left_out(counts: Counter) -> tuple[Dropped, ...]:
    return tuple(Dropped("comments", f"{number} {kind}") for kind, number in sorted(counts.items()))


READER = Reader(NAME, order=15, recognises=recognises, read=read)
