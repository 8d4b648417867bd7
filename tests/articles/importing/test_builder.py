import pytest
from django.contrib.auth import get_user_model
from wagtail.models import PageLogEntry

from articles.importing.builder import LOG_ACTION, Status, import_record
from articles.importing.models import ImportedText
from articles.importing.place import NoPlaceError
from articles.importing.readers import plain_text
from articles.importing.source import Source
from articles.models import (
    Appearance,
    ArticleIndexPage,
    ArticlePage,
    DocumentPage,
    LibraryIndexPage,
    StatementIndexPage,
    TextPage,
)
from tests.articles import factory
from tests.articles.factory import index_page

TEXT = """A week at the gates

by Ada Alder on 3 May 2014

They held the gates for a week, and the town fed them.

What they won

They won bread and soup, \\$15 an hour, and the gatesâ€"all of them.
"""
NAME = "/texts/week.txt"


@pytest.fixture(autouse=True)
def indexes(site):
    index_page(LibraryIndexPage, "library")
    return index_page(ArticleIndexPage, "articles")


def bring_in(text=TEXT, name=NAME, place=None):
    source = Source(name, text.encode())
    return import_record(source, plain_text.read(source), place)


def edit(page, title="A better title"):
    """What an editor does in the admin."""
    draft = page.get_latest_revision_as_object()
    draft.title = title
    draft.save_revision()


def latest(page):
    return TextPage.objects.get(pk=page.pk).specific.get_latest_revision_as_object()


class TestDraft:
    def test_is_never_live(self, indexes):
        page = bring_in().page
        page.refresh_from_db()

        assert isinstance(page, ArticlePage)
        assert page.get_parent() == indexes.page_ptr
        assert (page.live, page.has_unpublished_changes) == (False, True)
        assert page.first_published_at is None
        assert not TextPage.objects.live().filter(pk=page.pk).exists()

    def test_has_what_the_record_states(self):
        page = latest(bring_in().page)

        assert page.title == "A week at the gates"
        assert [byline.name for byline in page.bylines.all()] == ["Ada Alder"]
        assert [block.block_type for block in page.body] == ["rich_text", "heading", "rich_text"]
        assert "$15" in str(page.body)
        assert "â€" in str(page.body)  # a proposal is not applied

    def test_appearance_has_the_date(self):
        page = bring_in().page
        appearance = Appearance.objects.get(text=page)
        assert (appearance.appeared_on, appearance.is_first) == ("2014-05-03", False)

    def test_optional_words_are_empty_and_not_null(self):
        page = latest(bring_in("Alder said:\n\nWe came back with our heads up.").page)
        quotation = next(block for block in page.body if block.block_type == "quotation")
        assert quotation.value["work"] == quotation.value["year"] == ""
        assert None not in quotation.value.values()

    def test_document_goes_to_the_library(self):
        page = bring_in("They held the gates for a week, and the town fed them.").page
        assert isinstance(page, DocumentPage)
        assert page.title == "Untitled (week.txt)"

    def test_place_wins(self, indexes):
        french = index_page(ArticleIndexPage, "articles", "fr")
        page = bring_in(place=french).page
        assert page.get_parent().specific == french
        assert page.locale.language_code == "fr"

    def test_two_texts_of_one_title_are_two_drafts(self):
        first, second = bring_in().page, bring_in(TEXT + "More.", "/texts/other.txt").page
        assert first.slug != second.slug

    def test_history_says_what_was_found(self):
        page = bring_in().page
        entry = PageLogEntry.objects.get(page=page.pk, action=LOG_ACTION)
        assert entry.message == "Imported from week.txt: 1 repaired, 1 to decide, 0 lost"


@pytest.mark.parametrize(
    "head",
    [
        "Title: " + "very " * 60 + "long",
        "A" + "a" * 130 + "\n\nThe strike of the long week\n\nby Ada Alder",
        "A week\n\nby " + "A" * 280,
        "A week\n\nAuthor: " + "A" * 300,
        "A week\n\nSource: " + "The Lighthouse " * 20,
        "A week\n\nISSN: " + "1234-" * 30,
        "A week\n\n© " + "The Lighthouse " * 20,
        "https://example.org/" + "a" * 470 + "\n\nA week",
        "A week\n\nby Ada Alder\n\nAda Alder is a member of the " + "Long " * 60 + "League.",
    ],
)
def test_overlong_head_is_no_obstacle(head):
    assert bring_in(f"{head}\n\nThey held the gates for a week.").status is Status.MADE


class TestOriginal:
    def test_is_kept_byte_for_byte_with_what_was_read(self):
        bring_in()
        kept = ImportedText.objects.get()

        assert bytes(kept.original) == TEXT.encode()
        assert kept.sha256 == Source("", TEXT.encode()).sha256
        assert kept.record["title"] == "A week at the gates"
        assert kept.is_untouched

    def test_outlives_its_draft(self):
        page = bring_in().page
        TextPage.objects.get(pk=page.pk).delete()
        assert ImportedText.objects.get().page is None


