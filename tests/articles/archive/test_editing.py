"""What editors did on the site stays: a changed fixture never publishes over it."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.models import Locale, Page, PageLogEntry, Revision, Site

from articles.archive.models import LoadedEntry
from articles.models import (
    ArticlePage,
    Correction,
    HomePage,
    PlainPage,
    SiteSettings,
    StatementPage,
)
from articles.site import ensure_home
from organisations.models import Body, Organisation, OrganisationSettings, Source
from tests.articles.archive.conftest import counts, rows

pytestmark = pytest.mark.django_db

ABOUT = """
articles.plainpage:
  en:/about/:
    title: About
    standfirst: {standfirst}
    body:
      - rich_text: <p>One paragraph.</p>
      - heading: {{text: A heading}}
"""
FIRST, SECOND, THIRD = (ABOUT.format(standfirst=word) for word in ("First.", "Second.", "Third."))

SOURCES = """
organisations.source:
  minutes: {{title: Minutes, author: {author}}}
  letter: {{title: Letter}}
"""
BY_ADA, BY_BEA = SOURCES.format(author="Ada"), SOURCES.format(author="Bea")


@pytest.fixture
def editor(site):
    account = get_user_model().objects.create_user("editor@example.org")
    account.groups.add(Group.objects.get(name="Editors"))
    return account


@pytest.fixture
def about(site, load):
    """A page as a fixture left it."""
    load(FIRST)
    return PlainPage.objects.get(slug="about")


def edited(page, editor, **fields):
    """A draft of the page by an editor."""
    latest = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(latest, name, value)
    return latest.save_revision(user=editor)


def fresh(page):
    return type(page).objects.get(pk=page.pk)


class TestUnchangedEntry:
    def test_nothing_happens__whatever_editors_did(self, about, editor, load):
        edited(about, editor, title="About us").publish(user=editor)
        before = rows()
        assert counts(load(FIRST)) == {"added": 0, "changed": 0, "unchanged": 1, "kept back": 0}
        assert rows() == before

    def test_nothing_happens__to_what_editors_deleted(self, about, load):
        about.delete()
        assert counts(load(FIRST))["unchanged"] == 1
        assert not PlainPage.objects.exists()

    def test_nothing_happens__where_only_comments_and_layout_changed(self, about, load):
        text = FIRST.replace("standfirst: First.", 'standfirst: "First."  # a comment')
        before = rows()
        assert counts(load(text))["unchanged"] == 1
        assert rows() == before

    def test_nothing_happens__where_it_left_the_fixture(self, about, load):
        before = rows()
        load("organisations.source:\n  minutes: {title: Minutes}\n")
        load("organisations.source:\n  minutes: {title: Minutes}\n")
        assert {key: value for key, value in rows().items() if "page" in key} == {
            key: value for key, value in before.items() if "page" in key
        }


class TestChangedPage:
    def test_untouched__gets_a_new_published_revision(self, about, load):
        old = about.live_revision
        assert counts(load(SECOND)) == {"added": 0, "changed": 1, "unchanged": 0, "kept back": 0}
        page = fresh(about)
        assert page.standfirst == "Second."
        assert page.live
        assert page.live_revision != old
        assert page.live_revision == page.latest_revision
        assert not page.has_unpublished_changes
        assert page.first_published_at == about.first_published_at
        actions = list(
            PageLogEntry.objects.filter(page_id=page.pk, revision=page.live_revision)
            .order_by("timestamp")
            .values_list("action", flat=True)
        )
        assert actions == ["wagtail.edit", "wagtail.publish"]

    def test_untouched__keeps_its_owner(self, about, editor, load):
        Page.objects.filter(pk=about.pk).update(owner=editor)
        load(SECOND)
        assert fresh(about).owner == editor

    def test_untouched__again_and_again(self, about, load):
        load(SECOND)
        load(THIRD)
        assert fresh(about).standfirst == "Third."
        assert about.revisions.count() == 3

    def test_blocks_that_stay__keep_their_ids(self, about, load):
        before = [block.id for block in about.body]
        load(SECOND)
        assert [block.id for block in fresh(about).body] == before

    def test_same_content_in_other_words__makes_no_revision(self, about, load):
        text = FIRST.replace("<p>One paragraph.</p>", "'<p>One   paragraph.</p> '")
        assert counts(load(text))["unchanged"] == 1
        assert about.revisions.count() == 1

    def test_edited_and_published__gets_a_draft_on_top(self, about, editor, load):
        edited(about, editor, title="About us").publish(user=editor)
        printed = load(SECOND)
        page = fresh(about)
        assert (page.title, page.standfirst) == ("About us", "First.")
        assert page.live
        assert page.has_unpublished_changes
        draft = page.get_latest_revision_as_object()
        assert (draft.title, draft.standfirst) == ("About", "Second.")
        assert counts(printed)["kept back"] == 1
        assert "Kept back articles.plainpage en:/about/ (" in printed
        assert "test.yaml:3): it was edited here; what the fixture says is saved as" in printed

    def test_edited_as_a_draft__gets_a_draft_on_top(self, about, editor, load):
        theirs = edited(about, editor, title="About us")
        load(SECOND)
        page = fresh(about)
        assert (page.title, page.standfirst) == ("About", "First.")
        assert page.latest_revision.content["standfirst"] == "Second."
        theirs.refresh_from_db()
        assert theirs.content["title"] == "About us"  # and can be gone back to

    def test_edited_by_autosave__gets_a_draft_on_top(self, about, editor, load):
        """Autosave writes over the latest revision: no id tells of it."""
        revision = about.latest_revision
        Revision.objects.filter(pk=revision.pk).update(user=editor)
        revision.refresh_from_db()
        latest = fresh(about)
        latest.title = "About us"
        latest.save_revision(user=editor, overwrite_revision=revision)
        assert about.revisions.count() == 1
        load(SECOND)
        assert about.revisions.count() == 2
        assert fresh(about).standfirst == "First."

    def test_saved_without_a_change__counts_as_untouched(self, about, editor, load):
        edited(about, editor)
        load(SECOND)
        assert fresh(about).standfirst == "Second."
        assert not fresh(about).has_unpublished_changes

    def test_drafted_once__is_not_drafted_again(self, about, editor, load):
        edited(about, editor, title="About us").publish(user=editor)
        load(SECOND)
        before = rows()
        assert counts(load(SECOND))["unchanged"] == 1
        assert rows() == before

    def test_draft_that_waits__is_never_published_by_a_later_fixture(self, about, editor, load):
        edited(about, editor, title="About us").publish(user=editor)
        load(SECOND)
        load(THIRD)
        page = fresh(about)
        assert (page.title, page.standfirst) == ("About us", "First.")
        assert page.get_latest_revision_as_object().standfirst == "Third."

    def test_draft_that_an_editor_published__makes_it_untouched_again(self, about, editor, load):
        edited(about, editor, title="About us").publish(user=editor)
        load(SECOND)
        fresh(about).latest_revision.publish(user=editor)
        assert counts(load(THIRD))["changed"] == 1
        assert fresh(about).standfirst == "Third."

    def test_edited_to_what_the_fixture_says_now__is_left_as_it_is(self, about, editor, load):
        edited(about, editor, standfirst="Second.").publish(user=editor)
        number = about.revisions.count()
        assert counts(load(SECOND))["unchanged"] == 1
        assert about.revisions.count() == number
        load(THIRD)
        assert fresh(about).standfirst == "Third."

    def test_taken_off_the_site__is_never_published(self, about, load):
        about.unpublish()
        load(SECOND)
        page = fresh(about)
        assert not page.live
        assert page.get_latest_revision_as_object().standfirst == "Second."

    def test_called_otherwise__gets_a_draft_under_its_new_address(self, about, editor, load):
        edited(about, editor, slug="about-us").publish(user=editor)
        load(SECOND)
        page = fresh(about)
        assert page.slug == "about-us"
        assert page.standfirst == "First."
        assert page.get_latest_revision_as_object().standfirst == "Second."
        assert PlainPage.objects.count() == 1

    def test_moved__is_found_by_references_to_its_old_address(self, about, editor, load):
        edited(about, editor, slug="about-us").publish(user=editor)
        load("organisations.source:\n  page: {title: About, kind: page, page: en:/about/}\n")
        assert Source.objects.get().page_id == about.pk

    def test_deleted__is_kept_back(self, about, load):
        about.delete()
        printed = load(SECOND)
        assert "it was deleted here." in printed
        assert not PlainPage.objects.exists()

    def test_deleted__keeps_back_what_needs_it(self, about, load):
        about.delete()
        printed = load(
            "organisations.source:\n  page: {title: About, page: en:/about/}\n  other: {title: O}\n"
            "organisations.organisation:\n  league:\n    kind: union\n"
            "    names: [{text: League, source: page}]\n"
        )
        assert counts(printed) == {"added": 1, "changed": 0, "unchanged": 0, "kept back": 2}
        assert "it needs page en:/about/, which is not here." in printed
        assert "it needs organisations.source page, which is not here." in printed
        assert list(Source.objects.values_list("key", flat=True)) == ["other"]

    def test_nothing_else_on_the_site_is_touched(self, about, load):
        load("articles.plainpage:\n  en:/join/: {title: Join}\n")
        others = Page.objects.exclude(pk=about.pk).order_by("pk")
        before = list(others.values())
        load(SECOND)
        assert list(others.values()) == before

    def test_failure_later__takes_the_change_back(self, about, refusal):
        before = rows()
        assert refusal(first=SECOND, second=BY_ADA.replace("title: Letter", "kind: letter"))
        assert rows() == before


class TestState:
    DRAFT = FIRST.replace("title: About\n", "title: About\n    state: draft\n")

    def test_draft__is_not_live(self, site, load):
        load(self.DRAFT)
        page = PlainPage.objects.get(slug="about")
        assert not page.live
        assert page.get_latest_revision_as_object().standfirst == "First."

    def test_incomplete_draft__is_loaded(self, site, load):
        load(
            "articles.plainpage:\n  en:/about/:\n    title: About\n    state: draft\n"
            "    body: [{heading: {text: ''}}]\n"
        )
        assert PlainPage.objects.get(slug="about").has_unpublished_changes

    def test_untouched_draft__becomes_live_when_the_fixture_says_so(self, site, load):
        load(self.DRAFT)
        load(FIRST)
        page = PlainPage.objects.get(slug="about")
        assert page.live
        assert page.standfirst == "First."
        assert "One paragraph" in str(page.body)

    def test_untouched_live_page__becomes_a_draft_when_the_fixture_says_so(self, about, load):
        load(self.DRAFT)
        assert not fresh(about).live

    def test_draft_that_an_editor_published__stays_live(self, site, editor, load):
        load(self.DRAFT)
        page = PlainPage.objects.get(slug="about")
        page.latest_revision.publish(user=editor)
        load(self.DRAFT.replace("First.", "Second."))
        assert fresh(page).live
        assert fresh(page).standfirst == "First."
        assert fresh(page).get_latest_revision_as_object().standfirst == "Second."

    SUBMITTED = """
