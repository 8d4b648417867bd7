"""Mails about a text that was submitted, approved or sent back."""

import pytest
from django.core import mail

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
    return {message.to[0]: message.subject for message in mail.outbox}


def test_submission__is_told_to_each_approver_in_her_language(draft):
    account("Editors", email="en@example.org")
    account("Editors", email="de@example.org", interface_language="de")
    account("Administrators", email="fr@example.org", interface_language="fr")
    account("Contributors", email="other@example.org")
    submit(draft)
    assert set(subjects()) == {"en@example.org", "de@example.org", "fr@example.org"}
    assert len(set(subjects().values())) == 3
    assert "On strike" in subjects()["de@example.org"]


def test_approval__is_told_to_the_author(draft):
    submit(draft)
    mail.outbox.clear()
    draft.current_workflow_task_state.approve(user=account("Editors"))
    assert set(subjects()) == {"author@example.org"}


def test_account_that_is_switched_off__gets_no_mail(draft):
    account("Editors", is_active=False)
    submit(draft)
    assert mail.outbox == []
