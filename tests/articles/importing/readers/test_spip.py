import sqlite3

import pytest

from articles.importing.markup import blocks_of, parsed
from articles.importing.readers import read
from articles.importing.readers.spip.shortcuts import convert
from articles.importing.source import Source, SourceError

ARTICLE = {
    "id_article": "7", "surtitre": "Towns", "titre": "10. A {week}", "soustitre": "",
    "chapo": "How.",
    "texte": "One [[A note]].\n\n-* a\n-* b\n\n[more->12]", "ps": "", "date": "2019-03-04 05:06:07",
    "date_redac": "2018-00-00 00:00:00", "statut": "publie", "id_rubrique": "1", "lang": "fr",
    "nom_site": "", "url_site": "",
}  # fmt: skip
TABLES = {
    "spip_articles": [ARTICLE, {**ARTICLE, "id_article": "8", "statut": "poubelle"}],
    "spip_auteurs": [
        {"id_auteur": "1", "nom": "Ada Alder", "email": "ada@example.org", "pass": "x"},
    ],
    "spip_auteurs_liens": [{"id_auteur": "1", "id_objet": "7", "objet": "article"}],
    "spip_rubriques": [{"id_rubrique": "1", "id_parent": "0", "titre": "News"}],
    "spip_meta": [
        {"nom": "nom_site", "valeur": "The Dial"},
        {"nom": "adresse_site", "valeur": "https://example.org"},
        {"nom": "secret_du_site", "valeur": "hush"},
    ],
    "spip_forum": [
        {"id_forum": "1", "id_parent": "0", "id_objet": "7", "objet": "article", "auteur": "Bo",
         "texte": "First.", "statut": "publie", "date_heure": "2019-03-05"},
        {"id_forum": "2", "id_parent": "1", "id_objet": "7", "objet": "article", "auteur": "Cy",
         "texte": "Second.", "statut": "publie", "date_heure": "2019-03-06"},
        {"id_forum": "3", "id_parent": "0", "id_objet": "7", "objet": "article", "auteur": "Di",
         "texte": "Buy.", "statut": "spam", "date_heure": "2019-03-06"},
    ],
}  # fmt: skip


def as_sqlite(tmp_path, prefix="spip"):
    path = tmp_path / "dump.sqlite"
    with sqlite3.connect(path) as database:
        for table, rows in TABLES.items():
            names = list(rows[0])
            table = table.replace("spip", prefix)
            database.execute(f"CREATE TABLE {table} ({', '.join(names)})")
            marks = ", ".join("?" * len(names))
            database.executemany(
                f"INSERT INTO {table} VALUES ({marks})", [list(row.values()) for row in rows]
            )
    database.close()
    return Source("dump.sqlite", path.read_bytes())


def as_sql(_tmp_path):
    lines = ["-- MySQL dump"]
    for table, rows in TABLES.items():
        columns = ",\n".join(f"  `{name}` text" for name in rows[0])
        lines.append(f"CREATE TABLE `{table}` (\n{columns}\n) ENGINE=MyISAM;")
        values = ",".join(
            "("
            + ",".join("'" + v.replace("'", "\\'").replace("\n", "\\n") + "'" for v in row.values())
            + ")"
            for row in rows
        )
        lines.append(f"INSERT INTO `{table}` VALUES {values};")
    return Source("dump.sql", "\n".join(lines).encode())


def as_xml(_tmp_path):
    rows = "".join(
        f"<{table}>"
        + "".join(f"<{n}><![CDATA[{v}]]></{n}>" for n, v in row.items())
        + f"</{table}>"
        for table, found in TABLES.items()
        for row in found
    )
    return Source("dump.xml", f'<?xml version="1.0"?><SPIP version="1.9">{rows}</SPIP>'.encode())


@pytest.mark.parametrize("dump", [as_sqlite, as_sql, as_xml])
def test_an_article_is_a_text__from_each_kind_of_dump(dump, tmp_path):
    [found] = (text.record for text in read(dump(tmp_path)))
    assert (found.title, found.kicker, found.standfirst) == ("A week", "Towns", "How.")
    assert [author.name for author in found.authors] == ["Ada Alder"]
    assert [(date.kind, date.value) for date in found.dates] == [
        ("written", "2018"),
        ("published", "2019-03-04"),
    ]
    assert found.publication.url == "https://example.org/spip.php?article7"
    assert (found.publication.identifier, found.publication.section) == (
        "spip.php?article7",
        "News",
    )
    assert [(c.author, c.depth, c.parent) for c in found.comments] == [
        ("Bo", 0, None),
        ("Cy", 1, 0),
    ]
    assert [each.text for each in found.dropped] == ["1 spam"]
    assert [(b.type, b.text or b.items) for b in found.blocks] == [
        ("paragraph", "One [1]."),
        ("list", ("a", "b")),
        ("paragraph", "more"),
        ("note", "A note"),
    ]
    assert not {"ada@example.org", "hush"} & set(str(found.to_json()).split("'"))


def test_a_site_may_have_another_prefix(tmp_path):
    assert len(list(read(as_sqlite(tmp_path, "www")))) == 1


def test_a_database_without_articles_is_refused(tmp_path):
    path = tmp_path / "other.sqlite"
    sqlite3.connect(path).execute("CREATE TABLE a (b)").connection.close()
    with pytest.raises(SourceError, match="holds no articles"):
        list(read(Source("other.sqlite", path.read_bytes())))


def blocks(text, language=None):
    return [
        (block.type, block.text or block.items or block.rows)
        for block in blocks_of(parsed(convert(text, language).html)).blocks
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{{One}}}\n\ntwo", [("heading", "One"), ("paragraph", "two")]),
        ("{{one}} {two} ~three", [("paragraph", "one two \u00a0three")]),
        ("one\ntwo", [("paragraph", "one\ntwo")]),
        ("-* a\n-** b\n-* c", [("list", ("a", "b", "c"))]),
        ("|{{a}}|{{b}}|\n|1|2|", [("table", (("a", "b"), ("1", "2")))]),
        ("<quote>one</quote>", [("quote", "one")]),
        ("<poesie>one\ntwo</poesie>", [("verse", "one\ntwo")]),
        ("[one|two{fr}->http://example.org] [?Three]", [("paragraph", "one Three")]),
        ("<code>{{one}} [a->b]</code>", [("paragraph", "{{one}} [a->b]")]),
        ("one\n----\ntwo", [("paragraph", "one"), ("paragraph", "two")]),
        ("<multi>[fr]un[en]one</multi>", [("paragraph", "one")]),
    ],
)
def test_shortcuts(text, expected):
    assert blocks(text, "en") == expected


def test_links_within_the_old_site_are_kept_as_its_addresses():
    assert 'href="spip.php?article12"' in convert("[one->art12]").html
    assert 'href="spip.php?rubrique3"' in convert("[one->rub3]").html
