"""The step of adoption: the pitfalls of a vote as a step of Wagtail's workflow, one test each."""

import datetime

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState, Workflow

from articles.models import Adoption, StatementPage
from articles.workflow.adoption import (
    AdoptionTask,
    AdoptionTaskState,
    TaskInUseError,
    waiting_state,
)
from articles.workflow.schedule import publish_due
from organisations.models import (
    Ballot,
    Decision,
    Dissent,
    Elector,
    Notification,
    PersonAccount,
    TextChange,
)
from organisations.voting import VotingError, cast, close_due, confirm_wording, end_without_result
from tests.articles import factory
from tests.articles.workflow import gate
from tests.organisations import voting
from tests.organisations.members.factory import account

pytestmark = pytest.mark.django_db
Result = Decision.Result


@pytest.fixture(autouse=True)
def _site(site):
    """Home pages and workflows."""


def superuser():
    return account("superuser")


def member_account(decision):
    """An account of an elector, who has no rights on pages."""
    person = decision.electors.first().person
    return PersonAccount.objects.get(person=person).account


class TestPitfalls:
    def test_1_last_vote__is_kept_though_its_author_may_not_publish(self):
        page, decision = gate.voted_on(of=voting.voting_body(1))
        voter = member_account(decision)
        assert not page.permissions_for_user(voter).can_publish()
        cast(decision.electors.get(), "for", way="admin", by=voter)
        assert Ballot.objects.count() == 1
        assert gate.fresh(page).live

    def test_2_voted_revision__is_published_and_a_later_draft_is_not(self):
        page, decision = gate.voted_on(of=voting.voting_body(1))
        AdoptionTaskState.objects.update(decision=None)  # as if the edit had slipped past
        later = page.get_latest_revision_as_object()
        later.title = "A later draft"
        later.save_revision()
        AdoptionTaskState.objects.update(decision=decision)
        voting.vote(decision, "for")
        assert gate.fresh(page).live
        assert gate.fresh(page).title != "A later draft"

    def test_2_revision_overwritten_by_autosave__is_not_published(self):
        page, decision = gate.voted_on(of=voting.voting_body(1))
        revision = page.get_latest_revision()
        type(revision).objects.filter(pk=revision.pk).update(
            content=revision.content | {"title": "Overwritten"}
        )
        voting.vote(decision, "for")
        assert not gate.fresh(page).live
        assert decision.is_adopted
        assert decision.title != "Overwritten"

    def test_3_step__can_t_be_switched_off_while_texts_wait(self):
        page, _decision = gate.voted_on()
        with pytest.raises(TaskInUseError):
            AdoptionTask.objects.get().deactivate()
        assert AdoptionTask.objects.get().active
        assert not gate.fresh(page).live

    def test_3_switching_it_off_in_the_admin__says_why_not(self, client):
        gate.voted_on()
        client.force_login(superuser())
        address = reverse(
            "wagtailadmin_workflows:disable_task", args=[AdoptionTask.objects.get().pk]
        )
        answer = client.post(address)
        assert answer.status_code == 302
        said = [str(each) for each in get_messages(answer.wsgi_request)]
        assert "Statements wait at this step" in " ".join(said)

    def test_3_cancelled_step__ends_the_workflow_and_the_vote(self):
        page, decision = gate.voted_on()
        waiting_state(page).cancel()
        decision.refresh_from_db()
        assert decision.result == Result.WITHDRAWN
        assert not gate.fresh(page).live
        assert not gate.fresh(page).workflow_in_progress

    def test_3_workflow_switched_off__publishes_nothing(self):
        page, decision = gate.voted_on()
        Workflow.objects.get(name="Statement").deactivate()
        decision.refresh_from_db()
        assert (gate.fresh(page).live, decision.result) == (False, Result.WITHDRAWN)

    @pytest.mark.parametrize("is_elector", [True, False])
    def test_4_editor__is_locked_for_everybody_while_the_vote_is_open(self, is_elector, client):
        page, decision = gate.voted_on()
        user = superuser()
        if is_elector:
            PersonAccount.objects.filter(person=decision.electors.first().person).update(
                account=user
            )
        assert page.get_lock().for_user(user)
        assert page.permissions_for_user(user).page_locked()
        client.force_login(user)
        html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert 'name="action-publish"' not in html
        assert "under vote" in html

    def test_5_voting__makes_no_revision(self, client):
        page, decision = gate.voted_on()
        voter = member_account(decision)
        voter.groups.add(Group.objects.get(name="Contributors"))
        client.force_login(voter)
        before = page.revisions.count()
        client.post(
            reverse("plenum_vote", args=[decision.pk]),
            {"do": "vote", "choice": "for", "seen": decision.text_hash},
        )
        assert Ballot.objects.count() == 1
        assert page.revisions.count() == before

    def test_6_scheduling__makes_no_version_and_publishes_no_alias(self):
        page = gate.draft(go_live_at=timezone.now() + datetime.timedelta(days=9))
        alias = page.create_alias(update_slug="alias")
        page, decision = gate.voted_on(page)
        voting.vote(decision, "for", "for", "for")
        assert page.versions.count() == 0
        assert not gate.fresh(alias).live

    def test_7_embargo__holds_and_then_it_appears_with_its_alias(self):
        go_live = timezone.now() + datetime.timedelta(days=9)
        page = gate.draft(go_live_at=go_live)
        alias = page.create_alias(update_slug="alias")
        page, decision = gate.voted_on(page)
        voting.vote(decision, "for", "for", "for")
        assert gate.fresh(page).approved_schedule
        with time_machine.travel(go_live - datetime.timedelta(minutes=1)):
            publish_due()
        assert not StatementPage.objects.filter(live=True).exists()
        with time_machine.travel(go_live + datetime.timedelta(minutes=1)):
            publish_due()
        assert gate.fresh(page).live
        assert gate.fresh(alias).live

    def test_7_go_live_time_that_passed_while_voting__publishes_at_once(self):
        page, decision = gate.voted_on(of=voting.voting_body(1))
        revision = page.get_latest_revision()
        past = (timezone.now() - datetime.timedelta(hours=1)).isoformat()
        type(revision).objects.filter(pk=revision.pk).update(
            content=revision.content | {"go_live_at": past}
        )
        voting.vote(decision, "for")
        assert gate.fresh(page).live

    def test_8_rejected__starts_anew_without_votes_and_keeps_the_old_ones(self):
        page, decision = gate.voted_on()
        voting.vote(decision, "against", "against", "against")
        state = gate.fresh(page).current_workflow_state
        assert state.status == "needs_changes"
        state.resume(user=superuser())
        assert waiting_state(page).decision is None
        assert Ballot.objects.filter(elector__decision=decision).count() == 2

    def test_9_page_deleted__keeps_electors_and_votes(self):
        page, decision = gate.voted_on()
        voting.vote(decision, "for")
        page.delete()
        decision.refresh_from_db()
        assert decision.result == Result.WITHDRAWN
        assert Elector.objects.filter(decision=decision).count() == 3
        assert Ballot.objects.count() == 1
        assert decision.text.startswith("plenum canonical text")

    def test_10_empty_electorate__is_refused_on_the_opening_screen(self, client):
        page = gate.sub_edited(of=voting.voting_body(0))
        client.force_login(superuser())
        address = reverse("plenum_opening", args=[page.pk])
        assert "Nobody may vote" in client.get(address).content.decode()
        client.post(address, {"seen": page.text_hash, "closes_at": "2099-01-01 12:00"})
        assert not Decision.objects.exists()

    def test_approving_without_a_vote__is_refused(self):
        page, _decision = gate.voted_on()
        with pytest.raises(PermissionDenied):
            waiting_state(page).approve(user=superuser())
        task = waiting_state(page).task.specific
        with pytest.raises(PermissionDenied):
            task.on_action(waiting_state(page), superuser(), "approve")
        assert not gate.fresh(page).live

    def test_modal_of_the_admin__approves_nothing(self, client):
        page, _decision = gate.voted_on()
        client.force_login(superuser())
        state = waiting_state(page)
        for name in ("approve", "reject"):
            client.post(
                reverse("wagtailadmin_pages:workflow_action", args=[page.pk, name, state.pk]),
                {"comment": "mine"},
            )
        assert waiting_state(page) == state
        assert not gate.fresh(page).live

    def test_what_waits_for_whom__follows_the_votes(self):
        _page, decision = gate.voted_on()
        voter = member_account(decision)
        assert TaskState.objects.reviewable_by(voter).count() == 1
        cast(Elector.objects.get(person__account_link__account=voter), "for", way="admin")
        assert TaskState.objects.reviewable_by(voter).count() == 0


