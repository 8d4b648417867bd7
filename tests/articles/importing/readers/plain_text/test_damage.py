import pytest

TEXT = "The dockers walked out on Monday. They held the gates for a week, and the town fed them."


def only(record, kind):
    (finding,) = [each for each in record.findings if each.kind == kind]
    return finding


@pytest.mark.parametrize(
    ("damaged", "dash"),
    [
        ('gatesâ€"and', "—"),
        ('gates â€" and', "–"),
        ('gatesâ€" and', "—"),
        ('"panic"â€"the', "—"),
        ('possible "â€" and', "—"),
    ],
)
def test_folded_dash_is_proposed_and_left(read, damaged, dash):
    record = read(f"They held the {damaged} so on. {TEXT}")
    finding = only(record, "dash")

    assert damaged in record.blocks[0].text
    assert (finding.certainty, finding.before, finding.after) == ("probable", 'â€"', dash)
    assert record.provenance[f"findings.{record.findings.index(finding)}"].place == (
        f"column {record.blocks[0].text.index('â€') + 1}"
    )


def test_sound_dashes_and_quotation_marks_are_no_damage(read, findings):
    sound = "A week—a whole week – “for bread”, ‘soup’ … de l’ASSÉ, «oui», régime 国际 إضراب."
    record = read(f"{sound}\n\n{TEXT}")

    assert record.blocks[0].text == sound
    assert findings(record) == [("lost", "title", 1)]


@pytest.mark.parametrize(
    ("damaged", "mended"), [("donâ€™t", "don’t"), ("gatesâ€”and", "gates—and"), ("GrÃ¨ve", "Grève")]
)
def test_encoding_whose_bytes_are_complete_is_mended(read, damaged, mended):
    record = read(f"We {damaged} know. {TEXT}")
    finding = only(record, "encoding")

    assert mended in record.blocks[0].text
    assert finding.certainty == "certain"
    assert finding.before in damaged


def test_portuguese_capital_before_a_quotation_mark_is_no_damage(read):
    record = read(f"O jornal «AMANHÃ» chegou. {TEXT}")
    assert "«AMANHÃ»" in record.blocks[0].text


def test_parted_word_is_closed_up__when_it_stands_closed_elsewhere(read):
    record = read(f"The self- help of dockers.\n\nTheir self-help won. {TEXT}")
    finding = only(record, "hyphen")

    assert record.blocks[0].text == "The self-help of dockers."
    assert (finding.certainty, finding.before, finding.after) == (
        "certain",
        "self- help",
        "self-help",
    )


@pytest.mark.parametrize("parted", ["port- building", "bread/ soup"])
def test_parted_word_is_only_proposed__when_it_stands_nowhere_else(read, parted):
    record = read(f"The {parted} of dockers. {TEXT}")
    finding = only(record, "hyphen")

    assert parted in record.blocks[0].text
    assert (finding.certainty, finding.after) == ("probable", parted.replace(" ", ""))


@pytest.mark.parametrize("sound", ["pre- and post-war", "long- or short-term", "a week - no more"])
def test_hyphen_on_purpose_is_no_damage(read, findings, sound):
    record = read(f"The {sound} years. {TEXT}")
    assert findings(record) == [("lost", "title", 1)]


def test_escaped_price_is_mended(read):
    record = read(f"They asked for \\$15 an hour. {TEXT}")
    assert "for $15 an" in record.blocks[0].text
    assert only(record, "escape").certainty == "certain"


def test_other_escape_is_only_proposed(read):
    record = read(f"They asked for \\*more\\* pay. {TEXT}")
    assert "\\*more\\*" in record.blocks[0].text
    assert {each.certainty for each in record.findings if each.kind == "escape"} == {"probable"}


@pytest.mark.parametrize("brackets", ["( )", "()", "(\u00a0)", "[ ]"])
def test_empty_brackets_are_a_lost_link(read, brackets):
    record = read(f"More on our site {brackets} soon. {TEXT}")
    assert brackets in record.blocks[0].text
    assert (only(record, "link").certainty, only(record, "link").before) == ("lost", brackets)


def test_no_break_spaces_are_one_proposal_and_stay(read):
    record = read(f"The\u00a0gates and the\u00a0town, 15\u00a0000 people.\n\nThe\u00a0end. {TEXT}")
    finding = only(record, "no-break-space")

    assert record.blocks[0].text.count("\u00a0") == 3
    assert finding.evidence.startswith("3 ")
    assert finding.line == 1


class TestPageBreak:
    FIRST = "The dockers walked out on Monday and nobody came back, for the owners would not"
    SECOND = "even talk to those whom they had sent. That was the end of it."

    def test_cut_sentence_is_joined(self, read):
        first = f"{TEXT} {self.FIRST}"
        record = read(f"{TEXT}\n\n{first}\n\n{self.SECOND}\n\n{TEXT}")
        finding = only(record, "page-break")

        assert record.blocks[1].text == f"{first} {self.SECOND}"
        assert len(record.blocks) == 3
        assert (finding.certainty, finding.line) == ("certain", 3)
        assert finding.before.replace("\n\n", " ") == finding.after

    def test_short_line_is_only_offered(self, read):
        record = read(f"{TEXT}\n\nThe owners said no\n\n{self.SECOND}\n\n{TEXT}\n\n{TEXT}")
        assert len(record.blocks) == 5
        assert only(record, "page-break").certainty == "probable"

    def test_writing_everything_small_is_a_style(self, read):
        small = "the dockers walked out on monday and nobody came back before the week was over"
        record = read("\n\n".join([small] * 5))
        assert len(record.blocks) == 5
        assert {each.certainty for each in record.findings if each.kind == "page-break"} == {
            "probable"
        }

    @pytest.mark.parametrize("end", [".", ":", ";", "?", ".”", ")"])
    def test_ended_sentence_is_left(self, read, end):
        record = read(f"{TEXT}\n\n{self.FIRST}{end}\n\n{self.SECOND}\n\n{TEXT}\n\n{TEXT}")
        assert [each for each in record.findings if each.kind == "page-break"] == []
        assert len(record.blocks) == 5
