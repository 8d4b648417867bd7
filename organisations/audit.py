"""The log of acts that matter: added to in the transaction of the act, chained by digests."""

import contextlib
import contextvars
import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page

from organisations.models.audit_entry import GENESIS, AuditEntry, AuditHead

How = AuditEntry.How

_how: contextvars.ContextVar[How | None] = contextvars.ContextVar("how", default=None)


@contextlib.contextmanager
def acting(how: How) -> Iterator[None]:
    """What is recorded inside was done in this way: the worker, a signed link, a public form."""
    token = _how.set(how)
    try:
        yield
    finally:
        _how.reset(token)


@transaction.atomic
def record(
    act: str,
    actor: models.Model | str | None,
    subject: models.Model,
    *,
    how: How | None = None,
    from_version: str = "",
    to_version: str = "",
    details: dict | None = None,
) -> AuditEntry:
    """Add an act to the log; it stands if, and only if, the transaction of the act does.

    `actor` is an account, the name of somebody without one, or None where nobody acted. `act` is a
    word such as “publish”, the same for the same act; `details` holds what JSON can say.
    The end of the chain stays locked until the transaction ends, so call this last, after whatever
    else the act locks: two acts then wait for each other in one order.
    """
    head = _locked_head()
    app, model, key = _identity(subject)
    entry = AuditEntry(
        number=head.number + 1,
        at=timezone.now(),
        act=act,
        how=how or _how.get() or _usual_way(),
        actor=actor if isinstance(actor, models.Model) else None,
        subject_app=app,
        subject_model=model,
        subject_key=key,
        subject_title=str(subject)[:255],
        from_version=str(from_version),
        to_version=str(to_version),
        details=_plain(details or {}),
        previous=head.digest,
    )
    entry.sign(str(actor) if actor else "")
    entry.digest = entry.computed_digest()
    entry.save()
    AuditHead.objects.filter(pk=head.pk).update(number=entry.number, digest=entry.digest)
    return entry


def _plain(details: dict) -> dict:
    """As it comes back from the database, so that the digest is the same then."""
    return json.loads(json.dumps(details, cls=DjangoJSONEncoder))


def _usual_way() -> How:
    return How.ADMIN if get_active_log_context().user else How.COMMAND


def _locked_head() -> AuditHead:
    """PostgreSQL locks the row; on SQLite a transaction that writes is alone."""
    AuditHead.objects.get_or_create(pk=1)
    return AuditHead.objects.select_for_update().get(pk=1)


def of(subject: models.Model) -> models.QuerySet[AuditEntry]:
    """What was done with one thing, the latest first."""
    app, model, key = _identity(subject)
    return AuditEntry.objects.filter(subject_app=app, subject_model=model, subject_key=key)


def _identity(subject: models.Model) -> tuple[str, str, str]:
    """App, model and key; a page is one thing, whatever type it is looked at as."""
    meta = (Page if isinstance(subject, Page) else type(subject))._meta
    return meta.app_label, meta.model_name or "", str(getattr(subject, "key", "") or subject.pk)


@dataclass(frozen=True)
class Finding:
    """What a look at the whole chain found: `broken` names the first entry that is not right."""

    count: int
    last: str
    broken: str = ""


def verify() -> Finding:
    """Reckon the whole chain again, from the first entry to the end that was noted."""
    previous, number = GENESIS, 0
    for entry in AuditEntry.objects.order_by("number").iterator(chunk_size=2000):
        if entry.number != number + 1:
            return Finding(
                number, previous, _("Entry %(number)s is missing.") % {"number": number + 1}
            )
        if reason := _fault(entry, previous):
            return Finding(number, previous, f"{entry.number}: {reason}")
        previous, number = entry.digest, entry.number
    head = AuditHead.objects.filter(pk=1).first()
    noted = (head.number, head.digest) if head else (0, GENESIS)
    if noted != (number, previous):
        words = _("Entry %(number)s is missing: the log once had %(count)s entries.")
        return Finding(number, previous, words % {"number": number + 1, "count": noted[0]})
    return Finding(number, previous)


def _fault(entry: AuditEntry, previous: str) -> str:
    if entry.previous != previous:
        return _("it doesn't follow the entry before it.")
    if entry.digest != entry.computed_digest():
        return _("it doesn't say what it said when it was written.")
    if entry.actor_name and entry.actor_digest != entry.digest_of_name():
        return _("the name of who acted is not the one that was written.")
    return ""


def forget_actor(actor: models.Model) -> int:
    """Take an account's name out of the log; the acts stay, and so does the chain."""
    entries = models.QuerySet(AuditEntry).filter(actor=actor)
    return entries.update(actor=None, actor_name="", actor_salt="")
