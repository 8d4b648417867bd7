"""Where a page stands, in plain words, for whoever opens it in the admin."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from articles.workflow.review import ReviewState
from articles.workflow.telling import in_words
from organisations import audit

ACTS_SHOWN = 8


@dataclass(frozen=True)
class Status:
    """A sentence, the reason for which it was sent back, what was done, and where to go."""

    sentence: str
    reason: str
    acts: list
    compare_address: str
    history_address: str
    hand_over_address: str


def status_of(page) -> Status:
    """What the strip above the form says."""
    workflow_state = page.current_workflow_state
    state = workflow_state.current_task_state if workflow_state else None
    state = state.specific if state else None
    is_returned = bool(state and state.status == TaskState.STATUS_REJECTED)
    is_review = isinstance(state, ReviewState) and not is_returned
    return Status(
        sentence=_sentence(page, state),
        reason=state.comment if is_returned else "",
        acts=list(audit.of(page)[:ACTS_SHOWN]),
        compare_address=_compare_address(page),
        history_address=reverse("wagtailadmin_pages:history", args=[page.pk]),
        hand_over_address=reverse("plenum_hand_over", args=[state.pk]) if is_review else "",
    )


def _sentence(page, state) -> str:
    if page.approved_schedule and page.scheduled_revision:
        moment = in_words(page.scheduled_revision.approved_go_live_at)
        return _("It is approved and goes public on %(moment)s.") % {"moment": moment}
    if state is None:
        return _at_rest(page)
    if state.status == TaskState.STATUS_REJECTED:
        words = _("Sent back by %(who)s at the step “%(step)s”. Change it, and submit it again.")
        return words % {"who": state.finished_by or _("somebody"), "step": _(state.task.name)}
    return _waits(state)


def _at_rest(page) -> str:
    if not page.live:
        return _("It is a draft that nobody has submitted yet; readers don't see it.")
    if page.has_unpublished_changes:
        return _("It is public; the changes since then are a draft that readers don't see.")
    return _("It is public as it stands here.")


def _waits(state) -> str:
    known = {"step": _(state.task.name), "age": timesince(state.started_at)}
    if not isinstance(state, ReviewState):
        return _("It waits for “%(step)s” since %(age)s.") % known
    known |= {"who": _turn(state), "moment": in_words(state.due_at)}
    if state.due_at and state.due_at <= timezone.now():
        words = _("It waits for %(who)s (%(step)s) since %(age)s; it was due on %(moment)s.")
    else:
        words = _("It waits for %(who)s (%(step)s) since %(age)s; due on %(moment)s.")
    return words % known


def _turn(state: ReviewState) -> str:
    if not state.assignee:
        groups = state.task.specific.groups.order_by("name").values_list("name", flat=True)
        return ", ".join(_(name) for name in groups)
    if state.stand_in:
        known = {"who": state.assignee, "other": state.stand_in}
        return _("%(who)s (or %(other)s)") % known
    return str(state.assignee)


def _compare_address(page) -> str:
    if not page.live_revision_id or not page.has_unpublished_changes:
        return ""
    return reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "live", "latest"])
