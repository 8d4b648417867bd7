"""The dates of a text stand apart, and only what is certainly wrong is refused."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Appearance, ArticlePage, DocumentPage
from articles.models.dated import known
from articles.models.publishable import UnpublishableError
from organisations.period import today
from tests.articles import factory

pytestmark = pytest.mark.django_db

PARTIAL = st.one_of(
    st.just(""),
    st.integers(1900, 2020).map(str),
    st.dates(datetime.date(1900, 1, 1), datetime.date(2020, 1, 1)).map(lambda day: f"{day:%Y-%m}"),
    st.dates(datetime.date(1900, 1, 1), datetime.date(2020, 1, 1)).map(str),
    st.integers(1900, 2020).map(lambda year: f"{year}~"),
)


@given(written=PARTIAL, adopted=PARTIAL)
def test_dates__are_refused_only_where_no_day_can_be_right(written, adopted):
    text = DocumentPage(written_on=written, adopted_on=adopted)
    first, later = known(written), known(adopted)
    is_impossible = bool(first and later and later.latest < first.earliest)
    assert ("written_on" in text.faults_of_dates()) == is_impossible


@pytest.mark.parametrize(
    ("dates", "appeared", "field"),
    [
        ({"written_on": "2019-08"}, "2019-07", "written_on"),
        ({"written_on": "2019-07-21"}, "2019-07", None),
        ({"written_on": "2020"}, "2019~", None),
        ({"delivered_on": "2021"}, "2020-12", "delivered_on"),
        ({"delivered_on": "2021"}, "2021-01-01", None),
        ({"adopted_on": "2018", "written_on": "2019"}, "", "written_on"),
        ({"written_on": "2021", "delivered_on": "2020"}, "", None),  # written down afterwards
        ({}, "", None),
    ],
)
def test_wrong_order__gets_one_message_on_its_field(dates, appeared, field):
    text = factory.article(live=False, is_summary_only=True, **dates)
    Appearance.objects.create(text=text, publication="X", appeared_on=appeared, is_first=True)
    text = ArticlePage.objects.get(pk=text.pk)
    assert list(text.faults_of_dates()) == ([field] if field else [])
    if field:
        with pytest.raises(UnpublishableError):
            text.save_revision().publish()


def test_a_day_to_come__is_refused():
    tomorrow = (today() + datetime.timedelta(days=1)).isoformat()
    assert list(factory.article(live=False, written_on=tomorrow).faults_of_dates()) == [
        "written_on"
    ]
    assert not factory.article(live=False, written_on=str(today().year)).faults_of_dates()


def test_an_appearance_before_the_text_was_written__is_refused_on_its_date():
    text = factory.article(written_on="2019-07-21", is_summary_only=True)
    with pytest.raises(ValidationError) as error:
        Appearance(text=text, publication="X", appeared_on="2019-06").full_clean()
    assert list(error.value.message_dict) == ["appeared_on"]
    Appearance(text=text, publication="X", appeared_on="2019-07", direction="later").full_clean()


class TestPage:
    def html(self, client, text):
        return client.get(text.get_url()).content.decode()

    def test_each_date__has_its_own_label(self, client):
        text = factory.document(
            written_on="2014-07-16",
            delivered_on="2014-02",
            delivered_at="Retreat",
            delivered_place="Chicago",
            adopted_on="2014-08",
            adopted_at="Convention",
            is_summary_only=True,
            live=False,
        )
        text.save_revision().publish()
        Appearance.objects.create(
            text=text, publication="The Mill", appeared_on="2014-08-16", is_first=True
        )
        html = self.html(client, text)
        labels = ["Written", "Delivered", "Adopted", "First published", "Published here"]
        found = [html.index(f"<dt>{label}</dt>") for label in labels]
        assert found == sorted(found)
        for words in ("16 July 2014", "February 2014", "Retreat · Chicago", "Convention"):
            assert words in html
        assert "Last corrected" not in html

    def test_a_talk__says_that_its_day_is_missing(self, client):
        html = self.html(client, factory.article(kind="talk"))
        assert "<dt>Delivered</dt><dd>not known" in html

    def test_an_undated_text__says_so_and_takes_no_other_date_for_it(self, client):
        text = factory.article(is_summary_only=True)
        Appearance.objects.create(text=text, publication="The Mill", is_first=True)
        html = self.html(client, text)
        assert "<dt>Written</dt><dd>not known" in html
        assert "<small>date not known</small>" in html

    def test_last_corrected__is_the_day_of_the_last_public_note(self, client):
        text = factory.article("Bread", live=False)
        text.save_revision().publish()
        text.title, text.change_kind = "Bread!", "wording"
        text.save_revision().publish()
        assert "Last corrected" not in self.html(client, text)
        text.title, text.change_kind, text.change_note = "Roses", "fact", "It was roses."
        text.save_revision().publish()
        assert "Last corrected" in self.html(client, text)


def test_wrong_dates_in_the_admin__are_said_on_the_field_and_the_draft_is_saved(admin_post):
    text = factory.article("Bread", live=False)
    page = reverse("wagtailadmin_pages:edit", args=[text.pk])
    wrong = {"title": "Roses", "written_on": "2019", "adopted_on": "2018"}
    refused = admin_post(page, **wrong, **{"action-publish": "1"})
    assert refused.status_code == 200
    assert refused.content.decode().count("It was written (2019) after it was adopted (2018).") == 1
    assert "written_on" in refused.context["form"].errors
    admin_post(page, **wrong)
    text = ArticlePage.objects.get(pk=text.pk)
    assert text.get_latest_revision_as_object().title == "Roses"
