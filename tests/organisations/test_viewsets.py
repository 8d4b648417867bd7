"""Records in the admin: lists, choosers, forms."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.snippets.models import get_snippet_models

from organisations.models import (
    Body,
    BodyName,
    Decision,
    Event,
    Figure,
    Meeting,
    Membership,
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    Post,
    Relation,
    Source,
    Territory,
)
from tests.articles import factory
from tests.organisations.members.factory import signed_in
from tests.organisations.records import MAKERS, errors_of, post, send

pytestmark = pytest.mark.django_db

MODELS = sorted(MAKERS, key=lambda model: model.__name__)
# Territories are all there from the beginning.
GROWING = [model for model in MODELS if model is not Territory]


@pytest.fixture
def editor(site):
    return signed_in("Editors")


@pytest.fixture
def keeper(site):
    """Whoever may keep all records, the accounts of persons too."""
    return signed_in("Administrators")


def listing(model):
    return reverse(model.snippet_viewset.get_url_name("list"))


def adding(model):
    return reverse(model.snippet_viewset.get_url_name("add"))


def editing(record):
    return reverse(record.snippet_viewset.get_url_name("edit"), args=[record.pk])


def choosing(model):
    return reverse(f"{model.snippet_viewset.get_chooser_admin_url_namespace()}:choose_results")


def chosen_from(client, model, words):
    response = client.get(choosing(model), {"q": words})
    return [str(record) for record in response.context["results"]]


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(address)
    return len(captured)


def test_makers__make_each_record_that_the_menu_offers():
    ours = {
        model
        for model in get_snippet_models()
        if model._meta.app_label in ("articles", "organisations")
    }
    assert set(MAKERS) == ours


@pytest.mark.parametrize("model", GROWING)
def test_list_and_chooser__take_as_many_queries_for_more_records(model, keeper):
    addresses = [listing(model), choosing(model)]
    few = []
    for number_made in (2, 4):
        for _number in range(number_made):
            MAKERS[model]()
        if model is Post:
            post(organisation=factory.organisation())
        few.append([queries(keeper, address) for address in addresses])
    assert few[0] == few[1]


@pytest.mark.parametrize("model", MODELS)
def test_list__finds_sorts_and_filters_at_once(model, keeper):
    record = MAKERS[model]()
    words = getattr(record, "key", "") or record.person.key
    words = words.partition("-")[0]
    response = keeper.get(listing(model), {"q": words})
    found = list(response.context["object_list"])
    assert found == [record] or (model is Territory and found.count(record) == 1)
    assert not keeper.get(listing(model), {"q": "xyzzy"}).context["object_list"]
    filters = response.context["filters"]
    columns = set(re.findall(r"ordering=-?(\w+)", response.content.decode()))
    asked = [{"ordering": column} for column in columns]
    for name, field in (filters.form.fields if filters else {}).items():
        values = [
            str(value) for value, _label in getattr(field, "choices", [("true", "")]) if value
        ]
        asked += [{name: values[0]}] if values else []
    assert asked
    for query in asked:
        assert keeper.get(listing(model), {"q": words, **query}).status_code == 200, query


def test_list__of_organisations_is_in_the_order_of_their_names(editor):
    for name in ("Zebra", "apple", "Birch"):
        factory.organisation(name)
    names = [str(each) for each in editor.get(listing(Organisation)).context["object_list"]]
    assert names == ["apple", "Birch", "Zebra"]


class TestChoosing:
    def test_finds_an_organisation_by_every_name_it_bore(self, editor):
        league = factory.organisation("League of Gardeners")
        for name in (
            OrganisationName(text="Bund der Gärtner", language="de"),
            OrganisationName(text="Союз садоводов", language="ru"),
            OrganisationName(text="Potters’ Club", kind="former", starts_on="1901"),
        ):
            name.organisation, name.source = league, factory.source()
            name.save()
        factory.organisation("Party of Weavers")
        for words in ("league", "gartner", "Gärtner", "союз", "soyuz", "potters", "gard"):
            assert chosen_from(editor, Organisation, words) == ["League of Gardeners"], words

    def test_finds_a_person_and_a_body_by_every_name(self, editor):
        ada, council = factory.person("Ada Alder"), factory.body("Council")
        PersonName.objects.create(
            person=ada, text="A. Elder", kind="alias", source=factory.source()
        )
        BodyName.objects.create(body=council, text="Comité", language="fr", source=factory.source())
        assert chosen_from(editor, Person, "elder") == ["Ada Alder"]
        assert chosen_from(editor, Body, "comite") == ["Council"]

    @pytest.mark.parametrize("words", ["Ireland", "irlande", "Ирландия", "爱尔兰", "IE"])
    def test_finds_a_territory_in_each_language(self, editor, words):
        assert "Ireland" in chosen_from(editor, Territory, words)
        assert "France" not in chosen_from(editor, Territory, words)

    def test_tells_two_of_one_name_apart(self, editor):
        factory.organisation("Socialist Party", kind="section")
        factory.organisation("Socialist Party", kind="publication")
        html = editor.get(choosing(Organisation)).content.decode()
        assert "section" in html
        assert "publication" in html

    def test_is_open_to_contributors_who_write_bylines(self, site):
        factory.person("Ada Alder")
        assert chosen_from(signed_in("Contributors"), Person, "ada") == ["Ada Alder"]

    def test_names_a_new_source_where_it_is_needed(self, editor):
        address = reverse(f"{Source.snippet_viewset.get_chooser_admin_url_namespace()}:create")
        editor.post(address, {"title": "A leaflet", "kind": "document", "dated_on": "1974"})
        assert Source.objects.get().dated_on == "1974"


class TestForms:
    def test_make_a_body_with_names_in_rows(self, editor):
        league, minutes = factory.organisation(), factory.source()
        response = send(
            editor,
            adding(Body),
            organisation=league.pk,
            kind="commission",
            names__0__text="Control Commission",
            names__0__source=minutes.pk,
        )
        assert errors_of(response) == ""
        made = Body.objects.get()
        assert (str(made), made.key) == ("Control Commission", "control-commission")

    def test_keep_the_key(self, editor):
        league = factory.organisation("League")
        html = editor.get(editing(league)).content.decode()
        assert re.search(r'<input[^>]*name="key"[^>]*disabled', html)
        send(editor, editing(league), key="another", kind="party")
        league.refresh_from_db()
        assert (league.key, league.kind) == ("league", "party")

    @pytest.mark.parametrize("model", MODELS)
    def test_save_each_record_as_it_is(self, model, site):
        record = MAKERS[model]()
        client = signed_in("Administrators")
        assert errors_of(send(client, editing(record))) == ""

    def test_say_what_is_wrong_with_an_official_name_too_many(self, editor):
        league = factory.organisation("League")
        row = {
            "names-TOTAL_FORMS": "2",
            "names-1-text": "Alliance",
            "names-1-language": "en",
            "names-1-kind": "official",
            "names-1-status": "accepted",
            "names-1-source": factory.source().pk,
            "names-1-further_sources-TOTAL_FORMS": "0",
            "names-1-further_sources-INITIAL_FORMS": "0",
        }
        said = errors_of(send(editor, editing(league), **row))
        assert "There is an official name in this language from the same day." in said
        assert errors_of(send(editor, editing(league), **row, names__1__starts_on="2020")) == ""
        assert errors_of(send(editor, editing(league), names__0__text="Union")) == ""

    @pytest.mark.parametrize(
        ("model", "fields", "sentence"),
        [
            (Body, {"names__0__text": ""}, "This field is required."),
            (Body, {"starts_on": "2019-99"}, "“2019-99”: there is no such day"),
            (Body, {"starts_on": "2019", "ends_on": "2018"}, "The end (2018) lies before"),
            (Organisation, {"names__0__language": "English"}, "“English” is no language code."),
            (Source, {"language": "xx"}, "“xx” is no language code."),
            (Organisation, {"names__0__status": "withdrawn"}, "A withdrawn assertion needs"),
            (Post, {"body": ""}, "A post is in a body or in an organisation, not both."),
            (Membership, {"weight": "0"}, "greater than or equal to 1"),
            (Decision, {"mode": "meeting"}, "Name the meeting when, and only when, it decided."),
            (Decision, {"source": ""}, "Name the minutes or the document that says so."),
            (Event, {"parties__0__organisation": ""}, "A party is an organisation or a body"),
            (Relation, {"object": "self"}, "A relation is between two organisations."),
            (Figure, {"lower": ""}, "A figure needs at least one bound."),
            (Figure, {"upper": "3"}, "The lower bound is above the upper one."),
            (Territory, {"code": "XX"}, "“XX” is no ISO 3166 code that we know."),
            (Meeting, {"body": ""}, "This field is required."),
        ],
    )
    def test_say_what_is_wrong(self, model, fields, sentence, editor):
        record = MAKERS[model]()
        if fields.get("object") == "self":
            fields = {"object": record.subject_id}
        assert sentence in errors_of(send(editor, editing(record), **fields))

    def test_say_what_is_wrong_with_a_term_of_nobody_in_nothing(self, editor):
        said = errors_of(send(editor, adding(Membership), source=factory.source().pk))
        assert "Name who sits: a person or a section, not both." in said
        assert "Name where: a body or an organisation, not both." in said
