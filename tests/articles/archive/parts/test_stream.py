"""Blocks of all kinds, those that no page of ours has yet included."""

import pytest
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.snippets.blocks import SnippetChooserBlock

from articles.archive.directory import Numbers
from articles.archive.mistake import Mistake, Mistakes
from articles.archive.naming import Reference
from articles.archive.parts.stream import read_block, write_block
from articles.archive.reading import read
from organisations.models import Body

ROLES = [("author", "Author"), ("speaker", "Speaker")]


class PersonBlock(blocks.StructBlock):
    name = blocks.CharBlock()
    role = blocks.ChoiceBlock(choices=ROLES, default="author")
    is_known = blocks.BooleanBlock(required=False, default=True)
    born = blocks.DateBlock(required=False)
    height = blocks.DecimalBlock(required=False)
    beds = blocks.IntegerBlock(default=1)


class PartsBlock(blocks.StreamBlock):
    person = PersonBlock()
    words = blocks.ListBlock(blocks.CharBlock())
    body = SnippetChooserBlock(Body)
    inner = blocks.StreamBlock([("text", blocks.TextBlock())])
    link = blocks.URLBlock(required=False)
    rule = blocks.StaticBlock()


BLOCK = StreamField(PartsBlock()).stream_block


def parsed(text):
    return read(f"body:\n{text}", "f.yaml", Mistakes()).mapping["body"]


def stored(text):
    return read_block(BLOCK, parsed(text), "entry body")


def without_ids(raw):
    return [{"type": each["type"], "value": each["value"]} for each in raw]


def test_struct__has_defaults_where_nothing_is_said():
    assert without_ids(stored("- person: {name: Ada}")) == [
        {
            "type": "person",
            "value": {
                "name": "Ada",
                "role": "author",
                "is_known": True,
                "born": None,
                "height": None,
                "beds": 1,
            },
        }
    ]


TEXT = """
- person:
    name: Ada
    role: speaker
    is_known: 'false'
    born: '1899-05-01'
    height: '1.70'
    beds: '3'
- words:
    - one
    - two
- inner:
    - text: |-
        a
        b
    - text: c
- link: https://gardens.example/
"""


def test_blocks__come_back():
    raw = stored(TEXT)
    value = BLOCK.to_python(raw)
    assert str(value[0].value["born"]) == "1899-05-01"
    assert list(value[1].value) == ["one", "two"]
    again = BLOCK.get_prep_value(value)
    assert write_block(BLOCK, again, Numbers()) == parsed(TEXT).plain()


def test_chooser__is_a_reference():
    (block,) = stored("- body: council")
    assert isinstance(block["value"], Reference)
    assert (block["value"].model, block["value"].name) == (Body, "council")
    assert write_block(BLOCK, [{"type": "body", "value": 3}], Numbers()) == [{"body": "#3"}]


def test_ids__are_the_same_each_time_and_for_each_place():
    first, second = stored(TEXT), stored(TEXT)
    assert first == second
    ids = [block["id"] for block in first] + [item["id"] for item in first[1]["value"]]
    assert len(set(ids)) == len(ids)
    elsewhere = read_block(BLOCK, parsed(TEXT), "other body")
    assert {block["id"] for block in elsewhere}.isdisjoint(ids)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- person: {name: Ada, is_known: yes}", "neither “true” nor “false”"),
        ("- person: {name: Ada, born: May}", "Enter a valid date"),
        ("- person: {name: Ada, beds: some}", "Enter a whole number"),
        ("- link: garden", "Enter a valid URL"),
        ("- rule: x", "can't stand in a fixture"),
        ("- person: Ada", "a mapping"),
        ("- words: one", "a list"),
        ("  person: {name: Ada}", "a list"),
    ],
)
def test_wrong_value__is_refused(text, reason):
    with pytest.raises(Mistake, match=reason):
        stored(text)


def test_block_of_a_type_that_is_gone__is_left_out_of_a_dump():
    raw = [{"type": "gone", "value": "x"}, {"type": "link", "value": None}]
    assert write_block(BLOCK, raw, Numbers()) == [{"link": ""}]
