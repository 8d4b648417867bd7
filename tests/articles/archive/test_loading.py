"""References may point anywhere: backwards, forwards, into other files, in circles."""

import io
import sys

import pytest
from django.core.management import call_command
from django.db import transaction
from wagtail.models import Page

from articles.archive.mistake import FixtureError
from articles.archive.models import LoadedEntry
from articles.models import ArticlePage, HomePage, PlainPage, Topic
from organisations.models import Body, Membership, Organisation, Source
from tests.articles.archive.conftest import counts

pytestmark = pytest.mark.django_db

SOURCES = "organisations.source:\n  about: {title: About, kind: page, page: en:/about/}\n"
ORGANISATIONS = (
    "organisations.organisation:\n  league: {kind: union, names: [{text: League, source: about}]}\n"
)
BODIES = (
    "organisations.body:\n"
    "  council:\n    organisation: league\n    kind: executive\n"
    "    names: [{text: Council, source: about}]\n"
    "    links: [{kind: elected_by, other: assembly, source: about}]\n"
    "  assembly:\n    organisation: league\n    kind: congress\n"
    "    names: [{text: Assembly, source: about}]\n"
)
PAGES = (
    "articles.plainpage:\n"
    "  en:/about/tools/: {title: Tools}\n"
    "  en:/about/:\n    title: About\n"
    '    body: [{rich_text: <p><a page="en:/about/tools/">Tools</a></p>}]\n'
)


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_load__whatever_the_order_of_the_files(site, load, order):
    texts = [SOURCES, ORGANISATIONS, BODIES, PAGES]
    printed = load(**{f"f{number}": texts[number] for number in order})
    assert counts(printed) == {"added": 6, "changed": 0, "unchanged": 0, "kept back": 0}
    about = PlainPage.objects.get(slug="about")
    assert Source.objects.get().page_id == about.pk
    assert about.get_children().get().slug == "tools"
    assert Body.objects.get(key="council").links.get().other.key == "assembly"
    tools = PlainPage.objects.get(slug="tools")
    assert f'id="{tools.pk}"' in about.body.raw_data[0]["value"]


def test_load__of_a_record_that_points_at_a_later_one(site, load):
    load("articles.topic:\n  a: {name: A, merged_into: b}\n  b: {name: B}\n")
    assert Topic.objects.get(key="a").merged_into.key == "b"


def test_load__of_records_that_go_in_a_circle__is_refused_at_the_line(site, load):
    circle = "articles.topic:\n  a: {name: A, merged_into: b}\n  b: {name: B, merged_into: a}\n"
    with pytest.raises(FixtureError, match=r"yaml:2: merged_into: A topic can't be merged into"):
        load(circle)
    assert not Topic.objects.exists()


def test_load__of_pages_that_point_at_one_another(site, load):
    load(
        "articles.articleindexpage:\n  en:/articles/: {title: Articles}\n"
        "articles.articlepage:\n"
        "  en:/articles/a/: {title: A, reply_to: en:/articles/b/}\n"
        "  en:/articles/b/: {title: B, reply_to: en:/articles/a/}\n"
        "articles.homepage:\n  en:/: {title: Home, lead: en:/articles/b/}\n"
    )
    first, second = ArticlePage.objects.order_by("slug")
    assert (first.reply_to_id, second.reply_to_id) == (second.pk, first.pk)
    assert HomePage.objects.get(locale__language_code="en").lead_id == second.pk


def test_load__of_records_that_constraints_need_whole(site, load):
    """A post stands in a body or an organisation, a membership is of a person: CHECKs say so."""
    load(
        SOURCES + PAGES + "organisations.membership:\n"
        "  chair: {person: ada, body: council, post: chair, source: about}\n"
        "organisations.post:\n  chair: {body: council, titles: [{text: Chair}]}\n"
        "organisations.person:\n  ada: {sort_name: Ada, names: [{text: Ada, source: about}]}\n"
        + BODIES
        + ORGANISATIONS
    )
    membership = Membership.objects.get()
    assert (membership.person.key, membership.post.key) == ("ada", "chair")


def test_load__refers_to_what_is_on_the_site_already(site, load):
    load(SOURCES + PAGES)
    load(ORGANISATIONS)
    assert Organisation.objects.get().names.get().source.key == "about"


def test_load__puts_a_new_page_below_one_that_is_there(site, load):
    load(PAGES)
    load("articles.plainpage:\n  en:/about/tools/spades/: {title: Spades}\n")
    spades = PlainPage.objects.get(slug="spades")
    assert spades.url_path.endswith("/about/tools/spades/")
    assert Page.find_problems() == ([], [], [], [], [])


def test_load__from_standard_input(site, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO("organisations.source:\n  a: {title: A}\n"))
    call_command("loaddata", "-", format="yaml", verbosity=0)
    assert Source.objects.get().title == "A"


def test_load__leaves_out_what_the_command_excludes(site, tmp_path):
    path = tmp_path / "test.yaml"
    path.write_text("organisations.source:\n  a: {title: A}\narticles.topic:\n  b: {name: B}\n")
    call_command("loaddata", path, exclude=["articles.Topic"], verbosity=0)
    assert Source.objects.exists()
    assert not Topic.objects.exists()


def test_load__is_part_of_the_transaction_around_it(site, load):
    with transaction.atomic():
        load(SOURCES + PAGES)
        transaction.set_rollback(True)
    assert not Source.objects.exists()
    assert not LoadedEntry.objects.exists()
    load(SOURCES + PAGES)
    assert Source.objects.exists()


def test_load__twice_in_one_transaction(site, load):
    load("organisations.source:\n  a: {title: A}\n")
    load("organisations.source:\n  b: {title: B}\n")
    assert Source.objects.count() == 2


def test_report__counts_and_tells(site, load):
    Source.objects.create(key="b", title="Other")
    printed = load("organisations.source:\n  a: {title: A}\n  b: {title: B}\n")
    assert "Kept back organisations.source b (" in printed
    assert printed.endswith("Fixtures: 1 added, 0 changed, 0 unchanged, 1 kept back.\n")
