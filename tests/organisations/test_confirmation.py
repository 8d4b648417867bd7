"""What a second person has to confirm, and that nobody gets round it."""

import datetime
import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from wagtail.log_actions import LogContext

from organisations.confirmation import ConfirmationError, confirm, confirmed, refusal_to_confirm
from organisations.deletion import refusal
from organisations.members.models import User
from organisations.models import Decision, Membership, PersonAccount
from tests.organisations import factory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return factory.account("ada")


@pytest.fixture
def ben():
    return factory.account("ben")


@pytest.fixture
def recorded(ada):
    """A term of office that Ada recorded in the admin."""
    with LogContext(user=ada):
        return factory.term()


def stored(row):
    return type(row).objects.get(pk=row.pk)


class TestRecording:
    def test_fixture__counts_at_once(self):
        assert stored(factory.term()).is_confirmed

    def test_fixture__counts_when_created_in_bulk(self):
        term = factory.term()
        copy = Membership(
            key="copy", person=term.person, body=term.body, source=term.source, starts_on="2001"
        )
        Membership.objects.bulk_create([copy])
        assert Membership.objects.get(key="copy").is_confirmed

    def test_fixture__counts_when_loaded_raw(self):
        term = factory.term()
        rows = json.loads(serializers.serialize("json", [term]))
        del rows[0]["fields"]["confirmed_as"]
        term.delete()
        for each in serializers.deserialize("python", rows):
            each.save()
        assert Membership.objects.get().is_confirmed

    def test_account_s_row__waits_for_a_second_person(self, recorded, ada):
        assert not stored(recorded).is_confirmed
        assert stored(recorded).unconfirmed_by == [ada.pk]

    def test_account_s_row__waits_when_created_in_bulk(self, ada):
        term = factory.term()
        copy = Membership(key="copy", person=term.person, body=term.body, source=term.source)
        with LogContext(user=ada):
            Membership.objects.bulk_create([copy])
        assert Membership.objects.get(key="copy").unconfirmed_by == [ada.pk]

    def test_erased_account__leaves_its_row_unconfirmed(self, recorded, ada):
        ada.delete()
        assert stored(recorded).recorded_by is None
        assert not stored(recorded).is_confirmed


class TestChanging:
    def test_change_by_an_account__waits_and_the_old_values_go_on_to_count(self, ada):
        term = factory.term(ends_on="..", weight=1)
        with LogContext(user=ada):
            term.ends_on, term.weight = "2019-12-31", 5
            term.save()
        term = stored(term)
        assert not term.is_confirmed
        assert term.unconfirmed_by == [ada.pk]
        assert (term.as_confirmed().ends_on, term.as_confirmed().weight) == ("..", 1)
        assert (term.ends_on, term.weight) == ("2019-12-31", 5)

    def test_change_of_some_fields_only__is_noted_too(self, ada):
        term = factory.term()
        with LogContext(user=ada):
            term.weight = 5
            term.save(update_fields=["weight"])
        assert stored(term).unconfirmed_by == [ada.pk]

    def test_change_in_bulk__does_not_count(self):
        term = factory.term()
        Membership.objects.update(weight=7)
        assert stored(term).as_confirmed().weight == 1

    def test_change_that_decides_nothing__needs_nobody(self, ada):
        term = factory.term()
        before = stored(term).changed_at
        with LogContext(user=ada):
            term.locator = "Page 3"
            term.save()
        assert stored(term).is_confirmed
        assert stored(term).changed_at == before

    def test_change_by_the_server__counts_at_once(self):
        term = factory.term()
        term.weight = 2
        term.save()
        assert stored(term).as_confirmed().weight == 2

    def test_change_by_the_server__confirms_nobody_s_change(self, ada):
        term = factory.term()
        with LogContext(user=ada):
            term.weight = 5
            term.save()
        term = stored(term)
        term.capacity = Membership.Capacity.ALTERNATE
        term.save()
        assert stored(term).as_confirmed().weight == 1

    @pytest.mark.parametrize("field", ["person", "body"])
    def test_confirmed_term__can_t_become_that_of_another(self, ada, field):
        term = factory.term()
        setattr(term, field, factory.person() if field == "person" else factory.body())
        with LogContext(user=ada), pytest.raises(ValidationError) as caught:
            term.save()
        assert set(caught.value.message_dict) == {field}
        with LogContext(user=ada), pytest.raises(ValidationError):
            term.full_clean()


