"""The tables of a SPIP dump: SQLite, XML or SQL; only the columns that are read.

A dump holds e-mail addresses and passwords too: those columns are never looked at.
"""

from __future__ import annotations

import re
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from articles.importing.source import Source, SourceError

COLUMNS: dict[str, list[str]] = {
    table: columns.split()
    for table, columns in {
        "spip_articles": "id_article surtitre titre soustitre descriptif chapo texte ps date "
        "date_redac statut id_rubrique lang nom_site url_site",
        "spip_auteurs": "id_auteur nom",
        "spip_auteurs_liens": "id_auteur id_objet objet",
        "spip_auteurs_articles": "id_auteur id_article",
        "spip_rubriques": "id_rubrique id_parent titre",
        "spip_mots": "id_mot titre",
        "spip_mots_liens": "id_mot id_objet objet",
        "spip_mots_articles": "id_mot id_article",
        "spip_documents": "id_document fichier titre descriptif credits",
        "spip_forum": "id_forum id_parent id_objet objet id_article titre texte auteur nom_site "
        "url_site statut date_heure id_thread",
        "spip_meta": "nom valeur",
    }.items()
}
PUBLIC_SETTINGS = ("nom_site", "adresse_site", "langue_site")
Row = dict[str, str]
Tables = dict[str, list[Row]]
INSERT = re.compile(
    r"INSERT\s+INTO\s+[`\"]?(?P<table>\w+)[`\"]?\s*(?:\((?P<columns>[^)]*)\))?\s*VALUES\s*", re.I
)
CREATE = re.compile(
    r"CREATE TABLE\s+(?:IF NOT EXISTS\s+)?[`\"]?(?P<table>\w+)[`\"]?\s*\((?P<body>.*?)\n\)",
    re.S | re.I,
)
COLUMN = re.compile(
    r"^\s*[`\"]?(?!PRIMARY|KEY|UNIQUE|INDEX|FULLTEXT|CONSTRAINT)(\w+)[`\"]?\s+\w+", re.M
)
ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "", "Z": "", "b": "\b"}


def tables_of(source: Source) -> Tables:
    """The rows that are read, by table. Raises `SourceError` for what is no dump of SPIP."""
    if source.head.startswith(b"SQLite format 3"):
        tables = _from_sqlite(source)
    elif source.head.startswith(b"<?xml") or source.head.startswith(b"<SPIP"):
        tables = _from_xml(source)
    else:
        tables = _from_sql(source)
    if not tables.get("spip_articles"):
        raise SourceError(f"{source.name}: is no dump of SPIP: it holds no articles")
    return tables


def known(name: str) -> str | None:
    """The table's usual name: sites may have another prefix than "spip"."""
    for table in COLUMNS:
        if name == table or name.partition("_")[2] == table.partition("_")[2]:
            return table
    return None


def _chosen(table: str, row: Row) -> Row:
    found = {name: row[name] for name in COLUMNS[table] if row.get(name) is not None}
    if table == "spip_meta" and found.get("nom") not in PUBLIC_SETTINGS:
        return {}
    return found


def _from_sqlite(source: Source) -> Tables:
    tables: Tables = {}
    with tempfile.TemporaryDirectory() as folder:
        path = source.path
        if path is None:
            path = Path(folder) / "dump.sqlite"
            path.write_bytes(source.data)
        try:
            database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
            database.text_factory = lambda data: data.decode("utf-8", "replace")
            names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            for (name,) in names.fetchall():
                table = known(name)
                if table:
                    tables[table] = list(_sqlite_rows(database, name, table))
            database.close()
        except sqlite3.Error as error:
            raise SourceError(f"{source.name}: is a damaged SQLite file ({error})") from None
    return tables


def _sqlite_rows(database: sqlite3.Connection, name: str, table: str) -> Iterator[Row]:
    quoted = name.replace('"', '""')
    present = [row[1] for row in database.execute(f'PRAGMA table_info("{quoted}")')]
    wanted = [column for column in COLUMNS[table] if column in present]
    if not wanted:
        return
    columns = ", ".join(f'"{column}"' for column in wanted)
    for values in database.execute(f'SELECT {columns} FROM "{quoted}"'):
        row = {
            column: str(value)
            for column, value in zip(wanted, values, strict=True)
            if value is not None
        }
        if chosen := _chosen(table, row):
            yield chosen


def _from_xml(source: Source) -> Tables:
    tables: Tables = {}
    with source.open() as file:
        parsing = etree.iterparse(
            file, events=("end",), resolve_entities=False, no_network=True, huge_tree=True
        )
        try:
            for _event, element in parsing:
                table = known(element.tag) if isinstance(element.tag, str) else None
                if table and len(element):
                    row = {str(child.tag): child.text or "" for child in element}
                    if chosen := _chosen(table, row):
                        tables.setdefault(table, []).append(chosen)
                    element.clear()
        except etree.XMLSyntaxError as error:
            raise SourceError(f"{source.name}: is no well-formed dump: {error.msg}") from None
    return tables


def _from_sql(source: Source) -> Tables:
    with source.open() as file:
        data = file.read()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")  # old sites wrote ISO-8859-1
    columns = {match["table"]: COLUMN.findall(match["body"]) for match in CREATE.finditer(text)}
    tables: Tables = {}
    position = 0
    while match := INSERT.search(text, position):
        table = known(match["table"])
        names = re.findall(r"\w+", match["columns"] or "") or columns.get(match["table"], [])
        rows, position = _values(text, match.end())
        if table and names:
            for values in rows:
                row = {n: v for n, v in zip(names, values, strict=False) if v is not None}
                if chosen := _chosen(table, row):
                    tables.setdefault(table, []).append(chosen)
    return tables


VALUE = re.compile(
    r"'(?P<text>(?:[^'\\]|\\.|'')*)'|(?P<bare>[^,();'\s]+)|(?P<sign>[(),;])|\s+", re.S
)


def _values(text: str, position: int) -> tuple[list[list[str | None]], int]:
    """The rows of one INSERT, and where it ends."""
    rows: list[list[str | None]] = []
    is_open = False
    while match := VALUE.match(text, position):
        if match["sign"] == ";" or (match["bare"] is not None and not is_open):
            break  # the next statement: nothing of another table may come in
        position = match.end()
        if match["sign"] in ("(", ")"):
            is_open = match["sign"] == "("
            rows += [[]] if is_open else []
        elif match["text"] is not None and is_open:
            rows[-1].append(_unescaped(match["text"]))
        elif match["bare"] is not None:
            rows[-1].append(None if match["bare"].upper() == "NULL" else match["bare"])
    return rows, position


def _unescaped(text: str) -> str:
    text = text.replace("''", "'")
    return re.sub(r"\\(.)", lambda match: ESCAPES.get(match[1], match[1]), text, flags=re.S)