members.user:
  ada@example.org:
    display_name: Ada
    password: seven green beans
    groups: [Contributors]
organisations.source:
  minutes: {title: Minutes}
organisations.organisation:
  league: {kind: union, names: [{text: League, source: minutes}]}
organisations.body:
  council:
    organisation: league
    kind: executive
    names: [{text: Council, source: minutes}]
articles.statementindexpage:
  en:/statements/: {title: Statements}
articles.statementpage:
  en:/statements/water/:
    state: submitted
    owner: ada@example.org
    title: Water
    issued_by: council
"""

    def test_submitted__waits_for_an_editor(self, site, load):
        load(self.SUBMITTED)
        statement = StatementPage.objects.get()
        assert not statement.live
        assert statement.workflow_in_progress
        assert statement.current_workflow_state.requested_by.email == "ada@example.org"
        assert statement.owner.email == "ada@example.org"
        assert statement.issued_by == Body.objects.get()

    def test_submitted__again_after_a_change_waits_with_the_new_words(self, site, load):
        load(self.SUBMITTED)
        load(self.SUBMITTED.replace("title: Water", "title: Free water"))
        statement = StatementPage.objects.get()
        task = statement.current_workflow_task_state
        assert task.revision == statement.latest_revision
        assert task.revision.content["title"] == "Free water"

    def test_submitted_and_rejected__is_not_submitted_again(self, site, editor, load):
        load(self.SUBMITTED)
        statement = StatementPage.objects.get()
        statement.current_workflow_task_state.reject(user=editor, comment="Shorter, please.")
        load(self.SUBMITTED.replace("title: Water", "title: Free water"))
        assert not fresh(statement).workflow_in_progress
        assert fresh(statement).latest_revision.content["title"] == "Free water"


class TestPublicWords:
    ARTICLE = """
