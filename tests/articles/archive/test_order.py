import pytest

from articles.archive.entry import Entry
from articles.archive.mistake import Mistake, Place
from articles.archive.order import in_order
from articles.archive.reading import Node
from organisations.models import Source


def entries(*keys):
    return {
        key: Entry(Source, key, Node(Place("f.yaml", line), {})) for line, key in enumerate(keys, 1)
    }


def ordered(keys, needs=(), wishes=()):
    """The keys in order; `needs` and `wishes` are pairs "ab": a needs b."""
    made = entries(*keys)

    def among(pairs):
        return lambda entry: [made[other] for one, other in pairs if one == entry.key]

    return "".join(
        entry.key for entry in in_order(list(made.values()), among(needs), among(wishes))
    )


def test_order__is_that_of_the_file_where_nothing_is_needed():
    assert ordered("cab") == "cab"


def test_order__puts_what_is_needed_first():
    assert ordered("abc", needs=["ab", "bc"]) == "cba"


def test_order__puts_what_is_wished_for_first():
    assert ordered("abc", needs=["ab"], wishes=["bc"]) == "cba"


def test_order__gives_up_a_wish_in_a_circle():
    assert ordered("ab", needs=["ab"], wishes=["ba"]) == "ba"


def test_order__gives_up_no_wish_outside_of_the_circle():
    # d only wishes for what stands in the circle of a, b and c.
    order = ordered("dabc", needs=["ab", "bc"], wishes=["ca", "da"])
    assert order == "cbad"


def test_order__allows_an_entry_to_point_at_itself():
    assert ordered("a", needs=["aa"], wishes=["aa"]) == "a"


def test_order__names_a_circle_of_needs():
    with pytest.raises(Mistake) as caught:
        ordered("abc", needs=["ab", "bc", "cb"])
    assert str(caught.value) == (
        "f.yaml:2: none of these can be made before the other: organisations.source b → "
        "organisations.source c → organisations.source b."
    )
