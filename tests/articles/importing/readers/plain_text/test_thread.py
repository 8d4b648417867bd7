from articles.importing.record import Comment

TEXT = "The dockers walked out on Monday. They held the gates for a week, and the town fed them."
THREAD = """
  • Ben

    Well said.

    Very well.

    • http://example.org Cara Cedar

      From Ben: Well said.

      Ben: No.

      • Ben

        Yes.

    • Dan

      Enough.

      [edited for length — admin]

  • Eve

    Good day.

  • Pingback: Cheap shirts 2014()

  • Pingback: 修理()
"""


def test_replies_are_told_by_indentation(read):
    record = read(f"A week at the gates\n\n{TEXT}\n{THREAD}\nPrevious post:\n\nNext post:\n")

    assert [(each.author, each.depth, each.parent, each.kind) for each in record.comments] == [
        ("Ben", 0, None, "comment"),
        ("Cara Cedar", 1, 0, "comment"),
        ("Ben", 2, 1, "comment"),
        ("Dan", 1, 0, "comment"),
        ("Eve", 0, None, "comment"),
        (None, 0, None, "pingback"),
        (None, 0, None, "pingback"),
    ]
    assert [block.text for block in record.blocks] == [TEXT]
    assert [item.text for item in record.dropped] == ["Previous post:", "Next post:"]


def test_words_address_and_moderators_note(read):
    comments = read(f"{TEXT}\n{THREAD}").comments

    assert comments[0].text == "Well said.\n\nVery well."
    assert comments[1].url == "http://example.org"
    assert comments[1].text == "From Ben: Well said.\n\nBen: No."
    assert (comments[3].text, comments[3].note) == ("Enough.", "edited for length — admin")


def test_pingback_keeps_the_title_and_has_lost_the_address(read):
    record = read(f"{TEXT}\n{THREAD}")

    assert record.comments[5] == Comment(kind="pingback", text="Cheap shirts 2014")
    assert record.comments[6].text == "修理"
    assert [each.certainty for each in record.findings if each.kind == "link"] == ["lost", "lost"]


def test_list_in_a_text_is_no_thread(read):
    record = read(f"{TEXT}\n\n  • Bread\n\n  • Soup\n\n{TEXT}")
    assert record.comments == ()
    assert record.blocks[1].items == ("Bread", "Soup")


def test_list_right_above_a_thread_is_none_of_it(read):
    record = read(f"{TEXT}\n\n- bread\n- soup\n{THREAD}\nNext post:")
    assert record.blocks[1].items == ("bread", "soup")
    assert len(record.comments) == 7


def test_terms_with_their_explanations_before_more_text_are_no_thread(read):
    record = read(f"{TEXT}\n\n  • Bread\n\n    What we eat.\n\n{TEXT}")
    assert record.comments == ()
    assert len(record.blocks) > 2


def test_announced_comments_that_are_not_there_are_lost(read, findings):
    record = read(f"{TEXT}\n\n{TEXT}\n\n3 Comments\n\nBen\n\nWell said.")

    assert record.comments == ()
    assert ("lost", "comments", 5) in findings(record)
    assert [item.text for item in record.dropped] == ["3 Comments", "Ben", "Well said."]


def test_thread_below_its_count(read, findings):
    record = read(f"{TEXT}\n\n5 Comments\n{THREAD}")
    assert len(record.comments) == 7
    assert ("lost", "comments", 3) not in findings(record)
