"""The start page of the admin: what waits for whom, since when, until when.

Each list is fetched in a fixed number of queries, however much waits.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Revision, TaskState, WorkflowState

from articles.models import Correction
from articles.workflow.review import ReviewState
from articles.workflow.submission import Submission
from organisations.models import Decision

SHOWN = 10


@dataclass(frozen=True)
class Row:
    """A line of a list: what, where to, and what there is to say about it."""

    title: str
    address: str
    state: str = ""
    since: datetime.datetime | None = None
    due: datetime.datetime | None = None
    who: str = ""
    is_late: bool = False


@dataclass(frozen=True)
class Rows:
    """The first of a list, and how many there are."""

    shown: list[Row]
    count: int


def edit_address(page_id) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page_id])


def waiting_for(user) -> Rows:
    """Texts whose turn at a step is hers, what is due first on top."""
    states = TaskState.objects.reviewable_by(user).order_by("reviewstate__due_at", "pk")
    return _of_states(states, timezone.now())


def overdue(now: datetime.datetime | None = None) -> Rows:
    """Texts whose step should have been done, whoever's turn it is."""
    now = now or timezone.now()
    late = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, reviewstate__due_at__lte=now
    )
    return _of_states(late.order_by("reviewstate__due_at", "pk"), now)


def _of_states(states, now) -> Rows:
    count = states.count()
    states = list(
        states.select_related(
            "workflow_state", "task", "reviewstate__assignee", "reviewstate__stand_in"
        )[:SHOWN]
    )
    titles = _titles(state.workflow_state.object_id for state in states)
    return Rows([_row(state, titles, now) for state in states], count)


def _titles(ids) -> dict[str, str]:
    """Titles of drafts by primary key, as text."""
    pages = Page.objects.filter(pk__in=[int(each) for each in ids if str(each).isdecimal()])
    return {str(pk): title for pk, title in pages.values_list("pk", "draft_title")}


def _row(state, titles, now) -> Row:
    review: ReviewState | None = getattr(state, "reviewstate", None)
    page_id = state.workflow_state.object_id
    return Row(
        title=titles.get(page_id, page_id),
        address=edit_address(page_id),
        state=state.task.name,
        since=state.started_at,
        due=review.due_at if review else None,
        who=str(review.assignee) if review and review.assignee else "",
        is_late=bool(review and review.due_at and review.due_at <= now),
    )


def drafts_of(user) -> Rows:
    """What she wrote that readers don't have yet, and at which step it stands."""
    found = Page.objects.filter(owner=user).filter(Q(live=False) | Q(has_unpublished_changes=True))
    count = found.count()
    pages = list(found.order_by("-latest_revision_created_at", "-pk")[:SHOWN])
    active = WorkflowState.objects.active().filter(object_id__in=[str(page.pk) for page in pages])
    states = {each.object_id: each for each in active.select_related("current_task_state__task")}
    rows = []
    for page in pages:
        state = states.get(str(page.pk))
        task_state = state.current_task_state if state else None
        rows.append(
            Row(
                title=page.draft_title,
                address=edit_address(page.pk),
                state=task_state.task.name if task_state else "",
                since=page.latest_revision_created_at,
                is_late=bool(state and state.status == WorkflowState.STATUS_NEEDS_CHANGES),
            )
        )
    return Rows(rows, count)


def scheduled() -> Rows:
    """What goes public at its time; the link shows what readers will have then."""
    revisions = Revision.objects.filter(approved_go_live_at__isnull=False).order_by(
        "approved_go_live_at", "pk"
    )
    count = revisions.count()
    revisions = list(revisions.defer("content")[:SHOWN])
    titles = _titles(revision.object_id for revision in revisions)
    rows = [
        Row(
            title=titles.get(revision.object_id, revision.object_str),
            address=reverse(
                "wagtailadmin_pages:revisions_view", args=[revision.object_id, revision.pk]
            ),
            due=revision.approved_go_live_at,
        )
        for revision in revisions
        if revision.object_id in titles
    ]
    return Rows(rows, count)


def open_decisions() -> Rows:
    """Votes that are open, and who has not voted yet."""
    electors = Decision.electors.rel.related_model.objects.order_by("name", "pk")
    has_ballots = "ballot" in {field.name for field in electors.model._meta.get_fields()}
    if has_ballots:
        electors = electors.filter(ballot__isnull=True)
    waiting = Prefetch("electors", electors, to_attr="missing")
    found = Decision.objects.filter(result="open")
    count = found.count()
    has_deadline = "closes_at" in {field.name for field in Decision._meta.get_fields()}
    rows = [
        Row(
            title=decision.title,
            address=reverse(Decision.snippet_viewset.get_url_name("edit"), args=[decision.pk]),
            due=decision.closes_at if has_deadline else None,
            who=", ".join(elector.name for elector in decision.missing),
        )
        for decision in found.prefetch_related(waiting).order_by("pk")[:SHOWN]
    ]
    return Rows(rows, count)


def submissions() -> Rows:
    """Texts that were sent in and that nobody has decided on."""
    waiting = Submission.objects.waiting()
    rows = [
        Row(each.title, reverse("plenum_submission", args=[each.pk]), since=each.received_at)
        for each in waiting.defer("text")[:SHOWN]
    ]
    return Rows(rows, waiting.count())


def corrected() -> Rows:
    """The latest corrections that readers were told of."""
    found = Correction.objects.exclude(kind=Correction.Kind.WORDING)
    corrections = list(found.select_related("text")[:SHOWN])
    rows = [
        Row(each.text.title, edit_address(each.text_id), str(each), since=each.made_at)
        for each in corrections
    ]
    return Rows(rows, len(rows))


class Desk(Component):
    """All lists that concern an account."""

    name = "desk"
    template_name = "wagtailadmin/desk.html"
    order = 10

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        lists = {"waiting": waiting_for(user), "drafts": drafts_of(user)}
        if user.has_perm("workflow.change_submission"):
            lists["submissions"] = submissions()
        if user.has_perm("organisations.view_decision"):
            lists |= {
                "decisions": open_decisions(),
                "overdue": overdue(),
                "scheduled": scheduled(),
                "corrected": corrected(),
            }
        return lists
