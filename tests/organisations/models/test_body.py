"""The chain of mandates, and rules."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from organisations.models import BodyLink, BodyRule
from tests.organisations import factory

pytestmark = pytest.mark.django_db


def link(lower, upper, **fields):
    fields = {"kind": "elected_by", "source": factory.source(), **fields}
    return BodyLink(body=lower, other=upper, **fields)


class TestLoops:
    @pytest.fixture
    def chain(self):
        bodies = [factory.body() for _ in range(3)]
        for lower, upper in zip(bodies[1:], bodies, strict=False):
            link(lower, upper, starts_on="2000", ends_on="2010").save()
        return bodies

    @pytest.mark.parametrize("dates", [{}, {"starts_on": "2010"}, {"ends_on": "2000-01"}])
    def test_loop__is_refused_at_the_other_body_and_nothing_is_saved(self, chain, dates):
        loop = link(chain[0], chain[2], **dates)
        for check in (loop.full_clean, loop.save):
            with pytest.raises(ValidationError) as caught:
                check()
            assert list(caught.value.message_dict) == ["other"]
            assert "would run in a circle" in caught.value.message_dict["other"][0]
        assert BodyLink.objects.count() == 2

    def test_other_times_and_other_kinds__make_no_loop(self, chain):
        link(chain[0], chain[2], starts_on="2011").save()
        link(chain[0], chain[2], kind="accountable_to").save()

    def test_withdrawn_link__makes_no_loop(self, chain):
        BodyLink.objects.filter(body=chain[1]).update(
            status="withdrawn", withdrawn_on=factory.DAY, withdrawal_note="A mistake."
        )
        link(chain[0], chain[2]).save()

    def test_body__does_not_elect_itself(self, chain):
        with pytest.raises(ValidationError, match="circle"):
            link(chain[0], chain[0]).full_clean()


class TestRules:
    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            ({"quorum_numerator": 3, "quorum_denominator": 2}, "A quorum is a fraction"),
            ({"quorum_denominator": 0, "quorum_numerator": 0}, "A quorum is a fraction"),
            ({"majority_numerator": 5}, "A majority is a fraction"),
            ({"full_votes": False}, "Say who votes"),
            ({"circulation_days": 0}, "at least one day"),
            ({"circulation_days": 3, "minimum_days": 5}, "longer than the days"),
        ],
    )
    def test_impossible_rule__is_refused_in_one_sentence(self, fields, message):
        rule = BodyRule(
            body=factory.body(),
            source=factory.source(),
            **{
                "effective_on": factory.DAY,
                "quorum_numerator": 1,
                "quorum_denominator": 2,
                "quorum_base": "entitled",
                "majority_numerator": 1,
                "majority_denominator": 2,
                "majority_base": "voting",
                **fields,
            },
        )
        with pytest.raises(ValidationError) as caught:
            rule.full_clean(exclude=["key"])
        ((_field, messages),) = caught.value.message_dict.items()
        assert len(messages) == 1
        assert message in messages[0]

    def test_second_rule_of_a_day__is_refused(self):
        body = factory.body()
        factory.rule(body, effective_on=factory.DAY)
        other = factory.rule(body, effective_on=datetime.date(2021, 1, 1))
        other.effective_on = factory.DAY
        with pytest.raises(ValidationError, match="a rule from that day on already"):
            other.full_clean()
