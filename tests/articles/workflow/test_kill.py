"""A process killed in the middle of publishing leaves the page as it was before."""

import os
import signal
import sqlite3
import subprocess
import sys

import pytest
from django.conf import settings

from tests import database

PREPARE = """
import datetime, django
django.setup()
from django.utils import timezone
from wagtail.models import Page
parent = Page.objects.get(depth=1)
page = parent.add_child(instance=Page(title="Old", slug="page", live={live}))
page.title = "New"
page.go_live_at = timezone.now() - datetime.timedelta(minutes=1)
page.save_revision(approved_go_live_at=page.go_live_at)
"""

# Killed when the page is written as live, and neither log entry nor index are.
PUBLISH = """
import os, signal, django
django.setup()
from wagtail.models import Page, Revision
from wagtail.signals import page_published
if {is_killed}:
    page_published.connect(
        lambda **kwargs: os.kill(os.getpid(), signal.SIGKILL), weak=False
    )
"""
ON_SCHEDULE = """
from articles.workflow.schedule import publish_due
publish_due()
"""
BY_AN_EDITOR = """
from django.http import HttpResponse
from django.test import RequestFactory
from config.middleware import WriteTransactionMiddleware
def view(request):
    Page.objects.get(slug="page").get_latest_revision().publish()
    return HttpResponse()
WriteTransactionMiddleware(view)(RequestFactory().post("/"))
"""


class Place:
    """A site of its own, worked on by processes that can be killed."""

    def __init__(self, folder):
        self.folder = folder
        self.path = database.copy_template(folder / "site.sqlite3")

    def run(self, code):
        """Run code in a process of its own; returns its exit code, negative for a signal."""
        return subprocess.run(
            [sys.executable, "-c", code],
            cwd=settings.BASE_DIR,
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "config.settings.development",
                "DATABASE_URL": f"sqlite:///{self.path}",
                "DATA_DIR": str(self.folder),
            },
            capture_output=True,
        ).returncode

    def page(self):
        """Title, whether live, whether it has a live revision, and the entries in its log."""
        query = """
            SELECT title, live, live_revision_id IS NOT NULL,
                   (SELECT count(*) FROM wagtailcore_pagelogentry AS entry
                    WHERE entry.page_id = page.id AND entry.action LIKE 'wagtail.publish%')
            FROM wagtailcore_page AS page WHERE slug = 'page'
        """
        with sqlite3.connect(self.path) as connection:
            return connection.execute(query).fetchone()


@pytest.mark.parametrize(
    ("way", "is_live"),
    [(ON_SCHEDULE, False), (BY_AN_EDITOR, True)],
    ids=["a new page, on schedule", "a new version, by an editor"],
)
def test_the_page_is_as_before_and_publishes_later__when_the_process_is_killed(
    tmp_path, way, is_live
):
    place = Place(tmp_path)
    assert place.run(PREPARE.format(live=is_live)) == 0
    before = place.page()
    assert before == ("Old", is_live, False, 0)

    assert place.run(PUBLISH.format(is_killed=True) + way) == -signal.SIGKILL
    assert place.page() == before

    assert place.run(PUBLISH.format(is_killed=False) + way) == 0
    assert place.page() == ("New", True, True, 1)
