"""Telling people what happened: in the admin, and by mail at once or once a day.

A notification is made in the transaction of what it tells. A background task sends it when that
transaction is done; what fails is tried again by the worker, later each time.
"""

import datetime
import logging
from collections.abc import Callable, Iterable
from functools import partial
from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django_tasks import task

from organisations.models.notification import TRIES, Notification

logger = logging.getLogger(__name__)

Kind = Notification.Kind
State = Notification.State
# Subject and text, asked for once in the language of each recipient.
Words = Callable[[], tuple[str, str]]

DIGEST_AT = datetime.time(6, tzinfo=datetime.UTC)
KEPT = datetime.timedelta(days=180)


def notify(
    recipients: Iterable[models.Model | str],
    kind: str,
    words: Words,
    *,
    link: str = "",
    language: str = "",
    is_urgent: bool = False,
) -> list[Notification]:
    """Tell some accounts, or addresses without an account, something; each once.

    `words` is called under the language of each recipient (`language` for addresses) and gives
    subject and text. `link` is a path of this site or a whole address. What `is_urgent` is mailed
    at once whatever the account prefers. Accounts that are switched off are not told.
    """
    made = []
    for recipient in dict.fromkeys(recipients):
        if isinstance(recipient, models.Model) and not recipient.is_active:
            continue
        made.append(_make(recipient, kind, words, link, language, is_urgent))
    made = Notification.objects.bulk_create(made)
    for each in made:
        if each.state == State.WAITING and not each.is_daily:
            transaction.on_commit(partial(_enqueue, each.pk))
    return made


def _make(recipient, kind, words, link, language, is_urgent) -> Notification:
    account = recipient if isinstance(recipient, models.Model) else None
    language = account.interface_language if account else language or settings.LANGUAGE_CODE
    with override(language):
        subject, text = words()
    rhythm = "at_once" if is_urgent or not account else account.mail_rhythm
    now = timezone.now()
    return Notification(
        recipient=account,
        address="" if account else recipient,
        kind=str(kind),
        language=language,
        subject=" ".join(str(subject).split())[:255],
        text=str(text),
        link=link,
        is_urgent=is_urgent,
        is_daily=rhythm == "daily",
        made_at=now,
        send_at=next_digest(now) if rhythm == "daily" else now,
        state=State.HERE_ONLY if rhythm == "none" else State.WAITING,
    )


def next_digest(now: datetime.datetime) -> datetime.datetime:
    """When the next daily mail goes out."""
    today = datetime.datetime.combine(now.astimezone(datetime.UTC).date(), DIGEST_AT)
    return today if now < today else today + datetime.timedelta(days=1)


def _enqueue(pk: int) -> None:
    try:
        send_one.enqueue(pk)
    except Exception:  # the act it tells of is done; the worker's next round sends it
        logger.exception("Notification %s could not be queued", pk)


@task
def send_one(pk: int) -> None:
    """Mail one notification, unless somebody has done it meanwhile."""
    send(Notification.objects.due(timezone.now()).filter(pk=pk))


def send_due(now: datetime.datetime | None = None) -> int:
    """Mail all that is due, daily ones as one mail each; returns how many mails went out."""
    due = Notification.objects.due(now or timezone.now())
    sent = send(due.filter(is_daily=False), now)
    daily = due.filter(is_daily=True).order_by("recipient", "made_at", "pk")
    for _recipient, group in groupby(daily.select_related("recipient"), lambda n: n.recipient_id):
        sent += _send([each for each in group if _claim(each, now)], _digest)
    return sent


def send(notifications: models.QuerySet, now: datetime.datetime | None = None) -> int:
    """Mail each by itself; returns how many went out."""
    return sum(
        _send([each], _single)
        for each in notifications.select_related("recipient").order_by("made_at", "pk")
        if _claim(each, now)
    )


def _claim(notification: Notification, now: datetime.datetime | None) -> bool:
    """Take a try of it before the mail goes out: of two workers one has it; a kill costs a try.

    The tries are 1, 2, 4 … minutes apart.
    """
    now = now or timezone.now()
    later = now + datetime.timedelta(minutes=2**notification.tries)
    claimed = Notification.objects.due(now).filter(
        pk=notification.pk, tries=notification.tries, tries__lt=TRIES
    )
    if not claimed.update(tries=F("tries") + 1, send_at=later):
        return False
    notification.tries += 1
    return True


def _send(notifications: list[Notification], compose) -> int:
    if not notifications:
        return 0
    try:
        with override(notifications[0].language):
            compose(notifications).send()
    except Exception as error:  # whatever a mail server answers; tried again
        logger.warning("A notification could not be mailed: %s", type(error).__name__)
        for each in notifications:
            each.note_failure(f"{type(error).__name__}: {error}")
        return 0
    Notification.objects.filter(pk__in=[each.pk for each in notifications]).update(
        state=State.SENT, sent_at=timezone.now(), error=""
    )
    return 1


def _single(notifications: list[Notification]) -> EmailMessage:
    (told,) = notifications
    return _message(told, told.subject, _entry(told))


def _digest(notifications: list[Notification]) -> EmailMessage:
    count = len(notifications)
    subject = ngettext("%(count)s notification", "%(count)s notifications", count)
    entries = "\n\n".join(f"* {each.subject}\n\n{_entry(each)}" for each in notifications)
    return _message(notifications[0], subject % {"count": count}, entries)


def _entry(told: Notification) -> str:
    return "\n\n".join(part for part in (told.text, whole_address(told.link)) if part)


def _message(told: Notification, subject: str, text: str) -> EmailMessage:
    foot = ""
    if told.recipient:
        foot = _("You choose in your account how you are told.")
        foot = f"\n\n-- \n{settings.WAGTAIL_SITE_NAME}\n{foot}"
    return EmailMessage(
        subject=f"{settings.WAGTAIL_SITE_NAME}: {subject}",
        body=f"{text}{foot}\n",
        to=[told.mail_address],
        headers={"Auto-Submitted": "auto-generated"},
    )


def whole_address(link: str) -> str:
    """A path with the address of this site before it."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + link if link.startswith("/") else link


def forget_old(now: datetime.datetime | None = None) -> int:
    """Delete what was told long ago; returns how many."""
    return Notification.objects.filter(made_at__lt=(now or timezone.now()) - KEPT).delete()[0]