class TestEditing:
    """Other words for a text under vote."""

    @pytest.fixture
    def vote(self):
        page, decision = gate.voted_on()
        voting.vote(decision, "for")
        return page, decision

    def edit(self, page, title, by):
        draft = page.get_latest_revision_as_object()
        draft.title = title
        return draft.save_revision(user=by)

    def test_saved__stops_the_vote_until_a_second_person_speaks(self, vote):
        page, decision = vote
        self.edit(page, "Other words", account("Editors"))
        change = TextChange.objects.get()
        assert "Other words" in change.new_text
        with pytest.raises(VotingError):
            voting.vote(decision, "for")

    def test_confirmed_as_wording__votes_stay_and_the_new_words_are_adopted(self, vote):
        page, decision = vote
        self.edit(page, "Other words", account("Editors"))
        change = TextChange.objects.get()
        confirm_wording(change, by=account("Editors"), seen=change.new_hash)
        voting.vote(decision, "for")
        assert gate.fresh(page).title == "Other words"
        assert gate.fresh(page).live

    def test_declared_void__voters_are_told_and_it_waits_for_a_new_vote(self, vote):
        page, decision = vote
        Notification.objects.all().delete()
        self.edit(page, "Other words", account("Editors"))
        end_without_result(decision, Result.VOID)
        assert Notification.objects.filter(subject__contains="void").count() == 3
        state = waiting_state(page)
        assert state.decision is None
        assert state.revision == gate.fresh(page).get_latest_revision()
        assert Ballot.objects.filter(elector__decision=decision).count() == 1

    def test_nobody_speaks__void_at_the_deadline(self, vote):
        page, decision = vote
        self.edit(page, "Other words", account("Editors"))
        close_due(decision.closes_at)
        decision.refresh_from_db()
        assert decision.result == Result.VOID
        assert not gate.fresh(page).live

    def test_same_words_with_another_slug__change_nothing(self, vote):
        page, decision = vote
        draft = page.get_latest_revision_as_object()
        draft.seo_title = "For search engines"
        draft.save_revision(user=account("Editors"))
        assert not TextChange.objects.exists()
        voting.vote(decision, "for")
        assert gate.fresh(page).live

    def test_open_for_one_account__is_locked_for_others(self, vote, client):
        page, decision = vote
        user = superuser()
        client.force_login(user)
        client.post(reverse("plenum_vote", args=[decision.pk]), {"do": "change"})
        assert not gate.fresh(page).get_lock().for_user(user)
        assert gate.fresh(page).get_lock().for_user(superuser())


