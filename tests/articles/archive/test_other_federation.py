"""A quite different federation: nothing of the one that comes with the program is wired in."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageLogEntry, ReferenceIndex

from articles.models import Appearance, ArticlePage, HomePage, PlainPage, SiteSettings, Topic
from organisations.models import Body, Organisation, Source, Territory
from tests.articles.archive.conftest import OTHER, counts, rows


def test_load__again_changes_nothing(gardens, capsys):
    before = rows()
    with CaptureQueriesContext(connection) as queries:
        call_command("loaddata", OTHER / "gardens.yaml", OTHER / "pages.yaml", verbosity=0)
    # On PostgreSQL the command sets the sequences of primary keys, whatever was loaded.
    asked = [query["sql"] for query in queries if "setval" not in query["sql"]]
    words = [sql.split()[0].upper() for sql in asked]
    assert words.count("SELECT") == 1
    assert not {"INSERT", "UPDATE", "DELETE"} & set(words)
    assert rows() == before
    printed = counts(capsys.readouterr().out)
    assert printed == {"added": 0, "changed": 0, "unchanged": 39, "kept back": 0}


def test_pages__show_this_federation_only(gardens, client):
    for address in (
        "/en/",
        "/de/",
        "/en/about/",
        "/en/about/tools/",
        "/de/ueber-uns/",
        "/en/articles/",
        "/en/articles/noon/",
        "/en/articles/answer/",
        "/en/library/rule-book/",
        "/en/structure/",
        "/en/structure/delegates-assembly/",
        "/en/structure/bodies/water-committee/",
        "/en/structure/persons/ada-alder/",
        "/en/structure/decisions/water-decision-1950/",
        "/en/structure/timeline/",
        "/en/structure/genealogy/",
        "/en/structure/sections/",
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        shown = answer.content.decode()
        assert "Workers" not in shown, address
        assert "CWI" not in shown, address
    assert client.get("/en/articles/unfinished/").status_code == 404
    assert client.get("/en/statements/free-water/").status_code == 404


def test_records__are_what_the_files_say(gardens):
    league = Organisation.objects.get(key="garden-league")
    assert [(name.text, name.language) for name in league.names.order_by("language")] == [
        ("Kleingartenbund", "de"),
        ("League of Allotment Gardens", "en"),
    ]
    assert [row.territory.code for row in league.territories.all()] == ["NO", "SE"]
    assert Territory.objects.get(key="no").code == "NO"  # and not false, as YAML 1.1 has it
    link = Body.objects.get(key="water-committee").links.get()
    assert link.other.key == "delegates-assembly"
    assert str(link.starts_on_earliest) == "1921-01-01"
    assert Topic.objects.get(key="hoses").merged_into.key == "water"
    decision = Body.objects.get(key="delegates-assembly").decisions.get()
    assert decision.text == "Resolved:\n  - water is free;\n  - no hose runs at noon.\n"


def test_pages__are_what_the_files_say(gardens):
    noon = ArticlePage.objects.get(slug="noon")
    assert noon.live
    assert noon.live_revision == noon.latest_revision
    assert [str(byline) for byline in noon.bylines.all()] == ["A. Alder", "O. Oak"]
    first = noon.bylines.first()
    assert first.person.key == "ada-alder"
    assert [row.text for row in first.affiliations.all()] == [
        "Keeper of the tap",
        "Northern Branch",
    ]
    assert [topic.key for topic in noon.topics.all()] == ["water"]
    assert noon.sort_on.year == 1951  # its first appearance is there before it is published
    assert [block.block_type for block in noon.body][:3] == ["heading", "rich_text", "picture"]
    assert noon.body[2].value["picture"].key == "tap"
    assert noon.body[0].value["level"] == "2"
    assert Appearance.objects.get().text_id == noon.pk
    assert ArticlePage.objects.get(slug="answer").reply_to_id == noon.pk
    home = HomePage.objects.get(locale__language_code="en")
    assert home.lead_id == noon.pk
    menu = SiteSettings.objects.get().menu_items.all()
    assert [item.page_id and item.page.slug for item in menu] == ["about", "structure", None]


def test_pages__of_other_languages_are_translations(gardens):
    about = PlainPage.objects.get(slug="about")
    german = PlainPage.objects.get(slug="ueber-uns")
    assert german.translation_key == about.translation_key
    assert german.locale.language_code == "de"
    assert german.get_parent().specific == HomePage.objects.get(locale__language_code="de")


def test_rich_text__has_links_that_work(gardens, client):
    shown = client.get("/en/about/").content.decode()
    assert '<a href="/en/articles/noon/">the article on noon</a>' in " ".join(shown.split())
    assert "https://gardens.example/?a=1&amp;b=2" in shown
    stored = str(PlainPage.objects.get(slug="about").body.raw_data[0]["value"])
    assert "linktype=" in stored
    assert "page=" not in stored


def test_picture__is_described_as_its_entry_says(gardens, client):
    shown = client.get("/en/articles/noon/").content.decode()
    assert '<img alt="A tap above a bucket"' in shown


def test_draft__has_its_content_in_a_revision(gardens):
    draft = ArticlePage.objects.get(slug="unfinished")
    assert not draft.live
    assert draft.has_unpublished_changes
    latest = draft.get_latest_revision_as_object()
    assert latest.standfirst == "It breaks off."
    assert {topic.key for topic in latest.topics.all()} == {"hoses", "water"}
    assert "And then" in str(latest.body)


def test_files__are_stored_with_digest_and_size(gardens):
    picture = ArticlePage.objects.get(slug="noon").body[2].value["picture"]
    assert (picture.width, picture.height) == (12, 8)
    source = Path(OTHER / "gardens.files" / "tap.png").read_bytes()
    assert picture.file_size == len(source)
    assert picture.file_hash
    assert picture.file.read() == source
    assert sorted(tag.name for tag in picture.tags.all()) == ["bucket", "water"]


def test_page_log__tells_of_making_and_publishing(gardens):
    noon = ArticlePage.objects.get(slug="noon")
    actions = PageLogEntry.objects.filter(page_id=noon.pk).values_list("action", flat=True)
    assert {"wagtail.create", "wagtail.publish"} <= set(actions)


def test_load__finds_usages_without_a_worker(gardens):
    league = Organisation.objects.get(key="garden-league")
    assert ReferenceIndex.get_references_to(league).count() >= 3


@pytest.mark.parametrize("name", ["gardens", "pages"])
def test_files__name_nothing_of_the_first(name):
    text = (OTHER / f"{name}.yaml").read_text().lower()
    assert "cwi" not in text
    assert "international" not in text


def test_load__leaves_a_sound_tree(gardens):
    assert Page.find_problems() == ([], [], [], [], [])
    for page in Page.objects.filter(live=True, depth__gt=2).specific():
        assert page.live_revision_id
        assert page.latest_revision_id == page.live_revision_id


def test_load__makes_the_number_of_queries_of_what_changed(gardens, load):
    """A change in one entry costs the same in a large file as in a small one."""
    text = (OTHER / "gardens.yaml").read_text().split("media.picture:")[0]
    load(text)
    with CaptureQueriesContext(connection) as queries:
        load(text.replace("title: Yearbook", "title: The yearbook"))
    assert len(queries) < 90
    assert Source.objects.get(key="yearbook-1950").title == "The yearbook"


def test_edited_row__counts_as_edited(gardens, load):
    league = Organisation.objects.get(key="garden-league")
    league.descriptions.filter(language="de").update(text="Alle mit Spaten.")
    changed = (
        "organisations.organisation:\n  garden-league:\n    kind: union\n"
        "    names: [{text: League, source: rulebook}]\n"
    )
    assert counts(load(changed))["kept back"] == 1
