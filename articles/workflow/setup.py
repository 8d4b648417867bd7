"""Makes groups and workflow what `articles.workflow.role` says, and removes what it does not."""

from dataclasses import dataclass
from importlib import import_module

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.signals import post_save
from wagtail import hooks
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from articles.workflow.role import (
    ACCESS,
    APPROVERS,
    HOME_PAGES,
    PICTURES_AND_FILES,
    RECORDS,
    RIGHTS,
    ROOT_PAGE,
    Role,
)

WORKFLOW = "Article"
TASK = "Approval by an editor"
# What Wagtail's own migrations make; nothing here uses them.
WAGTAILS_GROUP = "Moderators"
WAGTAILS_WORKFLOW = "Moderators approval"
MANAGED_COLLECTIONS = ("add_collection", "change_collection", "delete_collection")


def connect() -> None:
    """Called once, when the apps are ready: new home and index pages get their rights at once."""
    for label in {label for rights in RIGHTS.values() for label in rights.pages} - {ROOT_PAGE}:
        post_save.connect(
            _set_up_new_page, sender=apps.get_model(label), dispatch_uid="articles.workflow.setup"
        )


def _set_up_new_page(instance, created, raw, **kwargs):
    if created and not raw:
        set_up_page(instance)


@dataclass
class Changes:
    """How many rows had to be added and removed; both 0 where everything was right already."""

    added: int = 0
    removed: int = 0


@transaction.atomic
def set_up() -> Changes:
    """Groups, their rights, and the workflow, exactly as written down; all of it or nothing."""
    changes = Changes()
    for role in Role:
        group, is_new = Group.objects.get_or_create(name=role)
        changes.added += is_new
        _grant(changes, group, role)
    _remove_wagtails_own(changes)
    _set_up_workflow(changes)
    return changes


@transaction.atomic
def set_up_page(page: Page) -> Changes:
    """Rights and workflow for a page that has just been made: a language's home, an index.

    Does nothing on a site that has not been set up yet.
    """
    changes = Changes()
    label = page.specific_class._meta.label
    for group in Group.objects.filter(name__in=Role.values):
        actions = RIGHTS[Role(group.name)].pages.get(label, ())
        _add_page_permissions(changes, group, page.pk, _page_permissions(actions))
    workflow = Workflow.objects.filter(name=WORKFLOW, active=True).first()
    if workflow and label == HOME_PAGES:
        changes.added += _assign(workflow, page.pk)
    return changes


def _grant(changes: Changes, group: Group, role: Role) -> None:
    rights = RIGHTS[role]
    wanted = set(_permissions(_codenames(rights)))
    if rights.is_everything:
        wanted |= set(_all_that_can_be_granted())
    present = set(group.permissions.all())
    group.permissions.add(*(wanted - present))
    group.permissions.remove(*(present - wanted))
    changes.added += len(wanted - present)
    changes.removed += len(present - wanted)
    changes.removed += GroupSitePermission.objects.filter(group=group).delete()[0]
    _grant_pages(changes, group, rights)
    _grant_collections(changes, group, rights)


def _codenames(rights) -> list[str]:
    names = [ACCESS, *rights.others]
    for record in RECORDS:
        app, model = record.split(".")
        names += [f"{app}.{action}_{model}" for action in sorted(rights.records)]
    return names


def _permissions(names) -> list[Permission]:
    """The permissions called "app.codename". Raises LookupError where one does not exist."""
    found = []
    for name in names:
        app, codename = name.split(".")
        permission = Permission.objects.filter(
            content_type__app_label=app, codename=codename
        ).first()
        if permission is None:
            raise LookupError(f"There is no permission {name}: run manage.py migrate first.")
        found.append(permission)
    return found


def _all_that_can_be_granted() -> QuerySet:
    # Part of it is registered only when the admin's addresses are put together.
    import_module("wagtail.admin.urls")
    offered = Permission.objects.none()
    for offer in hooks.get_hooks("register_permissions"):
        offered = offered | offer()
    return offered.distinct()