articles.articleindexpage:
  en:/articles/: {{title: Articles}}
articles.articlepage:
  en:/articles/noon/:
    title: Noon
    body:
      - rich_text: <p>{words}</p>
"""

    def test_changed_words__carry_a_notice(self, site, load):
        load(self.ARTICLE.format(words="No hose."))
        load(self.ARTICLE.format(words="No hose at noon."))
        correction = Correction.objects.get()
        assert correction.kind == "update"
        assert correction.note == "The text was brought up to date."
        assert "at noon" in str(ArticlePage.objects.get().body)

    def test_changed_words__are_classed_as_the_entry_says(self, site, load):
        load(self.ARTICLE.format(words="No hose."))
        fact = "    change_kind: fact\n    change_note: It was noon.\n"
        load(self.ARTICLE.format(words="No hose at noon.") + fact)
        correction = Correction.objects.get()
        assert (correction.kind, correction.note) == ("fact", "It was noon.")

    def test_changed_words__the_next_time_too(self, site, load):
        for words in ("One.", "Two.", "Three."):
            load(self.ARTICLE.format(words=words))
        assert Correction.objects.count() == 2
        assert "Three." in str(ArticlePage.objects.get().body)


class TestRecord:
    def test_changed_entry__changes_an_untouched_record(self, site, load):
        load(BY_ADA)
        number = Source.objects.get(key="minutes").pk
        assert counts(load(BY_BEA)) == {"added": 0, "changed": 1, "unchanged": 1, "kept back": 0}
        minutes = Source.objects.get(key="minutes")
        assert (minutes.author, minutes.pk) == ("Bea", number)

    def test_field_left_out__becomes_empty(self, site, load):
        load(BY_ADA)
        load(BY_ADA.replace(", author: Ada", ""))
        assert Source.objects.get(key="minutes").author == ""

    def test_edited_record__is_kept_back(self, site, load):
        load(BY_ADA)
        minutes = Source.objects.get(key="minutes")
        minutes.title = "Minutes of May"
        minutes.save()
        printed = load(BY_BEA)
        assert "Kept back organisations.source minutes" in printed
        assert "it was edited here." in printed
        minutes.refresh_from_db()
        assert (minutes.title, minutes.author) == ("Minutes of May", "Ada")

    def test_edited_record__is_told_of_each_time(self, site, load):
        load(BY_ADA)
        Source.objects.filter(key="minutes").update(title="Minutes of May")
        load(BY_BEA)
        assert counts(load(BY_BEA))["kept back"] == 1

    def test_edited_back__is_changed(self, site, load):
        load(BY_ADA)
        Source.objects.filter(key="minutes").update(title="Minutes of May")
        Source.objects.filter(key="minutes").update(title="Minutes")
        assert counts(load(BY_BEA))["changed"] == 1

    def test_deleted_record__is_kept_back(self, site, load):
        load(BY_ADA)
        Source.objects.get(key="minutes").delete()
        assert counts(load(BY_BEA)) == {"added": 0, "changed": 0, "unchanged": 1, "kept back": 1}
        assert not Source.objects.filter(key="minutes").exists()

    def test_record_made_by_hand__is_kept_as_it_is(self, site, load):
        Source.objects.create(key="minutes", title="Other minutes")
        printed = load(BY_ADA)
        assert "it was made here, and not by a fixture." in printed
        assert Source.objects.get(key="minutes").title == "Other minutes"
        assert not LoadedEntry.objects.filter(key="minutes").exists()

    def test_record_made_by_hand__serves_those_that_refer_to_it(self, site, load):
        Source.objects.create(key="minutes", title="Other minutes")
        load(
            BY_ADA + "organisations.organisation:\n"
            "  league: {kind: union, names: [{text: League, source: minutes}]}\n"
        )
        assert Organisation.objects.get().names.get().source.title == "Other minutes"

    def test_record_made_by_hand_that_says_the_same__counts_as_loaded(self, site, load):
        Source.objects.create(key="minutes", title="Minutes", author="Ada")
        assert counts(load(BY_ADA)) == {"added": 1, "changed": 0, "unchanged": 1, "kept back": 0}
        assert counts(load(BY_BEA))["changed"] == 1


class TestAccount:
    ACCOUNT = """
