import pytest

from articles.importing.readers import read
from articles.importing.source import Source, SourceError

TEXT = """---
title: A week
authors:
  - name: Ada Alder
    affiliation: The Dial
  - Bo Birch
date: 2019-03-04
lang: en
tags: [Strikes, Towns]
colour: red
---
One **two**.[^1]

> Three.

| a | b |
| - | - |
| 1 | 2 |

<script>alert(1)</script>

[^1]: A note.
"""


def record(text):
    [found] = read(Source("text.md", text.encode()))
    return found.record


def test_front_matter_states_and_the_rest_is_the_text():
    found = record(TEXT)
    assert (found.title, found.language, found.topics) == ("A week", "en", ("Strikes", "Towns"))
    assert [(a.name, a.affiliations) for a in found.authors] == [
        ("Ada Alder", ("The Dial",)),
        ("Bo Birch", ()),
    ]
    assert [(date.kind, date.value) for date in found.dates] == [("published", "2019-03-04")]
    assert [block.type for block in found.blocks] == [
        "paragraph",
        "quote",
        "table",
        "paragraph",
        "note",
    ]
    assert found.blocks[3].text == "<script>alert(1)</script>"
    assert ("lost", "colour", "red") in {(f.certainty, f.kind, f.before) for f in found.findings}


def test_the_first_heading_is_the_title__without_front_matter():
    found = record("# A week\n\nOne.")
    assert (found.title, [block.text for block in found.blocks]) == ("A week", ["One."])


def test_a_day_in_words_is_only_proposed():
    assert record("---\ndate: last spring\n---\nOne.").dates == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("---\na: &a [1]\nb: *a\n---\n", "uses anchors"),
        ("---\na: [\n---\n", "line .*is no YAML"),
        ("> " * 5000 + "deep", "too deep in one another"),
    ],
)
def test_what_is_hostile_is_refused_in_a_line(text, reason):
    with pytest.raises(SourceError, match=reason) as caught:
        record(text)
    assert "\n" not in str(caught.value)


def test_quotations_in_quotations_lose_no_word():
    [quote] = record("> " * 30 + "deep").blocks
    assert quote.text == "deep"
