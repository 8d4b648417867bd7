"""Who may vote: by table, and against a plain enumeration."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from wagtail.log_actions import LogContext

from organisations.electorate import freeze, present_at
from organisations.models import Attendance, Decision, Meeting, Membership, PersonAccount
from organisations.period import PartialDate, Period
from tests.organisations import factory
from tests.organisations.test_partial_date import start_texts, texts

Capacity = Membership.Capacity
DAY = factory.DAY


@pytest.fixture
def body(db):
    """A body whose full members vote."""
    made = factory.body()
    factory.rule(made)
    return made


def voters(entitlements):
    return [each.membership for each in entitlements]


class TestElectors:
    def test_full_members__vote_and_others_don_t(self, body):
        full = factory.term(body=body)
        for capacity in (Capacity.ALTERNATE, Capacity.CONSULTATIVE, Capacity.OBSERVER):
            factory.term(body=body, capacity=capacity)
        assert voters(body.electorate(DAY).electors) == [full]

    def test_rule__says_who_votes(self, body):
        alternate = factory.term(body=body, capacity=Capacity.ALTERNATE)
        factory.rule(body, effective_on=datetime.date(2015, 1, 1), alternate_votes=True)
        assert voters(body.electorate(DAY).electors) == [alternate]
        assert voters(body.electorate(datetime.date(2014, 1, 1)).electors) == []

    def test_without_a_rule__nobody_votes(self, db):
        body = factory.body()
        factory.term(body=body)
        electorate = body.electorate(DAY)
        assert electorate.rule is None
        assert (electorate.electors, electorate.uncertain) == ((), ())

    def test_first_and_last_day__are_days_in_office(self, body):
        term = factory.term(body=body, starts_on="2020-01-01", ends_on="2020-01-31")
        for day, expected in [
            (datetime.date(2019, 12, 31), []),
            (datetime.date(2020, 1, 1), [term]),
            (datetime.date(2020, 1, 31), [term]),
            (datetime.date(2020, 2, 1), []),
        ]:
            assert voters(body.electorate(day).electors) == expected

    def test_vague_dates__make_uncertain_electors(self, body):
        term = factory.term(body=body, starts_on="2020", ends_on="..")
        electorate = body.electorate(DAY)
        assert (voters(electorate.electors), voters(electorate.uncertain)) == ([], [term])

    def test_unknown_end__is_uncertain_and_open_one_is_not(self, body):
        unknown = factory.term(body=body, ends_on="")
        still = factory.term(body=body, ends_on="..")
        electorate = body.electorate(DAY)
        assert voters(electorate.uncertain) == [unknown]
        assert voters(electorate.electors) == [still]

    def test_withdrawn_term__gives_no_vote(self, body):
        factory.term(body=body, status="withdrawn", withdrawn_on=DAY, withdrawal_note="A mistake.")
        assert body.electorate(DAY).electors == ()

    def test_two_seats_of_a_person__are_one_elector_with_the_heavier_vote(self, body):
        one = factory.term(body=body, weight=1)
        two = factory.term(body=body, weight=3, person=one.person, on_behalf_of=None)
        electorate = body.electorate(DAY)
        assert voters(electorate.electors) == [two]
        assert electorate.weight == 3

    def test_certain_seat__leaves_nothing_uncertain_for_that_person(self, body):
        certain = factory.term(body=body)
        factory.term(body=body, person=certain.person, ends_on="")
        electorate = body.electorate(DAY)
        assert (voters(electorate.electors), electorate.uncertain) == ([certain], ())

    def test_two_seats_of_a_section__are_two_votes(self, body):
        section = factory.organisation()
        seats = [factory.term(body=body, member_organisation=section) for _ in range(2)]
        assert voters(body.electorate(DAY).electors) == sorted(seats, key=lambda s: s.key)

    def test_without_a_day__it_is_that_of_today(self, body):
        term = factory.term(body=body, starts_on="2020-05-05")
        with time_machine.travel("2020-05-05T00:30:00+00:00", tick=False):
            assert voters(body.electorate().electors) == [term]
        with time_machine.travel("2020-05-04T23:30:00+00:00", tick=False):
            assert body.electorate().electors == ()


class TestSecondPerson:
    """Who may change an electorate could capture a vote."""

    def test_new_term_of_an_account__gives_no_vote_and_is_listed(self, body):
        with LogContext(user=factory.account()):
            term = factory.term(body=body)
        electorate = body.electorate(DAY)
        assert electorate.electors == ()
        assert electorate.unconfirmed == (term,)

    @pytest.mark.parametrize(
        "change",
        [
            {"ends_on": "2019"},
            {"capacity": Capacity.OBSERVER},
            {"status": "withdrawn", "withdrawn_on": DAY, "withdrawal_note": "Gone."},
            {"weight": 9},
        ],
    )
    def test_unconfirmed_change__takes_no_vote_and_gives_none(self, body, change):
        term = factory.term(body=body)
        with LogContext(user=factory.account()):
            for name, value in change.items():
                setattr(term, name, value)
            term.save()
        electorate = body.electorate(DAY)
        assert [(each.membership.pk, each.weight) for each in electorate.electors] == [(term.pk, 1)]
        assert electorate.unconfirmed == (term,)

    def test_unconfirmed_rule__lets_nobody_in(self, body):
        factory.term(body=body, capacity=Capacity.OBSERVER)
        with LogContext(user=factory.account()):
            rule = factory.rule(body, effective_on=DAY, observer_votes=True)
        electorate = body.electorate(DAY)
        assert electorate.electors == ()
        assert electorate.unconfirmed == (rule,)

    def test_rows_changed_in_ninety_days__are_listed(self, db):
        with time_machine.travel("2019-06-01", tick=False):
            body = factory.body()
            factory.rule(body)
            old, changed = factory.term(body=body), factory.term(body=body)
        with time_machine.travel("2019-10-10", tick=False):
            changed.weight = 2
            changed.save()
            link = PersonAccount.objects.create(person=old.person, account=factory.account())
        assert body.electorate(DAY).changed == (changed, link)
        assert body.electorate(datetime.date(2020, 1, 9)).changed == ()


class TestMeeting:
    @pytest.fixture
    def meeting(self, body):
        return Meeting.objects.create(key="m", body=body, starts_on="2020-01-01")

    def come(self, meeting, term, **fields):
        attendance = Attendance(meeting=meeting, membership=term, **fields)
        attendance.full_clean()
        attendance.save()

    def test_present__vote(self, body, meeting):
        present, _absent = factory.term(body=body), factory.term(body=body)
        self.come(meeting, present)
        assert voters(present_at(meeting, body.electorate(DAY))) == [present]

    def test_alternate__votes_in_place_of_an_absent_member_with_her_weight(self, body, meeting):
        absent = factory.term(body=body, weight=4)
        alternate = factory.term(body=body, capacity=Capacity.ALTERNATE)
        self.come(meeting, alternate, replaces=absent)
        (vote,) = present_at(meeting, body.electorate(DAY))
        assert (vote.membership, vote.stand_in, vote.weight) == (absent, alternate, 4)

    def test_alternate__has_no_vote_where_the_member_came_or_nobody_is_named(self, body, meeting):
        member = factory.term(body=body)
        for replaces in (None, member):
            alternate = factory.term(body=body, capacity=Capacity.ALTERNATE)
            self.come(meeting, alternate, replaces=replaces)
        self.come(meeting, member)
        assert [each.stand_in for each in present_at(meeting, body.electorate(DAY))] == [None]

    @pytest.mark.parametrize(
        ("capacity", "replaced"),
        [(Capacity.FULL, Capacity.FULL), (Capacity.ALTERNATE, Capacity.OBSERVER)],
    )
    def test_only_alternates_stand_in_for_full_members(self, body, meeting, capacity, replaced):
        attendance = Attendance(
            meeting=meeting,
            membership=factory.term(body=body, capacity=capacity),
            replaces=factory.term(body=body, capacity=replaced),
        )
        with pytest.raises(Exception, match="stands in for"):
            attendance.full_clean()

    def test_members_of_other_bodies__are_refused(self, meeting):
        with pytest.raises(Exception, match="no member of the body"):
            Attendance(meeting=meeting, membership=factory.term()).full_clean()


class TestFreezing:
    def decision(self, body):
        return Decision.objects.create(
            key=factory.key("decision"),
            body=body,
            mode=Decision.Mode.HISTORICAL,
            title="On the strike",
            result=Decision.Result.OPEN,
            source=factory.source(),
        )

    def test_later_changes__don_t_reach_the_decision(self, body):
        term = factory.term(body=body, weight=2, on_behalf_of=factory.organisation("Dockers"))
        decision = self.decision(body)
        freeze(decision, body.electorate(DAY))
        term.weight = 7
        term.save()
        rule = body.rules.get()
        rule.majority_numerator = 0
        rule.save()
        decision = Decision.objects.get(pk=decision.pk)
        (elector,) = decision.electors.all()
        assert (elector.weight, elector.on_behalf_of) == (2, "Dockers")
        assert elector.name == str(term.person)
        assert decision.rule_values["majority_numerator"] == 1
        assert (decision.rule, decision.electorate_on) == (rule, DAY)

    def test_uncertain_electors__are_in_only_with_a_source(self, body):
        factory.term(body=body, ends_on="")
        electorate = body.electorate(DAY)
        without, with_it = self.decision(body), self.decision(body)
        freeze(without, electorate)
        source = factory.source()
        freeze(with_it, electorate, {electorate.uncertain[0]: source})
        assert not without.electors.exists()
        assert with_it.electors.get().source == source

    def test_without_a_rule_or_twice__is_refused(self, body, db):
        with pytest.raises(ValueError, match="no rule in force"):
            freeze(self.decision(body), factory.body().electorate(DAY))
        factory.term(body=body)
        decision = self.decision(body)
        freeze(decision, body.electorate(DAY))
        with pytest.raises(ValueError, match="already"):
            freeze(decision, body.electorate(DAY))


@pytest.mark.django_db
def test_queries__are_as_many_for_fifty_members_as_for_one():
    def queries(members):
        body = factory.body()
        factory.rule(body)
        for _ in range(members):
            factory.term(body=body, on_behalf_of=factory.organisation())
        with CaptureQueriesContext(connection) as captured:
            electorate = body.electorate(DAY)
            assert [str(each.who) for each in electorate.electors]
            assert [str(each.on_behalf_of) for each in electorate.electors]
        return len(captured)

    assert queries(1) == queries(50) <= 12


TERMS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(Capacity.values),
        start_texts,
        texts,
        st.integers(1, 3),
    ),
    max_size=6,
)


class TestAgainstEnumeration(TestCase):
    """The electorate is what counting on one's fingers gives."""

    @given(
        TERMS,
        st.dates(datetime.date(1950, 1, 1), datetime.date(2050, 1, 1)),
        st.sets(st.sampled_from(Capacity.values), min_size=1),
    )
    @settings(max_examples=60)
    def test_electorate(self, terms, day, capacities):
        body, persons = factory.body(), [factory.person() for _ in range(4)]
        votes = {f"{each}_votes": each in capacities for each in Capacity.values}
        factory.rule(body, effective_on=datetime.date(1900, 1, 1), **votes)
        rows = []
        for index, capacity, start, end, weight in terms:
            period = Period(PartialDate.parse(start), PartialDate.parse(end))
            if period.start.earliest <= period.end.latest:
                rows.append((index, capacity, period, weight))
                factory.term(
                    body=body,
                    person=persons[index],
                    capacity=capacity,
                    starts_on=start,
                    ends_on=end,
                    weight=weight,
                )
        certain, possible = {}, {}
        for index, capacity, period, weight in rows:
            if capacity in capacities and period.certainly_contains(day):
                certain[index] = max(weight, certain.get(index, 0))
            elif capacity in capacities and period.possibly_contains(day):
                possible[index] = max(weight, possible.get(index, 0))

        electorate = body.electorate(day)

        def found(entitlements):
            pairs = [(persons.index(each.who), each.weight) for each in entitlements]
            assert len(pairs) == len(dict(pairs))
            return dict(pairs)

        assert found(electorate.electors) == certain
        assert found(electorate.uncertain) == {
            index: weight for index, weight in possible.items() if index not in certain
        }
        assert electorate.weight == sum(certain.values())
