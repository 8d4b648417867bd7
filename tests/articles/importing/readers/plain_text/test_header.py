import pytest

from articles.importing.record import Author, StatedDate

TEXT = "The dockers walked out on Monday. They held the gates for a week, and the town fed them."


def test_text_without_a_head_has_nothing_but_its_text(read, findings):
    record = read(f"{TEXT}\n\n{TEXT}")

    assert record.title is None
    assert record.authors == record.dates == record.topics == ()
    assert record.publication.name is None
    assert [block.text for block in record.blocks] == [TEXT, TEXT]
    assert findings(record) == [("lost", "title", 1)]


def test_line_that_stands_alone_at_the_top_is_the_title(read):
    record = read(f"A week at the gates\n\n{TEXT}")

    assert record.title == "A week at the gates"
    assert record.provenance["title"].line == 1
    assert record.provenance["title"].confidence == "recognised"
    assert [block.text for block in record.blocks] == [TEXT]


@pytest.mark.parametrize(
    "line",
    [
        "Dear comrades",
        "The strike is over.",
        "These are our demands:",
        "and so it began",
        "I. What happened",
        "A" + " very" * 50 + " long line",
    ],
)
def test_other_first_lines_are_no_title(read, line):
    assert read(f"{line}\n\n{TEXT}").title is None


def test_single_line_is_a_text_and_no_title(read):
    record = read("A week at the gates")
    assert record.title is None
    assert record.blocks[0].text == "A week at the gates"


def test_signed_title_without_a_text_keeps_its_title(read):
    record = read("A week at the gates\n\nby Ada Alder")
    assert record.title == "A week at the gates"
    assert record.blocks == ()


def test_author_and_date_on_one_line(read):
    record = read(f"A week at the gates\n\nby Ada Mary Alder on January 19, 2013\n\n{TEXT}")

    assert record.authors == (Author("Ada Mary Alder"),)
    assert record.dates == (StatedDate("published", "2013-01-19", "January 19, 2013"),)
    assert record.provenance["authors.0.name"].line == 3
    assert record.provenance["dates.0.text"].confidence == "stated"


def test_head_without_blank_lines(read):
    record = read(f"A week at the gates\nby Ada Alder\n3 May 2014\n{TEXT}\n\n{TEXT}")

    assert record.title == "A week at the gates"
    assert record.authors == (Author("Ada Alder"),)
    assert record.dates[0].value == "2014-05-03"
    assert [block.text for block in record.blocks] == [TEXT, TEXT]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Alder and Ben Beech", ["Ada Alder", "Ben Beech"]),
        ("par Ada de la Cruz", ["Ada de la Cruz"]),
        ("Author: Ada Alder", ["Ada Alder"]),
        ("作者：李明", ["李明"]),
        ("by Ada Alder | 3 May 2014", ["Ada Alder"]),
        ("3 May 2014 by Ada Alder", ["Ada Alder"]),
    ],
)
def test_author_lines(read, line, names):
    record = read(f"A week at the gates\n\n{line}\n\n{TEXT}")
    assert [author.name for author in record.authors] == names


@pytest.mark.parametrize(
    "line", ["By any means necessary", "By 1945", "by the League of Gardeners", "by and by"]
)
def test_other_lines_with_by_name_no_author(read, line):
    assert read(f"A week at the gates\n\n{line}\n\n{TEXT}").authors == ()


def test_affiliation_printed_beside_the_name(read):
    record = read(f"A week at the gates\n\nBy Ada Alder (League of Gardeners)\n\n{TEXT}")
    assert record.authors == (Author("Ada Alder", affiliations=("League of Gardeners",)),)


def test_translator_is_no_author(read):
    record = read(f"A week at the gates\n\nTranslated by Ada Alder\n\n{TEXT}")
    assert record.authors == (Author("Ada Alder", role="translator"),)


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Published on", "date"),
        ("Publication date:", "date"),
        ("Written:", "date"),
        ("By", "author"),
        ("Author:", "author"),
    ],
)
def test_label_without_a_value_is_a_loss_and_no_value(read, findings, label, kind):
    record = read(f"A week at the gates\n\n{label}\n\n{TEXT}")

    assert record.dates == ()
    assert record.authors == ()
    assert findings(record) == [("lost", kind, 3)]


def test_year_in_the_text_is_never_its_date(read):
    record = read(f"The strike of 1984\n\nIn 1984 and again on 3 May 1985. {TEXT}")
    assert record.dates == ()


def test_year_of_a_talk_is_only_offered(read):
    record = read(f"This text is based on a talk at the summer school of 2021. {TEXT}\n\n{TEXT}")

    assert record.dates == ()
    proposal = next(each for each in record.findings if each.kind == "date")
    assert (proposal.certainty, proposal.after) == ("probable", "2021")


def test_date_with_two_meanings_is_only_offered(read):
    record = read(f"A week at the gates\n\nPublished on 03/04/2014\n\n{TEXT}")

    assert record.dates == ()
    (proposal,) = record.findings
    assert (proposal.certainty, proposal.after) == ("probable", "2014-03-04 or 2014-04-03")


@pytest.mark.parametrize(
    ("label", "kind"),
    [("Written:", "written"), ("Delivered on", "delivered"), ("Date:", "published")],
)
def test_kinds_of_dates(read, label, kind):
    record = read(f"A week at the gates\n\n{label} 3 May 2014\n\n{TEXT}")
    assert [date.kind for date in record.dates] == [kind]


