from hypothesis import given
from hypothesis import strategies as st

from organisations.charts.generations import generations


def test_generations__each_stands_after_those_above_it():
    above = {"is": {"iec", "congress"}, "iec": {"congress"}, "commission": {"congress"}}
    keys = ["commission", "is", "iec", "congress"]
    assert generations(keys, above) == [["congress"], ["commission", "iec"], ["is"]]


def test_generations__a_circle_is_broken_by_the_first_left():
    assert generations(["b", "a"], {"a": {"b"}, "b": {"a"}}) == [["b"], ["a"]]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"))))
def test_generations__every_key_comes_once(pairs):
    above = {}
    for lower, upper in pairs:
        above.setdefault(lower, set()).add(upper)
    rounds = generations("abcdef", above)
    assert sorted(key for level in rounds for key in level) == list("abcdef")
