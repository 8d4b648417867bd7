"""What becomes of a text that was sent in: a draft, an answer, or nothing after a set time."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from articles.importing import draft, readers
from articles.importing.place import usual_place
from articles.importing.source import Source
from articles.models import Appearance, ArticlePage, Byline
from articles.workflow.submission import Submission
from organisations import audit
from organisations.notification import Kind, notify, whole_address

State, Right = Submission.State, Submission.Right


@transaction.atomic
def receive(submission: Submission, moderators) -> Submission:
    """Keep what was sent in, tell its sender where she sees how it stands, and the moderators."""
    submission.save()
    with override(submission.language):
        address = whole_address(submission.private_address)
    if submission.contact:
        notify(
            [submission.contact],
            Kind.SUBMISSION,
            lambda: (
                _("We have received your text"),
                _("This private page shows how it stands. It is deleted if nobody uses it."),
            ),
            link=address,
            language=submission.language,
        )
    notify(
        moderators,
        Kind.SUBMISSION,
        lambda: (_("A text was sent in"), ""),
        link=_triage_address(submission),
    )
    audit.record("submission-received", None, submission, how=audit.How.FORM)
    return submission


def _triage_address(submission) -> str:
    return reverse("plenum_submission", args=[submission.pk])


@transaction.atomic
def take(submission: Submission, user) -> Page:
    """Make a draft of it, which begins at the beginning of its way; whoever takes it owns it.

    Raises ValidationError where somebody has decided already, `NoPlaceError` without an index.
    """
    submission = _undecided(submission)
    page = ArticlePage(live=False, has_unpublished_changes=True, owner=user)
    source = Source(f"submission-{submission.pk}.txt", submission.text.encode())
    draft.fill(page, next(iter(readers.read(source))).record)
    page.title = page.draft_title = submission.title
    if submission.signed_as:
        page.bylines = [Byline(name=submission.signed_as)]
    usual_place(ArticlePage).add_child(instance=page)
    if submission.right != Right.OWN:
        Appearance.objects.create(
            text_id=page.pk,
            is_first=True,
            publication=submission.right_note[:255] or _("not known (sent in)"),
        )
    page.save_revision(user=None)
    _decide(submission, State.TAKEN, user, page=page)
    return page


@transaction.atomic
def decline(submission: Submission, user, answer: str) -> None:
    """Say that it is not used; it is erased when its time is over."""
    submission = _undecided(submission)
    submission.answer = answer.strip()
    _decide(submission, State.DECLINED, user)


def _undecided(submission: Submission) -> Submission:
    stored = Submission.objects.select_for_update().get(pk=submission.pk)
    if stored.state != State.RECEIVED:
        raise ValidationError(_("Somebody has decided on this already."))
    return stored


def _decide(submission: Submission, state: str, user, page=None) -> None:
    submission.state, submission.decided_by, submission.page = state, user, page
    submission.decided_at = timezone.now()
    submission.save()
    details = {"page": page.pk} if page else {}
    audit.record(f"submission-{state}", user, submission, details=details)
    if submission.contact:
        with override(submission.language):
            address = whole_address(submission.private_address)
        notify(
            [submission.contact],
            Kind.SUBMISSION,
            lambda: (
                _("There is news of your text"),
                _("This private page shows how it stands."),
            ),
            link=address,
            language=submission.language,
        )


def erase_unused(now: datetime.datetime | None = None) -> int:
    """Forget texts and senders that nobody used within the set time; returns how many."""
    count = 0
    for submission in Submission.objects.unused(now or timezone.now()):
        with transaction.atomic():
            submission.erase()
            audit.record("submission-erased", None, submission)
        count += 1
    return count
