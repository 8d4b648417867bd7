"""Votes by circulation: who may open them, how they are cast, and when they close."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from wagtail.log_actions import LogContext

from organisations.models import (
    Ballot,
    BallotChange,
    Contact,
    Decision,
    Elector,
    Membership,
    Notification,
    TextChange,
    Way,
)
from organisations.opening import OpeningError, opening_of
from organisations.tally import Votes, VotingRule, outcome
from organisations.telling import remind_due
from organisations.voting import (
    VotingError,
    cast,
    change_text,
    close_due,
    confirm_wording,
    decision_closed,
    end_without_result,
)
from tests.organisations import factory
from tests.organisations.voting import HASH, days, member, opened, vote, voting_body

pytestmark = pytest.mark.django_db
Result = Decision.Result


def refusals(body, **more):
    return " ".join(opening_of(body, **more).refusals())


class TestOpening:
    def test_text_and_electorate__are_kept_in_the_decision(self):
        body = voting_body(2)
        decision = opened(body, text="the words", text_hash=HASH)
        assert (decision.text, decision.text_hash, decision.mode) == (
            "the words",
            HASH,
            "circulation",
        )
        assert decision.electors.count() == 2
        assert decision.rule_values["circulation_days"] == 7
        assert decision.closes_at == decision.opened_at + days(7)
        Membership.objects.filter(body=body).update(weight=5)
        assert set(decision.electors.values_list("weight", flat=True)) == {1}

    def test_body_without_rule__is_told_what_to_do(self):
        assert "record how it votes" in refusals(factory.body())

    def test_body_that_decides_at_meetings_only__is_told_so(self):
        body = voting_body(circulation_days=None)
        assert "decision of a meeting" in refusals(body)

    def test_empty_electorate__is_refused(self):
        assert "Nobody may vote" in refusals(voting_body(0))

    def test_deadline_in_the_past__is_refused(self):
        assert "in the past" in refusals(voting_body(), closes_at=timezone.now() - days(1))

    def test_deadline_before_the_minimum__is_refused(self):
        body = voting_body(minimum_days=3)
        assert "at least 3 days" in refusals(body, closes_at=timezone.now() + days(2))

    def test_go_live_before_the_deadline__is_refused(self):
        assert "before the deadline" in refusals(voting_body(), go_live_at=timezone.now() + days(1))

    def test_elector_without_address__is_named(self):
        body = voting_body(1)
        member(body, "Ada Alder", with_account=False)
        assert "Ada Alder has no address" in refusals(body)

    def test_section__gets_its_ballot_by_its_contact(self):
        body = voting_body(0)
        section = factory.organisation("Section")
        factory.term(body=body, member_organisation=section)
        assert "has no address" in refusals(body)
        Contact.objects.create(organisation=section, kind="mail", value="section@example.org")
        assert refusals(body) == ""

    def test_uncertain_elector__has_to_be_settled_with_a_source(self):
        body = voting_body(1)
        person = member(body, "Bert Birch", ends_on="")
        assert "not certain that Bert Birch" in refusals(body)
        (uncertain,) = opening_of(body).electorate.uncertain
        source = factory.source()
        decision = opened(body, settled={uncertain: source})
        assert decision.electors.get(person=person).source == source
        assert opened(body, left_out={uncertain: source}).electors.count() == 1

    def test_refused__leaves_nothing(self):
        with pytest.raises(OpeningError):
            opened(voting_body(0))
        assert not Decision.objects.exists()

    def test_electors__are_told_once_with_a_link_and_nothing_of_the_text(self):
        opened(voting_body(2), text="A secret")
        told = Notification.objects.all()
        assert len(told) == 2
        assert all(
            each.link.startswith("/ballot/") and "A secret" not in each.text for each in told
        )
        assert len({each.link for each in told}) == 2


class TestCasting:
    def test_vote__may_be_changed_until_the_close_and_each_change_is_kept(self):
        decision = opened()
        elector = decision.electors.first()
        cast(elector, "for", way=Way.ADMIN)
        cast(elector, "against", way=Way.LINK, note="On reflection")
        ballot = Ballot.objects.get()
        assert (ballot.choice, ballot.way, ballot.note) == ("against", "link", "On reflection")
        change = BallotChange.objects.get()
        assert (change.from_choice, change.to_choice) == ("for", "against")

    def test_changes__can_be_neither_changed_nor_deleted(self):
        decision = opened()
        elector = decision.electors.first()
        cast(elector, "for", way=Way.ADMIN)
        cast(elector, "against", way=Way.ADMIN)
        change = BallotChange.objects.get()
        with pytest.raises(ValidationError):
            change.save()
        with pytest.raises(ValidationError):
            change.delete()
        with pytest.raises(ValidationError):
            Ballot.objects.get().delete()

    def test_at_the_deadline__it_is_too_late(self):
        decision = opened()
        elector = decision.electors.first()
        cast(elector, "for", way=Way.LINK, now=decision.closes_at - datetime.timedelta(seconds=1))
        with pytest.raises(VotingError, match="deadline"):
            cast(elector, "against", way=Way.LINK, now=decision.closes_at)
        assert Ballot.objects.get().choice == "for"

    def test_after_the_close__no_vote_is_taken(self):
        decision = vote(opened(), "for", "for")
        assert decision.result == Result.ADOPTED
        last = decision.electors.get(ballot__isnull=True)
        with pytest.raises(VotingError, match="closed"):
            cast(last, "against", way=Way.LINK)

    def test_other_words_than_were_shown__are_not_voted_on(self):
        decision = opened()
        with pytest.raises(VotingError, match="changed meanwhile"):
            cast(decision.electors.first(), "for", way=Way.LINK, seen="v1:other")

    def test_term_that_ended_meanwhile__keeps_its_vote(self):
        body = voting_body(1)
        decision = opened(body)
        Membership.objects.filter(body=body).update(ends_on="2011", ends_on_latest="2011-12-31")
        assert vote(decision, "for").result == Result.ADOPTED

    def test_odd_choice__is_refused(self):
        with pytest.raises(VotingError):
            cast(opened().electors.first(), "perhaps", way=Way.LINK)


class TestClosing:
    def test_certain__closes_at_the_vote_that_makes_it_so(self):
        decision = opened(voting_body(5))
        vote(decision, "for", "for")
        assert decision.is_open
        vote(decision, "for")
        assert decision.result == Result.ADOPTED
        assert (decision.votes_for, decision.votes_against, decision.votes_not_cast) == (3, 0, 2)

    def test_certain__waits_for_the_minimum_days(self):
        start = timezone.now()
        decision = vote(opened(voting_body(1, minimum_days=2), start), "for", now=start + days(1))
        assert decision.is_open
        assert close_due(start + days(1)) == 0
        assert close_due(start + days(2)) == 1
        decision.refresh_from_db()
        assert decision.result == Result.ADOPTED

    def test_deadline__closes_with_what_was_cast(self):
        start = timezone.now()
        decision = opened(voting_body(4), start)
        vote(decision, "for")
        assert close_due(start + days(7) - datetime.timedelta(seconds=1)) == 0
        assert close_due(start + days(7)) == 1
        assert close_due(start + days(7)) == 0
        decision.refresh_from_db()
        assert decision.result == Result.NO_QUORUM

    def test_tie__fails(self):
        assert vote(opened(voting_body(2)), "for", "against").result == Result.REJECTED

    def test_signal__is_sent_once_in_the_transaction(self):
        seen = []
        decision_closed.connect(
            lambda decision, **_: seen.append(decision.result), weak=False, dispatch_uid="test"
        )
        try:
            vote(opened(voting_body(1)), "for")
        finally:
            decision_closed.disconnect(dispatch_uid="test")
        assert seen == ["adopted"]

    def test_reminder__goes_once_to_those_who_have_not_voted(self):
        start = timezone.now()
        decision = vote(opened(voting_body(3), start), "for")
        Notification.objects.all().delete()
        assert remind_due(start + days(5)) == 0
        assert remind_due(start + days(6)) == 2
        assert remind_due(start + days(6)) == 0
        assert decision.is_open


class TestFrozen:
    @pytest.mark.parametrize(
        ("field", "value"),
        [("result", "adopted"), ("text", "other"), ("text_hash", "v1:x"), ("votes_for", 9)],
    )
    def test_nobody_but_the_vote__changes_what_it_decides(self, field, value):
        decision = Decision.objects.get(pk=opened().pk)
        setattr(decision, field, value)
        with pytest.raises(ValidationError, match="put to the vote"):
            decision.save()

    def test_vote_itself__is_the_confirmation(self):
        decision = opened(voting_body(1))
        with LogContext(user=factory.account()):
            vote(decision, "for")
        assert decision.is_adopted

    def test_open_vote__is_not_adopted(self):
        assert not opened().is_adopted

    def test_opened__can_t_be_deleted_in_the_admin(self):
        assert "stays on the record" in opened().reason_to_stay


class TestChangedText:
    def test_votes_wait__until_a_second_person_confirms_the_wording(self):
        author, second = factory.account(), factory.account()
        decision = opened(voting_body(3))
        vote(decision, "for")
        change = change_text(decision, "the word", "v1:new", by=author)
        with pytest.raises(VotingError, match="just been changed"):
            vote(decision, "for")
        with pytest.raises(VotingError, match="Somebody else"):
            confirm_wording(change, by=author, seen="v1:new")
        confirm_wording(change, by=second, seen="v1:new")
        decision.refresh_from_db()
        assert (decision.text, decision.text_hash) == ("the word", "v1:new")
        assert (change.old_text, change.new_text, change.fate) == (
            "the words",
            "the word",
            "wording",
        )
        assert vote(decision, "for").result == Result.ADOPTED

    def test_nobody_confirms__and_the_votes_are_void(self):
        start = timezone.now()
        decision = opened(voting_body(1), start)
        change_text(decision, "other", "v1:new", by=factory.account())
        close_due(start + days(8))
        decision.refresh_from_db()
        assert decision.result == Result.VOID
        assert TextChange.objects.get().fate == "void"
        assert Notification.objects.filter(subject__contains="void").count() == 1

    def test_taken_back__goes_on(self):
        decision = opened(voting_body(1))
        author = factory.account()
        change_text(decision, "other", "v1:new", by=author)
        change_text(decision, "the words", HASH, by=author)
        assert TextChange.objects.get().fate == "taken-back"
        assert vote(decision, "for").result == Result.ADOPTED

    def test_changed_again__is_not_confirmed_as_it_was_seen(self):
        decision = opened()
        change = change_text(decision, "one", "v1:1", by=factory.account())
        change_text(decision, "two", "v1:2", by=factory.account())
        with pytest.raises(VotingError, match="changed meanwhile"):
            confirm_wording(change, by=factory.account(), seen="v1:1")

    def test_withdrawn__keeps_the_ballots(self):
        decision = vote(opened(), "for")
        end_without_result(decision, Result.WITHDRAWN)
        assert decision.result == Result.WITHDRAWN
        assert Ballot.objects.count() == 1


class TestResult(TestCase):
    @settings(max_examples=15)
    @given(
        choices=st.lists(
            st.sampled_from(["for", "against", "abstained", ""]), min_size=1, max_size=6
        )
    )
    def test_result__is_that_of_the_tally(self, choices):
        start = timezone.now()
        body = voting_body(len(choices), minimum_days=7)
        decision = opened(body, start)
        for elector, choice in zip(Elector.objects.filter(decision=decision), choices, strict=True):
            if choice:
                cast(elector, choice, way=Way.LINK, now=start)
        close_due(start + days(7))
        decision.refresh_from_db()
        votes = Votes(
            *(choices.count(each) for each in ("for", "against", "abstained")), len(choices)
        )
        assert decision.result == outcome(VotingRule.from_values(decision.rule_values), votes)
