"""Terms of office as of a day: queries against a plain enumeration."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from organisations.models import Membership, Relation
from organisations.period import PartialDate, Period
from tests.organisations import factory
from tests.organisations.test_partial_date import start_texts, texts

PERIODS = st.lists(st.tuples(start_texts, texts, st.booleans()), max_size=8)


class TestAgainstEnumeration(TestCase):
    """What the queries find is what going through the list by hand finds."""

    @given(PERIODS, st.dates())
    @settings(max_examples=50)
    def test_in_office_and_holding(self, periods, day):
        body, person, source = factory.body(), factory.person(), factory.source()
        one, two = factory.organisation(), factory.organisation()
        possible, certain = set(), set()
        for number, (start, end, is_withdrawn) in enumerate(periods):
            period = Period(PartialDate.parse(start), PartialDate.parse(end))
            if period.start.earliest > period.end.latest:
                continue
            fields = {"key": f"row-{number}", "starts_on": start, "ends_on": end, "source": source}
            if is_withdrawn:
                fields |= {"status": "withdrawn", "withdrawn_on": day, "withdrawal_note": "No."}
            Membership.objects.create(person=person, body=body, **fields)
            Relation.objects.create(subject=one, kind="works_inside", object=two, **fields)
            if not is_withdrawn and period.possibly_contains(day):
                possible.add(fields["key"])
            if not is_withdrawn and period.certainly_contains(day):
                certain.add(fields["key"])

        def keys(rows):
            found = [row.key for row in rows]
            assert len(found) == len(set(found))
            return set(found)

        assert keys(body.memberships.in_office(day)) == possible
        assert keys(body.memberships.in_office(day, "certainly")) == certain
        assert keys(Relation.objects.holding(day)) == possible
        assert keys(Relation.objects.holding(day, "certainly")) == certain
        assert certain <= possible


@pytest.mark.django_db
class TestEndingWithin:
    @pytest.mark.parametrize(
        ("ends_on", "is_found"),
        [
            ("2020-01-01", True),
            ("2020-03-31", True),
            ("2020-04-01", False),
            ("2019-12-31", False),
            ("2020", True),
            ("2019", False),
            ("2020-05", False),
            ("..", False),
            ("", False),
        ],
    )
    def test_ends_that_can_lie_in_the_days_to_come(self, ends_on, is_found):
        term = factory.term(ends_on=ends_on)
        found = Membership.objects.ending_within(90, factory.DAY)
        assert list(found) == ([term] if is_found else [])


@pytest.mark.django_db
class TestBadInput:
    def test_end_before_start__is_refused_at_the_end(self):
        term = factory.term()
        term.starts_on, term.ends_on = "2019-07", "2018"
        with pytest.raises(ValidationError) as caught:
            term.full_clean()
        assert caught.value.message_dict == {
            "ends_on": ["The end (2018) lies before the start (2019-07)."]
        }

    def test_two_members_or_two_places__are_refused_in_one_sentence(self):
        term = factory.term()
        term.member_organisation = factory.organisation()
        with pytest.raises(ValidationError, match="a person or a section, not both"):
            term.full_clean()
        term = factory.term()
        term.organisation = factory.organisation()
        with pytest.raises(ValidationError, match="a body or an organisation, not both"):
            term.full_clean()

    def test_day_from_the_query__needs_no_more_than_a_date(self):
        assert not Membership.objects.in_office(datetime.date.min).exists()
        assert not Membership.objects.in_office(datetime.date.max).exists()
