"""How votes come out: the rules by table, certainty against an enumeration."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from organisations.tally import Base, Outcome, Share, Votes, VotingRule, is_certain, outcome

HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)
NO_QUORUM_NEEDED = Share(Fraction(0), Base.ENTITLED)

SIMPLE = VotingRule(NO_QUORUM_NEEDED, Share(HALF, Base.VOTING))
ABSOLUTE = VotingRule(NO_QUORUM_NEEDED, Share(HALF, Base.ENTITLED))
OF_TWO_THIRDS = VotingRule(NO_QUORUM_NEEDED, Share(TWO_THIRDS, Base.VOTING), is_strict=False)
UNANIMOUS = VotingRule(NO_QUORUM_NEEDED, Share(Fraction(1), Base.VOTING), is_strict=False)
COUNTED_UNANIMOUS = VotingRule(
    NO_QUORUM_NEEDED, Share(Fraction(1), Base.VOTING), is_strict=False, counts_abstentions=True
)
HALF_NOT_STRICT = VotingRule(NO_QUORUM_NEEDED, Share(HALF, Base.VOTING), is_strict=False)
WITH_QUORUM = VotingRule(Share(HALF, Base.ENTITLED), Share(HALF, Base.VOTING))

ADOPTED, REJECTED, NO_QUORUM = Outcome.ADOPTED, Outcome.REJECTED, Outcome.NO_QUORUM


@pytest.mark.parametrize(
    ("rule", "votes", "result"),
    [
        (SIMPLE, (5, 4, 0), ADOPTED),
        (SIMPLE, (5, 5, 0), REJECTED),
        (SIMPLE, (1, 0, 9), ADOPTED),
        (SIMPLE, (0, 0, 9), REJECTED),
        (SIMPLE, (0, 0, 0), REJECTED),
        (HALF_NOT_STRICT, (5, 5, 0), REJECTED),
        (ABSOLUTE, (5, 0, 0), REJECTED),
        (ABSOLUTE, (6, 4, 0), ADOPTED),
        (OF_TWO_THIRDS, (6, 3, 1), ADOPTED),
        (OF_TWO_THIRDS, (5, 3, 0), REJECTED),
        (UNANIMOUS, (1, 0, 5), ADOPTED),
        (UNANIMOUS, (9, 1, 0), REJECTED),
        (UNANIMOUS, (0, 0, 5), REJECTED),
        (COUNTED_UNANIMOUS, (9, 0, 1), REJECTED),
        (COUNTED_UNANIMOUS, (9, 0, 0), ADOPTED),
        (WITH_QUORUM, (5, 0, 0), ADOPTED),
        (WITH_QUORUM, (3, 0, 2), ADOPTED),
        (WITH_QUORUM, (4, 0, 0), NO_QUORUM),
    ],
)
def test_outcome__of_ten_who_may_vote(rule, votes, result):
    assert outcome(rule, Votes(*votes, entitled=10)) is result


def test_outcome__is_no_quorum_where_nobody_may_vote():
    assert outcome(SIMPLE, Votes(0, 0, 0, entitled=0)) is NO_QUORUM


def test_outcome__counts_those_present_at_a_meeting():
    rule = VotingRule(Share(HALF, Base.ENTITLED), Share(HALF, Base.PRESENT))
    assert outcome(rule, Votes(4, 1, 0, entitled=10, present=7)) is ADOPTED
    assert outcome(rule, Votes(4, 1, 0, entitled=10, present=8)) is REJECTED


def test_thirds__are_exact():
    votes = Votes(2 * 10**15, 10**15, 0, entitled=3 * 10**15)
    assert outcome(OF_TWO_THIRDS, votes) is ADOPTED
    one_less = Votes(2 * 10**15 - 1, 10**15, 0, entitled=3 * 10**15)
    assert outcome(OF_TWO_THIRDS, one_less) is REJECTED


@pytest.mark.parametrize(
    "votes",
    [{"votes_for": -1}, {"votes_for": 11}, {"votes_for": 5, "present": 4}, {"present": 11}],
)
def test_votes__that_can_t_be_are_refused(votes):
    with pytest.raises(ValueError, match=r"weight|less than nothing"):
        Votes(**{"votes_for": 0, "against": 0, "abstained": 0, "entitled": 10, **votes})


def test_shares__beyond_the_whole_are_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        Share(Fraction(3, 2), Base.VOTING)


def test_rule__from_the_columns_of_a_body_s_rule():
    values = {
        "quorum_numerator": 1,
        "quorum_denominator": 2,
        "quorum_base": "present",
        "majority_numerator": 4,
        "majority_denominator": 6,
        "majority_base": "voting",
        "majority_is_strict": False,
        "counts_abstentions": True,
    }
    assert VotingRule.from_values(values) == VotingRule(
        Share(HALF, Base.PRESENT), Share(TWO_THIRDS, Base.VOTING), False, True
    )


bases = st.sampled_from(Base)
parts = st.builds(lambda n, d: Fraction(min(n, d), d), st.integers(0, 6), st.integers(1, 6))
shares = st.builds(Share, parts, bases)
rules = st.builds(VotingRule, shares, shares, st.booleans(), st.booleans())
weights = st.lists(st.integers(1, 4), max_size=5)


@given(rules, weights, st.data(), st.booleans())
@settings(max_examples=400)
def test_certain__means_that_no_way_of_casting_the_rest_changes_it(rule, rest, data, is_meeting):
    cast = [data.draw(st.integers(0, 4)) for _ in range(3)]
    absent = data.draw(st.integers(0, 3))
    present = sum(cast) + sum(rest)
    entitled = present + (absent if is_meeting else 0)

    def votes(more):
        return Votes(
            *(have + add for have, add in zip(cast, more, strict=True)),
            entitled=entitled,
            present=present if is_meeting else None,
        )

    # Each ballot that is not cast yet: for, against, abstained, or never cast.
    ways = {
        outcome(
            rule,
            votes([sum(w for w, c in zip(rest, way, strict=True) if c == i) for i in range(3)]),
        )
        for way in product(range(4), repeat=len(rest))
    }
    assert is_certain(rule, votes([0, 0, 0])) == (len(ways) == 1)


@given(rules, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_adopted__stays_adopted_with_more_votes_for_it(rule, votes_for, against, abstained, more):
    entitled = votes_for + against + abstained + more
    before = outcome(rule, Votes(votes_for, against, abstained, entitled))
    after = outcome(rule, Votes(votes_for + more, against, abstained, entitled))
    assert before is not Outcome.ADOPTED or after is Outcome.ADOPTED


@given(rules, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_adopted__never_with_as_many_against_it(rule, votes_for, more, abstained):
    against = votes_for + more
    votes = Votes(votes_for, against, abstained, votes_for + against + abstained)
    assert outcome(rule, votes) is not Outcome.ADOPTED
