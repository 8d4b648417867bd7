"""Makes the workflows and their steps what `articles.workflow.role` says."""

from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.models import Group
from wagtail.models import Page, Task, Workflow, WorkflowPage, WorkflowTask

from articles.workflow.role import WORKFLOWS, Step


@dataclass
class Changes:
    """How many rows had to be added and removed; both 0 where everything was right already."""

    added: int = 0
    removed: int = 0


def set_up(changes: Changes) -> None:
    """All workflows of the table with exactly their steps, and the pages below which they hold."""
    for name, (label, steps) in WORKFLOWS.items():
        workflow, is_new = Workflow.objects.get_or_create(name=name)
        changes.added += is_new
        _activate(changes, workflow)
        tasks = [_task(changes, step) for step in steps]
        _set_steps(changes, workflow, tasks)
        _set_pages(changes, workflow, apps.get_model(label))


def assign_to_new(changes: Changes, page: Page, label: str) -> None:
    """The workflow that holds below a page which has just been made; none before the set-up."""
    for name, (own_label, _steps) in WORKFLOWS.items():
        workflow = Workflow.objects.filter(name=name, active=True).first()
        if own_label == label and workflow:
            changes.added += _assign(workflow, page.pk)


def _activate(changes: Changes, thing) -> None:
    if not thing.active:
        thing.active = True
        thing.save()
        changes.added += 1


def _task(changes: Changes, step: Step) -> Task:
    task, is_new = apps.get_model(step.kind).objects.get_or_create(name=step.name)
    changes.added += is_new
    _activate(changes, task)
    if step.days and is_new:
        task.days = step.days  # a default, which administrators may change
        task.save()
    if step.roles:
        wanted = set(Group.objects.filter(name__in=step.roles))
        present = set(task.groups.all())
        task.groups.set(wanted)
        changes.added += len(wanted - present)
        changes.removed += len(present - wanted)
    return task


def _set_steps(changes: Changes, workflow: Workflow, tasks: list[Task]) -> None:
    for position, task in enumerate(tasks):
        row, is_new = WorkflowTask.objects.get_or_create(
            workflow=workflow, task_id=task.pk, defaults={"sort_order": position}
        )
        changes.added += is_new
        if row.sort_order != position:
            row.sort_order = position
            row.save()
            changes.added += 1
    own = [task.pk for task in tasks]
    surplus = WorkflowTask.objects.filter(workflow=workflow).exclude(task_id__in=own)
    for row in surplus.select_related("task"):
        row.delete()
        changes.removed += 1
        if not (row.task.task_states.exists() or row.task.workflow_tasks.exists()):
            row.task.delete()


def _set_pages(changes: Changes, workflow: Workflow, model) -> None:
    pages = list(model.objects.values_list("pk", flat=True))
    for page_id in pages:
        changes.added += _assign(workflow, page_id)
    surplus = WorkflowPage.objects.filter(workflow=workflow).exclude(page_id__in=pages)
    changes.removed += surplus.delete()[0]


def _assign(workflow: Workflow, page_id: int) -> int:
    """1 where the page had another workflow or none, 0 where it had this one."""
    row = WorkflowPage.objects.filter(page_id=page_id).first()
    if row and row.workflow_id == workflow.pk:
        return 0
    WorkflowPage.objects.update_or_create(page_id=page_id, defaults={"workflow": workflow})
    return 1
