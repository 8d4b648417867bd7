"""Roles and workflow: exactly what is written down here, on whatever was there before."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
)
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models

from articles.media.models import File, Picture
from articles.models import (
    ArticleIndexPage,
    HomePage,
    LibraryIndexPage,
    PlainPage,
    SiteSettings,
    StatementIndexPage,
)
from articles.site import ensure_home
from articles.workflow.role import RECORDS, Role
from articles.workflow.setup import set_up
from organisations.members.models import User
from organisations.models import OrganisationSettings, StructurePage
from tests.articles import factory
from tests.organisations.members.factory import account

pytestmark = pytest.mark.django_db

ROLES = ("Contributors", "Editors", "Administrators")
NOBODY, ALL = (), ROLES
FROM_EDITORS = ("Editors", "Administrators")
ONLY_ADMINISTRATORS = ("Administrators",)

# What may be done on pages of each kind that somebody else made, and by whom.
PAGES = {
    "root": {"add": ONLY_ADMINISTRATORS, "change": NOBODY},
    "home": {"add": FROM_EDITORS, "change": FROM_EDITORS, "publish": FROM_EDITORS},
    "plain page": {"add": FROM_EDITORS, "change": FROM_EDITORS, "publish": FROM_EDITORS},
    "structure": {"add": FROM_EDITORS, "change": FROM_EDITORS, "publish": FROM_EDITORS},
    "articles": {"add": ALL, "change": FROM_EDITORS, "publish": FROM_EDITORS},
    "statements": {"add": ALL, "change": FROM_EDITORS, "publish": FROM_EDITORS},
    "library": {"add": ALL, "change": FROM_EDITORS, "publish": FROM_EDITORS},
    "article": {
        "change": FROM_EDITORS,
        "publish": FROM_EDITORS,
        "lock": FROM_EDITORS,
        "unlock": FROM_EDITORS,
    },
}
# The same for things that are not pages.
THINGS = {
    Picture: {"add": ALL, "choose": ALL},
    File: {"add": ALL, "choose": ALL},
    SiteSettings: {"change": FROM_EDITORS},
    OrganisationSettings: {"change": ONLY_ADMINISTRATORS},
    User: dict.fromkeys(("add", "change", "delete"), ONLY_ADMINISTRATORS),
    Group: dict.fromkeys(("add", "change", "delete"), ONLY_ADMINISTRATORS),
    Workflow: dict.fromkeys(("add", "change", "delete"), ONLY_ADMINISTRATORS),
    Collection: dict.fromkeys(("add", "change", "delete"), ONLY_ADMINISTRATORS),
}
RECORD = {
    "view": FROM_EDITORS,
    "add": FROM_EDITORS,
    "change": FROM_EDITORS,
    "delete": ONLY_ADMINISTRATORS,
}
OTHERS = {
    "wagtailadmin.access_admin": ALL,
    "wagtail_localize.submit_translation": FROM_EDITORS,
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
    }


def may(user, action, page):
    tester = page.permissions_for_user(user)
    return {
        "add": tester.can_add_subpage,
        "change": tester.can_edit,
        "publish": tester.can_publish,
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
        model: RECORD for model in get_snippet_models() if model._meta.label_lower in RECORDS
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
        assert policy.user_has_permission_for_instance(user, action, own)
        assert policy.user_has_permission_for_instance(user, action, other) == (
            role in FROM_EDITORS
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
    GroupApprovalTask.objects.all().delete()
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

    monkeypatch.setattr("articles.workflow.setup._set_up_workflow", fail)
    with pytest.raises(RuntimeError):
        set_up()
    assert not Group.objects.get(name="Contributors").permissions.exists()


def test_wagtails_own_group_and_workflow__are_gone(site):
    assert not Group.objects.filter(name="Moderators").exists()
    assert list(Workflow.objects.values_list("name", flat=True)) == ["Article"]
    assert GroupApprovalTask.objects.count() == 1


def test_wagtails_own_group__stays_while_somebody_is_in_it(site):
    group = Group.objects.create(name="Moderators")
    account().groups.add(group)
    set_up()
    assert Group.objects.filter(pk=group.pk).exists()


def test_workflow__holds_for_every_language(site, pages):
    homes = set(HomePage.objects.values_list("pk", flat=True))
    assert set(WorkflowPage.objects.values_list("page_id", flat=True)) == homes
    assert pages["article"].get_workflow().name == "Article"
    (task,) = Workflow.objects.get(name="Article").tasks
    approvers = task.specific.groups.values_list("name", flat=True)
    assert set(approvers) == {"Editors", "Administrators"}


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
