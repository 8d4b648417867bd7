"""HTML of Word, of web pages and of our own texts becomes blocks, and no word is lost."""

import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from articles.blocks.from_html import blocks_of, split
from articles.blocks.words import PARAGRAPH_FEATURES
from tests.articles.blocks.factory import stream

# Pages of other makers lie beside the repository, where they lie at all.
SAMPLES = sorted(Path(settings.BASE_DIR).parent.glob("shared/samples/html/*/source.html"))

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>Doc</title>
<style>p.MsoNormal {margin:0cm}</style></head><body>
<h1 style='mso-outline-level:1'>The <b>sh</b>ed<o:p></o:p></h1>
<p class=MsoNormal>First<span style='font-style:italic'> words</span><a href="#_ftn1"
style='mso-footnote-id:ftn1' name="_ftnref1" title="">
<span class=MsoFootnoteReference><!--[if !supportFootnotes]-->
[1]<![endif]></span></a> and more.</p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span><![endif]>water<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span
style='mso-list:Ignore'>1.</span>cold</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span
style='mso-list:Ignore'>·</span>fence</p>
<p class=MsoQuote>Said so.</p>
<table class=MsoTableGrid>
<tr><td><p class=MsoNormal>a</p></td><td><p class=MsoNormal>b</p></td></tr>
<tr><td><p class=MsoNormal>c</p></td><td><p class=MsoNormal>d</p></td></tr></table>
<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1>
<p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1" title="">
<span class=MsoFootnoteReference>[1]</span></a> See <i>minutes</i>.</p></div></div>
</body></html>"""

WEB = """<div><div>one</div><div>two<br>three</div></div>
<blockquote><p>First <em>said</em>.</p><p>Second.</p><footer>— Ada Alder</footer></blockquote>
<ul><li><p>a</p></li><li>b<ol><li>c</li></ol>d</li></ul>
<h3>Part <a href="https://example.org/">two</a></h3>
<iframe src="//www.youtube.com/embed/abcdefghijk" title="Film"></iframe>
<script>code()</script><figure><img src="x.png"><figcaption>caption</figcaption></figure>
<b><p>bold paragraph</p></b><a href="javascript:x()">harmless</a> tail"""

LINES = re.compile(
    r"</?(?:address|article|aside|blockquote|br|button|caption|dd|details|div|dl|dt|figcaption|"
    r"figure|footer|form|h\d|header|hr|iframe|img|input|label|legend|li|main|nav|ol|option|p|pre|"
    r"section|select|summary|table|tbody|td|textarea|tfoot|th|thead|tr|ul|video)\b[^>]*>"
)


def words_of(html):
    """The words of HTML by a way of their own, with how often they stand there."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(["script", "style", "template", "head", "xml", "svg", "object"]):
        tag.decompose()
    for link in soup.select("a[href^='#']"):  # the number of a note, and the way back from it
        if re.fullmatch(r"\W*\w{0,3}\W*", link.get_text()):
            link.decompose()
    text = re.sub(r"<!--.*?-->|<!\[.*?\]>|<!DOCTYPE[^>]*>", "", str(soup), flags=re.DOTALL)
    text = re.sub(r"<[^>]+>", "", LINES.sub(" ", text))
    # A number whose note serves several places stays a word in brackets.
    text = re.sub(r"\[\w{1,3}\]", "", text)
    return Counter(unescape(text).split())


def words_in(blocks):
    html = " ".join(str(child) for child in stream(blocks))
    return words_of(re.sub(r"</?small>", " ", html))


def test_word__keeps_headings_lists_tables_and_notes():
    blocks = blocks_of(WORD)
    assert [kind for kind, _value in blocks] == ["heading", "rich_text", "table"]
    heading, text, table = (value for _kind, value in blocks)
    assert heading["text"] == "The shed"
    assert text == (
        "<p>First<i> words</i><small>See <i>minutes</i>.</small> and more.</p>"
        "<ul><li>water<ol><li>cold</li></ol></li><li>fence</li></ul><p>Said so.</p>"
    )
    assert table["data"] == [["a", "b"], ["c", "d"]]


