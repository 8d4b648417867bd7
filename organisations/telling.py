"""What electors are told of a vote: that it is open, closes soon, has other words, is over."""

import datetime
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from organisations.ballot import link_of
from organisations.models import Decision, TextChange
from organisations.notification import notify
from organisations.opening import electors_with_addresses, vote_opened
from organisations.voting import decision_closed, locked, text_changed

KIND = "vote"
LAST_CALL = datetime.timedelta(days=1)

Words = Callable[[], tuple[str, str]]


def connect() -> None:
    """Called once, when the apps are ready."""
    vote_opened.connect(tell_of_opening, dispatch_uid="organisations.telling")
    text_changed.connect(tell_of_change, dispatch_uid="organisations.telling")
    decision_closed.connect(tell_of_close, dispatch_uid="organisations.telling")


def in_utc(moment: datetime.datetime) -> str:
    """A deadline in words, in the language that is active."""
    return f"{date_format(moment.astimezone(datetime.UTC), 'DATETIME_FORMAT')} UTC"


def _tell(decision: Decision, words: Words, only=None) -> int:
    """Tell the electors, each with the link to her own ballot; returns how many could be told."""
    told = 0
    for elector, address in electors_with_addresses(decision):
        if address is None or (only is not None and elector.pk not in only):
            continue
        notify(
            [address.account or address.mail],
            KIND,
            words,
            link=link_of(elector),
            language=address.language,
            is_urgent=True,
        )
        told += 1
    return told


def tell_of_opening(sender, decision: Decision, **kwargs) -> None:
    """Asks each elector for her vote. The mail names the body and the deadline, not the text."""

    def words():
        return (
            _("%(body)s votes: your ballot") % {"body": decision.body},
            _(
                "A text waits for the vote of %(body)s, and you have a vote. Votes are taken until "
                "%(deadline)s. The link leads to the text and to your ballot. It is yours alone: "
                "do not pass it on. You can change your vote until then."
            )
            % {"body": decision.body, "deadline": in_utc(decision.closes_at)},
        )

    _tell(decision, words)


def tell_of_change(sender, change: TextChange, **kwargs) -> None:
    """Tells the electors that a second person confirmed other words."""
    if change.fate != TextChange.Fate.WORDING:
        return
    decision = change.decision

    def words():
        return (
            _("%(body)s votes: the wording was changed") % {"body": decision.body},
            _(
                "The wording of the text under vote was changed, and a second person has confirmed "
                "that it says the same. Your vote stands unless you change it: the link leads to "
                "the new words."
            ),
        )

    _tell(decision, words)


def tell_of_close(sender, decision: Decision, **kwargs) -> None:
    """Tells the electors how it ended."""
    if decision.result == Decision.Result.VOID:

        def words():
            return (
                _("%(body)s: the vote is void") % {"body": decision.body},
                _(
                    "The text was changed, and so the votes cast on it are void. You will be asked "
                    "again if it is put to the vote once more."
                ),
            )

    else:

        def words():
            return (
                _("%(body)s: the vote is closed") % {"body": decision.body},
                _("Result: %(result)s.") % {"result": decision.get_result_display()},
            )

    _tell(decision, words)


def remind_due(now: datetime.datetime | None = None) -> int:
    """Remind once, a day before the deadline, those who have not voted; returns how many."""
    now = now or timezone.now()
    told = 0
    due = Decision.objects.open().filter(
        reminded_at__isnull=True, closes_at__gt=now, closes_at__lte=now + LAST_CALL
    )
    for pk in list(due.values_list("pk", flat=True)):
        told += remind(pk, now)
    return told


def remind(pk: int, now: datetime.datetime) -> int:
    """Remind those who have not voted on one decision."""
    with transaction.atomic():
        decision = locked(pk)
        if not decision.is_open or decision.reminded_at:
            return 0
        Decision.objects.filter(pk=pk).update(reminded_at=now)
        if decision.closes_at - decision.opened_at <= LAST_CALL:
            return 0  # the invitation was the reminder
        waiting = set(decision.electors.filter(ballot__isnull=True).values_list("pk", flat=True))

        def words():
            return (
                _("%(body)s votes: your vote is missing") % {"body": decision.body},
                _("Votes are taken until %(deadline)s.") % {"deadline": in_utc(decision.closes_at)},
            )

        return _tell(decision, words, only=waiting)