class TestDeleting:
    def test_confirmed_term__is_kept_from_an_account(self, ada):
        term = factory.term()
        with LogContext(user=ada):
            assert "withdraw it with a note" in refusal(term)
            with pytest.raises(ProtectedError), transaction.atomic():
                term.delete()
            with pytest.raises(ProtectedError), transaction.atomic():
                Membership.objects.filter(pk=term.pk).delete()
        assert Membership.objects.filter(pk=term.pk).exists()

    def test_unconfirmed_term__can_go(self, recorded, ada):
        with LogContext(user=ada):
            assert refusal(recorded) == ""
            recorded.delete()
        assert not Membership.objects.exists()

    def test_membership_of_an_organisation__decides_nothing(self, ada):
        term = factory.term(organisation=factory.organisation(), body=None)
        with LogContext(user=ada):
            term.delete()
        assert not Membership.objects.exists()


class TestConfirming:
    def test_second_person__makes_it_count(self, recorded, ben):
        confirm(recorded, by=ben, seen=recorded.fingerprint)
        term = stored(recorded)
        assert term.is_confirmed
        assert (term.confirmed_by, term.unconfirmed_by) == (ben, [])
        assert term.confirmed_at is not None

    def test_recorder__can_t(self, recorded, ada):
        with pytest.raises(ConfirmationError, match="Somebody else"):
            confirm(recorded, by=ada, seen=recorded.fingerprint)
        assert not stored(recorded).is_confirmed

    def test_whoever_changed_it_since__can_t(self, recorded, ada, ben):
        with LogContext(user=ben):
            recorded.weight = 3
            recorded.save()
        recorded = stored(recorded)
        for account in (ada, ben):
            with pytest.raises(ConfirmationError, match="Somebody else"):
                confirm(recorded, by=account, seen=recorded.fingerprint)
        confirm(recorded, by=factory.account(), seen=recorded.fingerprint)
        assert stored(recorded).is_confirmed

    def test_changed_meanwhile__is_not_what_she_saw(self, recorded, ada, ben):
        seen = recorded.fingerprint
        with LogContext(user=ada):
            recorded.weight = 9
            recorded.save()
        with pytest.raises(ConfirmationError, match="changed meanwhile"):
            confirm(recorded, by=ben, seen=seen)
        assert not stored(recorded).is_confirmed

    def test_account_without_permission__can_t(self, recorded):
        reader = User.objects.create_user("reader@example.org")
        with pytest.raises(ConfirmationError, match="may not change"):
            confirm(recorded, by=reader, seen=recorded.fingerprint)

    def test_account_that_is_switched_off__can_t(self, recorded, ben):
        ben.is_active = False
        assert refusal_to_confirm(recorded, ben) == "This account is switched off."
        assert refusal_to_confirm(recorded, AnonymousUser())

    def test_twice__is_once(self, recorded, ben):
        confirm(recorded, by=ben, seen=recorded.fingerprint)
        with pytest.raises(ConfirmationError, match="already"):
            confirm(recorded, by=ben, seen=recorded.fingerprint)

    def test_log__hears_of_it(self, recorded, ben):
        heard = []

        def listen(record, by, **kwargs):
            heard.append((record, by))

        confirmed.connect(listen)
        try:
            confirm(recorded, by=ben, seen=recorded.fingerprint)
        finally:
            confirmed.disconnect(listen)
        assert heard == [(recorded, ben)]


