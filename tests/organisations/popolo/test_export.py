"""What the file says, and what it never says."""

import datetime
import json
import re
from pathlib import Path

import jsonschema
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from referencing import Registry, Resource

from organisations.members.models import User
from organisations.models import BodyLink, Contact, Decision, Dissent, Membership, PersonAccount
from organisations.popolo.schema import ALL, EXTENSION
from organisations.popolo.selection import belonging_to, whole
from organisations.popolo.writing import VOTE_EVENTS, as_text, document
from tests.organisations.popolo import factory

pytestmark = pytest.mark.django_db

# Popolo's own schemas, where the machine has them; they are not ours to pass on.
SCHEMAS = Path(__file__).parents[4] / "shared" / "samples" / "popolo" / "schemas"
CLASSES = {
    "areas": "area",
    "organizations": "organization",
    "persons": "person",
    "posts": "post",
    "memberships": "membership",
    "events": "event",
    "motions": "motion",
    "vote_events": "vote_event",
}
DATE = re.compile(r"\d{4}(-\d{2}){0,2}")


def validator(name):
    found = [json.loads(path.read_text()) for path in sorted(SCHEMAS.glob("*.json"))]
    resources = [(each["id"].rstrip("#"), Resource.from_contents(each)) for each in found]
    schema = next((each for each in found if each["id"].endswith(f"/{name}.json#")), {})
    return jsonschema.Draft3Validator(schema, registry=Registry().with_resources(resources))


def item(content, collection, key):
    return next(each for each in content[collection] if each["id"] == key)


def without_columns(model, written):
    """Columns that editors fill in and that are not written."""
    return {
        column.name
        for column in model._meta.concrete_fields
        if column.editable and not column.primary_key and column.name not in written
    }


@pytest.fixture
def made(db):
    factory.everything()
    return document(whole(), on=datetime.date(2018, 5, 1))


@pytest.mark.parametrize("collection", list(CLASSES))
def test_collection__is_what_popolo_asks_for(made, collection):
    assert made[collection]
    checked = validator(CLASSES[collection])
    ids = [each["id"] for each in made[collection]]
    assert len(ids) == len(set(ids))
    for each in made[collection]:
        assert [str(error) for error in checked.iter_errors(each)] == []
        assert not [name for name, value in each.items() if value in (None, "", [])]
        dates = [value for name, value in each.items() if name.endswith("_date")]
        assert all(DATE.fullmatch(value) for value in dates)


def test_fixtures__are_what_popolo_asks_for(loaded):
    content = document(whole())
    for collection, name in CLASSES.items():
        checked = validator(name)
        for each in content[collection]:
            assert [str(error) for error in checked.iter_errors(each)] == [], each["id"]


def test_every_reference__leads_to_something_in_the_file(made):
    ids = {name: {each["id"] for each in made[name]} for name in CLASSES}
    leads = {
        "organization_id": "organizations",
        "on_behalf_of_id": "organizations",
        "person_id": "persons",
        "post_id": "posts",
        "motion_id": "motions",
        "area_id": "areas",
        "legislative_session_id": "events",
    }
    for collection in CLASSES:
        for each in made[collection]:
            for name, value in each.items():
                if name in leads:
                    assert value in ids[leads[name]], (collection, name)


def test_dates__say_what_fits_and_leave_the_rest_to_the_extension(made):
    council = item(made, "organizations", "council")
    assert "founding_date" not in council
    assert council[EXTENSION]["starts_on"] == "1974~"
    assert council[EXTENSION]["starts_note"] == "around 1974"
    chair = next(each for each in made["memberships"] if each.get("post_id") == "chair")
    assert chair["start_date"] == "2016-01"
    assert "end_date" not in chair
    assert chair[EXTENSION]["ends_on"] == ".."
    assert (chair["role"], chair["person_id"], chair["on_behalf_of_id"]) == (
        *("Chair", "ada-alder", "guild"),
    )


def test_parent__is_the_link_that_holds_on_the_day():
    factory.everything()
    BodyLink.objects.update(starts_on="2000", ends_on="2010")
    parents = [
        item(document(whole(), on=datetime.date(year, 5, 1)), "organizations", "council")
        for year in (2005, 2015)
    ]
    assert [each["parent_id"] for each in parents] == ["congress", "league"]


def test_claims_and_sources__stand_in_the_extension(made):
    relation = made[EXTENSION]["relations"][0]
    assert (relation["status"], relation["claimant_body"]) == ("disputed", "council")
    assert relation["starts_on"] == "1991%"
    assert item(made[EXTENSION], "figures", "league-countries")["lower"] == 35
    sources = {each["id"] for each in made[EXTENSION]["sources"]}
    chair = next(each for each in made["memberships"] if each.get("post_id") == "chair")
    further = chair[EXTENSION]["further_sources"][0]
    assert further["locator"] == "page 3"
    assert {further["source"], chair[EXTENSION]["source"], relation["source"]} <= sources
    assert len(chair["sources"]) == 2
    old = next(
        name
        for name in item(made, "organizations", "league")[EXTENSION]["names"]
        if name["text"] == "Old League"
    )
    assert (old["status"], old["withdrawal_note"]) == ("withdrawn", "A misprint.")
    assert "other_names" not in item(made, "organizations", "league")


