"""The second person: what one account recorded counts for decisions when another confirms it."""

from django.db import models, transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.models import Confirmable, PersonAccount

# Sent in the transaction of the confirmation, with `record` and `by`: for whoever keeps a log.
confirmed = Signal()

NOTED = ["confirmed_as", "confirmed_at", "confirmed_by", "unconfirmed_by"]


class ConfirmationError(Exception):
    """Somebody can't confirm something; the message is a sentence for her."""


def refusal_to_confirm(record: Confirmable, by: models.Model) -> str:
    """Why an account can't confirm a record as it stands: a sentence, or "" where it can."""
    if not by.is_active:
        return _("This account is switched off.")
    if isinstance(record, PersonAccount) and by.pk == record.account_id:
        return _("You have confirmed this already.") if record.holder_confirmed_at else ""
    if record.is_confirmed:
        return _("This has been confirmed already.")
    if by.pk in record.unconfirmed_by or by.pk == _first_author(record):
        return _("Somebody else has to confirm what you recorded.")
    permission = f"{record._meta.app_label}.change_{record._meta.model_name}"
    if not by.has_perm(permission):
        return _("You may not change this, and so you can't confirm it.")
    return ""


def confirm(record: Confirmable, *, by: models.Model, seen: str) -> None:
    """Confirm a record on behalf of an account; from then on it counts as it stands.

    `seen` is the record's `fingerprint` when its values were shown to her. A link between a person
    and an account needs both its holder and a second person, each calls this once.
    Raises `ConfirmationError`.
    """
    with transaction.atomic():
        stored = type(record)._base_manager.select_for_update().get(pk=record.pk)
        if stored.fingerprint != seen:
            raise ConfirmationError(_("This has been changed meanwhile: look at it again."))
        if reason := refusal_to_confirm(stored, by):
            raise ConfirmationError(reason)
        if isinstance(stored, PersonAccount) and by.pk == stored.account_id:
            stored.holder_confirmed_at = timezone.now()
            stored.save(update_fields=["holder_confirmed_at"])
        else:
            stored.confirmed_as = stored.deciding_values()
            stored.confirmed_at = timezone.now()
            stored.confirmed_by = by
            stored.unconfirmed_by = []
            stored.save(update_fields=NOTED)
        confirmed.send(type(stored), record=stored, by=by)
    record.refresh_from_db()


def _first_author(record: Confirmable) -> int | None:
    """Who recorded it, as long as nobody has confirmed it yet."""
    return record.recorded_by_id if record.confirmed_as is None else None