members.user:
  ada@example.org: {{display_name: {name}, password: {password}, groups: [Editors]}}
"""

    def test_account__can_sign_in(self, site, load, client):
        load(self.ACCOUNT.format(name="Ada", password="seven green beans"))
        account = get_user_model().objects.get(email="ada@example.org")
        assert account.check_password("seven green beans")
        assert [group.name for group in account.groups.all()] == ["Editors"]
        assert not account.is_superuser

    def test_signing_in__is_no_edit(self, site, load, client):
        load(self.ACCOUNT.format(name="Ada", password="seven green beans"))
        client.force_login(get_user_model().objects.get())
        load(self.ACCOUNT.format(name="Ada Alder", password="eight green beans"))
        account = get_user_model().objects.get()
        assert account.display_name == "Ada Alder"
        assert account.check_password("eight green beans")

    def test_other_name__leaves_the_password(self, site, load):
        load(self.ACCOUNT.format(name="Ada", password="seven green beans"))
        before = get_user_model().objects.get().password
        load(self.ACCOUNT.format(name="Ada Alder", password="seven green beans"))
        assert get_user_model().objects.get().password == before

    def test_account_made_by_hand__keeps_its_password(self, site, load):
        get_user_model().objects.create_user("ada@example.org", "nine green beans")
        printed = load(self.ACCOUNT.format(name="Ada", password="seven green beans"))
        assert counts(printed)["kept back"] == 1
        assert get_user_model().objects.get().check_password("nine green beans")

    def test_account_without_a_password__has_none(self, site, load):
        load("members.user:\n  ada@example.org: {}\n")
        assert not get_user_model().objects.get().has_usable_password()


class TestHomesAndSettings:
    HOME = "articles.homepage:\n  en:/: {title: Gardens}\n  de:/: {title: Gärten}\n"

    def test_homes_of_the_set_up__are_taken_over(self, site, load):
        number = ensure_home("en").pk
        assert counts(load(self.HOME))["added"] == 2
        home = HomePage.objects.get(locale__language_code="en")
        assert (home.pk, home.title, home.live) == (number, "Gardens", True)

    def test_home_that_an_editor_wrote__is_kept(self, site, editor, load):
        edited(ensure_home("en"), editor, title="Our gardens").publish(user=editor)
        assert counts(load(self.HOME)) == {
            "added": 1, "changed": 0, "unchanged": 0, "kept back": 1
        }  # fmt: skip
        assert HomePage.objects.get(locale__language_code="en").title == "Our gardens"

    def test_homes_on_an_empty_site__take_the_place_of_the_welcome_page(self, db, load):
        Page.objects.get(depth=1).get_children().delete()
        Site.objects.all().delete()
        Locale.objects.exclude(language_code="en").delete()
        load(self.HOME)
        home = HomePage.objects.get(locale__language_code="en")
        assert Site.objects.get(is_default_site=True).root_page_id == home.pk
        german = HomePage.objects.get(locale__language_code="de")
        assert german.translation_key == home.translation_key
        assert german.live

    def test_settings_that_somebody_looked_at__are_taken_over(self, site, load):
        OrganisationSettings.for_site(site)
        SiteSettings.for_site(site)
        load(
            "articles.sitesettings:\n  default:\n"
            "    menu_items: [{address: 'https://seeds.example/', label: Seeds}]\n"
        )
        assert SiteSettings.objects.get().menu_items.get().label == "Seeds"

    def test_settings_that_somebody_filled__are_kept(self, site, load):
        settings = SiteSettings.for_site(site)
        settings.menu_items.create(address="https://beans.example/", label="Beans")
        settings.save()
        printed = load(
            "articles.sitesettings:\n  default:\n"
            "    menu_items: [{address: 'https://seeds.example/', label: Seeds}]\n"
        )
        assert counts(printed)["kept back"] == 1
        assert SiteSettings.objects.get().menu_items.get().label == "Beans"

    def test_translation_made_by_hand__keeps_back_that_of_the_fixture(self, about, load):
        german = about.copy_for_translation(
            Locale.objects.get(language_code="de"), copy_parents=True
        )
        german.slug = "wir"
        german.save()
        printed = load(
            "articles.plainpage:\n  de:/ueber-uns/: {title: Über uns, translation_of: en:/about/}\n"
        )
        assert "its original has a translation here already: de:/wir/." in printed
        assert PlainPage.objects.filter(locale__language_code="de").get() == german