class TestSecondImport:
    def test_of_the_same_file_changes_nothing(self):
        first = bring_in()
        revision = TextPage.objects.get(pk=first.page.pk).latest_revision_id
        second = bring_in()

        assert second.status is Status.UNCHANGED
        assert second.page == first.page.textpage_ptr
        assert TextPage.objects.get(pk=first.page.pk).latest_revision_id == revision
        assert ImportedText.objects.count() == Appearance.objects.count() == 1

    def test_of_the_same_bytes_under_another_name_changes_nothing(self):
        bring_in()
        outcome = bring_in(name="/texts/copy.txt")
        assert outcome.status is Status.UNCHANGED
        assert "came in as /texts/week.txt" in outcome.reason
        assert TextPage.objects.filter(title="A week at the gates").count() == 1

    def test_after_an_edit_of_the_draft_changes_nothing(self):
        page = bring_in().page
        edit(page)
        assert bring_in().status is Status.UNCHANGED
        assert latest(page).title == "A better title"

    def test_after_the_draft_was_deleted_makes_it_again(self):
        page = bring_in().page
        TextPage.objects.get(pk=page.pk).specific.delete()
        outcome = bring_in()

        assert outcome.status is Status.MADE
        assert outcome.reason == "its earlier draft was deleted"
        assert ImportedText.objects.get().page == outcome.page.textpage_ptr


class TestChangedSource:
    CHANGED = TEXT.replace("A week", "Two weeks").replace("3 May 2014", "4 May 2014")

    def test_makes_a_new_revision_of_an_untouched_draft(self):
        page = bring_in().page
        outcome = bring_in(self.CHANGED)

        assert outcome.status is Status.CHANGED
        assert latest(page).title == "Two weeks at the gates"
        assert not TextPage.objects.get(pk=page.pk).live
        assert [byline.name for byline in latest(page).bylines.all()] == ["Ada Alder"]
        assert Appearance.objects.get(text_id=page.pk).appeared_on == "2014-05-04"
        assert ImportedText.objects.count() == 2

    def test_can_change_again_and_back(self):
        page = bring_in().page
        bring_in(self.CHANGED)
        assert bring_in().status is Status.CHANGED
        assert latest(page).title == "A week at the gates"
        assert bring_in().status is Status.UNCHANGED

    def test_never_touches_an_edited_draft(self):
        page = bring_in().page
        edit(page)
        outcome = bring_in(self.CHANGED)

        assert outcome.status is Status.KEPT
        assert outcome.reason
        assert latest(page).title == "A better title"
        assert Appearance.objects.get(text_id=page.pk).appeared_on == "2014-05-03"
        assert ImportedText.objects.count() == 1

    def test_never_touches_a_published_text(self):
        page = bring_in().page
        Appearance.objects.update(permission=factory.right())
        page.get_latest_revision().publish()
        assert bring_in(self.CHANGED).status is Status.KEPT
        assert latest(page).title == "A week at the gates"

    def test_never_touches_a_text_that_waits_for_approval(self):
        page = bring_in().page
        user = get_user_model().objects.create_user(email="a@example.org", password="x")
        page.get_workflow().start(page, user)
        assert bring_in(self.CHANGED).status is Status.KEPT

    def test_leaves_an_appearance_that_somebody_changed(self):
        page = bring_in().page
        Appearance.objects.filter(text_id=page.pk).update(publication="The Lighthouse")
        bring_in(self.CHANGED)
        appearance = Appearance.objects.get(text_id=page.pk)
        assert (appearance.publication, appearance.appeared_on) == ("The Lighthouse", "2014-05-03")

    def test_without_its_date_takes_the_appearance_back(self):
        page = bring_in().page
        bring_in(TEXT.replace(" on 3 May 2014", ""))
        assert not Appearance.objects.filter(text_id=page.pk).exists()

    def test_with_a_date_at_last_makes_the_appearance(self):
        page = bring_in(TEXT.replace(" on 3 May 2014", "")).page
        bring_in()
        assert Appearance.objects.get(text_id=page.pk).appeared_on == "2014-05-03"


class TestNothingByHalves:
    def test_failure_leaves_nothing(self, monkeypatch):
        def fail(*args, **kwargs):
            raise RuntimeError

        monkeypatch.setattr("articles.importing.builder.log", fail)
        with pytest.raises(RuntimeError):
            bring_in()
        assert not TextPage.objects.filter(title="A week at the gates").exists()
        assert not Appearance.objects.exists()
        assert not ImportedText.objects.exists()

    def test_place_that_takes_no_text_is_refused(self):
        with pytest.raises(NoPlaceError):
            bring_in(place=index_page(StatementIndexPage, "statements"))
        assert not ImportedText.objects.exists()
