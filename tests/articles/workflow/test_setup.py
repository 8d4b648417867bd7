"""Roles and workflow: exactly what is written down here, on whatever was there before."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models

from articles.media.models import File, Picture
from articles.models import (
    Appearance,
    ArticleIndexPage,
    HomePage,
    LibraryIndexPage,
    PlainPage,
    SiteSettings,
    StatementIndexPage,
)
from articles.models import Permission as TextRight
from articles.site import ensure_home
from articles.workflow.review import ReviewTask
from articles.workflow.role import RECORDS, WORKFLOWS, Role
from articles.workflow.setup import set_up
from organisations.members.models import User
from organisations.models import OrganisationSettings, StructurePage
from tests.articles import factory
from tests.organisations.members.factory import account

pytestmark = pytest.mark.django_db

ROLES = (
    "Contributors",
    "Translators",
    "Moderators",
    "Rights editors",
    "Secretariat",
    "Editors",
    "Administrators",
)
NOBODY, ALL = (), ROLES
FROM_EDITORS = ("Editors", "Administrators")
WITH_SECRETARIAT = ("Secretariat", *FROM_EDITORS)
CHANGE_TEXTS = ("Translators", "Rights editors", *WITH_SECRETARIAT)
ADD_TEXTS = ("Contributors", *CHANGE_TEXTS)
ONLY_ADMINISTRATORS = ("Administrators",)

# What may be done on pages of each kind that somebody else made, and by whom.
SITE_PAGE = {
    "add": WITH_SECRETARIAT,
    "change": WITH_SECRETARIAT,
    "publish": FROM_EDITORS,
    "publish below": FROM_EDITORS,
    "unpublish": FROM_EDITORS,
    "delete": FROM_EDITORS,
    "lock": FROM_EDITORS,
    "unlock": FROM_EDITORS,
}
NOTHING_BELOW = {"add": NOBODY, "publish below": NOBODY}
INDEX = {
    **SITE_PAGE,
    "add": ADD_TEXTS,
    "change": CHANGE_TEXTS,
    "publish below": ONLY_ADMINISTRATORS,
}
TEXT = {
    **SITE_PAGE,
    **NOTHING_BELOW,
    "change": CHANGE_TEXTS,
    "publish": ONLY_ADMINISTRATORS,
}
PAGES = {
    "root": {
        **dict.fromkeys(SITE_PAGE, NOBODY),
        "add": ONLY_ADMINISTRATORS,
        "publish below": ONLY_ADMINISTRATORS,
        "lock": ONLY_ADMINISTRATORS,
        "unlock": ONLY_ADMINISTRATORS,
    },
    "home": {**SITE_PAGE, "delete": ONLY_ADMINISTRATORS},
    "plain page": SITE_PAGE,
    "structure": SITE_PAGE,
    "articles": INDEX,
    "statements": INDEX,
    "library": INDEX,
    "article": TEXT,
    "statement": TEXT,
    "document": TEXT,
}
# The same for things that are not pages.
THINGS = {
    Picture: {"add": ADD_TEXTS, "choose": ALL},
    File: {"add": ADD_TEXTS, "choose": ALL},
    SiteSettings: {"change": FROM_EDITORS},
    OrganisationSettings: {"change": ONLY_ADMINISTRATORS},
    User: dict.fromkeys(("add", "change", "delete"), ONLY_ADMINISTRATORS),
    Group: dict.fromkeys(("add", "change", "delete"), ONLY_ADMINISTRATORS),
    Workflow: dict.fromkeys(("add", "change", "delete"), ONLY_ADMINISTRATORS),
    Collection: dict.fromkeys(("add", "change", "delete"), ONLY_ADMINISTRATORS),
}
RECORD = {
    "view": WITH_SECRETARIAT,
    "add": WITH_SECRETARIAT,
    "change": WITH_SECRETARIAT,
    "delete": ONLY_ADMINISTRATORS,
}
# What a rights check needs.
RIGHTS_RECORD = {
    **dict.fromkeys(("view", "add", "change"), ("Rights editors", *WITH_SECRETARIAT)),
    "delete": ONLY_ADMINISTRATORS,
}
OTHERS = {
    "wagtailadmin.access_admin": ALL,
    "wagtail_localize.submit_translation": ("Translators", *FROM_EDITORS),
    "workflow.publish_alone": ONLY_ADMINISTRATORS,
    "workflow.view_submission": ("Moderators", *FROM_EDITORS),
    "workflow.change_submission": ("Moderators", *FROM_EDITORS),
    "organisations.view_auditentry": ONLY_ADMINISTRATORS,
    "organisations.add_decision": WITH_SECRETARIAT,
    "wagtailcore.add_locale": ONLY_ADMINISTRATORS,
    "wagtailredirects.add_redirect": FROM_EDITORS,
    "wagtailredirects.delete_redirect": ONLY_ADMINISTRATORS,
    "wagtailcore.change_site": ONLY_ADMINISTRATORS,
    "wagtailcore.delete_task": ONLY_ADMINISTRATORS,
}


@pytest.fixture
def pages(site):
    """A page of each kind, by the names in the table."""
    home = HomePage.objects.get(slug="home-en")
    return {
        "root": Page.objects.get(depth=1),
        "home": home,
        "plain page": home.add_child(instance=PlainPage(title="Join")),
        "structure": factory.index_page(StructurePage, "structure"),
        "articles": factory.index_page(ArticleIndexPage, "articles"),
        "statements": factory.index_page(StatementIndexPage, "statements"),
        "library": factory.index_page(LibraryIndexPage, "library"),
        "article": factory.article(),
        "statement": factory.statement(),
        "document": factory.document(),
    }


def may(user, action, page):
    tester = page.permissions_for_user(user)
    return {
        "add": tester.can_add_subpage,
        "change": tester.can_edit,
        "publish": tester.can_publish,
        "publish below": tester.can_publish_subpage,
        "unpublish": tester.can_unpublish,
        "delete": tester.can_delete,
        "lock": tester.can_lock,
        "unlock": tester.can_unlock,
    }[action]()


@pytest.mark.parametrize("role", ROLES)
def test_page_permissions__are_those_of_the_table(role, pages):
    user = account(role)
    expected = {
        (kind, action): role in roles for kind in PAGES for action, roles in PAGES[kind].items()
    }
    assert {(kind, action): may(user, action, pages[kind]) for kind, action in expected} == expected


@pytest.mark.parametrize("role", ROLES)
def test_permissions_on_things__are_those_of_the_table(role, site):
    user = account(role)
    found, expected = {}, {}
    records = {
        model: RIGHTS_RECORD if model in (Appearance, TextRight) else RECORD
        for model in get_snippet_models()
        if model._meta.label_lower in RECORDS
    }
    for model, actions in {**THINGS, **records}.items():
        for action, roles in actions.items():
            expected[model.__name__, action] = role in roles
            policy = policy_registry.get_by_type(model)
            found[model.__name__, action] = policy.user_has_permission(user, action)
    for permission, roles in OTHERS.items():
        expected[permission] = role in roles
        found[permission] = user.has_perm(permission)
    assert found == expected


def test_records__are_all_that_the_menu_offers():
    ours = {
        model._meta.label_lower
        for model in get_snippet_models()
        if model._meta.app_label in ("articles", "organisations")
    }
    # Administrators alone keep these; they are granted whatever can be granted.
    assert {*RECORDS, "organisations.personaccount"} == ours


def test_contributor__changes_and_deletes_own_drafts_only(site):
    user = account("Contributors")
    own = factory.article(live=False, owner=user)
    other = factory.article(live=False, owner=account("Editors"))
    assert own.permissions_for_user(user).can_edit()
    assert own.permissions_for_user(user).can_delete()
    assert own.permissions_for_user(user).can_submit_for_moderation()
    assert not own.permissions_for_user(user).can_publish()
    assert not other.permissions_for_user(user).can_edit()
    assert not other.permissions_for_user(user).can_delete()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("model", [Picture, File])
def test_pictures_and_files_of_others__are_changed_by_editors(role, model, site):
    user = account(role)
    root = Collection.get_first_root_node()
    own = model(title="Own", uploaded_by_user=user, collection=root)
    other = model(title="Other", uploaded_by_user=account("Editors"), collection=root)
    policy = policy_registry.get_by_type(model)
    for action in ("change", "delete"):
        may_own = policy.user_has_permission_for_instance(user, action, own)
        assert may_own == (role in ADD_TEXTS)
        assert policy.user_has_permission_for_instance(user, action, other) == (
            role in ("Rights editors", *FROM_EDITORS)
        )


def test_account_without_role__may_nothing(site):
    user = account()
    assert not user.get_all_permissions()
    assert not may(user, "add", factory.index_page(ArticleIndexPage, "articles"))


def test_set_up__done_again_changes_nothing(site):
    pages_of_other_kinds = factory.article()
    changes = set_up()
    assert (changes.added, changes.removed) == (0, 0)
    assert pages_of_other_kinds.pk


def test_set_up__removes_what_is_not_in_the_table(site):
    contributors = Group.objects.get(name="Contributors")
    contributors.permissions.add(Permission.objects.get(codename="delete_user"))
    publish = Permission.objects.get(codename="publish_page")
    home = HomePage.objects.get(slug="home-en")
    GroupPagePermission.objects.create(group=contributors, page=home, permission=publish)
    GroupCollectionPermission.objects.create(
        group=contributors,
        collection=Collection.get_first_root_node(),
        permission=Permission.objects.get(codename="change_image"),
    )
    changes = set_up()
    assert (changes.added, changes.removed) == (0, 3)
    user = account("Contributors")
    assert not user.has_perm("members.delete_user")
    assert not home.permissions_for_user(user).can_publish()


def test_set_up__puts_back_what_is_missing(site):
    Group.objects.get(name="Editors").delete()
    Workflow.objects.get(name="Article").delete()
    Task.objects.all().delete()
    assert set_up().removed == 0
    assert may(account("Editors"), "publish", HomePage.objects.get(slug="home-en"))
    assert (set_up().added, set_up().removed) == (0, 0)


def test_set_up__leaves_other_groups_alone(site):
    group = Group.objects.create(name="Proofreaders")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    set_up()
    assert group.permissions.count() == 1


def test_set_up__is_all_or_nothing(site, monkeypatch):
    Group.objects.get(name="Contributors").permissions.clear()

    def fail(changes):
        raise RuntimeError

    monkeypatch.setattr("articles.workflow.workflows.set_up", fail)
    with pytest.raises(RuntimeError):
        set_up()
    assert not Group.objects.get(name="Contributors").permissions.exists()


def test_wagtails_own_group__becomes_ours_and_its_workflow_goes(site):
    group = Group.objects.get(name="Moderators")
    assert not GroupPagePermission.objects.filter(group=group).exists()
    assert set(Workflow.objects.values_list("name", flat=True)) == set(WORKFLOWS)
    steps = {step.name for _label, steps in WORKFLOWS.values() for step in steps}
    assert set(Task.objects.values_list("name", flat=True)) == steps


def test_workflows__hold_for_every_language(site, pages):
    for name, (label, steps) in WORKFLOWS.items():
        workflow = Workflow.objects.get(name=name)
        held = WorkflowPage.objects.filter(workflow=workflow).values_list("page_id", flat=True)
        model = apps.get_model(label)
        assert set(held) == set(model.objects.values_list("pk", flat=True))
        assert [task.name for task in workflow.tasks] == [step.name for step in steps]
        for task, step in zip(workflow.tasks.specific(), steps, strict=True):
            if step.roles:
                assert set(task.groups.values_list("name", flat=True)) == set(step.roles)
    assert pages["article"].get_workflow().name == "Article"
    assert pages["document"].get_workflow().name == "Document"


def test_set_up__takes_away_a_step_that_is_not_in_the_table(site):
    own = ReviewTask.objects.create(name="Proof-reading")
    WorkflowTask.objects.create(workflow=Workflow.objects.get(name="Article"), task=own)
    assert set_up().removed == 1
    assert not Task.objects.filter(name="Proof-reading").exists()


def test_new_language_and_new_index__have_rights_and_workflow_at_once(site):
    HomePage.objects.get(slug="home-fr").delete()
    home = ensure_home("fr")
    assert may(account("Editors"), "publish", home)
    assert home.get_workflow().name == "Article"
    index = home.add_child(instance=ArticleIndexPage(title="Textes"))
    assert may(account("Contributors"), "add", index)
    assert not may(account("Contributors"), "add", home)
    assert (set_up().added, set_up().removed) == (0, 0)


def test_role__is_the_name_of_a_group():
    assert set(Role.values) == set(ROLES)
