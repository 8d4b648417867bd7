"""Mails about a text that was submitted, approved or sent back."""

import datetime

import pytest
from django.core import mail

from articles.workflow.review import ReviewState
from articles.workflow.telling import remind
from organisations.models import Notification
from organisations.notification import send_due
from tests.articles import factory
from tests.organisations.members.factory import account

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(site):
    author = account("Contributors", email="author@example.org")
    page = factory.article("On strike", live=False, owner=author)
    page.save_revision(user=author)
    return page


def submit(page):
    page.get_workflow().start(page, page.owner)


def subjects():
    """Who gets which mail, when the worker sends what waits."""
    send_due()
    return {message.to[0]: message.subject for message in mail.outbox}


def test_submission__is_told_to_each_approver_in_her_language(draft):
    account("Editors", email="en@example.org")
    account("Editors", email="de@example.org", interface_language="de")
    account("Administrators", email="fr@example.org", interface_language="fr")
    account("Contributors", email="other@example.org")
    submit(draft)
    assert set(subjects()) == {"en@example.org", "de@example.org", "fr@example.org"}
    told = Notification.objects.values_list("recipient__email", "language")
    assert {(email[:2], language) for email, language in told} == {
        (language, language) for language in ("en", "de", "fr")
    }
    assert "On strike" in subjects()["de@example.org"]


def test_approval__is_told_to_the_author(draft):
    submit(draft)
    send_due()
    mail.outbox.clear()
    draft.current_workflow_task_state.approve(user=account("Editors"))
    assert set(subjects()) == {"author@example.org"}


def test_text_sent_back__is_told_to_the_author_without_the_reason(draft):
    submit(draft)
    send_due()
    mail.outbox.clear()
    draft.current_workflow_task_state.reject(user=account("Editors"), comment="Name the mill.")
    assert set(subjects()) == {"author@example.org"}
    assert "Name the mill" not in mail.outbox[0].body


def test_reader_to_whom_it_is_assigned__is_told_alone(draft):
    one = account("Editors", email="one@example.org")
    account("Editors", email="two@example.org")
    submit(draft)
    send_due()
    mail.outbox.clear()
    state = draft.current_workflow_task_state
    ReviewState.objects.filter(pk=state.pk).update(assignee=one)
    remind(state.due_at + datetime.timedelta(seconds=1))
    assert set(subjects()) == {"one@example.org"}


def test_due_and_overdue__are_told_once_each(draft):
    account("Editors")
    submit(draft)
    due = draft.current_workflow_task_state.due_at
    hours = [-25, -23, -22, 1, 2]
    assert [remind(due + datetime.timedelta(hours=each)) for each in hours] == [0, 1, 0, 1, 0]


def test_account_that_is_switched_off__gets_no_mail(draft):
    account("Editors", is_active=False)
    submit(draft)
    assert subjects() == {}
