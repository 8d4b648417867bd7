import pytest

TEXT = "The dockers walked out on Monday. They held the gates for a week, and the town fed them."
QUOTED = "We came back with our heads up. Nobody had thought that we would."


@pytest.fixture
def blocks(read):
    """The blocks after a first paragraph."""

    def of(*paragraphs):
        record = read("\n\n".join([TEXT, *paragraphs]))
        return list(record.blocks[1:])

    return of


class TestHeading:
    @pytest.mark.parametrize(
        "line",
        [
            "What they won",
            "Who held the gates?",
            "I. What's new?",
            "2. The second week",
            "我们赢了什么",
        ],
    )
    def test_short_line_before_a_paragraph(self, blocks, line):
        heading, paragraph = blocks(line, TEXT)
        assert (heading.type, heading.level, heading.text) == ("heading", 2, line)
        assert paragraph.type == "paragraph"

    @pytest.mark.parametrize(
        "line",
        [
            "They won.",
            "They won:",
            "they won",
            "They won! And how?",
            "Was it enough? Would it last?",
            "They won" + " and won again" * 8,
        ],
    )
    def test_other_short_paragraphs_are_none(self, blocks, line):
        assert [block.type for block in blocks(line, TEXT)] == ["paragraph", "paragraph"]

    def test_question_before_a_heading_ends_the_part_above(self, blocks):
        types = [block.type for block in blocks("So why did they lose?", "The owners", TEXT)]
        assert types == ["paragraph", "heading", "paragraph"]

    def test_last_line_heads_nothing(self, blocks):
        assert [block.type for block in blocks("The end of it")] == ["paragraph"]

    def test_slogan_is_only_offered_as_a_heading(self, read, findings):
        record = read(f"{TEXT}\n\nOpen the gates!\n\n{TEXT}")
        assert [block.type for block in record.blocks] == ["paragraph"] * 3
        assert ("probable", "heading", 3) in findings(record)


class TestQuotation:
    @pytest.mark.parametrize(
        ("lead_in", "attribution"),
        [
            ("What is a strike? Alder, in her History of the Port, explains it thus:",
             "Alder, in her History of the Port"),
            ("As Alder explains in “The Long Week”:", "Alder explains in “The Long Week”"),
            ("In “A Letter to the Owners,” Alder explains:", "“A Letter to the Owners,” Alder"),
            ("An article in the Harbour Times explained:", "An article in the Harbour Times"),
            ("As Alder wrote as early as 1900:", "Alder"),
            ("We give the last word to Alder, who left us this:", "Alder"),
            ("A year before her death, Ada Alder drew conclusions. It is far from what others "
             "put down to her:", "Ada Alder"),
            ("As Alder explains in “The Long Week,” nothing is easy. A way out must exist:",
             "Alder explains in “The Long Week,”"),
            ("She said:", None),
            ("Comme Alder écrit:", "Alder"),
        ],
    )  # fmt: skip
    def test_paragraph_after_who_says_it(self, blocks, lead_in, attribution):
        lead, quote = blocks(lead_in, QUOTED)
        assert lead.text == lead_in
        assert (quote.type, quote.text, quote.attribution) == ("quote", QUOTED, attribution)

    @pytest.mark.parametrize(
        "lead_in",
        [
            "These were the following points:",
            "The answer is simple:",
            "We look to these states:",
            "The week suggests certain priorities:",
        ],
    )
    def test_paragraph_after_another_colon_is_none(self, blocks, lead_in):
        assert [block.type for block in blocks(lead_in, QUOTED)] == ["paragraph", "paragraph"]

    def test_and_later_carries_the_source_on(self, read):
        record = read(
            f"As Alder explains in “The Long Week”:\n\n{QUOTED}\n\nAnd later:\n\n{QUOTED}"
        )

        assert record.blocks[3].attribution == "Alder explains in “The Long Week”"
        assert record.provenance["blocks.3.attribution"].line == 1

    def test_similarly_carries_the_person_on__as_a_proposal(self, read):
        record = read(
            f"Alder writes:\n\n{QUOTED}\n\nSimilarly in the History of the Port:\n\n{QUOTED}"
        )

        assert record.blocks[3].attribution == "History of the Port"
        proposal = next(each for each in record.findings if each.kind == "attribution")
        assert proposal.after == "Alder, History of the Port"

    def test_paragraph_in_its_own_marks_with_its_source_in_brackets(self, read):
        record = read(
            "The core of it, written by Alder in 1901, follows.\n\n"
            f"“{QUOTED}” (What Is to Be Won?)\n\n{TEXT}"
        )
        quote = record.blocks[1]

        assert (quote.type, quote.text) == ("quote", f"“{QUOTED}”")
        assert quote.attribution == "What Is to Be Won?"
        assert record.provenance["blocks.1.attribution"].line == 3
        proposal = next(each for each in record.findings if each.kind == "attribution")
        assert proposal.after == "Alder, What Is to Be Won?"

    def test_sentence_that_only_begins_and_ends_with_speech_is_none(self, blocks):
        (paragraph,) = blocks("“We will stay,” she said to the town. “We will stay for long.”")
        assert paragraph.type == "paragraph"

    def test_marks_that_open_each_paragraph_and_close_the_last(self, blocks):
        _, quote, after = blocks("Alder said:", f"“{QUOTED}", f"“{QUOTED}”", TEXT)
        assert quote.text == f"“{QUOTED}\n\n“{QUOTED}”"
        assert after.type == "paragraph"

    def test_second_paragraph_with_an_editors_brackets_is_only_offered(self, read, findings):
        second = "You win it on the floor. It[‘s] not won in the office."
        record = read(f"Alder said:\n\n{QUOTED}\n\n{second}\n\n{TEXT}")

        assert [block.type for block in record.blocks] == [
            "paragraph",
            "quote",
            "paragraph",
            "paragraph",
        ]
        assert ("probable", "quotation", 5) in findings(record)

    def test_source_in_a_line_of_its_own(self, blocks):
        _, quote, after = blocks("The committee says:", QUOTED, "— Ada Alder, 1901", TEXT)
        assert quote.attribution == "Ada Alder, 1901"
        assert after.text == TEXT


