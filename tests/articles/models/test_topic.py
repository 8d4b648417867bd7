"""Topics are kept in order: merged and renamed, without a text or an address getting lost."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from articles.models import ArticlePage, FreeTag, TextPage, Topic, TopicName
from tests.articles import factory
from tests.organisations.members.factory import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


@pytest.fixture
def bread():
    made = Topic(name="Bread")
    made.names = [TopicName(language="en", text="Bread"), TopicName(language="fr", text="Pain")]
    made.save()
    return made


def about(topic):
    text = factory.article(topics=[topic])
    text.save_revision()
    return text


def topics(text):
    return [topic.name for topic in text.topics.all()]


def test_a_merged_topic__hands_over_texts_drafts_and_words(bread):
    text, prices = about(bread), Topic.objects.create(name="Prices")
    FreeTag.objects.create(name="loaf", topic=bread)
    bread.merged_into = prices
    bread.save()
    assert topics(ArticlePage.objects.get(pk=text.pk)) == ["Prices"]
    assert topics(TextPage.objects.get(pk=text.pk).get_latest_revision_as_object()) == ["Prices"]
    assert FreeTag.objects.get().topic == prices


def test_an_old_draft__brings_no_merged_topic_back(bread):
    text, prices = about(bread), Topic.objects.create(name="Prices")
    old = text.latest_revision
    text.save_revision()
    bread.merged_into = prices
    bread.save()
    old.refresh_from_db()
    old.publish()
    assert topics(ArticlePage.objects.get(pk=text.pk)) == ["Prices"]


def test_merging_in_a_circle__is_refused(bread):
    prices = Topic.objects.create(name="Prices", merged_into=bread)
    bread.merged_into = prices
    with pytest.raises(ValidationError, match="merged into itself"):
        bread.full_clean()


def test_a_renamed_topic__has_another_key_and_keeps_texts_and_names(bread):
    text = about(bread)
    new = bread.rename("Cost of living")
    assert new.key == "cost-of-living"
    assert topics(ArticlePage.objects.get(pk=text.pk)) == ["Cost of living"]
    assert {row.language: row.text for row in new.names.all()} == {
        "en": "Cost of living",
        "fr": "Pain",
    }
    assert Topic.objects.get(key="bread").standing == new


def test_screen__renames_and_refuses_a_name_that_is_taken(bread):
    Topic.objects.create(name="Prices")
    client = signed_in("Editors")
    address = reverse("articles_rename_topic", args=[bread.pk])
    assert "There is a topic" in client.post(address, {"name": "prices"}).content.decode()
    assert client.post(address, {"name": "Cost of living"}).status_code == 302
    assert Topic.objects.standing().filter(key="cost-of-living").exists()
