"""Whoever has to act on a text is told, and whoever wrote it hears what became of it."""

import datetime

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    page_published,
    task_approved,
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from articles.workflow.review import ReviewState
from organisations.notification import Kind, notify

BEFORE_DUE = datetime.timedelta(days=1)


def connect() -> None:
    """Called once, when the apps are ready.

    Under the names of Wagtail's own mails, which are then not sent: they come at once from within
    the request, whatever the account prefers.
    """
    names = "workflow_state_{}_email_notification"
    workflow_submitted.connect(
        _nothing, sender=WorkflowState, dispatch_uid=names.format("submitted")
    )
    workflow_rejected.connect(
        tell_of_return, sender=WorkflowState, dispatch_uid=names.format("rejected")
    )
    workflow_approved.connect(
        tell_of_end, sender=WorkflowState, dispatch_uid=names.format("approved")
    )
    name = "articles.workflow.telling"
    task_submitted.connect(tell_of_turn, sender=ReviewState, dispatch_uid=name)
    task_approved.connect(tell_of_step, sender=ReviewState, dispatch_uid=name)
    page_published.connect(tell_of_publication, dispatch_uid=name)


def _nothing(**kwargs):
    """Who submits is not told so; the readers are, by `tell_of_turn`."""


def address_of(page) -> str:
    """Where a page is edited."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def readers(state: ReviewState) -> list:
    """The accounts whose turn it is: assignee and stand-in, or all of the pool."""
    chosen = [account for account in (state.assignee, state.stand_in) if account]
    if state.assignee:
        return chosen
    groups = state.task.specific.groups.all()
    pool = get_user_model().objects.filter(is_active=True, groups__in=groups)
    return list(pool.distinct().order_by("pk"))


def authors(page, workflow_state=None) -> list:
    """Who wants to know what becomes of a text: who submitted it, and whose draft it is."""
    submitter = workflow_state.requested_by if workflow_state else None
    return list(dict.fromkeys(filter(None, (submitter, page.owner))))


def _without(accounts: list, user) -> list:
    return [account for account in accounts if account != user]


def tell_of_turn(instance, user=None, **kwargs):
    """A text waits for somebody."""
    page = instance.workflow_state.content_object
    notify(
        _without(readers(instance), user),
        Kind.SUBMITTED,
        lambda: (
            _("“%(title)s” waits for %(step)s")
            % {"title": page.title, "step": _(instance.task.name)},
            _("Due: %(moment)s.") % {"moment": in_words(instance.due_at)},
        ),
        link=address_of(page),
    )


def tell_of_step(instance, user=None, **kwargs):
    """A step is done, and there are others."""
    state = instance.workflow_state
    if state.status != WorkflowState.STATUS_IN_PROGRESS:
        return
    page = state.content_object
    notify(
        _without(authors(page, state), user),
        Kind.APPROVED,
        lambda: (
            _("“%(title)s” has passed a step: %(step)s")
            % {"title": page.title, "step": _(instance.task.name)},
            "",
        ),
        link=address_of(page),
    )


def tell_of_return(instance, user=None, **kwargs):
    """A text is sent back; the reason stands in the admin."""
    page = instance.content_object
    notify(
        _without(authors(page, instance), user),
        Kind.SENT_BACK,
        lambda: (
            _("“%(title)s” was sent back to you") % {"title": page.title},
            _("The page says what has to be changed."),
        ),
        link=address_of(page),
    )


def tell_of_end(instance, user=None, **kwargs):
    """A text is approved at the last step: public, or set to go live."""
    page = instance.content_object
    page.refresh_from_db()
    is_live = page.live and not page.approved_schedule
    subject = _published if is_live else _scheduled
    notify(
        _without(authors(page, instance), user),
        Kind.PUBLISHED if is_live else Kind.SCHEDULED,
        lambda: (subject(page), ""),
        link=address_of(page),
    )


def tell_of_publication(instance, revision=None, **kwargs):
    """A text went live at its time, when nobody was there."""
    is_by_clock = get_active_log_context().user is None
    if instance.live and not instance.alias_of_id and is_by_clock and instance.owner:
        page = instance
        if page.workflow_in_progress:
            return
        notify([page.owner], Kind.PUBLISHED, lambda: (_published(page), ""), link=address_of(page))


def _published(page) -> str:
    return _("“%(title)s” is public") % {"title": page.title}


def _scheduled(page) -> str:
    return _("“%(title)s” is approved and goes public at its time") % {"title": page.title}


def in_words(moment: datetime.datetime | None) -> str:
    """A moment in words, in the language that is active."""
    if moment is None:
        return ""
    return f"{date_format(moment.astimezone(datetime.UTC), 'DATETIME_FORMAT')} UTC"


def remind(now: datetime.datetime | None = None) -> int:
    """Tell readers, once each, what is due within a day and what is overdue; returns how many."""
    now = now or timezone.now()
    waiting = ReviewState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    waiting = waiting.select_related("assignee", "stand_in", "workflow_state", "task")
    soon = waiting.filter(due_at__gt=now, due_at__lte=now + BEFORE_DUE, reminded_at=None)
    late = waiting.filter(due_at__lte=now, found_overdue_at=None)
    told = 0
    for state in late:
        told += _remind(state, "found_overdue_at", now, Kind.OVERDUE, _overdue)
    for state in soon:
        told += _remind(state, "reminded_at", now, Kind.DUE, _due)
    return told


def _due(title: str) -> str:
    return _("“%(title)s” is due soon") % {"title": title}


def _overdue(title: str) -> str:
    return _("“%(title)s” is overdue") % {"title": title}


def _remind(state, field: str, now, kind, subject) -> int:
    """Of several workers one tells it."""
    untold = ReviewState.objects.filter(pk=state.pk, **{field: None})
    if not untold.update(**{field: now}):
        return 0
    page = state.workflow_state.content_object
    if page is None:
        return 0

    def said():
        return subject(page.title), _("Due: %(moment)s.") % {"moment": in_words(state.due_at)}

    notify(readers(state), kind, said, link=address_of(page))
    return 1
