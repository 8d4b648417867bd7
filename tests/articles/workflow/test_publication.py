"""A page with a picture that nobody described goes live on no path."""

import datetime

import pytest
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.admin.views.pages.bulk_actions import PublishBulkAction
from wagtail.models import Locale, Page

from articles.models import HomePage, PlainPage
from articles.models.publishable import UnpublishableError
from articles.workflow.schedule import publish_due
from tests.articles import factory
from tests.articles.media.factory import picture, picture_block
from tests.organisations.members.factory import account

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(site):
    """Home pages and the workflow."""


def plain_page(live=False, **fields):
    home = HomePage.objects.get(slug="home-en")
    return home.add_child(instance=PlainPage(title="Join us", live=live, **fields))


MAKERS = {
    "article": factory.article,
    "statement": factory.statement,
    "document": factory.document,
    "plain page": plain_page,
}


@pytest.fixture
def draft():
    """A draft with one picture that nobody described, and no revision yet."""
    return factory.article(live=False, body=[picture_block(picture())])


def publish_revision(page):
    page.save_revision().publish()


def publish_by_action(page):
    PublishPageRevisionAction(page.save_revision()).execute(skip_permission_checks=True)


def publish_in_bulk(page):
    PublishBulkAction.execute_action([Page.objects.get(pk=page.pk)], user=account("Administrators"))


def publish_below(page):
    PublishBulkAction.execute_action(
        [page.get_parent()], include_descendants=True, user=account("Administrators")
    )


def save_as_live(page):
    page.live = True
    page.save()


def save_live_alone(page):
    page.live = True
    page.save(update_fields=["live"])


def save_bare_page_as_live(page):
    bare = Page.objects.get(pk=page.pk)
    bare.live = True
    bare.save()


def approve(page):
    page.save_revision()
    page.get_workflow().start(page, account("Contributors"))
    page.current_workflow_task_state.approve(user=account("Administrators"))


def go_live_tomorrow(page):
    page.go_live_at = timezone.now() + datetime.timedelta(days=1)
    page.save_revision().publish()


@pytest.mark.parametrize(
    "path",
    [
        publish_revision,
        publish_by_action,
        publish_in_bulk,
        publish_below,
        save_as_live,
        save_live_alone,
        save_bare_page_as_live,
        approve,
        go_live_tomorrow,
    ],
)
def test_path__is_closed_to_a_page_with_an_undescribed_picture(path, draft):
    with pytest.raises(UnpublishableError) as refusal:
        path(draft)
    assert "“Demonstration”" in " ".join(refusal.value.messages)
    stored = Page.objects.get(pk=draft.pk)
    assert not stored.live
    assert not stored.revisions.filter(approved_go_live_at__isnull=False).exists()


@pytest.mark.parametrize(
    "path", [publish_revision, publish_in_bulk, save_as_live, save_bare_page_as_live, approve]
)
def test_path__is_open_to_a_page_with_a_described_picture(path):
    page = factory.article(live=False, body=[picture_block(picture(description="A march"))])
    path(page)
    assert Page.objects.get(pk=page.pk).live


@pytest.mark.parametrize("kind", MAKERS)
def test_page__is_made_live_only_with_described_pictures(kind):
    with pytest.raises(UnpublishableError):
        MAKERS[kind](live=True, body=[picture_block(picture())])
    assert MAKERS[kind](live=True, body=[picture_block(picture(), "A march")]).live


@pytest.mark.parametrize(
    ("on_picture", "in_text"),
    [
        ({"description": "A march"}, {}),
        ({"is_decorative": True}, {}),
        ({}, {"alternative_text": "A march"}),
        ({}, {"decorative": True}),
    ],
)
def test_picture__is_complete_with_words_or_mark_there_or_on_itself(on_picture, in_text):
    page = factory.article(live=False, body=[picture_block(picture(**on_picture), **in_text)])
    assert page.missing_for_publication() == []
    publish_revision(page)


def test_changes_of_a_live_page__stay_a_draft():
    page = factory.article(body=[("pull_quote", "Words")])
    page.body = [picture_block(picture())]
    page.save_revision(clean=False)
    with pytest.raises(UnpublishableError):
        page.latest_revision.publish()
    assert Page.objects.get(pk=page.pk).specific.body[0].block_type == "pull_quote"


def test_schedule_of_a_live_page__is_refused_too():
    page = factory.article()
    page.save_revision().publish()
    page.body = [picture_block(picture())]
    with pytest.raises(UnpublishableError):
        go_live_tomorrow(page)
    assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()


class TestPictureThatLosesItsWords:
    """The text in a picture may be taken away after a page with it was published or scheduled."""

    @pytest.fixture
    def march(self):
        return picture(description="A march")

    def forget(self, march):
        march.description = ""
        march.save()

    def test_schedule__does_not_go_live(self, march):
        page = factory.article(live=False, body=[picture_block(march)])
        go_live_tomorrow(page)
        self.forget(march)
        outcome = publish_due(timezone.now() + datetime.timedelta(days=2))
        assert (outcome.published, outcome.failed) == (0, 1)
        assert not Page.objects.get(pk=page.pk).live

    def test_copy_and_alias__are_not_live(self, march):
        page = factory.article(body=[picture_block(march)])
        self.forget(march)
        with pytest.raises(UnpublishableError):
            page.copy(update_attrs={"slug": "copy"})
        with pytest.raises(UnpublishableError):
            page.create_alias(update_slug="alias")
        assert page.copy(update_attrs={"slug": "draft"}, keep_live=False).live is False

    def test_translation__is_not_live(self, march):
        page = factory.article(body=[picture_block(march)])
        self.forget(march)
        factory.index_page(type(page.get_parent().specific), "articles", "fr")
        translation = page.copy_for_translation(
            Locale.objects.get(language_code="fr"), copy_parents=True
        )
        with pytest.raises(UnpublishableError):
            publish_revision(translation)

    def test_taking_down_and_drafting__go_on(self, march):
        page = factory.article(body=[picture_block(march)])
        self.forget(march)
        page.save_revision(clean=False)
        page.unpublish()
        assert not Page.objects.get(pk=page.pk).live

    def test_moving__goes_on(self, march):
        page = plain_page(live=True, body=[picture_block(march)])
        target = plain_page(live=True, slug="target")
        self.forget(march)
        page.move(target, pos="last-child")
        assert Page.objects.get(pk=page.pk).url_path.endswith("/target/join-us/")
