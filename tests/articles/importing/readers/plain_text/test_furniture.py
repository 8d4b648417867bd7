import pytest

TEXT = "The dockers walked out on Monday. They held the gates for a week, and the town fed them."


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Latest articles", "latest articles"),
        ("Related posts", "latest articles"),
        ("0 Comments", "comment count"),
        ("12 responses to “A week”", "comment count"),
        ("Leave a Reply", "reply form"),
        ("Previous post:", "navigation"),
        ("Derniers articles", "latest articles"),
    ],
)
def test_text_ends_where_furniture_begins(read, line, kind):
    record = read(f"{TEXT}\n\n{TEXT}\n\n{line}\n\nSomething else")

    assert [block.text for block in record.blocks] == [TEXT, TEXT]
    assert [(item.kind, item.text) for item in record.dropped] == [
        (kind, line),
        (kind, "Something else"),
    ]
    assert record.provenance["dropped.0.text"].line == 5


def test_button_right_before_it_goes_too(read):
    record = read(f"{TEXT}\n\n{TEXT}\n\nShare this article!\n\n0 Comments")
    assert [item.kind for item in record.dropped] == ["share", "comment count"]
    assert len(record.blocks) == 2


def test_button_in_the_middle_ends_nothing(read):
    record = read(f"{TEXT}\n\nShare this article\n\n{TEXT}")
    assert [block.text for block in record.blocks] == [TEXT, TEXT]
    assert [item.text for item in record.dropped] == ["Share this article"]


def test_furniture_at_the_top_is_neither_title_nor_text(read):
    record = read(f"Skip to content\n\nHome > News\n\nA week at the gates\n\n{TEXT}")
    assert record.title == "A week at the gates"
    assert [item.kind for item in record.dropped] == ["menu", "menu"]


def test_menu_does_not_end_a_short_text(read):
    record = read("A week at the gates\n\nSkip to content\n\nThey held.")
    assert [block.text for block in record.blocks] == ["They held."]


def test_pop_up_takes_the_line_above_it_along(read):
    record = read(
        f"{TEXT}\n\nLeave a Reply\n\nStill looking?\n\nWe have moved. Close this pop-up to read on."
    )
    assert [item.kind for item in record.dropped] == ["reply form", "pop-up", "pop-up"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Latest articles in the press called it a defeat for everybody.",
        "We share this article of faith.",
        "He had no comments to make on that day of all days.",
    ],
)
def test_sentence_with_such_words_is_text(read, sentence):
    record = read(f"{TEXT}\n\n{sentence}\n\n{TEXT}")
    assert record.dropped == ()
    assert record.blocks[1].text == sentence


def test_marker_at_the_top_does_not_throw_the_text_away(read):
    record = read(f"Latest articles\n\n{TEXT}\n\n{TEXT}")
    assert [block.text for block in record.blocks] == [TEXT, TEXT]
