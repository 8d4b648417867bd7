"""Filters combine, count what they leave, and never show or count what readers may not see."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from articles.listing import Listing
from articles.models import (
    ArticlePage,
    Byline,
    DocumentPage,
    StatementPage,
    TextCountry,
    TextPage,
    Topic,
)
from organisations.models import Territory
from tests.articles import factory

pytestmark = pytest.mark.django_db


@pytest.fixture
def peace():
    return Topic.objects.create(name="Peace")


@pytest.fixture
def texts(peace):
    """Two documents of 2019 (one on peace), one programme of 2020 on peace."""
    factory.document("Report", kind="report", written_on="2019-03", topics=[peace])
    factory.document("Old report", kind="report", written_on="2019")
    factory.document("Programme", kind="programme", written_on="2020", topics=[peace])
    return DocumentPage.objects.published()


def options(listing, name):
    (choice,) = [each for each in listing.choices if each.name == name]
    return {option.label: option.count for option in choice.options}


def titles(listing):
    return sorted(text.title for text in listing.texts)


def test_counts__are_of_what_a_choice_leaves(texts):
    listing = Listing(texts, {})
    assert options(listing, "kind") == {"Report": 2, "Programme": 1}
    assert options(listing, "year") == {"2020": 1, "2019": 2}


def test_filters__combine(texts):
    listing = Listing(texts, {"topic": "peace", "year": "2019"})
    assert titles(listing) == ["Report"]
    assert "kind" not in {each.name for each in listing.choices}  # one kind is no choice
    assert listing.query == "topic=peace&year=2019"


def test_a_chosen_filter__offers_its_other_values_and_its_end(texts):
    listing = Listing(texts, {"year": "2019", "topic": "peace"})
    (year,) = [each for each in listing.choices if each.name == "year"]
    assert year.chosen.address == "?topic=peace"
    assert {option.label: option.address for option in year.options}["2020"] == (
        "?topic=peace&year=2020"
    )


def test_an_empty_list__says_what_to_drop(texts, client):
    parent = texts.first().get_parent()
    html = client.get(f"{parent.get_url()}?year=2020&kind=report").content.decode()
    assert "No text is left" in html
    assert "Without “Year”: 2 texts" in html
    assert Listing(texts, {"year": "2020", "kind": "report"}).wider == [
        ("Kind", "?year=2020", 1),
        ("Year", "?kind=report", 2),
    ]


def test_what_readers_may_not_see__is_not_counted(peace, client):
    factory.document("Draft", live=False, written_on="2018", topics=[peace])
    closed = factory.document("Closed", written_on="2017", topics=[peace])
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    for year in ("2015", "2016"):
        factory.document(written_on=year)
    html = client.get(closed.get_parent().get_url()).content.decode()
    assert "2016" in html
    assert "2018" not in html
    assert "2017" not in html
    assert "Peace" not in html


def test_a_person_who_is_not_public__is_no_choice():
    hidden = factory.person("Hidden Heather", is_public=False)
    shown = factory.person("Ada Alder")
    for person in (hidden, shown, factory.person("Bert Birch")):
        factory.article(bylines=[Byline(name=str(person), person=person)])
    listing = Listing(ArticlePage.objects.published(), {})
    assert set(options(listing, "author")) == {"Ada Alder", "Bert Birch"}
    assert titles(Listing(ArticlePage.objects.published(), {"author": hidden.key})) == []


def test_statements__are_filtered_by_the_body_that_speaks():
    council, board = factory.body("Council"), factory.body("Board")
    factory.statement("One", issued_by=council)
    factory.statement("Two", issued_by=board)
    texts = StatementPage.objects.published()
    assert titles(Listing(texts, {"body": council.key})) == ["One"]


def test_next_page__keeps_the_filters(client):
    for _number in range(22):
        factory.document(kind="report")
    factory.document(kind="programme")
    address = DocumentPage.objects.first().get_parent().get_url()
    html = client.get(f"{address}?kind=report").content.decode()
    assert "?kind=report&amp;page=2" in html
    assert client.get(f"{address}?kind=report&page=2").content.decode().count("<article") == 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    value=st.text(max_size=200),
    name=st.sampled_from(["kind", "topic", "country", "body", "author", "year"]),
)
def test_odd_values__give_an_empty_list(texts, value, name):
    listing = Listing(texts, {name: value})
    list(listing.texts)
    assert listing.choices is not None


def test_queries__are_the_same_for_few_and_many(texts, client, django_assert_max_num_queries):
    address = texts.first().get_parent().get_url()
    client.get(address)
    with django_assert_max_num_queries(40) as few:
        client.get(f"{address}?kind=report")
    for number in range(15):
        factory.document(kind="report", written_on=str(2000 + number))
    with django_assert_max_num_queries(40) as many:
        client.get(f"{address}?kind=report")
    assert len(few) == len(many)


def test_a_summary_without_a_date__is_of_no_year():
    made = factory.document("Undated", live=False, is_summary_only=True)
    made.save_revision().publish()
    factory.document("Dated", written_on="2014")
    factory.document("Later", written_on="2015")
    assert options(Listing(DocumentPage.objects.published(), {}), "year") == {"2015": 1, "2014": 1}


def in_country(text, code):
    text.countries = [TextCountry(territory=Territory.objects.get_or_create(code=code)[0])]
    text.save()
    return text


def test_countries__combine_with_other_filters(texts, peace):
    in_country(factory.document("Greek report", written_on="2019", topics=[peace]), "GR")
    in_country(factory.document("Greek note", written_on="2018"), "GR")
    in_country(factory.document("Irish note", written_on="2018"), "IE")
    listing = Listing(DocumentPage.objects.published(), {"country": "gr"})
    assert titles(listing) == ["Greek note", "Greek report"]
    assert options(listing, "country") == {"Greece": 2, "Ireland": 1}
    both = Listing(DocumentPage.objects.published(), {"country": "gr", "topic": "peace"})
    assert titles(both) == ["Greek report"]


def test_a_list_of_all_types__has_statements_and_signed_texts_of_a_body():
    council = factory.body("Council")
    factory.statement("Said", issued_by=council)
    factory.document("Signed", bylines=[Byline(name="Council", body=council)])
    factory.article("Neither")
    listing = Listing(TextPage.objects.published(), {"body": council.key})
    assert titles(listing) == ["Said", "Signed"]
    assert options(listing, "type") == {"Statements": 1, "Documents": 1}


def test_language__leads_to_the_same_choice_in_another_list(client, peace):
    english = factory.document("Report", kind="report", topics=[peace])
    french = factory.document("Rapport", kind="report", language="fr", topics=[peace])
    index, other = english.get_parent(), french.get_parent()
    other.translation_key = index.translation_key
    other.save()
    html = client.get(f"{index.get_url()}?kind=report").content.decode()
    assert 'href="/fr/library/?kind=report"' in html
    factory.document("Programme", kind="programme")
    html = client.get(f"{index.get_url()}?kind=programme").content.decode()
    assert "/fr/library/?kind=programme" not in html


def test_order__is_the_same_on_each_page_for_texts_of_one_day(client):
    for number in range(45):
        factory.document(f"Doc {number}", written_on="2019")
    seen = []
    for number in (1, 2, 3):
        seen += [
            text.pk
            for text in Listing(DocumentPage.objects.published().latest_first(), {})
            .page(number)
            .object_list
        ]
    assert len(seen) == len(set(seen)) == 45
    assert seen == sorted(seen, reverse=True)
