"""Votes by circulation: cast, changed, counted and closed here, and nowhere else.

Each act locks the row of the decision first, and reads the clock only then: of two votes at once
one waits for the other, and one that waited past the deadline is late.
"""

import datetime
import logging

from django.db import models, transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.audit import How, record
from organisations.models import Ballot, BallotChange, Choice, Decision, Elector, TextChange, Way
from organisations.tally import Votes, VotingRule, is_certain, outcome

logger = logging.getLogger(__name__)

Result = Decision.Result

# Sent in the transaction of what happened, with `decision`; whoever acts on it must not fail, or
# the vote that closed it is undone.
decision_closed = Signal()
# With `change` and `by`: other words for a text under vote, waiting, confirmed or refused.
text_changed = Signal()


class VotingError(Exception):
    """A vote or change is not taken; the message is a sentence for whoever tried."""


def locked(decision_pk: int) -> Decision:
    """The decision, kept from everybody else until the transaction ends."""
    return Decision.objects.select_for_update().get(pk=decision_pk)


def votes_of(decision: Decision) -> Votes:
    """What has been cast so far, by weight."""
    entitled = decision.electors.aggregate(sum=models.Sum("weight"))["sum"] or 0
    cast = Elector.objects.filter(decision=decision, ballot__isnull=False)
    weights = dict(cast.order_by().values_list("ballot__choice").annotate(sum=models.Sum("weight")))
    return Votes(
        votes_for=weights.get(Choice.FOR, 0),
        against=weights.get(Choice.AGAINST, 0),
        abstained=weights.get(Choice.ABSTAINED, 0),
        entitled=entitled,
    )


def rule_of(decision: Decision) -> VotingRule:
    """The rule as it was when the vote was opened."""
    return VotingRule.from_values(decision.rule_values)


def refusal_to_vote(decision: Decision, now: datetime.datetime) -> str:
    """Why no vote is taken now: a sentence, or "" where it is."""
    if not decision.is_open:
        return _("This vote is closed.")
    if now >= decision.closes_at:
        return _("The deadline has passed: votes are not taken any more.")
    if decision.text_changes.filter(fate=TextChange.Fate.WAITING).exists():
        return _(
            "The text has just been changed. Votes are taken again when somebody else has "
            "confirmed that only the wording changed."
        )
    return ""


@transaction.atomic
def cast(
    elector: Elector,
    choice: str,
    *,
    way: Way,
    note: str = "",
    by=None,
    seen: str = "",
    now: datetime.datetime | None = None,
) -> Ballot:
    """Cast or change the vote of an elector; closes the vote where that makes its result certain.

    `seen` is the digest of the text that was shown to her, if it was. Raises `VotingError`.
    """
    decision = locked(elector.decision_id)
    now = now or timezone.now()
    if reason := refusal_to_vote(decision, now):
        raise VotingError(reason)
    if seen and seen != decision.text_hash:
        raise VotingError(_("The text has been changed meanwhile: read it again, then vote."))
    if choice not in Choice.values:
        raise VotingError(_("Choose for, against or abstained."))
    ballot, change = _written(elector, choice, way, note.strip(), now)
    # Who voted, not how: the log is for good, and a person may be forgotten.
    record(
        "ballot.change" if change else "ballot.cast",
        by or elector.name,
        decision,
        how=How.LINK if way == Way.LINK else How.ADMIN,
        to_version=decision.text_hash,
    )
    if now >= earliest_close(decision) and is_certain(rule_of(decision), votes_of(decision)):
        _close(decision, now)
    return ballot


def _written(elector, choice, way, note, now) -> tuple[Ballot, BallotChange | None]:
    ballot = Ballot.objects.filter(elector=elector).first()
    if ballot is None:
        ballot = Ballot(elector=elector, choice=choice, cast_at=now, way=way, note=note)
        ballot.save()
        return ballot, None
    change = None
    if ballot.choice != choice:
        change = BallotChange.objects.create(
            ballot=ballot, from_choice=ballot.choice, to_choice=choice, changed_at=now, way=way
        )
    ballot.choice, ballot.cast_at, ballot.way, ballot.note = choice, now, way, note
    ballot.save()
    return ballot, change


def earliest_close(decision: Decision) -> datetime.datetime:
    """Before this the vote stays open, even where its result is certain."""
    days = decision.rule_values.get("minimum_days") or 0
    return decision.opened_at + datetime.timedelta(days=days)


def _close(decision: Decision, now: datetime.datetime) -> None:
    """Count and close; the row is locked."""
    votes = votes_of(decision)
    result = Result(outcome(rule_of(decision), votes))
    if decision.text_changes.filter(fate=TextChange.Fate.WAITING).exists():
        _settle(decision, TextChange.Fate.VOID, None, now)
        result = Result.VOID
    _end(decision, result, now, votes)


