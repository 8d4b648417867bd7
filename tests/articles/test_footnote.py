"""Notes stay whole, are numbered in order, and lead there and back."""

import re

import pytest
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from articles.canonical import rich_text
from articles.footnote import gathered, has_blank_note, numbered
from tests.articles.blocks.factory import stream

TAGS = st.sampled_from(
    ["<b>", "</b>", "<i>", "</i>", "<small>", "</small>", "<p>", "</p>", "<br/>"]
)
PIECES = st.lists(st.one_of(TAGS, st.text("abc ", min_size=1, max_size=4)), max_size=30)


def test_note_cut_up_by_a_link_and_a_mark__is_one():
    html = (
        '<p>Word<small>See </small><a href="https://example.org/"><small>this</small></a>'
        "<b><small> book</small></b><small>.</small> More</p>"
    )
    assert gathered(html) == (
        '<p>Word<small>See <a href="https://example.org/">this</a><b> book</b>.</small> More</p>'
    )
    assert rich_text(html) == "Word^[See [this](https://example.org/)** book**.] More"


def test_note_inside_a_link__is_no_link_in_a_link():
    html = '<p><a href="/x">one<small>note</small> two</a></p>'
    assert gathered(html) == (
        '<p><a href="/x">one</a><small><a href="/x">note</a></small><a href="/x"> two</a></p>'
    )


def test_two_notes__stay_two():
    html = "<p>a<small>one</small> <small>two</small></p><p><small>three</small></p>"
    assert len(re.findall("doc-noteref", numbered(gathered(html)))) == 3


@given(PIECES)
def test_gathered__keeps_all_words_and_is_stable(pieces):
    html = "".join(pieces)
    assert strip_tags(gathered(html)) == strip_tags(html)
    assert gathered(gathered(html)) == gathered(html)


@given(st.lists(st.text("abcxyz", min_size=1, max_size=8), min_size=1, max_size=9))
def test_notes__are_numbered_in_order_and_linked_both_ways(words):
    body = stream([("rich_text", f"<p>Word<small>{each}</small></p>") for each in words])
    html = str(body)
    references = re.findall(r'<a href="#(note-\d+)" id="(noteref-\d+)"[^>]*>(\d+)</a>', html)
    notes = re.findall(r'<li id="(note-\d+)">(\w+) <a href="#(noteref-\d+)"', html)
    assert [int(number) for _to, _id, number in references] == list(range(1, len(words) + 1))
    assert [(to, back) for to, back, _number in references] == [(id, to) for id, _w, to in notes]
    assert [word for _id, word, _to in notes] == words


def test_notes_of_all_blocks__are_counted_together():
    note = "<p>w<small>n</small></p>"
    body = stream(
        [
            ("rich_text", note),
            ("points", {"first_number": 1, "points": [note, note]}),
            ("note", {"heading": "", "text": note}),
        ]
    )
    assert re.findall(r'id="note-(\d)"', str(body)) == ["1", "2", "3", "4"]


def test_notes_of_two_texts__do_not_collide():
    body = stream([("rich_text", "<p>w<small>n</small></p>")])
    html = body.stream_block.render(body, {"note_prefix": "7-"})
    assert 'href="#7-note-1" id="7-noteref-1"' in html
    assert '<li id="7-note-1">' in html


@pytest.mark.parametrize(
    ("html", "is_blank"),
    [
        ("<p>w<small>n</small></p>", False),
        ("<p>w<small> </small></p>", True),
        ("<p>w<small></small></p>", True),
        ("<p>w<small><b>&nbsp;</b></small></p>", True),
        ("<p>w<small>a </small><b><small> </small></b><small>b</small></p>", False),
        ("<p>w</p>", False),
    ],
)
def test_blank_note__is_found(html, is_blank):
    assert has_blank_note(html) == is_blank


def test_note__does_not_run_into_its_word_in_the_search():
    body = stream([("rich_text", "<p>word<small>note</small></p>")])
    assert "word note" in " ".join(body.stream_block.get_searchable_content(body))