class TestCaption:
    @pytest.mark.parametrize(
        "line",
        [
            "The gates on Monday / Image: Ben Beech, Flickr",
            "The gates on Monday (Photo: Ben Beech, Flickr)",
            "The gates on Monday [Photo by Ben Beech, Flickr]",
        ],
    )
    def test_caption_and_credit(self, read, findings, line):
        record = read(f"{TEXT}\n\n{line}\n\n{TEXT}")
        image = record.blocks[1]

        assert image.type == "image"
        assert (image.caption, image.credit) == ("The gates on Monday", "Ben Beech, Flickr")
        assert image.text is None
        assert ("lost", "image", 3) in findings(record)

    def test_credit_alone(self, blocks):
        image, _ = blocks("Photo: Ben Beech", TEXT)
        assert (image.caption, image.credit) == (None, "Ben Beech")

    def test_caption_without_a_marker_is_only_offered(self, read, findings):
        record = read(
            f"{TEXT * 3}\n\nThe gates on Monday. Read the whole story here.\n\nThe week\n\n{TEXT}"
        )
        assert record.blocks[1].type == "paragraph"
        assert ("probable", "caption", 3) in findings(record)
        assert ("lost", "link", 3) in findings(record)


class TestList:
    @pytest.mark.parametrize(
        ("lines", "items"),
        [
            ("- bread\n- soup\n- coal", ("bread", "soup", "coal")),
            ("• bread\n\n• soup", ("bread", "soup")),
            ("* bread and\n  butter\n* soup", ("bread and butter", "soup")),
            ("1. bread\n2. soup", ("1. bread", "2. soup")),
        ],
    )
    def test_bulleted_lines(self, blocks, lines, items):
        made, _ = blocks(lines, TEXT)
        assert (made.type, made.items) == ("list", items)

    def test_numbered_headings_are_no_list(self, blocks):
        types = [block.type for block in blocks("1. The first week", TEXT, "2. The second", TEXT)]
        assert types == ["heading", "paragraph", "heading", "paragraph"]

    def test_paragraphs_with_semicolons_after_a_colon_are_only_offered(self, read):
        record = read(f"It needs the following:\n\nBread for all;\n\nSoup; and\n\nCoal.\n\n{TEXT}")

        assert {block.type for block in record.blocks} == {"paragraph"}
        (proposal,) = [each for each in record.findings if each.kind == "list"]
        assert (proposal.certainty, proposal.line) == ("probable", 3)


def test_lines_broken_for_width_are_one_paragraph(read):
    wrapped = (
        "The dockers walked out on Monday, and nobody came back.\nThey held the gates for a week."
    )
    assert read(wrapped).blocks[0].text == wrapped.replace("\n", " ")


def test_short_lines_stay_lines(read):
    verse = "The sea is wide\nThe ships are still"
    assert read(f"{TEXT}\n\n{verse}").blocks[1].text == verse


def test_long_lines_without_blank_lines_are_paragraphs(read):
    long = TEXT + " " + TEXT
    assert [block.text for block in read(f"{long}\n{long}\n{long}").blocks] == [long] * 3


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems(read, end):
    record = read(end.join([TEXT, "", TEXT]))
    assert [block.text for block in record.blocks] == [TEXT, TEXT]
    assert record.provenance["blocks.1.text"].line == 3
