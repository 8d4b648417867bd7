import re
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importing.markup import MarkupError, blocks_of, parsed
from articles.importing.record import Block


def blocks(markup):
    return blocks_of(parsed(markup)).blocks


def plain(markup):
    return [(block.type, block.text) for block in blocks(markup)]


class TestWords:
    def test_words_between_blocks_are_paragraphs(self):
        assert plain("one<p>two<div>three<div>four</div>five</div>") == [
            ("paragraph", "one"),
            ("paragraph", "two"),
            ("paragraph", "three"),
            ("paragraph", "four"),
            ("paragraph", "five"),
        ]

    def test_two_line_breaks_part_paragraphs_and_one_a_line(self):
        assert plain("<p>one<br>two<br><br>three</p>") == [
            ("paragraph", "one\ntwo"),
            ("paragraph", "three"),
        ]

    def test_marks_and_links_are_kept_and_scripts_never(self):
        [block] = blocks(
            '<p>a <strong>b</strong> <a href="https://example.org/?a=1&amp;b=2">c</a> '
            '<a href="javascript:alert(1)" onclick="x()">d</a><script>alert(2)</script></p>'
        )
        assert block.text == "a b c d"
        assert block.markup == ('a <b>b</b> <a href="https://example.org/?a=1&amp;b=2">c</a> d')

    def test_no_break_spaces_and_all_scripts_stay_as_they_are(self):
        assert plain("<p>10\u00a0000 “ما هو”\u200f 五一 සිංහල</p>") == [
            ("paragraph", "10\u00a0000 “ما هو”\u200f 五一 සිංහල")
        ]

    @given(st.lists(st.text("ab ü五ش\u00a0<&'\"", min_size=1), min_size=1, max_size=6))
    def test_no_word_is_lost__whatever_stands_around_it(self, words):
        names = ["p", "div", "h2", "li", "blockquote", "span", "td"]
        markup = "".join(
            f"<{name}>{escape(word)}</{name}>" for name, word in zip(names * 2, words, strict=False)
        )
        got = " ".join(
            " ".join(
                filter(None, (b.text, b.attribution, *b.items, *(c for r in b.rows for c in r)))
            )
            for b in blocks(markup)
        )
        assert re.findall(r"\S+", got.replace("\u00a0", " ")) == re.findall(
            r"\S+", " ".join(words).replace("\u00a0", " ")
        )


class TestBlocks:
    def test_a_quotation_keeps_its_paragraphs_and_its_source(self):
        [block] = blocks(
            "<blockquote><p>one</p><p>two <cite>The Dial</cite> three</p>"
            "<footer>— Ada Alder</footer></blockquote>"
        )
        assert (block.type, block.text) == ("quote", "one\n\ntwo The Dial three")
        assert block.attribution == "Ada Alder"

    def test_nested_lists_are_items_in_order_and_stay_nested_for_the_page(self):
        [block] = blocks("<ul><li>a<ol><li>b</li></ol></li><li><p>c</p></li></ul>")
        assert block.items == ("a", "b", "c")
        assert block.markup == "<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>"

    def test_a_table_keeps_rows_caption_and_head(self):
        [block] = blocks(
            "<table><caption>Votes</caption><tr><th>For</th><th>Against</th></tr>"
            "<tr><td>9</td><td>5</td></tr></table>"
        )
        assert (block.type, block.caption, block.has_head) == ("table", "Votes", True)
        assert block.rows == (("For", "Against"), ("9", "5"))

    def test_a_table_that_lays_out_a_page_is_none(self):
        assert plain("<table><tr><td><h2>A</h2><p>b</p></td><td><p>c</p></td></tr></table>") == [
            ("heading", "A"),
            ("paragraph", "b"),
            ("paragraph", "c"),
        ]

    @pytest.mark.parametrize(
        ("words", "caption", "credit"),
        [
            ("The gate / Image: Ada Alder", "The gate", "Ada Alder"),
            ("The gate (Photo: Ada Alder)", "The gate", "Ada Alder"),
            ("Foto: Ada Alder", None, "Ada Alder"),
            ("The gate at noon", "The gate at noon", None),
        ],
    )
    def test_a_picture_has_caption_and_credit(self, words, caption, credit):
        [block] = blocks(
            f'<figure><img src="a.jpg" alt="A gate"><figcaption>{words}</figcaption></figure>'
        )
        assert block == Block("image", text="A gate", caption=caption, credit=credit)
        assert block.address == "a.jpg"

    def test_a_picture_that_counts_readers_is_none(self):
        assert blocks('<p>a<img src="count.gif" width="1" height="1"></p>') == [
            Block("paragraph", text="a")
        ]

    def test_verse_keeps_its_lines_and_stanzas(self):
        [block] = blocks('<pre class="wp-block-verse">one\ntwo\n\nthree</pre>')
        assert (block.type, block.text) == ("verse", "one\ntwo\n\nthree")

    def test_an_embed_is_its_address(self):
        assert blocks('<iframe src="//video.example.org/1"></iframe>') == [
            Block("embed", text="https://video.example.org/1")
        ]


def test_markup_that_lies_too_deep_is_refused_at_once():
    with pytest.raises(MarkupError, match="deep in one another"):
        parsed("<div>" * 10_000)


@given(st.text(max_size=300))
def test_no_markup_at_all_makes_it_fail(markup):
    blocks(markup)
