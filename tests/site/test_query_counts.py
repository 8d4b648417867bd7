"""The number of queries of a page does not grow with what it shows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import (
    ArticleIndexPage,
    Byline,
    BylineAffiliation,
    LibraryIndexPage,
    Mention,
    RelatedText,
    Series,
    SeriesPart,
    StatementIndexPage,
    TextCountry,
    Topic,
)
from articles.site import ensure_home
from organisations.models import Territory
from organisations.territory import all_codes
from tests.articles import factory

pytestmark = pytest.mark.django_db

# More than these is a query that somebody added without need.
MOST = {
    "/en/": 53,
    "/en/articles/": 45,
    "/en/statements/": 41,
    "/en/library/": 39,
    "/en/topics/": 22,
    "/en/topics/peace/": 53,
    "/en/series/": 21,
    "/en/series/bread/": 46,
    "/en/feed/atom/": 46,
    "/en/articles/feed/json/": 36,
}
MOST_OF_A_TEXT = 80


def queries(client, path):
    client.get(path)  # fills what is kept between requests: content types, site root paths
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in captured]


def fill(number):
    """Texts of each type, all on one topic, of one country and in one series."""
    ensure_home("en")
    topic = Topic.objects.get_or_create(key="peace", defaults={"name": "Peace"})[0]
    series = Series.objects.get_or_create(key="bread")[0]
    made = []
    for _ in range(number):
        made += [
            factory.signed_article(f"Ada {next(factory.numbers)}", topics=[topic]),
            factory.statement(issued_by=factory.body(), topics=[topic]),
            factory.document(topics=[topic]),
        ]
    for text in made:
        text.countries = [TextCountry(territory=territory("IE"))]
        text.first_published_at = text.last_published_at = timezone.now()
        text.save()
    SeriesPart.objects.bulk_create(
        SeriesPart(series=series, text=text, sort_order=text.pk) for text in made
    )
    return made


def territory(code):
    return Territory.objects.get_or_create(code=code)[0]


@pytest.mark.parametrize("path", list(MOST))
def test_listing__needs_the_same_queries_for_one_text_and_for_many(client, path):
    fill(3)
    one = queries(client, path)
    fill(14)
    many = queries(client, path)
    # Fewer, where the texts of the first page happen to be of fewer types.
    assert len(many) <= len(one), shortened(set(many) - set(one))
    assert len(many) <= MOST[path]


def connected(text, number):
    """The text with so many signatures, mentions, countries, topics and chosen texts."""
    person, union, council = factory.person(), factory.organisation(), factory.body()
    text.bylines = [
        Byline(
            name=f"Ada {i}",
            person=person,
            affiliations=[BylineAffiliation(text="Union", organisation=union)],
        )
        for i in range(number)
    ]
    text.mentions = [
        *(Mention(body=council) for _ in range(number)),
        *(Mention(organisation=union) for _ in range(number)),
    ]
    codes = all_codes()[:number]
    text.countries = [TextCountry(territory=territory(code)) for code in codes]
    text.topics.add(*[Topic.objects.create(name=f"T {next(factory.numbers)}") for _ in codes])
    text.save()
    return text


@pytest.mark.parametrize(
    ("make", "is_chosen"),
    [(factory.article, True), (factory.statement, False), (factory.document, False)],
    ids=["article", "statement", "document"],
)
def test_a_text__needs_the_same_queries_for_one_connection_and_for_50(client, make, is_chosen):
    factory.structure_page()
    others = fill(2)
    one, many = connected(make(), 1), connected(make(), 50)
    for text in (one, many):
        text.topics.add(Topic.objects.get(key="peace"))
        if is_chosen:
            text.related_choices = [RelatedText(other=each) for each in others]
        text.save()
    few, more = queries(client, one.get_url()), queries(client, many.get_url())
    assert len(more) == len(few), shortened(set(more) - set(few))
    assert len(more) <= MOST_OF_A_TEXT


def shortened(queries):
    """What was asked for, in lines that can be read."""
    return "\n".join(f"…{sql.partition(' FROM ')[2][:160]}" for sql in sorted(queries))


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
