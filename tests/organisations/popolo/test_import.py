"""What an import does, and what it refuses."""

import json

import pytest
from django.core.management import CommandError, call_command

from organisations.models import (
    BodyLink,
    Contact,
    Membership,
    Organisation,
    OrganisationName,
    Person,
    Source,
)
from organisations.popolo.importing import bring_in
from organisations.popolo.mistake import PopoloError
from organisations.popolo.schema import EXTENSION, RECORDS
from organisations.popolo.selection import belonging_to, whole
from organisations.popolo.writing import document
from tests.organisations.popolo import factory

pytestmark = pytest.mark.django_db


def raw(content):
    return json.dumps(content).encode()


def counts(report):
    return report.added, report.changed, report.unchanged


def numbers_of_rows():
    return {kind: rows.model._base_manager.count() for kind, rows in RECORDS.items()}


def refused(content):
    before = numbers_of_rows()
    with pytest.raises(PopoloError) as error:
        bring_in(content if isinstance(content, bytes) else raw(content))
    assert numbers_of_rows() == before
    for line in error.value.mistakes:
        assert "\n" not in line
        assert len(line) < 300
    return error.value.mistakes


@pytest.fixture
def content(db):
    factory.everything()
    return document(whole())


def league_of(content):
    return next(each for each in content["organizations"] if each["id"] == "league")


# --- What comes in --------------------------------------------------------------------------------


def test_unchanged_file__changes_nothing(content):
    before = {each.pk: each.recorded_at for each in Membership.objects.all()}
    added, changed, unchanged = counts(bring_in(raw(content)))
    assert (added, changed) == (0, 0)
    assert unchanged == len(whole())
    assert {each.pk: each.recorded_at for each in Membership.objects.all()} == before


def test_one_value__changes_one_record(content):
    relation = content[EXTENSION]["relations"][0]
    relation["locator"] = "page 9"
    assert counts(bring_in(raw(content)))[:2] == (0, 1)
    assert document(whole())[EXTENSION]["relations"][0]["locator"] == "page 9"


def test_row_below_a_record__is_changed_and_not_doubled(content):
    name = next(
        each for each in league_of(content)[EXTENSION]["names"] if each["text"] == "The league"
    )
    name["locator"] = "cover"
    name["further_sources"] = [{"source": content[EXTENSION]["sources"][0]["id"]}]
    assert counts(bring_in(raw(content)))[:2] == (0, 1)
    stored = OrganisationName.objects.get(text="The league")
    assert stored.locator == "cover"
    assert stored.further_sources.count() == 1


def test_what_the_file_leaves_out__stays(content):
    for name in ("names", "contacts", "territories", "descriptions"):
        league_of(content)[EXTENSION].pop(name)
    for name in ("other_names", "contact_details", "description", "name", "sources"):
        league_of(content).pop(name, None)
    content["memberships"] = content["events"] = []
    content["motions"] = content["vote_events"] = []
    assert counts(bring_in(raw(content)))[:2] == (0, 0)
    assert len(document(whole())["memberships"]) == Membership.objects.count() > 0
    assert Organisation.objects.get(key="league").contacts.count() == 1


def test_record__is_found_by_identifier_when_its_id_is_another(content):
    league_of(content)["id"] = "org/4711"
    for collection in content.values():
        for each in collection if isinstance(collection, list) else ():
            for name in ("organization_id", "parent_id", "on_behalf_of_id"):
                if each.get(name) == "league":
                    each[name] = "org/4711"
    assert counts(bring_in(raw(content)))[:2] == (0, 0)


def test_territory__is_found_by_its_code(content):
    area = next(each for each in content["areas"] if each["identifier"] == "IE")
    league = league_of(content)[EXTENSION]
    next(row for row in league["territories"] if row["territory"] == area["id"])["territory"] = "x"
    area["id"] = "x"
    assert counts(bring_in(raw(content)))[:2] == (0, 0)


def test_same_name_under_another_id__is_another_record(content):
    other = json.loads(json.dumps(league_of(content)))
    other["id"] = "another-league"
    other["identifiers"] = []
    content["organizations"].append(other)
    assert counts(bring_in(raw(content)))[:2] == (1, 0)
    assert OrganisationName.objects.filter(text="The league").count() == 2


def test_file_of_one_record__comes_back_alone(content, emptied):
    file = raw(document(belonging_to("person", "bo-birch")))
    emptied()
    bring_in(file)
    assert raw(document(belonging_to("person", "bo-birch"))) == file


def test_dry_run__counts_and_saves_nothing(content, tmp_path, capsys, emptied):
    path = tmp_path / "record.json"
    path.write_bytes(raw(content))
    emptied()
    call_command("import_popolo", str(path), "--dry-run")
    total = len([*content["organizations"], *content["persons"]])
    assert total
    assert "0 changed, 0 unchanged, 0 refused; nothing was saved" in capsys.readouterr().out
    assert not Organisation.objects.exists()
    call_command("import_popolo", str(path))
    assert Organisation.objects.count() == 2


# --- What is refused ------------------------------------------------------------------------------


def test_popolo_field_that_differs__is_not_passed_over(content):
    league_of(content)["name"] = "The guild"
    (line,) = refused(content)
    assert line.startswith("organizations[")
    assert ".name: “The guild” does not follow" in line


def test_private_records__are_not_made_public(content):
    Person.objects.filter(key="bo-birch").update(is_public=False)
    assert any("not public here" in line for line in refused(content))
    assert not Person.objects.get(key="bo-birch").is_public


def test_private_contact__is_not_made_public(content):
    Contact.objects.update(is_public=False)
    assert any("not public" in line for line in refused(content))


