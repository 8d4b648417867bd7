"""What holds for every text: values stand where the record says, and no word gets lost."""

import contextlib

from hypothesis import given
from hypothesis import strategies as st

from articles.importing.readers import plain_text
from articles.importing.readers.plain_text.labels import read_label
from articles.importing.source import Source, SourceError
from tests.articles.importing.places import misplaced, plain, without_place

SOUND = (
    "dockers",
    "gates",
    "Alder",
    "“bread”",
    "‘soup’",
    "l’été",
    "国际",
    "إضراب",
    "port—town",
    "–",
)
ODD = ("(sic)", "self-help", "self- help", "\\$15", "( )", "No.", "3,000", 'gatesâ€"and', "donâ€™t")
WORDS = st.sampled_from([*SOUND, *ODD])
SENTENCES = st.lists(WORDS, min_size=3, max_size=25).map(lambda words: "The " + " ".join(words))
PROSE = st.lists(SENTENCES, min_size=1, max_size=3).map(lambda each: ". ".join(each) + ".")
UNENDED = SENTENCES.map(lambda sentence: sentence + " and")
LINES = st.sampled_from(
    [
        "What they won",
        "Who held the gates?",
        "As Alder explains in “The Long Week”:",
        "And later:",
        "These are the points:",
        "Bread for all;",
        "and so it went on for a long time.",
        "The gates on Monday / Image: Ben Beech",
        "Share this article",
        "- one\n- two\n- three",
        "1. one\n2. two",
        "— Ada Alder",
        "The sea is wide\nThe ships are still",
        "Open the gates!",
        "“Nobody had thought that we would win it,” she wrote. “Nobody.”",
        "“Nobody had thought that we would win it.” (The Long Week)",
    ]
)
HEADS = st.lists(
    st.sampled_from(
        [
            "League of Gardeners",
            "A week at the gates",
            "Interview",
            "by Ada Alder on 3 May 2014",
            "By Ben Beech (League of Gardeners) and Cara Cedar",
            "Published on",
            "Publication date: Saturday 3 May 2014",
            "03/04/2014",
            "- Ports -",
            "https://example.org/spip.php?article12",
            "© The Lighthouse - All rights\nreserved",
            "Tags: ports, strikes",
            "Ada Alder is a member of the Council of the LG and the League of Gardeners.",
            "A week at the gates\nby Ada Alder",
            "Skip to content",
        ]
    ),
    max_size=6,
)
TAILS = st.sampled_from(
    [
        [],
        ["Latest articles", "Something new", "It begins with a few words..."],
        ["Share this", "3 Comments", "Leave a Reply"],
        ["\n\nAda is affiliated with the League of Gardeners."],
        ["  • Ben\n\n    Well said.\n\n    • http://example.org Cara\n\n      No.\n", "Next post:"],
        ["  • Ben\n\n    Well said.\n\n    [edited — admin]\n\n  • Pingback: Shirts()"],
    ]
)
BODIES = st.lists(st.one_of(PROSE, UNENDED, LINES), min_size=1, max_size=12)
GAPS = st.sampled_from(["\n\n", "\n\n", "\n\n\n", "\r\n\r\n", "\n \n"])
TEXTS = st.builds(
    lambda head, body, tail, gap: gap.join([*head, *body, *tail]), HEADS, BODIES, TAILS, GAPS
)


def record_of(text):
    return plain_text.read(Source("text.txt", text.encode("utf-8", "replace"))).to_json()


@given(TEXTS)
def test_every_value_stands_where_the_record_says(text):
    record = record_of(text)
    assert misplaced(record, text) == []
    assert without_place(record) == []


@given(TEXTS)
def test_every_line_is_in_a_value_or_in_a_list_of_what_was_left_out(text):
    record = record_of(text)
    values = plain("\n".join(_texts(record)))
    repairs = [each for each in record["findings"] if each["class"] == "certain"]
    for line in text.splitlines():
        words = line
        for repair in repairs:
            words = words.replace(repair["before"], repair["after"])
        words = plain(words).removeprefix("•").removeprefix("-")
        is_label = read_label(line.strip()) is not None or "by Ada" in line or "By Ben" in line
        is_pingback = "Pingback" in line
        assert is_label or is_pingback or all(part in values for part in _parts(words)), line


@given(TEXTS)
def test_same_text_gives_the_same_record(text):
    assert record_of(text) == record_of(text)


@given(st.text())
def test_any_text_is_read_or_refused(text):
    try:
        record = record_of(text)
    except SourceError:
        return
    assert misplaced(record, text.removeprefix("\ufeff")) == []


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(SourceError):
        plain_text.read(Source("data", data))


def _texts(value):
    """All texts in a record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            if name != "provenance":
                yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _parts(words):
    """The pieces of a line that the record may keep apart: caption and credit, address and name."""
    for mark in ("/Image:", "(The", "[edited", "httpsexample", "http://example.org"):
        if mark in words:
            first, _, second = words.partition(mark)
            return [first, second.strip("[])")]
    return [words.strip("[]—")]
