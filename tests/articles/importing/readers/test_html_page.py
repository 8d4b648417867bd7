import json

import pytest

from articles.importing.readers import read
from articles.importing.readers.html_page.statements import edtf_of
from articles.importing.source import Source

WORDS = "The town fed them, and nobody went hungry in all that time; the gates stayed shut. " * 6
LINKED = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "A week at the gates",
    "author": [{"@type": "Person", "name": "Ada Alder"}, {"name": "Bo Birch"}],
    "datePublished": "2019-03-04T05:06:07Z",
    "publisher": {"name": "The Dial"},
    "keywords": ["Strikes", "Towns"],
}


def page(head="", body="", language="en"):
    return (
        f'<!doctype html><html lang="{language}"><head>{head}</head><body>'
        f"<nav><a href='/'>Home</a> <a href='/news'>News</a></nav><article>{body}"
        f"<p>{WORDS}</p><h2>The second day</h2><p>{WORDS}</p></article>"
        "<footer>All rights reserved</footer></body></html>"
    )


def record(text, name="page.html"):
    [found] = read(Source(name, text.encode()))
    return found.record


def linked(**values):
    data = json.dumps({**LINKED, **values})
    return f'<script type="application/ld+json">{data}</script>'


def test_linked_data_says_who_when_and_where():
    found = record(page(linked()))
    assert found.title == "A week at the gates"
    assert [author.name for author in found.authors] == ["Ada Alder", "Bo Birch"]
    assert [(date.kind, date.value) for date in found.dates] == [("published", "2019-03-04")]
    assert (found.publication.name, found.language) == ("The Dial", "en")
    assert found.topics == ("Strikes", "Towns")
    assert found.provenance["authors.1.name"].place == "JSON-LD author"


def test_linked_data_in_wrapping_is_read_and_broken_is_not():
    wrapped = linked().replace('ld+json">', 'ld+json">\n//<![CDATA[\n').replace("</s", "\n//]]></s")
    assert record(page(wrapped)).title == "A week at the gates"
    assert (
        record(page('<script type="application/ld+json">{"</script><title>T</title>')).title == "T"
    )


def test_meta_elements_say_it__where_nothing_is_linked():
    found = record(
        page(
            '<meta property="og:title" content="A week"><meta name="author" content="By Ada Alder '
            'and Bo Birch"><meta property="article:published_time" content="2019-03-04">'
            '<meta property="og:site_name" content="The Dial">'
            '<link rel="canonical" href="https://example.org/week">'
        )
    )
    assert (found.title, found.publication.url) == ("A week", "https://example.org/week")
    assert [author.name for author in found.authors] == ["Ada Alder", "Bo Birch"]


def test_what_a_page_does_not_state_is_null():
    found = record(page(language=""))
    assert (found.title, found.authors, found.dates, found.language) == (None, (), (), None)
    assert found.publication.name is None
    assert [(each.certainty, each.kind) for each in found.findings] == [("lost", "title")]


def test_a_day_in_the_text_is_not_the_day_of_the_text():
    assert record(page(body="<p>On 5 May 2011 the gates were shut.</p>")).dates == ()


def test_the_name_of_the_site_is_no_part_of_the_title():
    head = '<title>A week | The Dial</title><meta property="og:site_name" content="The Dial">'
    assert record(page(head)).title == "A week"


def test_the_text_comes_without_what_stands_around_it():
    found = record(page(linked(), "<h1>A week at the gates</h1>"))
    assert [block.type for block in found.blocks] == ["paragraph", "heading", "paragraph"]
    assert found.blocks[1].text == "The second day"
    dropped = {(each.kind, each.text) for each in found.dropped}
    assert dropped == {("navigation", "Home News"), ("footer", "All rights reserved")}


def test_comments_are_a_thread():
    thread = """<ol class="commentlist"><li class="comment"><cite class="fn">Cy</cite>
      <div class="comment-content"><p>Well said.</p></div>
      <ol class="children"><li class="comment"><cite class="fn">Di</cite>
        <div class="comment-content"><p>Indeed.</p></div></li></ol></li>
      <li class="pingback"><cite class="fn">Elsewhere</cite></li></ol>"""
    found = record(page(linked(), "").replace("</article>", f"</article>{thread}"))
    assert [(c.author, c.depth, c.parent, c.kind, c.text) for c in found.comments[:2]] == [
        ("Cy", 0, None, "comment", "Well said."),
        ("Di", 1, 0, "comment", "Indeed."),
    ]
    assert found.comments[2].kind == "pingback"
    assert not any("Well said" in (block.text or "") for block in found.blocks)


def test_the_declared_encoding_holds():
    text = page('<meta charset="iso-8859-1"><title>Été</title>').encode("iso-8859-1")
    [found] = read(Source("page.html", text))
    assert found.record.title == "Été"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2019-03-04T05:06:07Z", "2019-03-04"),
        ("20190304", "2019-03-04"),
        ("2019-03", "2019-03"),
        ("0000-00-00", None),
        ("03/04/2019", None),
        ("yesterday", None),
    ],
)
def test_only_a_machines_day_is_a_day(words, day):
    assert edtf_of(words) == day
