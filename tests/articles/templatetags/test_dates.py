import pytest
from django.utils.translation import override

from articles.templatetags.dates import in_words, iso
from organisations.period import PartialDate, Period


@pytest.mark.parametrize(
    ("edtf", "words", "machine"),
    [
        ("2019-07", "July 2019", "2019-07"),
        ("199X", "1990s", ""),
        ("[1990..1993]", "between 1990 and 1993", ""),
        ("", "", ""),
    ],
)
def test_partial_date__is_never_finer_than_known(edtf, words, machine):
    with override("en"):
        assert in_words(edtf) == words
        assert in_words(PartialDate.parse(edtf)) == words
    assert iso(edtf) == machine


def test_partial_date__in_the_readers_language():
    with override("fr"):
        assert in_words("2019-07") == "juillet 2019"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("1974", "1991", "1974 – 1991"),
        ("", "", ""),
        ("", "..", "still so when the source was written"),
    ],
)
def test_period__of_which_nothing_is_known_says_nothing(start, end, words):
    with override("en"):
        assert in_words(Period(PartialDate.parse(start), PartialDate.parse(end))) == words
