import csv
import datetime
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from organisations.models import Contact, FurtherSource, Post, PostTitle, Relation
from organisations.period import today
from tests.articles import factory
from tests.organisations.members.factory import signed_in

REPORTS = [
    "terms-ending",
    "vacant-posts",
    "single-source",
    "contradictions",
    "no-contact",
    "term-warnings",
]


def address(name):
    return f"/admin/entry/reports/{name}/"


def rows(client, name):
    """The lines of a report as its CSV has them."""
    response = client.get(address(name), {"export": "csv"})
    text = b"".join(response.streaming_content).decode()
    return list(csv.reader(io.StringIO(text)))[1:]


def in_days(days):
    return (today() + datetime.timedelta(days=days)).isoformat()


def test_terms_ending__are_those_of_ninety_days(editor, council, term_of):
    term_of(factory.person("Cy Cedar"), council, ends_on=in_days(90))
    term_of(factory.person("Di Dogwood"), council, ends_on=in_days(91))
    term_of(factory.person("Ed Elder"), council, ends_on=in_days(-1))
    assert [row[0] for row in rows(editor, "terms-ending")] == ["Cy Cedar – Council of Gardens"]
    assert "Cy Cedar" in editor.get(address("terms-ending")).content.decode()


def test_vacant_posts__have_fewer_holders_than_places(editor, council, term_of):
    treasurer = council.posts.get()
    pair = Post(body=council, places=2, starts_on="1990", ends_on="..")
    pair.titles = [PostTitle(text="Chair")]
    pair.save()
    term_of(factory.person("Cy Cedar"), council, post=treasurer)
    term_of(factory.person("Di Dogwood"), council, post=pair)
    assert rows(editor, "vacant-posts") == [["Chair", "Council of Gardens", "2", "1"]]


def test_single_source__leaves_out_facts_with_two(editor, council, term_of):
    alone = term_of(factory.person("Cy Cedar"), council)
    twice = term_of(factory.person("Di Dogwood"), council)
    FurtherSource.objects.create(membership=twice, source=factory.source())
    facts = [row[0] for row in rows(editor, "single-source")]
    assert str(alone) in facts
    assert str(twice) not in facts
    assert "Gardeners of Ireland" not in facts


def test_contradictions__show_both_claims(editor, section, minutes):
    one, other = factory.organisation("Old League"), factory.organisation("New League")
    for subject in (one, other):
        Relation.objects.create(
            subject=subject,
            kind="claims_continuity_with",
            object=section,
            starts_on="2020",
            ends_on="..",
            source=factory.source(),
        )
    (row,) = rows(editor, "contradictions")
    assert "Old League" in row[0]
    assert "New League" in row[0]
    page = editor.get(address("contradictions")).content.decode()
    assert page.count("<span class='entry-one'>") == 4  # two claims, two sources


def test_no_contact__lists_sections_that_nobody_can_reach(editor, section):
    section.ends_on = ".."
    section.save()
    assert rows(editor, "no-contact") == [["Gardeners of Ireland", ""]]
    Contact.objects.create(organisation=section, kind="site", value="x", is_public=True)
    assert rows(editor, "no-contact") == []


def test_term_warnings__say_what_looks_wrong(editor, council, term_of):
    term_of(factory.person("Cy Cedar"), council, starts_on="1980")
    assert any("did not exist" in row[3] for row in rows(editor, "term-warnings"))


@pytest.mark.parametrize("name", REPORTS)
def test_report__comes_as_a_workbook(editor, council, name):
    response = editor.get(address(name), {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    assert sheet.max_row >= 1


def test_export__holds_no_formulas(editor, council, term_of):
    term_of(factory.person("=1+1"), council, ends_on=in_days(1))
    assert rows(editor, "terms-ending")[0][0].startswith("'=1+1")


@pytest.fixture
def fill(council, section, term_of):
    """Adds something that each report lists."""

    def add(number):
        post = Post(body=council, starts_on="1990", ends_on="..")
        post.titles = [PostTitle(text=f"Post {number}")]
        post.save()
        factory.organisation(f"Section {number}", kind="section", ends_on="..")
        person = factory.person(f"Person {number}")
        for capacity in ("full", "observer"):
            fields = {"starts_on": "1980", "ends_on": in_days(number), "capacity": capacity}
            term_of(person, council, **fields)
        Relation.objects.create(
            subject=factory.organisation(f"Heir {number}"),
            kind="claims_continuity_with",
            object=section,
            source=factory.source(),
        )

    return add


@pytest.mark.parametrize("name", REPORTS)
def test_queries__are_as_many_for_many_rows(editor, fill, name):
    counts = []
    for numbers in (range(2), range(2, 4), range(4, 6)):
        for number in numbers:
            fill(number)
        with CaptureQueriesContext(connection) as queries:
            editor.get(address(name))
        counts.append(len(queries))
    assert counts[1] == counts[2]


@pytest.mark.parametrize("name", REPORTS)
def test_reports__are_for_editors_and_administrators(site, name):
    assert signed_in("Contributors").get(address(name)).status_code == 302
    assert signed_in("Administrators").get(address(name)).status_code == 200


def test_menus__show_what_one_may_use(site):
    editor, contributor = signed_in("Editors"), signed_in("Contributors")
    for shown in (address("vacant-posts"), "/admin/entry/executive/"):
        assert shown in editor.get("/admin/").content.decode()
        assert shown not in contributor.get("/admin/").content.decode()
