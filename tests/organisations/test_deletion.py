"""What is relied on stays, and whoever wants to delete it reads what relies on it."""

from html import unescape

import pytest
from django.urls import reverse
from wagtail.models import Page

from articles.models import Byline, HomePage, PlainPage
from organisations.deletion import refusal
from organisations.models import Organisation, Person, Source
from tests.articles import factory
from tests.organisations.members.factory import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(site):
    return signed_in("Administrators")


def deleting(record):
    return reverse(record.snippet_viewset.get_url_name("delete"), args=[record.pk])


def deleting_several(model, *things):
    names = [model._meta.app_label, model._meta.model_name, "delete"]
    ids = "&".join(f"id={thing.pk}" for thing in things)
    return f"{reverse('wagtail_bulk_action', args=names)}?{ids}&next=/admin/"


def said(response):
    return [unescape(str(message)).strip() for message in response.context["messages"]]


@pytest.fixture
def relied_on(site):
    """A person who signed an article."""
    ada = factory.person("Ada Alder")
    factory.article("On strike", bylines=[Byline(name="A. Alder", person=ada)])
    return ada


@pytest.mark.parametrize("method", ["get", "post"])
def test_record_that_is_relied_on__stays_and_says_why(method, administrator, relied_on):
    response = getattr(administrator, method)(deleting(relied_on), follow=True)
    assert said(response) == [
        "“Ada Alder” can't be deleted, because this relies on it: Byline “A. Alder”."
    ]
    assert Person.objects.filter(pk=relied_on.pk).exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_several_records__stay_together(method, administrator, relied_on):
    other = factory.person("Ben Birch")
    address = deleting_several(Person, other, relied_on)
    response = getattr(administrator, method)(address, follow=True)
    assert len(said(response)) == 1
    assert Person.objects.count() == 2


def test_record_that_nothing_relies_on__goes(administrator):
    ada, ben = factory.person("Ada Alder"), factory.person("Ben Birch")
    administrator.post(deleting(ada))
    administrator.post(deleting_several(Person, ben))
    assert not Person.objects.exists()


def test_sentence__names_three_and_counts_the_rest(site):
    minutes = factory.source(title="Minutes")
    for name in ("One", "Two", "Three", "Four", "Five"):
        made = factory.organisation(name)
        made.names.update(source=minutes)
    sentence = refusal(minutes)
    assert sentence.startswith("“Minutes” can't be deleted, because these rely on it: ")
    assert sentence.endswith("Name of an organisation “Three”, 2 more.")


class TestPages:
    @pytest.fixture
    def page(self, site):
        """A plain page that a source leads to, below another one."""
        home = HomePage.objects.get(slug="home-en")
        above = home.add_child(instance=PlainPage(title="About"))
        page = above.add_child(instance=PlainPage(title="History"))
        Source.objects.create(title="Our history", kind="page", page=page)
        return page

    @pytest.mark.parametrize("method", ["get", "post"])
    @pytest.mark.parametrize("which", ["itself", "above"])
    def test_page_that_a_source_leads_to__stays(self, method, which, administrator, page):
        deleted = page if which == "itself" else page.get_parent().specific
        address = reverse("wagtailadmin_pages:delete", args=[deleted.pk])
        response = getattr(administrator, method)(address, follow=True)
        assert response.status_code == 200
        assert said(response) == [
            f"“{deleted.title}” can't be deleted, because this relies on it: Source “Our history”."
        ]
        assert Page.objects.filter(pk=page.pk).exists()

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_several_pages__stay_together(self, method, administrator, page):
        other = factory.article("On strike", live=False)
        address = deleting_several(Page, other, page.get_parent())
        response = getattr(administrator, method)(address, follow=True)
        assert len(said(response)) == 1
        assert Page.objects.filter(pk__in=[other.pk, page.pk]).count() == 2

    def test_page_that_nothing_relies_on__goes(self, administrator, site):
        one, two = factory.article("One", live=False), factory.article("Two", live=False)
        administrator.post(reverse("wagtailadmin_pages:delete", args=[one.pk]))
        administrator.post(deleting_several(Page, two))
        assert not Page.objects.filter(pk__in=[one.pk, two.pk]).exists()


def test_editor__deletes_no_record(site):
    league = factory.organisation()
    signed_in("Editors").post(deleting(league))
    assert Organisation.objects.filter(pk=league.pk).exists()
