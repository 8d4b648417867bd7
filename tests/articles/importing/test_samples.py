"""Real files of other makers, where they are at hand: how much of each comes out."""

import io
import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from articles.importing import scoring
from articles.importing.markup import blocks_of, parsed
from articles.importing.readers.spip.shortcuts import convert

SAMPLES = Path(settings.BASE_DIR).parent / "shared" / "samples"
with_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")


@with_samples
def test_html_pages():
    scores = list(scoring.html_scores(SAMPLES / "html"))
    bodies = [score for score in scores if score.measure == "body"]
    assert scoring.mean(bodies) >= 0.97
    assert min(score.value for score in bodies) >= 0.85
    assert scoring.mean(score for score in scores if score.measure == "title") >= 0.9
    assert scoring.mean(score for score in scores if score.measure == "author") >= 0.8


@with_samples
def test_wordpress_exports__to_the_last_item():
    counts = {score.name: score.value for score in scoring.wordpress_counts(SAMPLES / "wxr")}
    assert counts["theme-unit-test"] == 72
    assert counts["block-test-data-64"] == 63
    assert counts["importer-small-export"] == 11
    assert counts["importer-valid-wxr-1.0"] == 6
    assert [name for name, count in counts.items() if count == -1] == [
        "importer-crazy-cdata", "importer-invalid-version-tag", "importer-malformed",
        "importer-missing-version-tag", "importer-namespace-edge-cases",
    ]  # fmt: skip


@with_samples
def test_word_documents__lose_no_word_that_pandoc_finds():
    assert {score.value for score in scoring.word_scores(SAMPLES / "docx")} == {1.0}


@with_samples
def test_spips_own_pairs__come_out_with_the_same_words():
    assert scoring.mean(scoring.spip_scores(SAMPLES / "spip" / "textwheel")) >= 0.93


@with_samples
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


def test_the_board_is_printed__for_a_folder_of_ones_own(tmp_path):
    pair = tmp_path / "spip" / "textwheel" / "base"
    pair.mkdir(parents=True)
    (pair / "one.txt").write_text("{{one}} two")
    (pair / "one.html").write_text("<p><strong>one</strong> two three</p>")
    out = io.StringIO()
    call_command("score_readers", str(tmp_path), stdout=out)
    assert out.getvalue() == "spip  words   mean 0.800, lowest 0.800, 1 files\n"


def test_a_folder_without_samples_is_said_to_be_one(tmp_path):
    with pytest.raises(CommandError, match="holds no samples"):
        call_command("score_readers", str(tmp_path))
