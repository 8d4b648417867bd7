import pytest

from articles.importing.place import (
    NoPlaceError,
    address_of,
    find_place,
    type_for,
    usual_place,
)
from articles.models import (
    ArticleIndexPage,
    ArticlePage,
    DocumentPage,
    LibraryIndexPage,
    StatementIndexPage,
)
from articles.site import ensure_home
from tests.articles.factory import index_page

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def articles():
    return index_page(ArticleIndexPage, "articles")


@pytest.mark.parametrize("address", ["en:/articles/", "en:/articles"])
def test_address_is_a_language_and_slugs(articles, address):
    assert find_place(address) == articles
    assert address_of(articles) == "en:/articles/"


def test_home_has_an_address(articles):
    assert find_place("en:/") == ensure_home("en")
    assert address_of(ensure_home("fr")) == "fr:/"


def test_same_slug_in_another_language_is_another_place(articles):
    french = index_page(ArticleIndexPage, "articles", "fr")
    assert find_place("fr:/articles/") == french


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("articles", "is no place"),
        ("en:articles", "is no place"),
        ("en://articles/", "is no place"),
        ("xx:/articles/", "no front page in “xx”"),
        ("en:/nowhere/", "no page “nowhere”"),
        ("en:/articles/nowhere/", "no page “nowhere” below “Articles”"),
    ],
)
def test_wrong_address_is_told_why(articles, address, message):
    with pytest.raises(NoPlaceError, match=message):
        find_place(address)


def test_usual_place_is_the_index_in_the_source_language(articles):
    index_page(ArticleIndexPage, "articles", "fr")
    library = index_page(LibraryIndexPage, "library")
    assert usual_place(ArticlePage) == articles
    assert usual_place(DocumentPage) == library


def test_missing_index_says_what_to_do():
    ArticleIndexPage.objects.all().delete()
    with pytest.raises(NoPlaceError, match="name a place with --under"):
        usual_place(ArticlePage)


def test_place_decides_the_type(articles):
    assert type_for(articles, DocumentPage) is ArticlePage
    assert type_for(index_page(LibraryIndexPage, "library"), ArticlePage) is DocumentPage


def test_place_for_neither_is_refused():
    with pytest.raises(NoPlaceError, match="neither articles nor documents"):
        type_for(index_page(StatementIndexPage, "statements"), ArticlePage)
