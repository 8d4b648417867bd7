import pytest

from articles.importing.readers import read
from articles.importing.readers.wordpress.content import paragraphs
from articles.importing.source import Source, SourceError

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="{ns}excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="{ns}"><channel>
<title>The Dial</title><link>https://example.org</link><language>en</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login>ada</wp:author_login><wp:author_email>a@example.org</wp:author_email>
<wp:author_display_name>Ada Alder</wp:author_display_name></wp:author>
"""
ITEM = """<item><title>{title}</title><link>https://example.org/week/</link><dc:creator>ada</dc:creator>
<guid>https://example.org/?p=12</guid><content:encoded><![CDATA[{content}]]></content:encoded>
<excerpt:encoded></excerpt:encoded><wp:post_id>12</wp:post_id><wp:post_date>{date}</wp:post_date>
<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>
<wp:post_password>{password}</wp:post_password>{more}</item>"""
COMMENT = """<wp:comment><wp:comment_id>{id}</wp:comment_id>
<wp:comment_author>{author}</wp:comment_author><wp:comment_content>{text}</wp:comment_content>
<wp:comment_approved>{approved}</wp:comment_approved><wp:comment_type>{kind}</wp:comment_type>
<wp:comment_parent>{parent}</wp:comment_parent></wp:comment>"""
NAMESPACE = "http://wordpress.org/export/1.2/"


def item(**values):
    default = {
        "title": "A week", "content": "One.\n\nTwo.", "date": "2019-03-04 05:06:07",
        "status": "publish", "kind": "post", "password": "", "more": "",
    }  # fmt: skip
    return ITEM.format(**{**default, **values})


def export(*items, namespace=NAMESPACE, end="</channel></rss>"):
    text = HEAD.format(ns=namespace) + "".join(items) + end
    return Source("export.xml", text.encode())


def records(*items, **options):
    return [text.record for text in read(export(*items, **options))]


@pytest.mark.parametrize(
    "namespace",
    [
        "http://wordpress.org/export/1.0/",
        "http://wordpress.org/export/1.1/",
        "http://wordpress.org/export/1.2/",
        "https://wordpress.org/export/1.2/",
    ],
)
def test_a_post_is_a_text__under_either_scheme_and_each_version(namespace):
    [found] = records(item(), namespace=namespace)
    assert (found.title, found.status) == ("A week", "publish")
    assert [author.name for author in found.authors] == ["Ada Alder"]
    assert found.dates[0].value == "2019-03-04"
    assert found.publication.identifier == "https://example.org/?p=12"
    assert [block.text for block in found.blocks] == ["One.", "Two."]


def test_pages_and_posts_are_texts_and_what_the_program_keeps_is_not():
    kinds = ["post", "page", "attachment", "nav_menu_item", "revision"]
    assert len(records(*(item(kind=kind) for kind in kinds))) == 2


def test_a_draft_has_no_day_and_a_zero_day_is_none():
    assert records(item(status="draft"))[0].dates == ()
    [found] = records(item(date="0000-00-00 00:00:00"))
    assert found.dates == ()
    assert ("lost", "date") in {(each.certainty, each.kind) for each in found.findings}


def test_what_was_behind_a_password_says_so():
    [found] = records(item(password="open"))
    assert found.status == "password"
    assert ("probable", "restricted") in {(f.certainty, f.kind) for f in found.findings}
    assert "open" not in str(found.to_json())


def test_several_authors_are_the_co_authors_by_name():
    terms = '<category domain="author" nicename="bo"><![CDATA[Bo Birch]]></category>'
    terms += '<category domain="author" nicename="cy"><![CDATA[Cy Cedar]]></category>'
    terms += '<category domain="post_tag" nicename="t"><![CDATA[Towns]]></category>'
    [found] = records(item(more=terms))
    assert [author.name for author in found.authors] == ["Bo Birch", "Cy Cedar"]
    assert found.topics == ("Towns",)


def test_captions_galleries_and_attachments_are_pictures():
    attached = item(
        kind="attachment",
        more="<wp:attachment_url>https://example.org/gate.jpg</wp:attachment_url>",
    )
    content = '[caption id="a"]<img src="b.jpg" alt="B"/> The gate[/caption]\n\n[gallery ids="12"]'
    [found] = records(item(content=content), attached)
    assert [(block.type, block.caption, block.address) for block in found.blocks] == [
        ("image", "The gate", "b.jpg"),
        ("image", None, "https://example.org/gate.jpg"),
    ]


def test_a_shortcode_that_only_its_program_knows_is_lost_and_brackets_stay():
    [found] = records(item(content='[poll id="3"]\n\nThey [the town] won.'))
    assert [block.text for block in found.blocks] == ["They [the town] won."]
    assert [(f.kind, f.before) for f in found.findings] == [("shortcode", '[poll id="3"]')]


def test_the_block_editors_comments_are_no_text():
    content = (
        "<!-- wp:quote --><blockquote><p>One.</p><cite>Bo</cite></blockquote>"
        "<!-- /wp:quote --><!-- wp:paragraph --><p>Two\nlines.</p><!-- /wp:paragraph -->"
    )
    [found] = records(item(content=content))
    assert [(block.type, block.text, block.attribution) for block in found.blocks] == [
        ("quote", "One.", "Bo"),
        ("paragraph", "Two lines.", None),
    ]


def test_comments_are_a_thread__without_spam_and_likes():
    rows = [
        ("1", "Bo", "First.", "1", "", "0"),
        ("2", "Cy", "Third.", "1", "comment", "0"),
        ("3", "Di", "Second.", "1", "", "1"),
        ("4", "Spam", "Buy.", "spam", "", "0"),
        ("5", "Elsewhere", "…", "1", "pingback", "0"),
        ("6", "Ed", "", "1", "like", "0"),
        ("7", "Fe", "Waiting.", "0", "", "0"),
    ]
    names = ("id", "author", "text", "approved", "kind", "parent")
    more = "".join(COMMENT.format(**dict(zip(names, row, strict=True))) for row in rows)
    [found] = records(item(more=more))
    assert [(c.author, c.depth, c.parent, c.kind) for c in found.comments] == [
        ("Bo", 0, None, "comment"),
        ("Di", 1, 0, "comment"),
        ("Cy", 0, None, "comment"),
        ("Elsewhere", 0, None, "pingback"),
    ]
    assert {each.text for each in found.dropped} == {"1 like", "1 not approved", "1 spam"}


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (export(item(), end="</rss>"), "is no well-formed export"),
        (
            Source("a.xml", b"<?xml version='1.0'?><rss><channel><item/></channel></rss>"),
            "wxr_version",
        ),
        (
            Source(
                "a.xml",
                b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
                b"<rss><channel><title>&b;</title></channel></rss>",
            ),
            "declares entities",
        ),
    ],
)
def test_what_is_no_sound_export_is_refused_in_a_line(source, reason):
    with pytest.raises(SourceError, match=reason) as caught:
        list(read(source))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "html"),
    [
        ("a\n\nb", "<p>a</p>\n<p>b</p>"),
        ("a\nb", "<p>a<br/>\nb</p>"),
        ("a\n<ul>\n<li>b</li>\n</ul>\nc", "<p>a</p>\n<ul>\n<li>b</li>\n</ul>\n<p>c</p>"),
        ("<pre>a\n\nb</pre>", "<pre>a\n\nb</pre>"),
    ],
)
def test_blank_lines_part_paragraphs_of_the_classic_editor(content, html):
    assert paragraphs(content).replace("\n\n", "\n") == html.replace("\n\n", "\n")


def test_an_export_is_read_item_by_item__from_the_disk(tmp_path):
    path = tmp_path / "export.xml"
    path.write_bytes(export(*[item()] * 50).data)
    source = Source("export.xml", path.read_bytes()[:4096], path)
    assert sum(1 for _text in read(source)) == 50
