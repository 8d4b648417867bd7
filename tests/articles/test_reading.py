"""What a text's page offers to read next is public, has a reason, and costs the same for all."""

import pytest

from articles.models import (
    ArticlePage,
    Byline,
    Mention,
    RelatedText,
    Series,
    SeriesName,
    SeriesPart,
    TextCountry,
    Topic,
)
from articles.reading import neighbours, places_in_series, related_texts
from organisations.models import Territory
from tests.articles import factory

pytestmark = pytest.mark.django_db


@pytest.fixture
def peace():
    return Topic.objects.create(name="Peace")


def series_of(*texts):
    made = Series(names=[SeriesName(text="Bread and roses", description="Three texts.")])
    made.parts = [SeriesPart(text=text, sort_order=i) for i, text in enumerate(texts)]
    made.save()
    return made


def reasons(text):
    return {each.text.title: each.reason for each in related_texts(text)}


def test_related_texts__share_topics_bodies_or_countries(peace):
    council, greece = factory.body("Council"), Territory.objects.get_or_create(code="GR")[0]
    text = factory.article("Text", topics=[peace])
    text.mentions = [Mention(body=council)]
    text.countries = [TextCountry(territory=greece)]
    text.save()
    factory.document("On peace", topics=[peace])
    factory.statement("Said", issued_by=council)
    factory.document("Signed", bylines=[Byline(name="Council", body=council)])
    other = factory.article("Greek")
    other.countries = [TextCountry(territory=greece)]
    other.save()
    factory.article("Nothing in common")
    factory.article("Draft on peace", topics=[peace], live=False)
    assert reasons(text) == {
        "On peace": "Same topic: Peace",
        "Said": "Same body: Council",
        "Signed": "Same body: Council",
        "Greek": "Same country: Greece",
    }


def test_the_editors_choice__comes_alone_and_in_their_order(peace):
    text = factory.article(topics=[peace])
    factory.article("Automatic", topics=[peace])
    answer, draft = factory.article("Answer"), factory.article("Draft", live=False)
    text.related_choices = [
        RelatedText(other=draft),
        RelatedText(other=answer, reason="The answer."),
        RelatedText(other=factory.document("Source")),
    ]
    text.save()
    assert reasons(text) == {"Answer": "The answer.", "Source": "Chosen by the editors"}


def test_the_editors_choice__leads_to_the_readers_language():
    english = factory.article("Answer")
    french = factory.article("Réponse", language="fr")
    french.translation_key = english.translation_key
    french.save()
    text = factory.article(language="fr")
    text.related_choices = [RelatedText(other=english, reason="La réponse.")]
    text.save()
    assert reasons(text) == {"Réponse": "La réponse."}


def test_place__names_series_and_next_part_that_readers_may_see(client):
    one, two = factory.article("One"), factory.article("Two", live=False)
    three = factory.article("Three")
    series = series_of(one, two, three)
    (place,) = places_in_series(one)
    assert (place.series, place.number, place.total) == (series, 1, 2)
    assert (place.before, place.after.title) == (None, "Three")
    html = client.get(one.get_url()).content.decode()
    assert "Part 1 of 2" in html
    assert f'href="/en/series/{series.key}/"' in html
    page = client.get(f"/en/series/{series.key}/").content.decode()
    assert page.index(">One<") < page.index(">Three<")
    assert ">Two<" not in page
    assert "Bread and roses" in client.get("/en/series/").content.decode()


def test_a_series__that_nobody_may_read_is_not_there(client):
    series = series_of(factory.article(live=False))
    assert client.get(f"/en/series/{series.key}/").status_code == 404


def test_neighbours__stand_in_the_order_of_the_list():
    old = factory.article("Old", written_on="2018")
    text = factory.article("Text", written_on="2019")
    factory.article("Hidden", written_on="2019", live=False)
    new = factory.article("New", written_on="2019")
    assert [each.pk for each in neighbours(ArticlePage.objects.get(pk=text.pk))] == [old.pk, new.pk]


def heading(text, level="2"):
    return ("heading", {"text": text, "level": level, "anchor": ""})


def test_parts_of_a_document__are_numbered_unless_they_bear_numbers():
    body = [heading("Aims"), heading("Bread", "3"), heading("Roses", "3"), heading("Means")]
    document = factory.document(body=body)
    assert [number for _block, number in document.outline] == ["1", "1.1", "1.2", "2"]
    own = factory.document(body=[heading("1. Aims"), heading("2. Means")])
    assert [number for _block, number in own.outline] == ["", ""]
    assert [number for _block, number in factory.article(body=body).outline] == [""] * 4


def test_contents_list__has_the_numbers(client):
    body = [heading("Aims"), heading("Bread", "3"), heading("Means")]
    html = client.get(factory.document(body=body).get_url()).content.decode()
    assert '<span class="figures">1.1</span> Bread' in html


def test_page__shows_what_the_text_mentions_and_where_it_exists_too(client):
    factory.structure_page()
    council = factory.body("Council")
    text = factory.article()
    text.mentions = [Mention(body=council)]
    text.save()
    french = factory.article("Paix", language="fr")
    french.translation_key = text.translation_key
    french.save()
    html = client.get(text.get_url()).content.decode()
    assert f"/en/structure/bodies/{council.key}/" in html
    assert french.get_url() in html.split("</header>", 1)[1]
