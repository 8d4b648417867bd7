"""The number of queries of a page does not grow with what it shows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import ArticleIndexPage, LibraryIndexPage, StatementIndexPage
from articles.site import ensure_home
from tests.articles import factory

pytestmark = pytest.mark.django_db

# More than these is a query that somebody added without need.
MOST = {"/en/": 31, "/en/articles/": 29, "/en/statements/": 25, "/en/library/": 23}


def queries(client, path):
    client.get(path)  # fills what is kept between requests: content types, site root paths
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in captured]


def fill(number):
    ensure_home("en")
    ours = factory.body()
    for _ in range(number):
        factory.signed_article(f"Ada {next(factory.numbers)}")
        factory.statement(issued_by=ours if number == 3 else factory.body())
        factory.document()


@pytest.mark.parametrize("path", list(MOST))
def test_listing__needs_the_same_queries_for_one_text_and_for_many(client, path):
    fill(3)
    one = queries(client, path)
    fill(12)
    many = queries(client, path)
    assert len(many) == len(one), "\n".join(sorted(set(many) - set(one)))
    assert len(many) <= MOST[path], "\n".join(many)


@pytest.mark.parametrize(
    "index", [ArticleIndexPage, StatementIndexPage, LibraryIndexPage], ids=lambda m: m.__name__
)
def test_texts_of_an_index__come_without_their_bodies(index):
    fill(2)
    page = index.objects.first()
    list(page.texts().for_listing())
    with CaptureQueriesContext(connection) as captured:
        list(page.texts().for_listing())
    assert not any('"body"' in query["sql"].split("WHERE")[0] for query in captured)