def _page_permissions(actions) -> list[Permission]:
    return _permissions(f"wagtailcore.{action}_page" for action in sorted(actions))


def _pages(label: str) -> QuerySet:
    if label == ROOT_PAGE:
        return Page.objects.filter(depth=1)
    return apps.get_model(label).objects.all()


def _grant_pages(changes: Changes, group: Group, rights) -> None:
    kept = set()
    for label, actions in rights.pages.items():
        permissions = _page_permissions(actions)
        for page_id in _pages(label).values_list("pk", flat=True):
            kept |= _add_page_permissions(changes, group, page_id, permissions)
    surplus = GroupPagePermission.objects.filter(group=group).exclude(pk__in=kept)
    changes.removed += surplus.delete()[0]


def _add_page_permissions(changes: Changes, group: Group, page_id: int, permissions) -> set[int]:
    rows = set()
    for permission in permissions:
        row, is_new = GroupPagePermission.objects.get_or_create(
            group=group, page_id=page_id, permission=permission
        )
        changes.added += is_new
        rows.add(row.pk)
    return rows


def _grant_collections(changes: Changes, group: Group, rights) -> None:
    names = []
    for model in PICTURES_AND_FILES:
        app, name = model.split(".")
        names += [f"{app}.{action}_{name}" for action in sorted(rights.media)]
    if rights.is_everything:
        names += [f"wagtailcore.{codename}" for codename in MANAGED_COLLECTIONS]
    root = Collection.get_first_root_node()
    kept = set()
    for permission in _permissions(names):
        row, is_new = GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=permission
        )
        changes.added += is_new
        kept.add(row.pk)
    surplus = GroupCollectionPermission.objects.filter(group=group).exclude(pk__in=kept)
    changes.removed += surplus.delete()[0]


def _remove_wagtails_own(changes: Changes) -> None:
    """Wagtail's example group goes while nobody is in it, its workflow while nothing used it."""
    unused = Group.objects.filter(name=WAGTAILS_GROUP, user__isnull=True)
    changes.removed += bool(unused.delete()[0])
    for workflow in Workflow.objects.filter(name=WAGTAILS_WORKFLOW, workflow_states__isnull=True):
        tasks = list(workflow.tasks)
        workflow.delete()
        for task in tasks:
            if not task.workflow_tasks.exists():
                task.delete()
        changes.removed += 1


def _set_up_workflow(changes: Changes) -> None:
    workflow, is_new = Workflow.objects.get_or_create(name=WORKFLOW)
    changes.added += is_new
    task, is_new = GroupApprovalTask.objects.get_or_create(name=TASK)
    changes.added += is_new
    for thing in (workflow, task):
        if not thing.active:
            thing.active = True
            thing.save()
            changes.added += 1
    wanted = set(Group.objects.filter(name__in=APPROVERS))
    present = set(task.groups.all())
    task.groups.set(wanted)
    changes.added += len(wanted - present)
    changes.removed += len(present - wanted)
    changes.added += WorkflowTask.objects.get_or_create(
        workflow=workflow, task=task, defaults={"sort_order": 0}
    )[1]
    surplus = WorkflowTask.objects.filter(workflow=workflow).exclude(task=task)
    changes.removed += surplus.delete()[0]
    homes = _pages(HOME_PAGES).values_list("pk", flat=True)
    for page_id in homes:
        changes.added += _assign(workflow, page_id)
    surplus = WorkflowPage.objects.filter(workflow=workflow).exclude(page_id__in=homes)
    changes.removed += surplus.delete()[0]


def _assign(workflow: Workflow, page_id: int) -> int:
    """1 where the page had another workflow or none, 0 where it had this one."""
    row = WorkflowPage.objects.filter(page_id=page_id).first()
    if row and row.workflow_id == workflow.pk:
        return 0
    WorkflowPage.objects.update_or_create(page_id=page_id, defaults={"workflow": workflow})
    return 1
