"""What blocks have in common: words come out, drafts are saved, mistakes stand at fields."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from articles.blocks import BodyBlock
from articles.blocks.body import messages_in
from articles.blocks.table import table
from articles.models import TextPage
from tests.articles.blocks import factory
from tests.organisations.members.factory import signed_in

NAMES = list(BodyBlock().child_blocks)
EMPTY_ORIGIN = {"author": "", "work": "", "year": "", "address": ""}
LETTERS = st.text("abcdefghijklmnopqrstuvwxyzäößéñ", min_size=3, max_size=12)


def paths(error, path=()):
    """Where messages stand: the steps to the field, and the message."""
    inside = getattr(error, "block_errors", None)
    if inside is None:
        yield path, " ".join(error.messages)
        return
    for step, below in inside.items() if isinstance(inside, dict) else enumerate(inside):
        if below is not None:
            yield from paths(below, (*path, step))


def heading(text, anchor=""):
    return ("heading", {"text": text, "level": "2", "anchor": anchor})


def test_the_factory__knows_every_block(db):
    assert {kind for kind, _value in factory.whole()} == set(NAMES)


@given(word=LETTERS)
def test_words__come_out_of_html_feed_canonical_text_and_search(word):
    body = factory.stream(factory.words_only(word))
    block = body.stream_block
    suffixes = "abcdefghijklmnopqrstuvwxyz01"
    outputs = {
        "html": str(body),
        "feed": block.render(body, {"is_feed": True}),
        "canonical": "\n".join(words for _kind, words in block.canonical_parts(body)),
        "search": " ".join(map(str, block.get_searchable_content(body))),
    }
    for name, output in outputs.items():
        missing = [letter for letter in suffixes if not re.search(rf"{word}{letter}\b", output)]
        assert not missing, name


def test_words_at_pictures_and_files__come_out_of_html_feed_and_reading_parts(db):
    body = factory.stream(factory.whole())
    block = body.stream_block
    reading = "\n".join(words for _kind, words in block.reading_parts(body))
    for output in (str(body), block.render(body, {"is_feed": True}), reading):
        assert [number for number in "2345" if f"rose{number}" not in output] == []
        assert "Ada Alder, CC BY" in output


def test_pictures__are_no_words_of_the_text(db):
    body = factory.stream(factory.whole())
    kinds = {kind for kind, words in body.stream_block.canonical_parts(body) if words}
    assert not {"picture", "pictures"} & kinds


MISTAKES = {
    "two headings with one anchor": (
        [heading("One", "way"), heading("Two", "way")],
        (1, "anchor"),
        "Another heading above has the anchor “way”",
    ),
    "an anchor that is none": ([heading("One", "No way")], (0, "anchor"), "Only small letters"),
    "a note without text": (
        [("rich_text", "<p>Word<small> </small></p>")],
        (0,),
        "A footnote says nothing",
    ),
    "a note without text in a point": (
        [("points", {"first_number": 1, "points": ["<p>Word<small></small></p>"]})],
        (0, "points", 0),
        "A footnote says nothing",
    ),
    "an unknown video host": (
        [("video", {"address": "https://example.org/v/1", "title": "Film"})],
        (0, "address"),
        "No video can be shown from “example.org”. Known are YouTube, Vimeo",
    ),
    "a channel, not a video": (
        [("video", {"address": "https://www.youtube.com/@gardeners", "title": "Film"})],
        (0, "address"),
        "give the address of one video",
    ),
    "a table without a caption": ([("table", table([["a"]]))], (0,), "Say in the caption"),
    "a table without a choice of heads": (
        [("table", {**table([["a"]], caption="A"), "table_header_choice": ""})],
        (0,),
        "Say which cells are heads",
    ),
    "an empty table": ([("table", table([[""]], caption="A"))], (0,), "The table is empty"),
    "a button that leads nowhere": (
        [("call_to_action", {"label": "Go", "page": None, "address": ""})],
        (0, "address"),
        "A button leads to one place",
    ),
    "a verse without lines": ([("verse", {"text": "", **EMPTY_ORIGIN})], (0, "text"), "required"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake__is_told_at_its_field_and_a_draft_is_saved(name):
    blocks, path, message = MISTAKES[name]
    body = factory.stream(blocks)
    if name.endswith("choice of heads"):
        body[0].value["table_header_choice"] = ""
    block = body.stream_block
    with pytest.raises(ValidationError) as caught:
        block.clean(body)
    [(where, said)] = list(paths(caught.value))
    assert where == path
    assert message in said
    assert list(messages_in(caught.value)) == [said]
    assert any(said in problem for problem in block.problems(body))
    if "an anchor that is none" in name:
        return
    block.defer_required_validation()
    try:
        block.clean(body)
    finally:
        block.restore_deferred_validation()


def test_problem__names_the_block():
    body = factory.stream([("pull_quote", "Yes"), ("rich_text", "<p>a<small> </small></p>")])
    [problem] = body.stream_block.problems(body)
    assert problem.startswith("Block 2 (Text): A footnote says nothing")


def test_whole_body__has_no_problems(db):
    body = factory.stream(factory.whole())
    assert body.stream_block.problems(body) == []


def test_heading__gets_its_anchor_once_and_keeps_it():
    body = factory.stream([heading("The shed"), heading("The shed"), heading("Der Käfig")])
    cleaned = body.stream_block.clean(body)
    anchors = [child.value["anchor"] for child in cleaned]
    assert anchors == ["the-shed", "the-shed-2", "der-kafig"]
    cleaned[0].value["text"] = "The hut"
    again = body.stream_block.clean(cleaned)
    assert again[0].value["anchor"] == "the-shed"
    assert '<h2 id="h-the-shed">' in str(again)


def test_anchor__changes_no_hash():
    plain, named = factory.stream([heading("One")]), factory.stream([heading("One", "way")])
    block = plain.stream_block
    assert block.canonical_parts(plain) == block.canonical_parts(named) == [("heading 2", "One")]


def test_heading__is_found_by_the_id_of_its_block_as_well():
    body = factory.stream([heading("One", "way")])
    assert f'id="h-{body[0].id}"' in str(body)


@pytest.mark.parametrize("name", NAMES)
def test_block__has_a_preview_for_editors(name, site):
    client = signed_in("Editors")
    block = BodyBlock().child_blocks[name]
    assert block.is_previewable
    assert block.get_description()
    definition = TextPage._meta.get_field("body").stream_block.child_blocks[name]
    response = client.get(
        reverse("wagtailadmin_block_preview"), {"id": definition.definition_prefix}
    )
    assert response.status_code == 200
    html = response.content.decode()
    assert "site.css" in html
    inside = re.search(r'<div class="prose column">(.*)</div></main>', html, re.DOTALL)[1]
    assert len(re.sub(r"<[^>]+>|\s+", "", inside)) > 10
