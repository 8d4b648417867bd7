"""Free tags are the editors' own words: never public, and topics once somebody says which."""

import pytest
from django.urls import reverse

from articles.models import ArticlePage, FreeTag, TextPage, Topic
from tests.articles import factory
from tests.organisations.members.factory import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def tagged(*words, live=True):
    """An article with free tags."""
    text = factory.article(live=live)
    text.free_tags.add(*words)
    text.save()
    return text


def latest(text):
    return TextPage.objects.get(pk=text.pk).get_latest_revision_as_object()


def topics(text):
    return [topic.name for topic in text.topics.all()]


def test_uses__count_public_texts_and_drafts():
    tagged("bread")
    draft = factory.article(live=False)
    draft.free_tags.add("Bread")
    draft.save_revision()
    tag = FreeTag.objects.get()
    assert len(FreeTag.objects.unmapped().uses()[tag.pk]) == 2


def test_a_mapped_tag__becomes_the_topic_in_text_and_draft():
    text = tagged("bread")
    draft = factory.article()
    draft.free_tags.add("bread")
    draft.save_revision()
    prices = Topic.objects.create(name="Prices")
    assert FreeTag.objects.get().map_to(prices) == 2
    for page in (ArticlePage.objects.get(pk=text.pk), latest(draft)):
        assert topics(page) == ["Prices"]
        assert list(page.free_tags.all()) == []


def test_a_word_known_already__becomes_the_topic_when_it_is_saved():
    FreeTag.objects.create(name="bread", topic=Topic.objects.create(name="Prices"))
    assert topics(ArticlePage.objects.get(pk=tagged("bread").pk)) == ["Prices"]


def test_a_dropped_tag__is_gone_from_drafts():
    draft = factory.article()
    draft.free_tags.add("bread")
    draft.save_revision()
    assert FreeTag.objects.get().drop() == 1
    assert list(latest(draft).free_tags.all()) == []


def test_free_tags__are_never_public(client):
    text = tagged("Secretword")
    text.save_revision().publish()
    for address in (text.get_url(), "/en/articles/", "/en/feed/json/", "/en/feed/atom/"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert b"secretword" not in answer.content.lower()


def test_screen__maps_makes_and_drops():
    prices = Topic.objects.create(name="Prices")
    for word in ("bread", "roses", "noise"):
        tagged(word)
    client = signed_in("Editors")
    html = client.get(reverse("articles_free_tags")).content.decode()
    assert all(word in html for word in ("bread", "roses", "noise"))
    for word, sent in {
        "bread": {"decision": "map", "topic": prices.pk},
        "roses": {"decision": "make"},
        "noise": {"decision": "drop"},
    }.items():
        tag = FreeTag.objects.get(name=word)
        client.post(reverse("articles_free_tag", args=[tag.pk]), sent)
    assert {tag.name: tag.topic.name for tag in FreeTag.objects.all()} == {
        "bread": "Prices",
        "roses": "roses",
    }


def test_screen__asks_for_the_topic():
    tagged("bread")
    tag = FreeTag.objects.get()
    client = signed_in("Editors")
    client.post(reverse("articles_free_tag", args=[tag.pk]), {"decision": "map"})
    assert "Choose the topic" in client.get(reverse("articles_free_tags")).content.decode()


def test_screen__takes_as_many_queries_for_one_tag_as_for_many(django_assert_max_num_queries):
    client = signed_in("Editors")
    tagged("bread")
    client.get(reverse("articles_free_tags"))
    with django_assert_max_num_queries(60) as few:
        client.get(reverse("articles_free_tags"))
    tagged(*[f"word {number}" for number in range(12)])
    with django_assert_max_num_queries(60) as many:
        client.get(reverse("articles_free_tags"))
    assert len(few) == len(many)
