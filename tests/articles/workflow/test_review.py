"""The steps of an article: who may approve, what goes public, what is asked for."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Task, TaskState

from articles.models import Appearance, ArticlePage
from articles.workflow.review import RefusedError, ReviewState
from organisations.models import AuditEntry
from tests.articles import factory
from tests.organisations.members.factory import account, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(site):
    return account("Contributors")


@pytest.fixture
def draft(author):
    page = factory.article("On strike", live=False, owner=author)
    page.save_revision(user=author)
    return page


def submit(page, by=None):
    page.get_workflow().start(page, by or page.owner)
    return page.current_workflow_task_state


def step(page):
    return page.current_workflow_task_state.task.name


def change(page, user, title):
    latest = page.get_latest_revision_as_object()
    latest.title = title
    latest.save_revision(user=user)


def acts():
    return list(AuditEntry.objects.order_by("number").values_list("act", flat=True))


def test_text_of_ours__waits_for_sub_editing_alone(draft):
    submit(draft)
    assert step(draft) == "Sub-editing"
    draft.current_workflow_task_state.approve(user=account("Editors"))
    draft.refresh_from_db()
    assert draft.live


def test_text_from_elsewhere__passes_the_rights_check_first(draft):
    Appearance.objects.create(text=draft, publication="The Mill", is_first=True)
    submit(draft)
    assert step(draft) == "Rights check"
    draft.current_workflow_task_state.approve(user=account("Rights editors"))
    assert step(draft) == "Sub-editing"
    draft.refresh_from_db()
    assert not draft.live


def test_each_step__is_for_its_own_pool(draft):
    submit(draft)
    task = draft.current_workflow_task
    for role, may in [
        ("Contributors", False),
        ("Rights editors", False),
        ("Translators", False),
        ("Editors", True),
        ("Administrators", True),
        ("superuser", True),
    ]:
        assert bool(task.get_actions(draft, account(role))) == may, role


@pytest.mark.parametrize("role", ["Editors", "Administrators", "superuser"])
def test_whoever_changed_the_text_last__cannot_approve_it(draft, role):
    state = submit(draft)
    editor = account(role)
    change(draft, editor, "On strike again")
    names = [action[0] for action in draft.current_workflow_task.get_actions(draft, editor)]
    assert names == ["reject"]
    with pytest.raises(RefusedError, match="somebody else"):
        draft.current_workflow_task.on_action(state, editor, "approve")
    assert not Page.objects.get(pk=draft.pk).live
    draft.current_workflow_task.on_action(state, account("Editors"), "approve")
    assert Page.objects.get(pk=draft.pk).title == "On strike again"


def test_last_author__is_refused_in_the_admin_with_a_sentence(draft):
    state = submit(draft)
    client = signed_in("Editors")
    change(draft, client.user, "Mine")
    address = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", state.pk])
    client.post(address, {"comment": ""})
    assert not Page.objects.get(pk=draft.pk).live
    assert ReviewState.objects.get(pk=state.pk).status == "in_progress"


def test_what_is_written_after_the_approval__does_not_go_public_with_it(draft):
    goes_live = timezone.now().replace(microsecond=0) + datetime.timedelta(days=2)
    draft.go_live_at = goes_live
    draft.save_revision(user=draft.owner)
    state = submit(draft)
    state.approve(user=account("Editors"))
    approved = ReviewState.objects.get(pk=state.pk).revision
    assert approved.approved_go_live_at == goes_live
    assert acts()[-1] in ("schedule", "approve")


def test_sending_back__needs_a_reason_and_leads_to_the_same_step(draft):
    state = submit(draft)
    with pytest.raises(RefusedError, match="Say what"):
        state.reject(user=account("Editors"), comment=" ")
    state = draft.current_workflow_task_state
    state.reject(user=account("Editors"), comment="Name the mill.")
    assert draft.current_workflow_state.status == "needs_changes"
    change(draft, draft.owner, "At the mill")
    draft.current_workflow_state.resume(user=draft.owner)
    assert step(draft) == "Sub-editing"
    assert draft.current_workflow_task_state.pk != state.pk


def test_form_for_sending_back__asks_for_the_reason(draft):
    state = submit(draft)
    client = signed_in("Editors")
    address = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "reject", state.pk])
    client.post(address, {"comment": ""})
    assert ReviewState.objects.get(pk=state.pk).status == "in_progress"
    client.post(address, {"comment": "Name the mill."})
    assert ReviewState.objects.get(pk=state.pk).status == "rejected"


def test_assigned_text__is_the_turn_of_assignee_and_stand_in(draft):
    state = submit(draft)
    one, two, other = (account("Editors") for _ in range(3))
    ReviewState.objects.filter(pk=state.pk).update(assignee=one, stand_in=two)
    assert [
        bool(draft.current_workflow_task.get_actions(draft, each)) for each in (one, two, other)
    ] == [True, True, False]
    assert [TaskState.objects.reviewable_by(each).count() for each in (one, two, other)] == [
        1,
        1,
        0,
    ]
    with pytest.raises(RefusedError, match="not your turn"):
        draft.current_workflow_task.on_action(draft.current_workflow_task_state, other, "approve")


def test_second_approval__changes_nothing(draft):
    state = submit(draft)
    again = ReviewState.objects.get(pk=state.pk)
    state.approve(user=account("Editors"))
    with pytest.raises(PermissionDenied):
        again.approve(user=account("Editors"))


def test_step_at_which_texts_wait__is_not_switched_off(draft):
    submit(draft)
    task = Task.objects.get(name="Sub-editing").specific
    with pytest.raises(RefusedError, match="wait at this step"):
        task.deactivate()
    assert not Page.objects.get(pk=draft.pk).live


def test_step_that_is_cancelled__publishes_nothing(draft):
    state = submit(draft)
    state.cancel()
    assert not Page.objects.get(pk=draft.pk).live


def test_editor__publishes_no_text_alone_and_an_administrator_does_with_a_note_in_the_log(site):
    page = factory.article("On strike", live=False)
    page.save_revision()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    for role, is_live in (("Editors", False), ("Administrators", True)):
        signed_in(role).post(f"{address}?id={page.pk}&next=/admin/", {"include_descendants": ""})
        assert ArticlePage.objects.get(pk=page.pk).live == is_live
    entry = AuditEntry.objects.get(act="publish", subject_key=str(page.pk))
    assert entry.details == {"alone": True}


def test_acts__stand_in_the_log_with_their_versions(draft):
    before = len(acts())
    state = submit(draft)
    editor = account("Editors")
    state.approve(user=editor)
    entries = AuditEntry.objects.filter(subject_key=str(draft.pk)).order_by("number")
    assert {entry.act for entry in entries} == {"submit", "approve", "publish"}
    assert len(acts()) > before
    published = entries.get(act="publish")
    draft.refresh_from_db()
    assert published.to_version == draft.text_hash
    assert entries.get(act="approve").actor == editor


def test_roles_given_and_taken__stand_in_the_log(site):
    user = account("Editors")
    user.groups.clear()
    user.is_superuser = True
    user.save()
    said = AuditEntry.objects.filter(subject_model="user", subject_key=str(user.pk))
    assert list(said.order_by("number").values_list("act", "details")) == [
        ("give-role", {"roles": ["Editors"]}),
        ("take-role", {"roles": ["Editors"]}),
        ("change-power", {"is_superuser": True}),
    ]
