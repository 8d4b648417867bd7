"""The start page: what waits, for whom, in a fixed number of queries; and the strip on a page."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.workflow.desk import corrected, drafts_of, overdue, scheduled, waiting_for
from articles.workflow.review import ReviewState
from articles.workflow.submission import Submission
from tests.articles import factory
from tests.organisations.members.factory import account, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(site):
    return account("Contributors", display_name="Ada")


def draft(author, title="On strike"):
    page = factory.article(title, live=False, owner=author)
    page.save_revision(user=author)
    return page


def submitted(author, title="On strike"):
    page = draft(author, title)
    page.get_workflow().start(page, author)
    return page


def titles(rows):
    return [row.title for row in rows.shown]


def test_desk__shows_what_waits_for_whom(author):
    page, own = submitted(author), draft(author, "Not ready")
    editor = account("Editors")
    assert titles(waiting_for(editor)) == ["On strike"]
    assert titles(waiting_for(author)) == []
    assert {row.title: row.state for row in drafts_of(author).shown} == {
        own.title: "",
        page.title: "Sub-editing",
    }
    (row,) = waiting_for(editor).shown
    assert row.address == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert row.due - row.since == datetime.timedelta(days=7)
    later = row.due + datetime.timedelta(hours=1)
    assert titles(overdue(later)) == ["On strike"]
    assert titles(overdue()) == []


def test_desk__shows_what_readers_will_see_when(author):
    page = draft(author)
    page.go_live_at = timezone.now() + datetime.timedelta(days=1)
    page.save_revision(user=author)
    page.get_workflow().start(page, author)
    page.current_workflow_task_state.approve(user=account("Editors"))
    (row,) = scheduled().shown
    assert (row.title, row.due.date()) == ("On strike", page.go_live_at.date())
    assert signed_in("Editors").get(row.address).status_code == 200


def test_each_role__sees_its_own_lists(author):
    Submission.objects.create(title="Sent in", text="x", right="own", language="en")
    submitted(author)
    html = {
        role: signed_in(role).get("/admin/").content.decode()
        for role in ("Contributors", "Moderators", "Editors")
    }
    assert ["Sent in" in html[role] for role in html] == [False, True, True]
    assert "Waiting for me (1)" in html["Editors"]
    assert "Submissions (1)" in html["Moderators"]
    assert "Waiting for me (1)" not in html["Contributors"]


def queries(client):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get("/admin/").status_code == 200
    return len(captured)


def test_start_page__asks_the_same_number_of_questions_however_much_waits(author):
    client = signed_in("Editors")
    submitted(author, "One")
    client.get("/admin/")
    few = queries(client)
    for number in range(30):
        submitted(account("Contributors"), f"Text {number}")
        Submission.objects.create(title="Sent in", text="x", right="own", language="en")
    assert queries(client) <= few
    assert few <= 60


def strip(client, page):
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    start = html.index("plenum-status")
    return html[start : html.index("</section>", start)]


def test_strip__says_where_a_page_stands(author):
    page = submitted(author)
    said = strip(signed_in("Editors"), page)
    assert "It waits for Administrators, Editors (Sub-editing) since 0" in said
    assert "UTC" in said
    assert "Ada" in said
    page.current_workflow_task_state.reject(user=account("Editors"), comment="Name the mill.")
    said = strip(signed_in(author), page)
    assert "Sent back by" in said
    assert "Name the mill." in said


def test_strip__of_a_draft_and_of_a_public_page(author):
    assert "nobody has submitted yet" in strip(signed_in(author), draft(author))
    live = factory.article("Live")
    live.save_revision()
    assert "draft that readers" in strip(signed_in("Editors"), live)


def test_handing_over__gives_it_to_one_and_a_stand_in(author):
    page = submitted(author)
    state = page.current_workflow_task_state
    client, one, two = signed_in("Editors"), account("Editors"), account("Editors")
    address = reverse("plenum_hand_over", args=[state.pk])
    client.post(address, {"assignee": one.pk, "stand_in": one.pk, "due_at": ""})
    assert ReviewState.objects.get(pk=state.pk).assignee is None
    due = "2031-05-01 18:00"
    client.post(address, {"assignee": one.pk, "stand_in": two.pk, "due_at": due})
    state = ReviewState.objects.get(pk=state.pk)
    assert (state.assignee, state.stand_in, state.due_at.year) == (one, two, 2031)
    assert one.notifications.get(kind="handed_over")
    assert titles(waiting_for(client.user)) == []
    assert titles(waiting_for(two)) == ["On strike"]
    assert signed_in(author).post(address, {"assignee": ""}).status_code in (302, 403)
    assert ReviewState.objects.get(pk=state.pk).assignee == one


def test_report_of_what_waits__is_taken_as_csv(author):
    submitted(author)
    client = signed_in("Editors")
    rows = b"".join(client.get("/admin/stuck/?export=csv").streaming_content).decode()
    assert 'On strike,Article,Sub-editing,"Administrators, Editors"' in rows
    assert client.get("/admin/stuck/?export=xlsx").status_code == 200
    assert "On strike" in client.get("/admin/stuck/").content.decode()


def test_nothing_corrected__is_an_empty_list(site):
    assert corrected().count == 0
