import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from articles.archive.mistake import Mistake, Place
from articles.archive.parts.rich_text import (
    LINE_LENGTH,
    in_lines,
    in_one_form,
    read_rich_text,
    write_rich_text,
)
from articles.archive.reading import Node
from articles.blocks.words import PARAGRAPH_FEATURES

TARGETS = {("page", "en:/about/"): 5, ("file", "plan"): 7, ("picture", "tap"): 9}


class Names:
    """Knows three targets, both ways."""

    def number(self, reference):
        kind = {"Page": "page", "File": "file", "Picture": "picture"}[reference.model.__name__]
        return TARGETS[kind, reference.name]

    def name(self, model, number):
        return {value: name for (_kind, name), value in TARGETS.items()}.get(number, "")


def node(text):
    return Node(Place("f.yaml", 1), text)


def stored(text):
    return read_rich_text(node(text)).resolved(Names())


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('<a page="en:/about/">x</a>', '<a linktype="page" id="5">x</a>'),
        ('<a file="plan">x</a>', '<a linktype="document" id="7">x</a>'),
        (
            '<embed picture="tap" alt="A &quot;tap&quot; &amp; more" format="left"/>',
            '<embed alt="A &quot;tap&quot; &amp; more" format="left" embedtype="image" id="9"/>',
        ),
        ('<a href="https://e.example/?a=1&amp;b=2">x</a>', None),
        ('<embed embedtype="media" url="https://e.example/v"/>', None),
        ("<b>a</b> <i>b</i>", None),
        ("a &lt;a page=x&gt; b", None),
    ],
)
def test_links__are_numbers_in_the_database_and_names_in_a_file(written, kept):
    assert stored(f"<p>{written}</p>") == in_one_form(f"<p>{kept or written}</p>")
    again = write_rich_text(stored(f"<p>{written}</p>"), Names())
    assert stored(again) == stored(f"<p>{written}</p>")
    assert "linktype" not in again
    assert 'embedtype="image"' not in again


@pytest.mark.parametrize("link", ['<a linktype="page" id="5">', '<a id="7" linktype="document">'])
def test_link_by_number__is_refused(link):
    with pytest.raises(Mistake, match="leads to a number"):
        read_rich_text(node(f"<p>{link}x</a></p>"))


def test_link_whose_target_is_gone__leads_nowhere():
    text = '<p><a linktype="page" id="99">x</a><embed embedtype="image" id="98" alt=""/></p>'
    assert write_rich_text(text, Names()) == "<p><a>x</a></p>"


def test_white_space__is_that_of_html():
    text = "\n<p>One\n   two\u00a0 three</p>\n\n<ul> <li> a </li>\n<li>b</li> </ul> "
    assert in_one_form(text) == "<p>One two\u00a0 three</p><ul><li>a</li><li>b</li></ul>"


def test_lines__are_short_and_begin_with_paragraphs():
    text = "".join(f"<p>{'word ' * count}end.</p>" for count in (3, 60, 1))
    lines = in_lines(text).split("\n")
    assert all(len(line) <= LINE_LENGTH for line in lines)
    assert sum(line.startswith("<p>") for line in lines) == 3


inline = st.text("abc é.&;\u00a0").map(lambda text: text.replace("&", "&amp;"))
blocks = st.builds(
    lambda tag, text: f"<{tag}>{text}</{tag}>", st.sampled_from(["p", "h2", "blockquote"]), inline
) | inline.map(lambda text: f"<ul><li>{text}</li><li><b>{text}</b> <i>x</i></li></ul>")


@given(st.lists(blocks).map("".join))
def test_lines__read_again_are_the_same(text):
    once = in_one_form(text)
    assert in_one_form(in_lines(once)) == once


@pytest.mark.parametrize(
    "text",
    [
        "<p>One &amp; two “three” <i>four</i> five.</p><p>Six – seven.</p>",
        "<p><b>a</b> <i>b</i></p><ul><li>c</li><li>d</li></ul>",
        '<p>See <a href="https://e.example/?a=1&amp;b=2">there</a>, sup<sup>2</sup>.</p>',
        '<p>See <a linktype="page" id="5">there</a>.</p>',
    ],
)
@pytest.mark.django_db
def test_opening_and_saving_in_the_editor__is_no_change(text):
    """Draftail writes the markup anew, with marks of its own."""
    converter = ContentstateConverter(features=PARAGRAPH_FEATURES)
    saved = converter.to_database_format(converter.from_database_format(text))
    assert saved != text
    assert write_rich_text(saved, Names()) == write_rich_text(text, Names())
