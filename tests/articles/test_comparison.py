"""A comparison shows each change and loses no word of either version."""

from hypothesis import given
from hypothesis import strategies as st

from articles.comparison import Piece, compare

PARAGRAPHS = st.lists(
    st.text(st.sampled_from("abc de.é 中文\n"), min_size=1, max_size=25).map(
        lambda text: " ".join(text.split()) or "a"
    ),
    min_size=1,
    max_size=6,
)


def side(paragraphs, change):
    texts = [
        "".join(piece.text for piece in paragraph.pieces if piece.change in ("same", change))
        for paragraph in paragraphs
    ]
    return [text for text in texts if text]


@given(PARAGRAPHS, PARAGRAPHS)
def test_both_versions__can_be_read_from_the_comparison(old, new):
    paragraphs = compare("\n\n".join(old), "\n\n".join(new))
    assert side(paragraphs, "removed") == old
    assert side(paragraphs, "added") == new


@given(PARAGRAPHS)
def test_the_same_text__shows_no_change(text):
    assert not any(each.is_changed for each in compare("\n\n".join(text), "\n\n".join(text)))


def test_one_changed_word__is_all_that_is_marked():
    (paragraph,) = compare("Over 35 countries.", "Over 40 countries.")
    assert paragraph.pieces == (
        Piece("same", "Over "),
        Piece("removed", "35"),
        Piece("added", "40"),
        Piece("same", " countries."),
    )


def test_a_new_paragraph__leaves_its_neighbours_alone():
    changed = [each.is_changed for each in compare("One.\n\nThree.", "One.\n\nTwo.\n\nThree.")]
    assert changed == [False, True, False]


def test_chinese__is_compared_sign_by_sign():
    (paragraph,) = compare("工人国际", "工人的国际")
    assert Piece("added", "的") in paragraph.pieces
