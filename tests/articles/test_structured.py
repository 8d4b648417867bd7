"""Structured data say what the page says, and can't break out of their element."""

import json
import re

import pytest

from articles.models import ArticlePage, Byline, BylineAffiliation
from tests.articles import factory

pytestmark = pytest.mark.django_db


def data_of(client, path):
    html = client.get(path).content.decode()
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return {each["@type"]: each for each in json.loads(text)}


def test_article__names_author_affiliation_and_original(client):
    byline = Byline(name="Ada Alder")
    byline.affiliations = [BylineAffiliation(text="Dockers’ Union")]
    text = factory.article("Bread", bylines=[byline], standfirst="On prices.", written_on="2019-07")
    factory.Appearance.objects.create(
        text=text,
        publication="The Mill",
        appeared_on="2019",
        is_first=True,
        address="https://example.org/bread",
    )
    data = data_of(client, text.get_url())
    article = data["NewsArticle"]
    assert article["headline"] == "Bread"
    assert article["author"] == [
        {
            "@type": "Person",
            "name": "Ada Alder",
            "affiliation": [{"@type": "Organization", "name": "Dockers’ Union"}],
        }
    ]
    assert article["dateCreated"] == "2019-07"
    assert article["datePublished"] == "2019"
    assert article["isBasedOn"] == "https://example.org/bread"
    names = [each["name"] for each in data["BreadcrumbList"]["itemListElement"]]
    assert names == ["English", "Articles", "Bread"]


def test_unknown_dates__are_left_out(client):
    text = factory.article("Bread")
    ArticlePage.objects.filter(pk=text.pk).update(first_published_at=None)
    article = data_of(client, text.get_url())["CreativeWork"]
    assert not {"dateCreated", "datePublished", "dateModified"} & set(article)


def test_statement__is_by_its_body(client):
    text = factory.statement("Peace", issued_by=factory.body("Delegates’ Assembly"))
    article = data_of(client, text.get_url())["Article"]
    assert article["author"] == [{"@type": "Organization", "name": "Delegates’ Assembly"}]


def test_a_hostile_title__stays_a_title(client):
    title = "</script><script>alert(1)</script><!--"
    text = factory.article(title)
    html = client.get(text.get_url()).content.decode()
    assert "<script>alert" not in html
    assert data_of(client, text.get_url())["CreativeWork"]["headline"] == title


def test_a_person__is_told_of_on_her_own_page(client):
    structure, ada = factory.structure_page(), factory.person("Ada Alder", born_on="1871-03")
    address = f"{structure.get_url()}persons/{ada.key}/"
    data = data_of(client, address)
    assert (data["Person"]["name"], data["Person"]["birthDate"]) == ("Ada Alder", "1871-03")
    assert data["BreadcrumbList"]["itemListElement"][-1]["name"] == "Ada Alder"
    assert 'og:title" content="Ada Alder"' in client.get(address).content.decode()


def test_what_a_text_answers__is_cited(client):
    text = factory.article(reply_to_title="On bread")
    citation = data_of(client, text.get_url())["CreativeWork"]["citation"]
    assert citation == [{"@type": "CreativeWork", "name": "On bread"}]
