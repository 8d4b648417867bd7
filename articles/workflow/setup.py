"""Makes groups and workflow what `articles.workflow.role` says, and removes what it does not."""

from importlib import import_module

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.signals import post_save
from wagtail import hooks
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Workflow,
)

from articles.workflow import workflows
from articles.workflow.role import (
    ACCESS,
    PICTURES_AND_FILES,
    RECORDS,
    RIGHTS,
    ROOT_PAGE,
    WORKFLOWS,
    Role,
)
from articles.workflow.workflows import Changes

# What Wagtail's own migrations make; nothing here uses it.
WAGTAILS_WORKFLOW = "Moderators approval"
MANAGED_COLLECTIONS = ("add_collection", "change_collection", "delete_collection")


def connect() -> None:
    """Called once, when the apps are ready: new home and index pages get their rights at once."""
    labels = {label for rights in RIGHTS.values() for label in rights.pages}
    labels |= {label for label, _steps in WORKFLOWS.values()}
    for label in labels - {ROOT_PAGE}:
        post_save.connect(
            _set_up_new_page, sender=apps.get_model(label), dispatch_uid="articles.workflow.setup"
        )


def _set_up_new_page(instance, created, raw, **kwargs):
    if created and not raw:
        set_up_page(instance)


@transaction.atomic
def set_up() -> Changes:
    """Groups, their rights, and the workflow, exactly as written down; all of it or nothing."""
    changes = Changes()
    for role in Role:
        group, is_new = Group.objects.get_or_create(name=role)
        changes.added += is_new
        _grant(changes, group, role)
    _remove_wagtails_own(changes)
    workflows.set_up(changes)
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
    workflows.assign_to_new(changes, page, label)
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
    """Wagtail's example workflow goes while nothing used it; its group becomes our moderators."""
    for workflow in Workflow.objects.filter(name=WAGTAILS_WORKFLOW, workflow_states__isnull=True):
        tasks = list(workflow.tasks)
        workflow.delete()
        for task in tasks:
            if not task.workflow_tasks.exists():
                task.delete()
        changes.removed += 1
