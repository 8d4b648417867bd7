"""Statements on their way, for tests of the gate."""

from wagtail.models import Workflow

from articles.models import StatementPage
from articles.workflow.adoption import waiting_state
from articles.workflow.vote_view import open_vote
from organisations.opening import opening_of
from tests.articles import factory
from tests.organisations import voting
from tests.organisations.members.factory import account

WORDS = [("rich_text", "<p>Water belongs to those who live by it.</p>")]


def draft(of=None, **fields):
    """A statement that nobody adopted, with a revision."""
    page = factory.statement(
        issued_by=of or voting.voting_body(), live=False, **{"body": WORDS, **fields}
    )
    page.save_revision(user=account("Contributors"))
    return page


def sub_edited(page=None, by=None, **fields):
    """A statement that waits for its vote to be opened."""
    page = page or draft(**fields)
    Workflow.objects.get(name="Statement").start(page, account("Contributors"))
    page.current_workflow_task_state.approve(user=by or account("Editors"))
    return fresh(page)


def voted_on(page=None, by=None, now=None, **fields):
    """A statement under vote: the page, and the decision."""
    page = sub_edited(page, **fields)
    latest = page.get_latest_revision_as_object()
    more = {"now": now} if now else {}
    opening = opening_of(latest.issued_by, go_live_at=latest.go_live_at, **more)
    return page, open_vote(waiting_state(page), latest, opening, by)


def adopted(**fields):
    """A statement that its body has adopted by circulation, and that went on from there."""
    page, decision = voted_on(**fields)
    voting.vote(decision, *["for"] * decision.electors.count())
    return fresh(page), decision


def fresh(page):
    """The page as the database has it."""
    return StatementPage.objects.get(pk=page.pk)