def test_all_mistakes__are_named_at_once(content):
    content["posts"][0][EXTENSION]["places"] = "many"
    content[EXTENSION]["relations"][0]["kind"] = "loves"
    lines = refused(content)
    assert [line.partition(":")[0] for line in lines] == [
        "plenum.relations[0].kind",
        "posts[0].plenum.places",
    ]


def break_league(**values):
    return lambda content: league_of(content)[EXTENSION].update(values)


def break_first(collection, name, value):
    return lambda content: content[collection][0].update({name: value})


def break_own(collection, name, value):
    return lambda content: content[EXTENSION][collection][0].update({name: value})


def loop(content):
    congress = next(each for each in content["organizations"] if each["id"] == "congress")
    link = {"kind": "elected_by", "other": "council"}
    congress[EXTENSION]["links"] = [{**link, "source": content[EXTENSION]["sources"][0]["id"]}]
    del congress["parent_id"], congress["sources"]


DEEP: list = []
for _level in range(300):
    DEEP = [DEEP]


@pytest.mark.parametrize(
    ("spoil", "path"),
    [
        (break_league(starts_on="2020", ends_on="2019"), ".plenum.ends_on: The end"),
        (break_league(starts_on="last summer"), ".plenum.starts_on: "),
        (break_league(starts_on=2019), ".plenum.starts_on: has to be text"),
        (break_league(kind="sect"), ".plenum.kind: "),
        (break_league(kind=None), ".plenum.kind: is missing"),
        (break_league(names={}), ".plenum.names: has to be a list"),
        (break_league(names=[3]), ".plenum.names[0]: has to be an object"),
        (break_league(names=DEEP), ".plenum.names[0]: has to be an object"),
        (break_league(password="x"), ".plenum: “password” is not known"),
        (break_league(territories=[{"territory": "atlantis"}]), "territories[0].territory: there"),
        (break_first("posts", "id", 7), "posts[0].id: has to be text"),
        (break_first("posts", "id", "no slug!"), "posts[0].id: "),
        (break_first("posts", "id", "x" * 4000), "posts[0].id: "),
        (break_first("posts", "id", "a\nb\0"), "posts[0].id: "),
        (break_first("posts", "id", "\ud800"), "posts[0].id: "),
        (break_first("posts", EXTENSION, None), "posts[0]: has no object"),
        (break_first("posts", EXTENSION, {"record": "user"}), "posts[0].plenum.record: "),
        (break_first("persons", "email", "x@example.org"), "persons[0].email: "),
        (break_first("vote_events", "motion_id", {}), "vote_events[0].motion_id: "),
        (break_own("figures", "lower", 10**40), "plenum.figures[0].lower: "),
        (break_own("figures", "lower", 3.5), "plenum.figures[0].lower: has to be a whole"),
        (break_own("figures", "lower", True), "plenum.figures[0].lower: has to be a whole"),
        (break_own("figures", "lower", None), "plenum.figures[0]: A figure needs"),
        (break_own("rules", "effective_on", "2016-02-31"), "plenum.rules[0].effective_on: "),
        (break_own("rules", "majority_numerator", 9), "plenum.rules[0]: "),
        (break_own("relations", "source", "nowhere"), "plenum.relations[0].source: there is no"),
        (break_own("relations", "object", "guild"), "plenum.relations[0]: A relation is between"),
        (loop, ".plenum.links[0].other: “elected by” would run in a circle"),
    ],
)
def test_broken_record__is_named_in_one_line(content, emptied, spoil, path):
    spoil(content)
    emptied()
    lines = refused(content)
    assert any(path in line for line in lines), lines
    assert all(line.isprintable() for line in lines)
    assert len(lines) == 1 or ".id" in path, lines


def test_id_that_is_there_twice__is_refused(content):
    content["posts"] *= 2
    (line,) = refused(content)
    assert line == "posts[1].id: “chair” is there twice."


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe", "not in UTF-8"),
        (b"[]", "one JSON object"),
        (b"{}", "plenum: the file needs"),
        (b'{"plenum": {"format": 99}}', "plenum: the file needs"),
        (b'{"a": 1, "a": 2}', "twice"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": ' + b"9" * 10_000 + b"}", "too large"),
        (b'{"a": ' + b"[" * 1_000_000, "nested too deeply"),
        (b'{"plenum": {"format": 1, "on": "2019-13-01", "language": "en"}}', "plenum.on: "),
        (b'{"plenum": {"format": 1, "on": "2019-01-01", "language": []}}', "plenum.language: "),
        (
            b'{"plenum": {"format": 1, "on": "2019-01-01", "language": "en"}, "users": []}',
            "users",
        ),
        (
            b'{"plenum": {"format": 1, "on": "2019-01-01", "language": "en"}, "posts": "x"}',
            "posts: has to be a list",
        ),
    ],
)
def test_file_that_is_none_of_ours__is_refused_in_one_line(db, file, message):
    (line,) = refused(file)
    assert message in line


def test_command__says_what_is_wrong_and_where(content, tmp_path):
    content["posts"][0][EXTENSION]["places"] = "many"
    path = tmp_path / "record.json"
    path.write_bytes(raw(content))
    with pytest.raises(CommandError, match=r"posts\[0\]\.plenum\.places: .* Nothing was saved"):
        call_command("import_popolo", str(path))
    with pytest.raises(CommandError, match="can't be read"):
        call_command("import_popolo", str(tmp_path))


def test_mistake_late_in_the_file__takes_back_what_came_before(content, emptied):
    content[EXTENSION]["relations"][0]["object"] = "guild"
    emptied()
    refused(content)
    assert not Source.objects.exists()
    assert not BodyLink.objects.exists()
