"""Real files of other makers, where they are at hand: how much of each comes out."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from lxml import html

from articles.importing.markup import blocks_of, parsed
from articles.importing.readers import read
from articles.importing.readers.spip.shortcuts import convert
from articles.importing.source import SourceError, open_source

SAMPLES = Path(settings.BASE_DIR).parent / "shared" / "samples"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")


def words(text):
    return Counter(re.findall(r"\w+", text.casefold()))


def f1(ours, theirs):
    common = 2 * sum((ours & theirs).values())
    return common / ((sum(ours.values()) + sum(theirs.values())) or 1)


def text_of(record):
    parts = []
    for block in record.blocks:
        if block.type not in ("image", "embed"):
            parts.append(block.text)
        parts += [block.attribution, block.caption, block.credit, *block.items]
        parts += [cell for row in block.rows for cell in row]
    return "\n".join(filter(None, parts))


def test_html_pages(record_property):
    scores, titles, authors, signed = [], 0, 0, 0
    folders = sorted((SAMPLES / "html").iterdir())
    for folder in folders:
        expected = json.loads((folder / "expected-metadata.json").read_text())
        [found] = read(open_source(str(folder / "source.html")))
        body = html.fromstring((folder / "expected.html").read_text())
        scores.append(f1(words(text_of(found.record)), words(" ".join(body.itertext()))))
        titles += found.record.title == expected["title"]
        if expected["byline"]:
            signed += 1
            authors += expected["byline"] in ", ".join(a.name for a in found.record.authors)
    assert sum(scores) / len(scores) >= 0.97
    assert min(scores) >= 0.85
    assert titles / len(folders) >= 0.9
    assert authors / signed >= 0.8


def test_wordpress_exports__to_the_last_item():
    counts, refused, lines = {}, [], []
    for path in sorted((SAMPLES / "wxr").glob("*.xml")):
        try:
            counts[path.stem] = sum(1 for _text in read(open_source(str(path))))
        except SourceError as error:
            refused.append(path.stem)
            lines.append(str(error).count("\n"))
    assert set(lines) == {0}
    assert counts["theme-unit-test"] == 72
    assert counts["block-test-data-64"] == 63
    assert counts["importer-small-export"] == 11
    assert counts["importer-valid-wxr-1.0"] == 6
    assert refused == [
        "importer-crazy-cdata", "importer-invalid-version-tag", "importer-malformed",
        "importer-missing-version-tag", "importer-namespace-edge-cases",
    ]  # fmt: skip


def test_word_documents__lose_no_word_that_pandoc_finds():
    for native in sorted((SAMPLES / "docx").glob("*.native")):
        [found] = read(open_source(str(native.with_suffix(".docx"))))
        ours = Counter(
            re.findall(r"\w+", f"{text_of(found.record)} {found.record.standfirst or ''}")
        )
        text = native.read_text(encoding="utf-8")
        strings = re.findall(r'Str "((?:[^"\\]|\\.)*)"', text.replace("\\&", ""))
        decoded = " ".join(re.sub(r"\\(\d+)", lambda m: chr(int(m[1])), each) for each in strings)
        meta = found.record
        ours += Counter(
            re.findall(r"\w+", f"{meta.title or ''} {' '.join(a.name for a in meta.authors)}")
        )
        dates = " ".join(f.before or "" for f in meta.findings if f.kind == "date")
        ours += Counter(re.findall(r"\w+", dates))
        missing = Counter(re.findall(r"\w+", decoded)) - ours
        assert not missing, native.name


@pytest.mark.parametrize("folder", ["base", "typo"])
def test_spips_own_pairs__come_out_with_the_same_words(folder):
    scores = []
    for source in sorted((SAMPLES / "spip" / "textwheel" / folder).glob("*.txt")):
        made = convert(source.read_text(encoding="utf-8"))
        ours = words(" ".join(parsed(made.html).itertext()) + " ".join(made.notes))
        expected = parsed(source.with_suffix(".html").read_text(encoding="utf-8"))
        scores.append(f1(ours, words(" ".join(expected.itertext()))))
    assert sum(scores) / len(scores) >= 0.93


def test_a_whole_text_of_spip__has_the_structure_that_was_written_down():
    folder = SAMPLES / "spip"
    truth = json.loads((folder / "guide-typographique-extract.truth.json").read_text())
    text = (folder / "guide-typographique-extract.spip.txt").read_text(encoding="utf-8")
    made = convert(text)
    blocks = blocks_of(parsed(made.html)).blocks
    headings = [[b.level, b.text] for b in blocks if b.type == "heading"]
    assert headings == truth["headings"]
    assert [b.text for b in blocks if b.type == "quote"] == truth["block_quotes"]
    assert len(made.notes) == len(truth["footnotes"])
    assert [b.caption for b in blocks if b.type == "table"] == [truth["table_caption"]]
    assert sum(b.type == "verse" for b in blocks) == truth["verse_blocks"]
    assert made.documents == [each.removeprefix("doc") for each in truth["documents"]]
