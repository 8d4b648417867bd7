from hypothesis import given
from hypothesis import strategies as st

from organisations.charts.lanes import lanes

stretches = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: (pair[0], sum(pair)))
)


@given(stretches, st.integers(0, 5))
def test_lanes__no_two_in_one_touch(given_stretches, gap):
    chosen = lanes(given_stretches, gap)
    for one, (start, end) in enumerate(given_stretches):
        for other, (other_start, other_end) in enumerate(given_stretches[:one]):
            if chosen[one] == chosen[other]:
                assert end + gap <= other_start or other_end + gap <= start


@given(stretches)
def test_lanes__are_as_few_as_can_be(given_stretches):
    most = max(
        (sum(start <= at < end for start, end in given_stretches) for at in range(0, 90)),
        default=0,
    )
    assert len(set(lanes(given_stretches))) == most


def test_lanes__ties_go_by_the_order_given():
    assert lanes([(0, 5), (0, 5), (5, 9)]) == [0, 1, 0]
