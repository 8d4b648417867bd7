"""A body needs the same queries for one picture, file and link as for fifty."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.models import Locale

from articles.blocks.table import table
from articles.feeds.entry import with_whole_addresses
from tests.articles import factory as pages
from tests.articles.blocks import factory
from tests.articles.media.factory import picture, picture_block

pytestmark = pytest.mark.django_db


def article(number):
    """A text with as many of each thing that is looked up."""
    target = pages.article(f"Target {number}")
    blocks = []
    for _ in range(number):
        one = picture_block(picture(description="A march"))
        file = factory.file()
        action = {"heading": "", "text": "", "label": "Go", "page": target, "address": ""}
        link = f'<p><a linktype="page" id="{target.pk}">p</a>'
        link += f'<a linktype="document" id="{file.pk}">f</a><small>n</small></p>'
        blocks += [
            ("rich_text", link),
            one,
            ("pictures", {"pictures": [one[1], one[1]], "caption": ""}),
            ("file", {"file": file, "title": "", "text": ""}),
            ("note", {"heading": "", "text": link}),
            ("call_to_action", action),
        ]
    return pages.article(f"Whole {number}", body=blocks)


def queries(client, page):
    client.get(page.url)  # makes the pictures' sizes, and fills what is kept between requests
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page.url).status_code == 200
    return [query["sql"] for query in captured]


def test_queries__are_the_same_for_one_and_for_fifty(client, site):
    one, fifty = queries(client, article(1)), queries(client, article(50))
    assert len(fifty) == len(one), "\n".join(sorted(set(fifty) - set(one)))
    assert 10 < len(fifty) <= 45, "\n".join(fifty)


def test_link_to_a_page__leads_to_the_readers_language(site):
    target = pages.article("Target")
    french = target.copy_for_translation(Locale.objects.get(language_code="fr"), True)
    french.save_revision().publish()
    link = f'<p><a linktype="page" id="{target.pk}">there</a></p>'
    body = factory.stream([("rich_text", link)])
    assert f'href="{target.url}"' in str(body)
    with override("fr"):
        assert f'href="{french.url}"' in str(body)


def test_link_to_a_page_that_is_gone__leads_nowhere(site):
    body = factory.stream([("rich_text", '<p><a linktype="page" id="99999">there</a></p>')])
    assert "<a>there</a>" in str(body)


VIDEOS = {
    "https://www.youtube.com/watch?app=desktop&v=abcdefghijk": "embed/abcdefghijk",
    "https://youtu.be/abcdefghijk?t=3": "youtube-nocookie.com/embed/abcdefghijk",
    "https://vimeo.com/channels/staff/123": "player.vimeo.com/video/123",
    "https://archive.org/details/a_film.1": "archive.org/embed/a_film.1",
    "https://framatube.org/w/aBc-1": "framatube.org/videos/embed/aBc-1",
}


@pytest.mark.parametrize("address", VIDEOS)
def test_video__asks_its_host_only_when_the_reader_does(address):
    block = ("video", {"address": address, "title": "Film", "caption": "", "credit": ""})
    html = str(factory.stream([block]))
    assert not re.search(r'<(?:iframe|img|script|link|source|video)[^>]*\ssrc="', html)
    frame = re.search(r'srcdoc="([^"]*)"', html)[1]
    assert VIDEOS[address] in frame
    assert f'<a href="{address.replace("&", "&amp;")}">Film</a>' in html


def test_video_in_a_feed__is_a_link():
    address = "https://vimeo.com/123"
    body = factory.stream(
        [("video", {"address": address, "title": "Film", "caption": "", "credit": ""})]
    )
    html = body.stream_block.render(body, {"is_feed": True})
    assert "iframe" not in html
    assert f'<a href="{address}">Film</a> (Vimeo)' in html


def test_table__tells_heads_from_cells():
    html = str(factory.stream([("table", table([["", "A"], ["B", "c"]], "both", "What"))]))
    assert "<caption>What</caption>" in html
    assert '<th scope="col">A</th>' in html
    assert '<th scope="row">B</th><td>c</td>' in html


def test_points__keep_their_addresses_when_they_change_places():
    body = factory.stream([("points", {"first_number": 3, "points": ["<p>a</p>", "<p>b</p>"]})])
    before = re.findall(r'id="(p-[0-9a-f]{8})" value="(\d)"', str(body))
    assert [number for _anchor, number in before] == ["3", "4"]
    points = body[0].value["points"]
    points.bound_blocks.reverse()
    after = re.findall(r'id="(p-[0-9a-f]{8})" value="(\d)"', str(body))
    assert after == [(before[1][0], "3"), (before[0][0], "4")]


def test_verse__keeps_lines_and_stanzas():
    value = {"text": "a\nb\n\n\nc", "author": "", "work": "", "year": "", "address": ""}
    html = str(factory.stream([("verse", value)]))
    assert "<p><span>a<br></span><span>b</span></p>\n<p><span>c</span></p>" in html


def test_feed__leads_to_the_site_and_keeps_notes_in_the_entry():
    html = (
        '<a href="/en/x/">x</a><img src="/media/a.png" srcset="/media/b.png 2x"><a href="#n">1</a>'
    )
    assert with_whole_addresses(html, "https://example.org/en/") == (
        '<a href="https://example.org/en/x/">x</a><img src="https://example.org/media/a.png">'
        '<a href="#n">1</a>'
    )
