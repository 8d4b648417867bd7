"""The report of what waits: where, with whom, since when. On the screen, as CSV and as XLSX."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, TaskState

from articles.workflow.telling import address_of
from organisations.entry.report_view import Line, RecordReport


class StuckReport(RecordReport):
    """Every text at a step, the one that has waited longest first."""

    name = "stuck"
    permission = "organisations.view_decision"
    page_title = gettext_lazy("What waits, where and with whom")
    explanation = gettext_lazy("All texts that wait at a step; times are in UTC.")
    header_icon = "time"
    headings = {
        "title": gettext_lazy("Text"),
        "workflow": gettext_lazy("Workflow"),
        "step": gettext_lazy("Step"),
        "who": gettext_lazy("With whom"),
        "since": gettext_lazy("Since"),
        "days": gettext_lazy("Days"),
        "due": gettext_lazy("Due"),
        "late": gettext_lazy("Overdue"),
    }

    def get_index_url(self):
        return reverse("plenum_stuck")

    def records(self):
        waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
        return waiting.select_related(
            "workflow_state__workflow",
            "task",
            "reviewstate__assignee",
            "reviewstate__task__reviewtask",
        ).order_by("started_at", "pk")

    def fetched(self, records):
        records = list(records)
        ids = [int(each.workflow_state.object_id) for each in records]
        pages = Page.objects.in_bulk(ids)
        pools = _pools({each.task_id for each in records})
        for each in records:
            each.page = pages.get(int(each.workflow_state.object_id))
            each.pool = pools.get(each.task_id, "")
        return [each for each in records if each.page]

    def line(self, state):
        now = timezone.now()
        review = getattr(state, "reviewstate", None)
        due = review.due_at if review else None
        cells = {
            "title": state.page.draft_title,
            "workflow": state.workflow_state.workflow.name,
            "step": _(state.task.name),
            "who": str(review.assignee) if review and review.assignee else state.pool,
            "since": f"{state.started_at:%Y-%m-%d %H:%M}",
            "days": (now - state.started_at).days,
            "due": f"{due:%Y-%m-%d %H:%M}" if due else "",
            "late": _("yes") if due and due <= now else "",
        }
        return Line(cells, address_of(state.page))


def _pools(task_ids) -> dict[int, str]:
    """Whose turn it is at each step, in one query."""
    from articles.workflow.review import ReviewTask

    rows = ReviewTask.groups.through.objects.filter(reviewtask_id__in=task_ids)
    pools: dict[int, list[str]] = {}
    for task_id, name in rows.order_by("group__name").values_list("reviewtask_id", "group__name"):
        pools.setdefault(task_id, []).append(_(name))
    return {task_id: ", ".join(names) for task_id, names in pools.items()}