class TestAdopted:
    def test_body_that_rejects__sends_it_back(self):
        page, decision = gate.voted_on(of=voting.voting_body(1))
        voting.vote(decision, "against")
        assert gate.fresh(page).current_workflow_state.status == "needs_changes"
        assert not Adoption.objects.exists()

    def test_text_that_can_t_be_published__does_not_undo_the_vote(self, monkeypatch):
        page, decision = gate.voted_on(of=voting.voting_body(1))

        def fail(*args, **kwargs):
            raise RuntimeError

        monkeypatch.setattr("wagtail.models.Revision.publish", fail)
        voting.vote(decision, "for")
        assert decision.is_adopted
        assert Adoption.objects.count() == 1
        monkeypatch.undo()
        page.get_latest_revision().publish()
        assert gate.fresh(page).live

    def test_page__says_who_adopted_it_when_and_by_what_vote(self, client):
        factory.structure_page()
        page, _decision = gate.adopted(of=voting.voting_body(5))
        html = client.get(page.url).content.decode()
        assert "Adopted by" in html
        assert str(timezone.now().year) in html
        assert "<dd>3</dd>" in html
        assert "Member" not in html

    def test_rule_that_shows_names__shows_them(self, client):
        page, _decision = gate.adopted(of=voting.voting_body(1, vote_visibility="names"))
        assert "Member" in client.get(page.url).content.decode()

    def test_rule_that_shows_the_result_only__shows_no_numbers(self, client):
        page, _decision = gate.adopted(of=voting.voting_body(1, vote_visibility="result"))
        html = client.get(page.url).content.decode()
        assert "Adopted by" in html
        assert "by this vote" not in html

    def test_public_dissent__is_shown(self, client):
        page, decision = gate.adopted(of=voting.voting_body(3))
        Dissent.objects.create(
            decision=decision, name_as_written="Dora Dorn", text="Not so.", is_public=True
        )
        assert "Dora Dorn" in client.get(page.url).content.decode()