def test_decision__is_a_motion_and_a_vote_with_its_counts(made):
    motion, vote = made["motions"][0], made[VOTE_EVENTS][0]
    assert (motion["text"], motion["result"]) == ("Seeds are for all.", "pass")
    assert vote["motion_id"] == motion["id"]
    assert vote["counts"] == [{"option": "yes", "value": 20}, {"option": "no", "value": 0}]
    assert vote["legislative_session_id"] == "congress-12"


def test_what_is_not_public__is_nowhere_in_the_file():
    league = factory.everything()
    congress = league.bodies.get(key="congress")
    hidden = factory.person("hidden-person", is_public=False)
    factory.membership(hidden, congress, name_as_written="Hidden Term")
    shown = factory.person("shown-person")
    factory.membership(shown, congress, is_public=False, name_as_written="Hidden Term")
    secret = factory.source(title="Hidden Minutes")
    factory.membership(shown, congress, claimant_person=hidden, name_as_written="Hidden Term")
    factory.membership(shown, congress, is_public=False, source=secret)
    Contact.objects.create(organisation=league, kind="mail", value="hidden@example.org")
    decision = congress.decisions.get()
    Dissent.objects.create(decision=decision, name_as_written="Hidden Voter")
    Decision.objects.create(
        body=congress, mode="historical", title="Hidden decision", result="adopted", source=secret
    )
    account = User.objects.create_user("hidden-account@example.org", display_name="Hidden account")
    PersonAccount.objects.create(person=shown, account=account)
    Membership.objects.update(recorded_by=account, confirmed_by=account)
    for records in (
        whole(),
        belonging_to("organisation", "league"),
        belonging_to("body", "congress"),
    ):
        text = as_text(document(records))
        assert "ada-alder" in text
        assert "hidden" not in text.lower()
        assert "recorded" not in text


@pytest.mark.parametrize("rows", ALL, ids=lambda rows: rows.model.__name__)
def test_every_column__is_written_or_left_out_on_purpose(rows):
    left_out = {
        "source": {"page"},  # its address is written instead
        "dissent": {"elector"},  # the name is
        # How a vote went on; its result is what the record says.
        "decision": {"opened_at", "closes_at", "closed_at", "text_hash"},
    }

    def check(each):
        written = {*each.fields, *each.constants, each.parent, "key"}
        columns = without_columns(each.model, written)
        assert columns == left_out.get(each.model._meta.model_name, set()), each.model
        for child in each.children.values():
            check(child)

    check(rows)


def test_body_and_organisation_of_one_key__have_two_ids():
    league = factory.organisation("league")
    factory.body(league, "league")
    content = document(whole())
    assert [each["id"] for each in content["organizations"]] == ["league", "body:league"]
    assert content["organizations"][1]["parent_id"] == "league"


def test_names__are_in_the_language_asked_for():
    factory.everything()
    for language, label in (("en", "Chair"), ("fr", "Présidence")):
        content = document(whole(), language=language)
        assert content["posts"][0]["label"] == label
        other = {"Chair", "Présidence"} - {label}
        assert content["posts"][0]["other_label"] == [*other]


def queries(make):
    with CaptureQueriesContext(connection) as captured:
        make()
    return len(captured)


@pytest.mark.parametrize(
    "make",
    [
        whole,
        lambda: belonging_to("organisation", "league"),
        lambda: belonging_to("body", "council"),
    ],
    ids=["whole", "organisation", "body"],
)
def test_export__needs_as_many_queries_for_many_records_as_for_few(make):
    league = factory.everything()
    council = league.bodies.get(key="council")
    make()
    few = queries(make)
    for number in range(8):
        of = factory.organisation(f"section-{number}")
        body = factory.body(of, f"committee-{number}")
        factory.membership(factory.person(f"member-{number}"), council, on_behalf_of=of)
        factory.membership(factory.person(f"other-{number}"), body)
    assert queries(make) == few
    assert few <= 100


def test_whole_export__asks_each_table_once():
    factory.everything()
    whole()
    assert queries(whole) == 38


def test_records_of_a_person__are_those_roles_and_what_they_refer_to():
    factory.everything()
    records = belonging_to("person", "bo-birch")
    kinds = {kind for kind, _key in records}
    assert kinds >= {"person", "membership", "body", "organisation", "source"}
    assert [key for kind, key in records if kind == "person"] == ["bo-birch"]
    assert belonging_to("person", "nobody") == {}


def test_command__writes_the_same_file_each_time(tmp_path):
    factory.everything()
    texts = []
    for name in ("a.json", "b.json"):
        call_command("export_popolo", "--on", "2018-05-01", "-o", str(tmp_path / name))
        texts.append((tmp_path / name).read_text())
    assert texts[0] == texts[1]
    assert json.loads(texts[0])[EXTENSION]["on"] == "2018-05-01"


def test_command__writes_one_record(capsys):
    factory.everything()
    call_command("export_popolo", "--record", "person:bo-birch")
    assert [each["id"] for each in json.loads(capsys.readouterr().out)["persons"]] == ["bo-birch"]


@pytest.mark.parametrize("record", ["person:nobody", "meeting:congress-12", "ada"])
def test_command__refuses_what_is_no_public_record(record):
    factory.everything()
    with pytest.raises(CommandError):
        call_command("export_popolo", "--record", record)
