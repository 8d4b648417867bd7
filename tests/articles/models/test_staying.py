"""What was public is never deleted, by whatever path; its address says why it is gone."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.urls import reverse

from articles.models import ArticleIndexPage, ArticlePage, Correction, Version
from articles.site import ensure_home
from organisations.members.models import User
from tests.articles import factory

pytestmark = pytest.mark.django_db


@pytest.fixture
def text():
    made = factory.article("Bread", live=False)
    made.save_revision().publish()
    return ArticlePage.objects.get(pk=made.pk)


@pytest.fixture
def administrator(client):
    client.force_login(User.objects.create_superuser("a@example.org", "x"))
    return client


@pytest.mark.parametrize("what", ["text", "index", "home"])
def test_deleting__is_refused_also_from_above(text, what):
    things = {
        "text": lambda: text,
        "index": lambda: ArticleIndexPage.objects.get(),
        "home": lambda: ensure_home("en"),
    }
    with pytest.raises(ProtectedError):
        things[what]().delete()
    assert ArticlePage.objects.filter(pk=text.pk).exists()


def test_a_withdrawn_text__stays_too(text):
    text.withdraw(None, "It was not ours.")
    with pytest.raises(ProtectedError):
        ArticlePage.objects.get(pk=text.pk).delete()


def test_a_draft_that_nobody_saw__is_deleted():
    draft = factory.article("Draft", live=False)
    draft.delete()
    assert not ArticlePage.objects.filter(pk=draft.pk).exists()


def test_versions__are_not_deleted(text):
    with pytest.raises(ValidationError):
        text.versions.get().delete()
    with pytest.raises(ValidationError):
        Version.objects.all().delete()


@pytest.mark.parametrize("what", ["text", "index"])
def test_deleting_in_the_admin__is_refused_with_a_sentence(administrator, text, what):
    page = text if what == "text" else ArticleIndexPage.objects.get()
    answer = administrator.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)
    assert answer.status_code == 200
    assert ArticlePage.objects.filter(pk=text.pk).exists()


def test_deleting_several_in_the_admin__is_refused(administrator, text):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    answer = administrator.post(f"{address}?id={text.pk}")
    assert answer.status_code == 302
    assert ArticlePage.objects.filter(pk=text.pk).exists()


def test_a_text_taken_down_with_what_is_above_it__says_so_at_its_address(
    administrator, client, text
):
    index = ArticleIndexPage.objects.get()
    administrator.post(
        reverse("wagtailadmin_pages:unpublish", args=[index.pk]), {"include_descendants": "on"}
    )
    text = ArticlePage.objects.get(pk=text.pk)
    assert not text.live
    assert text.corrections.get().kind == Correction.Kind.WITHDRAWAL
    client.logout()
    assert client.get(text.get_url()).status_code == 410


def test_a_second_withdrawal_without_a_word__has_its_own_day(text):
    text.withdraw(None, "It was not ours.")
    text = ArticlePage.objects.get(pk=text.pk)
    text.save_revision().publish()
    ArticlePage.objects.get(pk=text.pk).unpublish()
    assert text.corrections.count() == 2


def test_a_text_renamed_while_withdrawn__still_says_why(text, client):
    text.withdraw(None, "It was not ours.")
    old = text.get_url()
    text = ArticlePage.objects.get(pk=text.pk)
    text.slug = "roses"
    text.save_revision()
    assert client.get(old).status_code == 410