class TestRules:
    def test_rule_of_an_account__is_not_in_force(self, ada, ben):
        body = factory.body()
        old = factory.rule(body)
        with LogContext(user=ada):
            new = factory.rule(body, effective_on=datetime.date(2019, 1, 1))
        assert body.rule_on(factory.DAY) == old
        confirm(new, by=ben, seen=new.fingerprint)
        assert body.rule_on(factory.DAY) == new
        assert body.rule_on(datetime.date(2018, 12, 31)) == old
        assert body.rule_on(datetime.date(1999, 12, 31)) is None

    def test_changed_rule__is_in_force_as_it_was(self, ada):
        body = factory.body()
        rule = factory.rule(body, quorum_numerator=1)
        with LogContext(user=ada):
            rule.quorum_numerator = 0
            rule.effective_on = datetime.date(2030, 1, 1)
            rule.save()
        in_force = body.rule_on(factory.DAY)
        assert (in_force.quorum_numerator, in_force.effective_on) == (1, datetime.date(2000, 1, 1))


class TestDecisions:
    def decision(self):
        body = factory.body()
        return Decision.objects.create(
            key=factory.key("decision"),
            body=body,
            mode=Decision.Mode.HISTORICAL,
            title="On the strike",
            text="We support it.",
            result=Decision.Result.ADOPTED,
            source=factory.source(),
        )

    def test_from_a_fixture__is_adopted(self):
        assert self.decision().is_adopted

    def test_by_an_account__is_adopted_once_confirmed(self, ada, ben):
        with LogContext(user=ada):
            decision = self.decision()
        assert not decision.is_adopted
        confirm(decision, by=ben, seen=decision.fingerprint)
        assert stored(decision).is_adopted

    def test_other_words__are_not_adopted(self, ada):
        decision = self.decision()
        with LogContext(user=ada):
            decision.text = "We don't support it."
            decision.save()
        assert not stored(decision).is_adopted


class TestAccounts:
    @pytest.fixture
    def link(self, ada):
        holder = factory.account("holder")
        with LogContext(user=ada):
            return PersonAccount.objects.create(person=factory.person(), account=holder)

    def test_needs_holder_and_second_person(self, link, ben):
        confirm(link, by=link.account, seen=link.fingerprint)
        assert not stored(link).is_effective
        confirm(link, by=ben, seen=link.fingerprint)
        assert stored(link).is_effective
        assert list(PersonAccount.objects.effective()) == [link]

    def test_second_person_alone__is_not_enough(self, link, ben):
        confirm(link, by=ben, seen=link.fingerprint)
        assert not stored(link).is_effective
        assert not PersonAccount.objects.effective().exists()
        confirm(link, by=link.account, seen=link.fingerprint)
        assert stored(link).is_effective

    def test_recorder__is_no_second_person(self, link, ada):
        with pytest.raises(ConfirmationError, match="Somebody else"):
            confirm(link, by=ada, seen=link.fingerprint)

    def test_holder__confirms_nothing_alone(self):
        holder = factory.account("holder")
        with LogContext(user=holder):
            link = PersonAccount.objects.create(person=factory.person(), account=holder)
        confirm(link, by=holder, seen=link.fingerprint)
        with pytest.raises(ConfirmationError, match="already"):
            confirm(link, by=holder, seen=link.fingerprint)
        assert not stored(link).is_effective

    @pytest.mark.parametrize("field", ["person", "account"])
    def test_link__can_t_be_bent_to_another(self, link, ben, field):
        confirm(link, by=link.account, seen=link.fingerprint)
        confirm(link, by=ben, seen=link.fingerprint)
        setattr(link, field, factory.person() if field == "person" else factory.account())
        with pytest.raises(ValidationError, match="make another"):
            link.save()

    def test_link_from_the_server__counts(self):
        link = PersonAccount.objects.create(person=factory.person(), account=factory.account())
        assert stored(link).is_effective