def _end(decision, result, now, votes=None) -> None:
    votes = votes or votes_of(decision)
    decision.result, decision.closed_at = result, now
    decision.decided_on = now.date().isoformat()
    decision.votes_for, decision.votes_against = votes.votes_for, votes.against
    decision.votes_abstained = votes.abstained
    decision.votes_not_cast = votes.entitled - votes.cast
    _save(decision)
    decision_closed.send(Decision, decision=decision)
    record(f"vote.close.{result}", None, decision, how=How.WORKER, to_version=decision.text_hash)


def _save(decision: Decision) -> None:
    decision.is_counted_by_vote = True
    try:
        decision.save()
    finally:
        decision.is_counted_by_vote = False


def close_due(now: datetime.datetime | None = None) -> int:
    """Close the votes whose deadline has come, or whose result is certain; returns how many.

    Each has a transaction of its own; one that fails is logged, and tried again in the next round.
    """
    now = now or timezone.now()
    closed = 0
    for pk in list(Decision.objects.open().values_list("pk", flat=True)):
        try:
            closed += close_if_due(pk, now)
        except Exception:
            logger.exception("The vote on decision %s could not be closed", pk)
    return closed


@transaction.atomic
def close_if_due(pk: int, now: datetime.datetime) -> bool:
    """Close one vote; False where it is not due, or another worker has it."""
    decision = Decision.objects.open().filter(pk=pk).select_for_update(skip_locked=True).first()
    if decision is None:
        return False
    is_over = now >= decision.closes_at
    if not is_over:
        changing = decision.text_changes.filter(fate=TextChange.Fate.WAITING).exists()
        if changing or now < earliest_close(decision):
            return False
        if not is_certain(rule_of(decision), votes_of(decision)):
            return False
    _close(decision, now)
    return True


@transaction.atomic
def end_without_result(
    decision: Decision, result: str, *, by=None, now: datetime.datetime | None = None
) -> None:
    """Withdraw an open vote, or declare it void; the ballots stay on the record.

    Raises `VotingError` where it is closed already.
    """
    stored = locked(decision.pk)
    if not stored.is_open:
        raise VotingError(_("This vote is closed."))
    now = now or timezone.now()
    if stored.text_changes.filter(fate=TextChange.Fate.WAITING).exists():
        _settle(stored, TextChange.Fate.VOID, by, now)
    _end(stored, Result(result), now)
    decision.refresh_from_db()


@transaction.atomic
def change_text(
    decision: Decision, text: str, text_hash: str, *, by, now: datetime.datetime | None = None
) -> TextChange | None:
    """Note that the text under vote has other words now; no vote is taken until that is settled.

    The same words as under vote take a waiting change back. None where nothing has changed.
    """
    stored = locked(decision.pk)
    if not stored.is_open:
        return None
    now = now or timezone.now()
    waiting = stored.text_changes.filter(fate=TextChange.Fate.WAITING).first()
    if text_hash == stored.text_hash:
        return _settle(stored, TextChange.Fate.TAKEN_BACK, by, now) if waiting else None
    if waiting and waiting.new_hash == text_hash:
        return None
    change = waiting or TextChange(
        decision=stored, old_text=stored.text, old_hash=stored.text_hash, made_at=now
    )
    change.new_text, change.new_hash, change.made_by = text, text_hash, by
    change.author_ids = sorted({*change.author_ids, *([by.pk] if by else [])})
    change.save()
    text_changed.send(TextChange, change=change, by=by)
    return change


def refusal_to_confirm_wording(change: TextChange, by) -> str:
    """Why an account can't confirm a change as wording only: a sentence, or ""."""
    if change.fate != TextChange.Fate.WAITING:
        return _("This change doesn't wait any more.")
    if not by.is_active or by.pk in change.author_ids:
        return _("Somebody else has to confirm what you changed.")
    return ""


@transaction.atomic
def confirm_wording(
    change: TextChange, *, by, seen: str, now: datetime.datetime | None = None
) -> None:
    """A second person confirms that only the wording changed: votes stay, and are about it now.

    `seen` is the digest of the new words as they were shown to her. Raises `VotingError`.
    """
    stored = locked(change.decision_id)
    change.refresh_from_db()
    now = now or timezone.now()
    if not stored.is_open or now >= stored.closes_at:
        raise VotingError(_("This vote is closed."))
    if seen != change.new_hash:
        raise VotingError(_("This has been changed meanwhile: look at it again."))
    if reason := refusal_to_confirm_wording(change, by):
        raise VotingError(reason)
    stored.text, stored.text_hash = change.new_text, change.new_hash
    _save(stored)
    _settle(stored, TextChange.Fate.WORDING, by, now)
    change.refresh_from_db()


def _settle(decision, fate, by, now) -> TextChange:
    change = decision.text_changes.get(fate=TextChange.Fate.WAITING)
    change.fate, change.settled_by, change.settled_at = fate, by, now
    change.save()
    versions = {"from_version": change.old_hash, "to_version": change.new_hash}
    record(f"vote.text.{fate}", by, decision, **versions)
    text_changed.send(TextChange, change=change, by=by)
    return change
