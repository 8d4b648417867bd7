"""What a new editor finds first."""

import pytest
from django.urls import reverse

from articles.models import ArticleIndexPage
from articles.workflow.guide import new_article_address
from tests.articles import factory
from tests.organisations.members.factory import account, signed_in

pytestmark = pytest.mark.django_db


def adding_to(index):
    return reverse("wagtailadmin_pages:add", args=["articles", "articlepage", index.pk])


@pytest.fixture
def indexes(site):
    return {
        language: factory.index_page(ArticleIndexPage, "articles", language)
        for language in ("en", "fr", "de")
    }


def test_article__is_written_in_the_language_of_the_account(indexes):
    for language, expected in (("fr", "fr"), ("en", "en"), ("ta", "en")):
        user = account("Contributors", interface_language=language)
        assert new_article_address(user) == adding_to(indexes[expected])


def test_article__is_written_where_there_is_only_one_place(site):
    index = factory.index_page(ArticleIndexPage, "articles", "de")
    assert new_article_address(account("Contributors")) == adding_to(index)


def test_who_may_not_write__is_not_asked_to(indexes):
    assert new_article_address(account()) == ""


@pytest.mark.parametrize("role", ["Contributors", "Editors", "Administrators"])
def test_home__leads_to_an_article_and_to_the_guide(role, indexes):
    html = signed_in(role).get(reverse("wagtailadmin_home")).content.decode()
    assert f'href="{adding_to(indexes["en"])}"' in html
    assert f'href="{reverse("plenum_guide")}"' in html


def test_help_menu__has_our_guide_only(site):
    html = signed_in("Editors").get(reverse("wagtailadmin_home")).content.decode()
    assert "Guide for editors" in html
    assert "whats-new-in-wagtail" not in html


def test_admin__bears_our_name_and_colours(site):
    html = signed_in("Editors").get(reverse("plenum_guide")).content.decode()
    assert "<title>Guide for editors - Plenum</title>" in " ".join(html.split())
    assert "plenum/admin.css" in html
    assert "plenum/favicon.svg" in html
