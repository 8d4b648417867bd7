"""Feeds carry what is public, as far as it may be shown, and change when it does."""

import json
import xml.etree.ElementTree as ElementTree

import pytest
from wagtail.models import PageViewRestriction

from articles.models import ArticlePage, Permission, Topic
from tests.articles import factory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
BODY = [{"type": "rich_text", "value": "<p>Bread is <b>dear</b>.</p>"}]


def published(title, **fields):
    text = factory.signed_article(title=title, live=False, **fields)
    text.save_revision().publish()
    return ArticlePage.objects.get(pk=text.pk)


def items(client, path="/en/feed/json/"):
    return json.loads(client.get(path).content)["items"]


def test_json_feed__has_the_whole_text_with_its_author(client):
    published("Bread", body=json.dumps(BODY), standfirst="On prices.")
    (item,) = items(client)
    assert item["title"] == "Bread"
    assert "<b>dear</b>" in item["content_html"]
    assert item["summary"] == "On prices."
    assert item["authors"] == [{"name": "Ada Alder"}]
    assert item["url"].endswith("/en/articles/bread/")


def test_atom_feed__says_the_same(client):
    published("Bread", body=json.dumps(BODY), standfirst="On prices.")
    root = ElementTree.fromstring(client.get("/en/feed/atom/").content)
    (entry,) = root.findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").text == "Bread"
    assert "<b>dear</b>" in entry.find(f"{ATOM}content").text
    assert entry.find(f"{ATOM}id").text == items(client)[0]["id"]
    assert [each.find(f"{ATOM}name").text for each in entry.findall(f"{ATOM}author")] == [
        "Ada Alder"
    ]


def test_a_summary__is_not_given_as_the_text(client):
    published("Bread", body=json.dumps(BODY), standfirst="On prices.", is_summary_only=True)
    (item,) = items(client)
    assert "content_html" not in item
    assert item["content_text"] == "On prices."


def test_id__stays_when_the_address_and_the_title_change(client):
    text = published("Bread")
    before = items(client)[0]
    text.slug, text.title, text.change_kind = "roses", "Roses", "wording"
    text.save_revision().publish()
    after = items(client)[0]
    assert after["id"] == before["id"]
    assert after["url"] != before["url"]
    assert after["date_modified"] > before["date_modified"]
    assert after["date_published"] == before["date_published"]


def test_a_correction__is_told_in_the_entry(client):
    text = published("Bread", body=json.dumps(BODY))
    text.title, text.change_kind, text.change_note = "Bread!", "fact", "It was <dear>."
    text.save_revision().publish()
    assert "<p>It was &lt;dear&gt;.</p>" in items(client)[0]["content_html"]


def test_feed__has_nothing_that_readers_may_not_see(client):
    published("Public")
    factory.article("Draft", live=False)
    withdrawn = published("Withdrawn")
    withdrawn.withdraw(None, "Not ours.")
    closed = published("Closed")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    alias = published("Original").create_alias(update_slug="alias")
    assert alias.live
    for path in ("/en/feed/json/", "/en/articles/feed/json/"):
        assert {item["title"] for item in items(client, path)} == {"Public", "Original"}
        assert len(items(client, path)) == 2


@pytest.mark.parametrize("name", ["feed/atom/", "feed/json/"])
def test_a_program_that_has_it__is_told_so(client, name):
    text = published("Bread")
    first = client.get(f"/en/{name}")
    again = client.get(f"/en/{name}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    text.title, text.change_kind = "Roses", "wording"
    text.save_revision().publish()
    third = client.get(f"/en/{name}", headers={"If-None-Match": first.headers["ETag"]})
    assert third.status_code == 200


def test_a_language_without_texts__has_an_empty_feed(client):
    factory.ensure_home("ar")
    assert items(client, "/ar/feed/json/") == []
    assert client.get("/ar/feed/atom/").status_code == 200


def test_queries__do_not_grow_with_the_texts(client, django_assert_max_num_queries):
    for number in range(3):
        published(f"Bread {number}")
    client.get("/en/feed/json/")
    with django_assert_max_num_queries(36) as few:
        client.get("/en/feed/json/")
    for number in range(9):
        published(f"Roses {number}")
    with django_assert_max_num_queries(36) as many:
        client.get("/en/feed/json/")
    assert len(few) == len(many)


def test_pages__name_their_feed(client):
    published("Bread")
    html = client.get("/en/articles/").content.decode()
    assert 'href="/en/articles/feed/atom/"' in html


def test_a_feed__is_narrowed_down_as_its_list_is(client):
    peace = Topic.objects.create(name="Peace")
    published("Bread", topics=[peace])
    published("Roses")
    for path in ("/en/articles/feed/json/?topic=peace", "/en/topics/peace/feed/json/"):
        assert [item["title"] for item in items(client, path)] == ["Bread"]
    feed = json.loads(client.get("/en/articles/feed/json/?topic=peace").content)
    assert feed["title"] == "Articles: Peace"
    assert feed["feed_url"].endswith("/en/articles/feed/json/?topic=peace")
    assert client.get("/en/topics/peace/feed/rss/").status_code == 404


def test_a_bodys_feed__has_what_it_said_and_signed(client):
    council = factory.body("Council")
    factory.statement("Other", live=False)
    said = factory.statement("Said", issued_by=council, live=False)
    factory.adopt(said)
    said.save_revision().publish()
    published("Bread")
    address = f"/en/feed/json/?body={council.key}"
    assert [item["title"] for item in items(client, address)] == ["Said"]
    structure = factory.structure_page()
    html = client.get(f"{structure.get_url()}bodies/{council.key}/").content.decode()
    assert f'href="/en/feed/atom/?body={council.key}"' in html


def test_a_text_shown_without_right__is_not_passed_on(client):
    text = published("Bread", body=json.dumps(BODY), standfirst="On prices.")
    appearance = text.appearances.get()
    appearance.permission = Permission.objects.create(basis="excerpt")
    appearance.save()
    (item,) = items(client)
    assert "dear" not in json.dumps(item)


def test_addresses_in_an_entry__are_whole(client):
    body = [{"type": "rich_text", "value": '<p><a href="/en/about/">us</a></p>'}]
    published("Bread", body=json.dumps(body))
    assert 'href="http://' in items(client)[0]["content_html"]


def test_every_feed__has_an_author_for_entries_without_one(client):
    factory.article("Anonymous", live=False).save_revision().publish()
    root = ElementTree.fromstring(client.get("/en/feed/atom/").content)
    assert root.find(f"{ATOM}author/{ATOM}name").text


class TestSitemap:
    def test_each_language__has_its_part(self, client):
        published("Bread")
        assert "/sitemap-ar.xml" in client.get("/sitemap.xml").content.decode()
        part = client.get("/sitemap-en.xml").content.decode()
        assert "/en/articles/bread/</loc>" in part

    def test_what_readers_may_not_see__is_left_out(self, client):
        closed = published("Closed")
        closed.create_alias(update_slug="alias-of-closed")
        PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
        factory.article("Draft", live=False)
        part = client.get("/sitemap-en.xml").content.decode()
        assert not {"closed", "draft", "alias-of-closed"} & set(part.split("/"))

    def test_robots__are_shown_the_way(self, client):
        text = client.get("/robots.txt").content.decode()
        assert "Sitemap: http://testserver/sitemap.xml" in text
