"""Topics have addresses that stay, or lead on."""

import pytest

from articles.models import Topic, TopicDescription, TopicName
from articles.site import ensure_home
from tests.articles import factory

pytestmark = pytest.mark.django_db


@pytest.fixture
def peace():
    made = Topic(name="Peace")
    made.names = [TopicName(language="en", text="Peace"), TopicName(language="fr", text="La paix")]
    made.descriptions = [TopicDescription(language="en", text="War and how it ends.")]
    made.save()
    return made


def test_page_of_a_topic__has_its_texts_of_all_kinds_in_this_language(client, peace):
    factory.article("Bread", topics=[peace])
    factory.statement("Said", topics=[peace])
    factory.article("Pain", topics=[peace], language="fr")
    factory.article("Other")
    html = client.get("/en/topics/peace/").content.decode()
    assert "War and how it ends." in html
    assert all(title in html for title in ("Bread", "Said"))
    assert not any(title in html for title in (">Pain<", ">Other<"))
    assert 'href="/fr/topics/peace/"' in html
    assert "La paix" in client.get("/fr/topics/peace/").content.decode()


def test_old_address_of_a_merged_topic__leads_to_the_other(client, peace):
    ensure_home("en")
    peace.rename("War")
    answer = client.get("/en/topics/peace/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/en/topics/war/")
    answer = client.get("/en/topics/peace/feed/atom/")
    assert answer.headers["Location"] == "/en/topics/war/feed/atom/"
    assert client.get("/en/topics/none/").status_code == 404


def test_topics__are_listed_where_they_have_texts(client, peace):
    factory.article(topics=[peace])
    factory.article(topics=[Topic.objects.create(name="Secret")], live=False)
    html = client.get("/en/topics/").content.decode()
    assert "Peace" in html
    assert "1 text" in html
    assert "Secret" not in html


def test_topics_of_a_text__lead_to_their_pages(client, peace):
    html = client.get(factory.article(topics=[peace]).get_url()).content.decode()
    assert 'href="/en/topics/peace/"' in html
