import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.charts.lettering import (
    Paragraph,
    clusters,
    isolated,
    line_height,
    plain,
    set_words,
    width_of,
    wrapped,
)

widths = st.floats(20, 400)


@given(st.text(), widths, st.integers(1, 4))
def test_wrapped__no_line_is_wider_than_there_is_room(text, width, most):
    lines = wrapped(text, width, 15, most)
    assert len(lines) <= most
    assert all(width_of(line.rstrip(), 15) <= width for line in lines)


@given(st.text(), widths)
def test_wrapped__loses_nothing_that_it_does_not_mark(text, width):
    lines = wrapped(text, width, 15, most=3)
    whole = plain(text)
    if not lines[-1].endswith("…") or whole.endswith("…"):
        assert "".join(lines) == whole
    else:
        assert whole.startswith("".join(lines)[:-1])


def test_wrapped__between_words():
    lines = wrapped("International Executive Committee", 140, 15)
    assert lines == ("International ", "Executive ", "Committee")


def test_wrapped__words_longer_than_the_line_are_cut():
    assert "".join(wrapped("国际执行委员会国际执行委员会", 60, 15, most=9)) == "国际执行委员会" * 2


NAMES = (
    "ජාත්‍යන්තර විධායක කමිටුව",  # Sinhala, with a joiner in the first word
    "சர்வதேச நிர்வாகக் குழு",
    "अंतर्राष्ट्रीय कार्यकारिणी समिति",
    "ब्रिटेन की क्षत्रिय संस्कृति",
)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("කමිටුව", ["ක", "මි", "ටු", "ව"]),
        ("ක්‍රියා", ["ක්\u200dරි", "යා"]),
        ("කුඩු", ["කු", "ඩු"]),
        ("கொள்கை", ["கொ", "ள்", "கை"]),
        ("क्षत्रिय", ["क्ष", "त्रि", "य"]),
        ("e\u0301a", ["e\u0301", "a"]),
        ("国际", ["国", "际"]),
        ("👩🏽\u200d🔧!", ["👩🏽\u200d🔧", "!"]),
        ("", []),
    ],
)
def test_clusters__are_what_readers_take_for_letters(text, letters):
    assert clusters(text) == letters


@given(st.text())
def test_clusters__lose_nothing(text):
    assert "".join(clusters(text)) == text


@given(st.sampled_from(NAMES), st.floats(80, 400), st.integers(1, 3))
def test_wrapped__never_parts_a_letter_from_its_signs(text, width, most):
    lines = wrapped(text, width, 15, most)
    shown = "".join(lines).removesuffix("…")
    assert text.startswith(shown)
    ends, place = set(), 0
    for letter in clusters(text):
        place += len(letter)
        ends.add(place)
    place = 0
    for line in lines:
        place += len(line.removesuffix("…"))
        assert place in ends | {0}


@pytest.mark.parametrize(
    ("narrow", "wide"), [("illicit", "MMMMMMM"), ("ab", "abc"), ("committee", "委员会委员会委员")]
)
def test_width_of__tells_narrow_from_wide(narrow, wide):
    assert width_of(narrow, 10) < width_of(wide, 10)


def test_width_of__marks_above_a_letter_add_nothing():
    assert width_of("e\u0301", 10) == width_of("e", 10)


def test_line_height__urdu_needs_more_room():
    assert line_height("ur", 10) > line_height("en", 10)
    assert line_height("zh-hans", 10) == line_height("zh", 10)


def test_set_words__counts_lines_of_each_paragraph():
    words = set_words(
        [Paragraph("One two", 15), Paragraph("", 13), Paragraph("three", 13)], 40, "en"
    )
    assert [lines for _paragraph, lines, _y in words.paragraphs] == [("One ", "two"), ("three",)]
    assert words.height == pytest.approx(2 * line_height("en", 15) + line_height("en", 13))


def test_plain__control_characters_and_breaks_become_spaces():
    assert plain("a\x00b\n c\ud800\ufffe") == "a b c"


def test_isolated__only_what_runs_against_the_drawing():
    assert isolated("World", is_rtl=False) == "World"
    assert isolated("World", is_rtl=True) == "\u2068World\u2069"
    assert isolated("المؤتمر", is_rtl=True) == "المؤتمر"
    assert isolated("a\u202eb", is_rtl=False) == "\u2068a\u202eb\u2069"