def test_web_page__keeps_quotations_lists_and_lines():
    blocks = blocks_of(WEB)
    assert [kind for kind, _value in blocks] == [
        "rich_text",
        "quotation",
        "rich_text",
        "heading",
        "video",
        "rich_text",
    ]
    assert blocks[0][1] == "<p>one</p><p>two<br/>three</p>"
    assert blocks[1][1]["text"] == "<p>First <i>said</i>.</p><p>Second.</p>"
    assert blocks[1][1]["author"] == "Ada Alder"
    assert blocks[2][1] == "<ul><li>a</li><li>b<ol><li>c</li></ol></li><li>d</li></ul>"
    assert blocks[3][1] == {"text": "Part two", "level": "3", "anchor": ""}
    assert blocks[5][1] == "<p>caption</p><p><b>bold paragraph</b></p><p>harmless tail</p>"


@pytest.mark.parametrize("path", SAMPLES or [None], ids=lambda path: path and path.parent.name)
def test_page_of_another_maker__loses_no_word(path):
    html = path.read_text(errors="replace") if path else WEB
    lost = words_of(html) - words_in(blocks_of(html))
    # An author's dash is no word.
    assert set(lost) <= {"—", "–", "-"}, lost


TEXTS = st.text("abc déf", min_size=1, max_size=8)
INLINE = st.builds(
    lambda tag, text: f"<{tag}>{text}</{tag}>",
    st.sampled_from(["b", "em", "span", "a", "sup"]),
    TEXTS,
)
WRAPPERS = ["p", "div", "li", "ul", "ol", "blockquote", "h1", "h3", "section", "td", "table", "pre"]
TREES = st.recursive(
    st.one_of(TEXTS, INLINE),
    lambda inside: st.builds(
        lambda tag, parts: f"<{tag}>{' '.join(parts)}</{tag}>",
        st.sampled_from(WRAPPERS),
        st.lists(inside, min_size=1, max_size=4),
    ),
    max_leaves=12,
)


@given(TREES)
def test_any_html__loses_no_word(html):
    assert words_of(html) - words_in(blocks_of(html)) == Counter()


@given(TREES)
def test_what_was_made__goes_through_the_editor(html):
    """Draftail reads and writes each rich text without an error and without losing words."""
    converter = ContentstateConverter(features=PARAGRAPH_FEATURES)
    for kind, value in blocks_of(html):
        if kind == "rich_text":
            again = converter.to_database_format(converter.from_database_format(value))
            assert words_of(value) - words_of(again) == Counter()


OWN = (
    '<p>One<small>Note <b>here</b></small>, see <a id="3" linktype="page">this</a>.</p>'
    "<h2>Heading</h2><blockquote>Said<br/>so</blockquote><ul><li>a</li></ul>"
)


def test_split__sets_apart_headings_and_quotations_and_keeps_notes_and_links():
    body = stream([("rich_text", OWN), ("pull_quote", "Stay"), ("rich_text", "<p>As is</p>")])
    made = split(body)
    assert [kind for kind, _value, _id in made] == [
        "rich_text",
        "heading",
        "quotation",
        "rich_text",
        "pull_quote",
        "rich_text",
    ]
    assert made[0][1] == (
        '<p>One<small>Note <b>here</b></small>, see <a id="3" linktype="page">this</a>.</p>'
    )
    assert [id for _kind, _value, id in made[4:]] == [body[1].id, body[2].id]


def test_split__a_second_time_changes_nothing():
    once = stream([(kind, value) for kind, value, _id in split(stream([("rich_text", OWN)]))])
    again = split(once)
    assert [id for _kind, _value, id in again] == [child.id for child in once]
