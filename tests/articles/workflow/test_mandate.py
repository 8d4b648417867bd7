"""Words that are public by another right than a vote on them: always two persons, or it says so."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from articles.models import Adoption, StatementPage
from articles.models.publishable import UnpublishableError
from articles.workflow import mandate
from articles.workflow.mandate import MandateError
from articles.workflow.schedule import publish_due
from organisations.models import AuditEntry, Decision, Notification
from tests.articles import factory
from tests.articles.workflow import gate
from tests.organisations import voting
from tests.organisations.members.factory import account

pytestmark = pytest.mark.django_db
Kind = Adoption.Kind
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _site(site):
    """Home pages and workflows."""


def propose_and_confirm(page, kind, **more):
    adoption = mandate.propose(page, kind, by=account("superuser"), **more)
    mandate.confirm(adoption, by=account("superuser"), seen=adoption.text_hash)
    return adoption


def edited(page, title):
    draft = gate.fresh(page).get_latest_revision_as_object()
    draft.title = title
    draft.save_revision(user=account("Editors"))
    return gate.fresh(page)


def translation_of(page, language="fr", title="De l’eau"):
    locale = Locale.objects.get(language_code=language)
    translated = page.copy_for_translation(locale, copy_parents=True)
    translated.title = title
    translated.save_revision(user=account("Editors"))
    return gate.fresh(translated)


class TestMeeting:
    def test_decision_of_a_meeting__adopts_it_with_two_persons(self):
        page = gate.sub_edited()
        decision = factory.decision(page.issued_by)
        adoption = mandate.propose(page, Kind.ADOPTED, by=account("superuser"), decision=decision)
        assert not gate.fresh(page).live
        assert mandate.confirm(adoption, by=account("superuser"), seen=page.text_hash)
        assert gate.fresh(page).live

    def test_proposer__can_t_confirm(self):
        page = gate.sub_edited()
        one = account("superuser")
        adoption = mandate.propose(
            page, Kind.ADOPTED, by=one, decision=factory.decision(page.issued_by)
        )
        with pytest.raises(MandateError, match="Somebody else"):
            mandate.confirm(adoption, by=one, seen=page.text_hash)

    def test_writer__can_t_confirm(self):
        writer = account("superuser")
        page = gate.draft()
        draft = page.get_latest_revision_as_object()
        draft.title = "Written by her"
        draft.save_revision(user=writer)
        page = gate.sub_edited(gate.fresh(page))
        adoption = mandate.propose(
            page, Kind.ADOPTED, by=account("superuser"), decision=factory.decision(page.issued_by)
        )
        with pytest.raises(MandateError, match="Somebody else"):
            mandate.confirm(adoption, by=writer, seen=adoption.text_hash)

    @pytest.mark.parametrize("result", ["rejected", "withdrawn"])
    def test_decision_that_did_not_adopt__is_refused(self, result):
        page = gate.sub_edited()
        decision = factory.decision(page.issued_by, result=result)
        with pytest.raises(MandateError):
            mandate.propose(page, Kind.ADOPTED, by=account("superuser"), decision=decision)

    def test_decision_of_another_body__is_refused(self):
        page = gate.sub_edited()
        with pytest.raises(MandateError, match="body that issues"):
            mandate.propose(
                page,
                Kind.ADOPTED,
                by=account("superuser"),
                decision=factory.decision(factory.body("Board")),
            )

    def test_unconfirmed_decision__is_refused(self):
        page = gate.sub_edited()
        decision = factory.decision(page.issued_by, recorded_by=account("superuser"))
        with pytest.raises(MandateError, match="nobody has confirmed"):
            mandate.propose(page, Kind.ADOPTED, by=account("superuser"), decision=decision)

    def test_text_changed_after_the_proposal__is_not_confirmed(self):
        page = gate.sub_edited()
        adoption = mandate.propose(
            page, Kind.ADOPTED, by=account("superuser"), decision=factory.decision(page.issued_by)
        )
        edited(page, "Other words")
        with pytest.raises(MandateError, match="changed meanwhile"):
            mandate.confirm(adoption, by=account("superuser"), seen=adoption.text_hash)

    def test_screens__take_two_accounts_there(self, client):
        page = gate.sub_edited()
        decision = factory.decision(page.issued_by)
        address = reverse("plenum_mandate", args=[page.pk])
        client.force_login(account("superuser"))
        assert client.get(address).status_code == 200
        client.post(address, {"do": "meeting", "decision": decision.pk})
        adoption = Adoption.objects.get()
        confirm = {"do": "confirm", "adoption": adoption.pk, "seen": adoption.text_hash}
        client.post(address, confirm)
        assert not gate.fresh(page).live
        client.force_login(account("superuser"))
        assert "Confirm" in client.get(address).content.decode()
        client.post(address, confirm)
        assert gate.fresh(page).live


class TestWording:
    def test_old_text__stays_public_until_a_second_person_confirms(self, client):
        page, _decision = gate.adopted(title="Old words")
        page = edited(page, "New words")
        adoption = mandate.propose(page, Kind.WORDING, by=account("superuser"))
        assert "Old words" in client.get(page.url).content.decode()
        mandate.confirm(adoption, by=account("superuser"), seen=adoption.text_hash)
        gate.fresh(page).get_latest_revision().publish()
        page = gate.fresh(page)
        assert page.title == "New words"
        assert page.standing.adoption.kind == Kind.WORDING
        assert page.corrections.get().kind == "wording"
        assert page.versions.count() == 2

    def test_without_an_adopted_text__is_refused(self):
        with pytest.raises(MandateError, match="No adopted text"):
            mandate.propose(gate.sub_edited(), Kind.WORDING, by=account("superuser"))

    def test_words_adopted_before__can_t_come_back_by_themselves(self):
        page, _decision = gate.adopted(title="Old words")
        page = edited(page, "New words")
        propose_and_confirm(page, Kind.WORDING)
        gate.fresh(page).get_latest_revision().publish()
        page = edited(page, "Old words")
        revision = page.get_latest_revision()
        revision.content["change_kind"] = "wording"
        with pytest.raises(UnpublishableError):
            revision.publish()


class TestTranslation:
    def test_confirmed__goes_public_with_the_original_and_says_what_it_is(self, client):
        page, decision = gate.voted_on()
        translated = translation_of(page)
        propose_and_confirm(translated, Kind.TRANSLATION)
        assert not gate.fresh(translated).live
        voting.vote(decision, "for", "for", "for")
        assert gate.fresh(page).live
        assert gate.fresh(translated).live
        html = client.get(gate.fresh(translated).url).content.decode()
        assert gate.fresh(translated).standing.is_translation
        assert decision.body.key in html or str(decision.body) in html

    def test_falls_with_the_original(self, client):
        page, _decision = gate.adopted()
        translated = translation_of(page)
        propose_and_confirm(translated, Kind.TRANSLATION)
        gate.fresh(translated).get_latest_revision().publish()
        address = gate.fresh(translated).url
        assert client.get(address).status_code == 200
        gate.fresh(page).unpublish()
        assert client.get(address).status_code == 404
        assert not StatementPage.objects.published().exists()

    def test_before_the_original_was_put_to_the_body__is_refused(self):
        with pytest.raises(MandateError, match="original"):
            mandate.propose(translation_of(gate.draft()), Kind.TRANSLATION, by=account("superuser"))

    def test_one_embargo__holds_for_all_languages_and_all_appear_together(self):
        go_live = timezone.now() + datetime.timedelta(days=9)
        page, decision = gate.voted_on(go_live_at=go_live)
        translated = translation_of(page)
        draft = translated.get_latest_revision_as_object()
        draft.go_live_at = None
        draft.save_revision(user=account("Editors"))
        propose_and_confirm(gate.fresh(translated), Kind.TRANSLATION)
        voting.vote(decision, "for", "for", "for")
        with time_machine.travel(go_live - MINUTE):
            publish_due()
        assert not StatementPage.objects.filter(live=True).exists()
        with time_machine.travel(go_live + MINUTE):
            publish_due()
        assert StatementPage.objects.filter(live=True).count() == 2

    def test_one_that_can_t_be_published__keeps_all_back(self, monkeypatch):
        go_live = timezone.now() + datetime.timedelta(days=9)
        page, decision = gate.voted_on(go_live_at=go_live)
        translated = translation_of(page)
        propose_and_confirm(translated, Kind.TRANSLATION)
        voting.vote(decision, "for", "for", "for")
        Adoption.objects.filter(kind=Kind.TRANSLATION).update(confirmed_at=None)
        with time_machine.travel(go_live + MINUTE):
            assert publish_due().failed
        assert not StatementPage.objects.filter(live=True).exists()


class TestRelease:
    def test_superuser__releases_it_as_not_adopted_and_members_are_told(self, client):
        page = gate.draft(of=voting.voting_body(2))
        by = account("superuser")
        mandate.release(page, by=by, note="The harbour burns")
        assert "Not adopted by" in client.get(gate.fresh(page).url).content.decode()
        told = Notification.objects.filter(kind="adoption")
        assert told.count() == 2
        assert "The harbour burns" in told.first().text
        assert AuditEntry.objects.filter(act="adoption.release", actor=by).exists()

    @pytest.mark.parametrize("role", ["Editors", "Administrators"])
    def test_others__can_t(self, role):
        with pytest.raises(MandateError, match="Only a superuser"):
            mandate.release(gate.draft(), by=account(role), note="Mine")

    def test_without_a_reason__is_refused(self):
        with pytest.raises(MandateError, match="Say why"):
            mandate.release(gate.draft(), by=account("superuser"), note=" ")

    def test_adopted_later__is_shown_as_adopted(self, client):
        page = gate.draft()
        mandate.release(page, by=account("superuser"), note="The harbour burns")
        page = gate.sub_edited(gate.fresh(page))
        propose_and_confirm(page, Kind.ADOPTED, decision=factory.decision(page.issued_by))
        html = client.get(gate.fresh(page).url).content.decode()
        assert "Not adopted by" not in html
        assert "Adopted by" in html


def test_adoption__can_t_be_deleted():
    gate.adopted()
    with pytest.raises(Exception, match="stay on the record"):
        Adoption.objects.get().delete()
    assert Decision.objects.adopted().count() == 1
