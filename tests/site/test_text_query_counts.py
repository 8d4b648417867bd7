"""The page of a text takes as many queries for fifty names and publications as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Appearance, Byline, BylineAffiliation, Signatory
from tests.articles import factory

pytestmark = pytest.mark.django_db

# More than these is a query that somebody added without need.
MOST = {"article": 53, "statement": 69, "document": 53}


def called(word):
    """A name that nothing else bears: namesakes are fetched with what tells them apart."""
    return f"{word} {next(factory.numbers)}"


def bylines(number, role):
    """Persons, bodies and organisations in turn, each with an affiliation to an organisation."""
    makers = ("person", "body", "organisation")
    for at in range(number):
        maker = makers[at % 3]
        byline = Byline(
            name=f"Signer {at}", role=role, **{maker: getattr(factory, maker)(called("Signer"))}
        )
        byline.affiliations = [
            BylineAffiliation(text="Secretary", organisation=factory.organisation(called("Union")))
        ]
        yield byline


def text_of(kind, number):
    role = Byline.Role.TRANSLATOR if kind == "statement" else Byline.Role.AUTHOR
    factory.structure_page()
    fields = {"bylines": bylines(number, role)}
    if kind == "statement":  # their names belong to the words that its body adopts
        fields["signatories"] = [
            Signatory(organisation=factory.organisation(called("Ally"))) for _ in range(number)
        ]
    text = getattr(factory, kind)(**fields)
    for at in range(number):
        Appearance.objects.create(
            text=text,
            organisation=factory.organisation(called("Paper")),
            is_first=at == 0,
            direction="earlier" if at % 2 == 0 else "later",
            permission=factory.right(),
        )
    return text


def queries(client, text):
    path = text.get_url()
    client.get(path)  # fills what is kept between requests: content types, site root paths
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in captured]


@pytest.mark.parametrize("kind", list(MOST))
def test_page__needs_the_same_queries_for_few_names_and_for_fifty(client, kind):
    few = queries(client, text_of(kind, 3))
    many = queries(client, text_of(kind, 50))
    assert len(many) <= len(few), "\n".join(sorted(set(many) - set(few)))
    assert len(many) <= MOST[kind], "\n".join(many)
