"""Rules in sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.models import BodyRule, Decision
from organisations.rule_in_words import in_words, rule_then
from tests.organisations import factory


def rule(**fields):
    return BodyRule(
        **{
            "quorum_numerator": 1,
            "quorum_denominator": 2,
            "quorum_base": "entitled",
            "majority_numerator": 1,
            "majority_denominator": 2,
            "majority_base": "voting",
            **fields,
        }
    )


def said(**fields):
    return dict(in_words(rule(**fields)))


@pytest.mark.parametrize(
    ("fields", "about", "sentence"),
    [
        ({}, "Who votes", "Full members."),
        (
            {"alternate_votes": True, "observer_votes": True},
            "Who votes",
            "Full members, alternates in their own right, observers.",
        ),
        ({}, "Quorum", "At least one half of all who may vote must take part."),
        ({"quorum_numerator": 0}, "Quorum", "None: those who take part decide."),
        ({"quorum_numerator": 2}, "Quorum", "All who may vote."),
        (
            {"quorum_numerator": 3, "quorum_denominator": 5},
            "Quorum",
            "At least 3/5 of all who may vote must take part.",
        ),
        ({}, "Majority", "More than one half of the votes cast. Abstentions don’t count."),
        (
            {"counts_abstentions": True},
            "Majority",
            "More than one half of the votes cast. Abstentions count as votes cast.",
        ),
        (
            {
                "majority_numerator": 2,
                "majority_denominator": 3,
                "majority_is_strict": False,
                "majority_base": "entitled",
            },
            "Majority",
            "At least two thirds of all who may vote.",
        ),
        ({}, "By circulation", "Not possible: the body decides only at meetings."),
        ({"circulation_days": 1}, "By circulation", "Possible; the vote is open for 1 day."),
        (
            {"circulation_days": 7, "minimum_days": 3},
            "By circulation",
            "Possible; the vote is open for 7 days. It can close early, but not before 3 days "
            "have passed.",
        ),
        ({}, "Term of office", "Not limited."),
        ({"term_months": 36}, "Term of office", "3 years."),
        ({"term_months": 18}, "Term of office", "18 months."),
        ({"vote_visibility": "names"}, "What is shown of a vote", "Who voted how."),
    ],
)
def test_each_point__in_a_sentence(fields, about, sentence):
    assert said(**fields)[about] == sentence


@given(
    st.integers(0, 5),
    st.integers(1, 5),
    st.sampled_from(BodyRule.Base.values),
    st.booleans(),
    st.sampled_from(BodyRule.Visibility.values),
)
def test_any_rule__can_be_said(part, whole, base, is_strict, visibility):
    part = min(part, whole)
    points = said(
        quorum_numerator=part,
        quorum_denominator=whole,
        quorum_base=base,
        majority_numerator=part,
        majority_denominator=whole,
        majority_base=base,
        majority_is_strict=is_strict,
        vote_visibility=visibility,
    )
    assert all(sentence.endswith(".") for sentence in points.values())


@pytest.mark.django_db
def test_rule_of_a_decision__is_as_it_was_then():
    body = factory.body()
    stored = factory.rule(body, term_months=24)
    values = {**stored.deciding_values(), "term_months": 12, "effective_on": "2001-02-03"}
    decision = Decision(body=body, rule=stored, rule_values=values)
    then = rule_then(decision)
    assert (then.term_months, then.effective_on.year) == (12, 2001)
    assert stored.term_months == 24
    assert rule_then(Decision(body=body)) is None
