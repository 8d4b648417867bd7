"""Texts that go live, and texts that are taken down, at a time set beforehand."""

import datetime
import logging
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger(__name__)


@dataclass
class Outcome:
    """What one round of `publish_due` did: numbers of things, pages and others together."""

    published: int = 0
    taken_down: int = 0
    failed: int = 0


def publish_due(now: datetime.datetime | None = None) -> Outcome:
    """Take down what has expired by `now`, then publish what was set to go live before it.

    Each thing has a transaction of its own: a kill leaves nothing half-made, and one that fails is
    logged, tried again in the next round, and holds up no other.
    """
    now = now or timezone.now()
    outcome = Outcome()
    for model, pk in list(expired(now)):
        try:
            outcome.taken_down += take_down(model, pk, now)
        except Exception:
            outcome.failed += 1
            logger.exception("%s %s could not be taken down at its time", model._meta.label, pk)
    for pk in list(due_revisions(now).values_list("pk", flat=True)):
        try:
            outcome.published += publish(pk, now)
        except Exception:
            outcome.failed += 1
            logger.exception("Revision %s could not be published at its time", pk)
    return outcome


def expired(now: datetime.datetime) -> Iterator[tuple[type[DraftStateMixin], int]]:
    """Model and primary key of each live thing whose time is over, earliest first in each model."""
    own_models = [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    for model in [Page, *own_models]:
        over = model.objects.filter(live=True, expire_at__lt=now).order_by("expire_at", "pk")
        for pk in over.values_list("pk", flat=True):
            yield model, pk


def due_revisions(now: datetime.datetime) -> models.QuerySet:
    """Revisions that were approved to go live before `now`, earliest first."""
    return Revision.objects.filter(approved_go_live_at__lt=now).order_by(
        "approved_go_live_at", "pk"
    )


@transaction.atomic
def take_down(model: type[DraftStateMixin], pk: int, now: datetime.datetime) -> bool:
    """Unpublish one thing; False where it was changed meanwhile or another worker has it."""
    still_live = model.objects.filter(pk=pk, live=True, expire_at__lt=now)
    thing = still_live.select_for_update(skip_locked=True).first()
    if thing is None:
        return False
    if isinstance(thing, Page):
        thing = thing.specific
    thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True


@transaction.atomic
def publish(pk: int, now: datetime.datetime) -> bool:
    """Publish one revision, with those of its translations that are due too: all, or none.

    False where it was changed meanwhile or another worker has it.
    """
    revision = due_revisions(now).filter(pk=pk).select_for_update(skip_locked=True).first()
    if revision is None:
        return False
    # The original before its translations: it is the older page.
    due = sorted([revision, *together_with(revision, now)], key=lambda each: int(each.object_id))
    for each in due:
        each.publish(log_action="wagtail.publish.scheduled")
    return True


def together_with(revision: Revision, now: datetime.datetime) -> list[Revision]:
    """The revisions of the same text in other languages that are due now."""
    page = revision.content_object
    if not isinstance(page, Page):
        return []
    others = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    numbers = [str(pk) for pk in others.values_list("pk", flat=True)]
    due = due_revisions(now).filter(
        object_id__in=numbers, base_content_type=revision.base_content_type_id
    )
    return list(due.select_for_update())
