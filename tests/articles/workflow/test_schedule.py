"""Texts go live and are taken down at their time, each by itself."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import Page, PageLogEntry
from wagtail.signals import page_published

from articles.workflow.schedule import publish_due

MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def now():
    return timezone.now()


def add_page(title, **fields):
    parent = Page.objects.get(depth=1)
    return parent.add_child(instance=Page(title=title, **fields))


def scheduled(title, at):
    """A page that is not live, with a revision approved to go live at `at`."""
    page = add_page(title, live=False)
    page.go_live_at = at
    revision = page.save_revision(approved_go_live_at=at)
    return page, revision


@pytest.mark.django_db
class TestPublishDue:
    def test_a_page_goes_live_with_its_revision__when_its_time_has_come(self, now):
        page, revision = scheduled("Due", now - MINUTE)
        assert publish_due().published == 1
        page.refresh_from_db()
        assert page.live
        assert page.live_revision == revision
        assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish.scheduled")

    def test_it_stays_hidden__when_its_time_has_not_come(self, now):
        page, _revision = scheduled("Later", now + MINUTE)
        assert publish_due().published == 0
        page.refresh_from_db()
        assert not page.live

    def test_a_page_is_taken_down__when_its_time_is_over(self, now):
        page = add_page("Over", expire_at=now - MINUTE)
        assert publish_due().taken_down == 1
        page.refresh_from_db()
        assert page.expired
        assert not page.live

    def test_it_stays__when_its_time_is_not_over(self, now):
        page = add_page("Still", expire_at=now + MINUTE)
        assert publish_due().taken_down == 0
        page.refresh_from_db()
        assert page.live

    def test_nothing_happens_twice__when_called_again(self, now):
        scheduled("Due", now - MINUTE)
        add_page("Over", expire_at=now - MINUTE)
        publish_due()
        again = publish_due()
        assert (again.published, again.taken_down, again.failed) == (0, 0, 0)

    def test_the_moment_is_an_argument(self, now):
        add_page("Over in an hour", expire_at=now + 60 * MINUTE)
        assert publish_due(now=now + 30 * MINUTE).taken_down == 0
        assert publish_due(now=now + 90 * MINUTE).taken_down == 1


@pytest.mark.django_db(transaction=True)
class TestFailure:
    @pytest.fixture
    def broken(self):
        """Publishing the page of this title breaks, after it has been written as live."""

        def breaks(sender, instance, **kwargs):
            if instance.title == "Broken":
                raise RuntimeError("something else could not be done")

        page_published.connect(breaks)
        yield
        page_published.disconnect(breaks)

    def test_the_others_go_live__when_one_cannot(self, now, broken, caplog):
        first, _ = scheduled("First", now - 3 * MINUTE)
        failing, _ = scheduled("Broken", now - 2 * MINUTE)
        last, _ = scheduled("Last", now - MINUTE)
        outcome = publish_due()
        assert (outcome.published, outcome.failed) == (2, 1)
        live = set(Page.objects.filter(live=True).values_list("pk", flat=True))
        assert {first.pk, last.pk} <= live
        assert failing.pk not in live
        assert "could not be published" in caplog.text

    def test_nothing_of_it_is_kept_and_it_is_tried_again__when_it_failed(self, now, broken):
        page, revision = scheduled("Broken", now - MINUTE)
        publish_due()
        page.refresh_from_db()
        revision.refresh_from_db()
        assert page.live_revision is None
        assert page.first_published_at is None
        assert revision.approved_go_live_at is not None
        assert not PageLogEntry.objects.filter(action="wagtail.publish.scheduled").exists()