def test_address_section_date_and_rights(read, findings):
    record = read(
        "https://example.org/spip.php?article12\n\n\nA week at the gates\n\n- Ports -\n\n"
        "Publication date: 3 May 2014\n\n"
        "Copyright © The Lighthouse - paper of the whole coast - All rights\nreserved\n\n" + TEXT
    )

    assert record.title == "A week at the gates"
    publication = record.publication
    assert publication.url == "https://example.org/spip.php?article12"
    assert publication.identifier == "article12"
    assert publication.section == "Ports"
    assert publication.name == "The Lighthouse"
    assert publication.rights.endswith("All rights reserved")
    assert record.dates[0].value == "2014-05-03"
    assert findings(record) == [("certain", "line-break", 10)]


def test_topics_and_language_only_as_labelled(read):
    record = read(f"A week at the gates\n\nTags: ports, strikes\nLanguage: en\n\n{TEXT}")
    assert record.topics == ("ports", "strikes")
    assert record.language == "en"


def test_name_above_the_title_that_others_are_members_of_is_the_publication(read):
    record = read(
        "League of Gardeners\n\nA week at the gates\n\nPublished on\n\n"
        f"Ada Alder is a member of the League of Gardeners.\n\n{TEXT}"
    )

    assert record.publication.name == "League of Gardeners"
    assert record.title == "A week at the gates"
    assert record.kicker is None


def test_short_line_above_the_title_is_its_kicker(read):
    record = read(f"Interview\n\nHow we held the gates\n\nby Ada Alder\n\n{TEXT}")
    assert (record.kicker, record.title) == ("Interview", "How we held the gates")


def test_sentence_between_title_and_author_is_the_standfirst(read):
    record = read(f"A week at the gates\n\nWhat it took to win.\n\nby Ada Alder\n\n{TEXT}")
    assert record.standfirst == "What it took to win."


def test_name_alone_between_title_and_date_is_only_offered_as_the_author(read):
    record = read(f"A week at the gates\n\nAda Alder\n\n3 May 2014\n\n{TEXT}")

    assert record.title == "A week at the gates"
    assert record.authors == ()
    (proposal,) = record.findings
    assert (proposal.certainty, proposal.kind, proposal.after) == (
        "probable",
        "author",
        "Ada Alder",
    )
    assert [block.type for block in record.blocks] == ["paragraph", "paragraph"]


def test_second_line_without_author_or_date_is_a_heading_of_the_text(read):
    record = read(f"A week at the gates\n\nHow it began\n\n{TEXT}")
    assert record.title == "A week at the gates"
    assert [block.type for block in record.blocks] == ["heading", "paragraph"]


def test_abstract_that_speaks_of_the_article_and_stands_apart(read):
    abstract = "Who held the gates? This article looks at the week of the strike."
    record = read(f"{abstract}\n\n\n{TEXT}\n\n{TEXT}")

    assert record.standfirst == abstract
    assert len(record.blocks) == 2
    assert read(f"{abstract}\n\n{TEXT}\n\n{TEXT}").standfirst is None


class TestAuthorNote:
    def test_names_author_and_affiliations__without_an_author_line(self, read):
        note = (
            "Ada Alder is a member of the Council of the LG and Gardeners Unite (Kent and Essex)."
        )
        record = read(f"A week at the gates\n\n{note}\n\n{TEXT}")

        assert record.authors == (
            Author(
                "Ada Alder", affiliations=("Council of the LG", "Gardeners Unite (Kent and Essex)")
            ),
        )
        assert record.author_note == note
        assert record.provenance["authors.0.affiliations.1"].line == 3

    def test_at_the_end_is_about_who_signed__by_first_name(self, read):
        note = (
            "Ada is affiliated with Fresh Ground, and has had experience being a member of both "
            "the Rose and Tulip Societies."
        )
        record = read(f"A week at the gates\n\nby Ada Alder\n\n{TEXT}\n\n\n{note}")

        assert record.authors == (
            Author(
                "Ada Alder",
                affiliations=("Fresh Ground",),
                former_affiliations=("Rose and Tulip Societies",),
            ),
        )
        assert record.author_note == note
        assert [block.text for block in record.blocks] == [TEXT]

    def test_office_is_kept_in_its_words(self, read):
        note = "Ada Alder is the General Secretary of the League of Gardeners."
        record = read(f"A week at the gates\n\nby Ada Alder\n\n{TEXT}\n\n{note}")
        assert record.authors[0].affiliations == ("General Secretary of the League of Gardeners",)

    def test_name_with_and_is_one_affiliation(self, read):
        note = "Ada Alder is a member of Bread and Roses."
        record = read(f"A week at the gates\n\nby Ada Alder\n\n{TEXT}\n\n{note}")
        assert record.authors[0].affiliations == ("Bread and Roses",)

    def test_sentence_about_somebody_else_stays_in_the_text(self, read):
        sentence = "Ben Beech is a member of the port council."
        record = read(f"A week at the gates\n\nby Ada Alder\n\n{TEXT}\n\n{sentence}")
        assert record.author_note is None
        assert record.blocks[-1].text == sentence

    def test_what_is_no_name_signs_nothing(self, read):
        record = read(f"A week at the gates\n\nThe union is a member of the federation.\n\n{TEXT}")
        assert record.authors == ()
