"""What was public is kept, and readers are told what changed."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone

from articles.models import ArticlePage, Correction, Version
from articles.models.publishable import UnpublishableError
from organisations.members.models import User
from tests.articles import factory

pytestmark = pytest.mark.django_db


@pytest.fixture
def text():
    made = factory.article("Bread", live=False, standfirst="On prices.")
    made.save_revision().publish()
    return ArticlePage.objects.get(pk=made.pk)


def publish(text, kind="", note="", **changes):
    for name, value in changes.items():
        setattr(text, name, value)
    text.change_kind, text.change_note = kind, note
    text.save_revision().publish()
    text.refresh_from_db()
    return text


def test_version__is_kept_when_a_text_goes_live(text):
    version = text.versions.get()
    assert version.number == 1
    assert version.text_hash == text.text_hash
    assert "title: Bread" in version.canonical_text


def test_no_version__when_no_word_changed(text):
    publish(text, slug="bread-and-more", search_description="other")
    assert text.versions.count() == 1


def test_no_version__when_it_is_only_scheduled():
    made = factory.article("Later", live=False)
    made.go_live_at = timezone.now() + timezone.timedelta(days=3)
    made.save_revision().publish()
    assert not Version.objects.filter(text=made).exists()


def test_changed_words__need_a_kind(text):
    with pytest.raises(UnpublishableError, match="what kind of change"):
        publish(text, title="Bread and roses")
    text.refresh_from_db()
    assert text.title == "Bread"


@pytest.mark.parametrize("kind", ["fact", "update"])
def test_a_change_of_substance__needs_a_note(text, kind):
    with pytest.raises(UnpublishableError, match="what was changed"):
        publish(text, kind, " ", title="Bread and roses")


def test_wording__carries_no_notice(text, client):
    publish(text, "wording", title="Bread!")
    assert text.corrections.get().kind == Correction.Kind.WORDING
    assert list(text.notices) == []
    assert "Corrections" not in client.get(text.get_url()).content.decode()


def test_correction_of_fact__is_shown_with_the_text_before(text, client):
    publish(text, "fact", "The price was 5, not 4.", standfirst="On the price of 5.")
    html = client.get(text.get_url()).content.decode()
    assert "The price was 5, not 4." in html
    assert f"{text.get_url()}versions/1/" in html
    assert text.change_kind == text.change_note == ""
    assert text.get_latest_revision_as_object().change_kind == ""


def test_superseded_version__is_readable_marked_and_not_indexed(text, client):
    publish(text, "fact", "The price was 5.", standfirst="On the price of 5.")
    response = client.get(f"{text.get_url()}versions/1/")
    html = response.content.decode()
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "On prices." in html
    assert "A superseded version" in html
    assert "<ins>" in html
    assert client.get(f"{text.get_url()}versions/7/").status_code == 404


def test_corrections__can_not_be_deleted(text):
    publish(text, "fact", "The price was 5.", standfirst="On the price of 5.")
    with pytest.raises(ValidationError):
        text.corrections.get().delete()
    with pytest.raises(ValidationError):
        text.corrections.all().delete()


def test_corrections__survive_going_back_to_an_earlier_revision(text):
    first = text.latest_revision
    publish(text, "fact", "The price was 5.", standfirst="On the price of 5.")
    back = first.as_object()
    publish(back, "fact", "It was 4 after all.")
    assert [each.note for each in back.corrections.all()] == [
        "It was 4 after all.",
        "The price was 5.",
    ]
    assert back.versions.count() == 3


def test_what_was_public__can_not_be_deleted(text):
    with pytest.raises(ProtectedError):
        text.delete()


def test_a_withdrawn_text__says_why_at_its_address(text, client):
    address = text.get_url()
    text.withdraw(None, "It was not ours to print.")
    response = client.get(address)
    assert response.status_code == 410
    assert "It was not ours to print." in response.content.decode()
    assert "On prices." not in response.content.decode()
    assert client.get(f"{address}versions/1/").status_code == 404


def test_a_text_unpublished_without_a_word__is_on_the_record_as_withdrawn(text, client):
    text.unpublish()
    assert client.get(text.get_url()).status_code == 410
    assert text.corrections.get().kind == Correction.Kind.WITHDRAWAL


def test_a_draft__is_not_found_and_can_not_be_withdrawn(client):
    draft = factory.article("Draft", live=False)
    assert client.get(draft.get_url()).status_code == 404
    with pytest.raises(ValidationError, match="never public"):
        draft.withdraw(None, "Because.")


class TestAdmin:
    @pytest.fixture(autouse=True)
    def _administrator(self, client):
        client.force_login(User.objects.create_superuser("admin@example.org", "x"))

    def test_unpublish__asks_why(self, text, client):
        response = client.post(reverse("wagtailadmin_pages:unpublish", args=[text.pk]))
        assert response.url == reverse("articles_withdraw", args=[text.pk])
        refused = client.post(response.url, {"note": ""})
        assert refused.status_code == 200
        text.refresh_from_db()
        assert text.live
        client.post(response.url, {"note": "It was not ours."})
        text.refresh_from_db()
        assert not text.live
        assert text.withdrawal.note == "It was not ours."
        assert text.withdrawal.made_by.email == "admin@example.org"

    def test_bulk_unpublish__is_refused(self, text, client):
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
        client.post(f"{address}?id={text.pk}", {})
        text.refresh_from_db()
        assert text.live

    def test_delete__is_refused_with_a_sentence(self, text, client):
        address = reverse("wagtailadmin_pages:delete", args=[text.pk])
        response = client.post(address, follow=True)
        assert response.status_code == 200
        assert ArticlePage.objects.filter(pk=text.pk).exists()

    def test_editor__is_told_what_is_missing_when_publishing(self, text, client):
        from wagtail.test.utils.form_data import nested_form_data, streamfield

        data = nested_form_data(
            {
                "title": "Bread and roses",
                "slug": "bread",
                "kind": "article",
                "kicker": "",
                "standfirst": "",
                "body": streamfield([]),
                "action-publish": "1",
                "change_kind": "",
                "change_note": "",
                "topics": "",
                "free_tags": "",
            }
        )
        data |= {
            f"{name}-{part}": "0"
            for name in ("bylines", "comments", "countries", "mentions", "related_choices")
            for part in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
        }
        response = client.post(
            reverse("wagtailadmin_pages:edit", args=[text.pk]), data, follow=True
        )
        assert response.status_code == 200
        assert "what kind of change" in response.content.decode()
        text.refresh_from_db()
        assert text.title == "Bread"
