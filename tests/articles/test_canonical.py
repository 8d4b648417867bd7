"""The canonical text keeps words, and only words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.canonical import canonical_text, digest, rich_text

VECTOR = """plenum canonical text v1
language: fr
title: Une Internationale
kicker:
standfirst: Pourquoi s’organiser.

[heading 2]
Le début

[rich_text]
Des mots **forts** et *faibles*.

- un

- deux
"""
# Made once with sha256sum: the archive and the adoptions of statements rest on it.
VECTOR_DIGEST = "v1:62028e1587e29a974695e2f423e97cdca420257896b07c53717f6590d1d0f668"

BODY = (
    '<p data-block-key="x1">Des mots <b>forts</b> et\n<i>faibles</i>.</p>'
    "<ul><li>un</li><li>deux</li></ul>"
)
BLOCKS = [("heading 2", "Le début"), ("picture", ""), ("rich_text", rich_text(BODY))]

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60)


def french(**changes):
    parts = {
        "language": "fr",
        "title": "Une  Internationale",
        "kicker": "",
        "standfirst": "Pourquoi s’organiser.",
        "blocks": BLOCKS,
    }
    return canonical_text(**(parts | changes))


def test_vector__is_as_published():
    assert french() == VECTOR
    assert digest(french()) == VECTOR_DIGEST


@pytest.mark.parametrize(
    "changes",
    [
        {"language": "en"},
        {"title": "Deux Internationales"},
        {"kicker": "Débat"},
        {"standfirst": "Pourquoi s’organiser !"},
        {"blocks": BLOCKS[::-1]},
        {"blocks": [("heading 3", "Le début"), *BLOCKS[1:]]},
    ],
)
def test_digest__changes_with_the_words(changes):
    assert digest(french(**changes)) != VECTOR_DIGEST


@pytest.mark.parametrize(
    ("html", "same"),
    [
        ('<p data-block-key="a">Un mot</p>', '<p data-block-key="b">Un \n mot</p>'),
        ("<p><strong>Un</strong> mot</p>", "<p><b>Un</b> mot</p>"),
        ('<p><a linktype="page" id="3">Un</a></p>', '<p><a linktype="page" id="4">Un</a></p>'),
        ("<p>caf\u00e9</p>", "<p>cafe\u0301</p>"),
        ("<p>a<br>b</p>", "<p>a<br/>b</p>"),
    ],
)
def test_rich_text__is_the_same_where_no_word_differs(html, same):
    assert rich_text(html) == rich_text(same)


def test_rich_text__keeps_addresses_of_other_sites():
    one = rich_text('<p><a href="https://example.org/a">Un</a></p>')
    assert one == "[Un](https://example.org/a)"


def test_nested_lists__keep_their_depth():
    html = "<ul><li>un<ol><li>deux</li></ol></li></ul><p>trois</p>"
    assert rich_text(html) == "- un\n\n  1. deux\n\ntrois"


@given(WORDS, WORDS)
def test_a_text__cannot_pass_for_two_blocks(first, second):
    two = french(blocks=[("rich_text", first), ("rich_text", second)])
    one = french(blocks=[("rich_text", f"{first}\n\n[rich_text]\n{second}")])
    blank = {first.strip("\n"), second.strip("\n")} & {""}
    assert blank or one != two


@given(WORDS)
def test_canonical_text__is_composed(words):
    text = french(title=words, blocks=[("rich_text", words)])
    assert text == unicodedata.normalize("NFC", text)
