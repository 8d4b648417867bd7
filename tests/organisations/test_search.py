"""A record is found by its names as they are now, as soon as they are saved."""

import pytest
from django.core.management import call_command
from wagtail.search.backends import get_search_backend

from organisations.models import Organisation, OrganisationName, Post, PostTitle
from tests.articles import factory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_worker(settings):
    """Tasks are stored and nobody runs them: on a site whose worker stands still."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def found(words, model=Organisation):
    return list(get_search_backend().autocomplete(words, model))


def test_new_record__is_found(db):
    league = factory.organisation("League of Gardeners")
    assert found("gard") == [league]


def test_further_name__is_found_and_forgotten_with_its_row(db):
    league = factory.organisation("League of Gardeners")
    name = OrganisationName.objects.create(
        organisation=league, text="Verband", language="de", source=factory.source()
    )
    assert found("verb") == [league]
    name.text = "Bund"
    name.save()
    assert (found("verb"), found("bund")) == ([], [league])
    name.delete()
    assert found("bund") == []


def test_deleted_record__is_not_found(db):
    league = factory.organisation("League of Gardeners")
    league.delete()
    assert found("gard") == []


def test_post__is_found_by_title_and_by_body(db):
    post = Post(body=factory.body("Council"))
    post.titles = [PostTitle(text="Treasurer")]
    post.save()
    assert found("treas", Post) == found("counc", Post) == [post]


def test_building_the_index_anew__finds_the_same(db):
    league = factory.organisation("League of Gardeners")
    call_command("update_index", verbosity=0)
    assert found("gard") == [league]
