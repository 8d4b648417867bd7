"""The five source documents, read as a person reads them. Collected only where they are.

What is expected is written by hand: facts, titles, names, a few first words. The documents'
sentences are not the repository's.
"""

import pytest

from articles.importing.source import decode, open_source
from tests.articles.importing.documents import (
    ARTICLE,
    FILES,
    LETTER,
    SELF_DESCRIPTION,
    kinds,
    lines,
    of_type,
    read,
)
from tests.articles.importing.places import misplaced, without_place


@pytest.mark.parametrize("number", FILES)
def test_every_value_stands_where_the_record_says(number):
    text = decode(open_source(str(FILES[number]))).text
    record = read(number)
    assert misplaced(record, text) == []
    assert without_place(record) == []


@pytest.mark.parametrize("number", FILES)
def test_nothing_is_declared_that_the_file_does_not_declare(number):
    record = read(number)
    assert record["language"] is None
    assert record["status"] is None
    assert record["topics"] == []
    assert record["kicker"] is None
    assert all(author["role"] is None for author in record["authors"])


@pytest.mark.parametrize("number", FILES)
def test_curly_quotation_marks_come_through(number):
    text = decode(open_source(str(FILES[number]))).text
    record = read(number)
    words = "".join(
        str(value)
        for part in ("blocks", "comments", "dropped")
        for each in record[part]
        for value in each.values()
    ) + "".join(filter(None, (record["title"], record["standfirst"], record["author_note"])))
    for mark in "“”‘’«»":
        assert words.count(mark) >= text.count(mark)


class TestArticle:
    def test_head(self):
        record = read(ARTICLE)
        assert record["title"] == "Continuing the Fight for International Socialism"
        assert record["publication"]["name"] == "Socialist Alternative"
        assert record["publication"]["url"] is None
        assert record["authors"] == [
            {
                "name": "Danny Byrne",
                "affiliations": [
                    "Provisional Committee of the CWI",
                    "Socialist Alternative (England, Wales and Scotland)",
                ],
                "former_affiliations": [],
                "role": None,
            }
        ]
        assert record["author_note"].startswith("Danny Byrne is a member of")
        assert record["standfirst"] is None

    def test_empty_label_is_a_lost_date(self):
        record = read(ARTICLE)
        assert record["dates"] == []
        assert kinds(record)["lost", "date"] == 1
        assert lines(record, "date") == [5]

    def test_body(self):
        record = read(ARTICLE)
        assert [block["text"] for block in of_type(record, "heading")] == [
            "A Challenging but Necessary Debate",
            "Why a Socialist International?",
            "International is Primary for Socialists",
            "A Brief History of the CWI",
            "Against Dogmatic Methods in Thought and in Action",
            "Socialists Fighting Oppression",
            "Membership Revolt against Bureaucratism",
        ]
        (quote,) = of_type(record, "quote")
        assert quote["text"].startswith("“The Social-Democrat’s ideal")
        assert quote["text"].endswith("”")
        assert quote["attribution"] == "What Is To Be Done?"
        assert len(of_type(record, "paragraph")) == 68
        assert len(record["blocks"]) == 76

    def test_furniture(self):
        record = read(ARTICLE)
        assert record["comments"] == []
        assert len(record["dropped"]) == 9
        assert {each["kind"] for each in record["dropped"]} == {"latest articles"}

    def test_losses_and_proposals(self):
        assert kinds(read(ARTICLE)) == {
            ("lost", "date"): 1,
            ("lost", "link"): 1,
            ("probable", "attribution"): 1,
            ("probable", "no-break-space"): 1,
        }


class TestLetter:
    def test_head(self):
        record = read(LETTER)
        assert record["title"] == (
            "Coalitions, Elections, and Kshama Sawant: An Open Letter to Socialist Worker"
        )
        assert record["authors"] == [
            {
                "name": "Andrew Ray Gorman",
                "affiliations": ["Revolutionary Unity"],
                "former_affiliations": ["Socialist and Green Parties"],
                "role": None,
            }
        ]
        assert record["author_note"].startswith("Andrew is affiliated with")
        assert record["dates"] == [
            {"kind": "published", "value": "2013-01-19", "text": "January 19, 2013"}
        ]
        assert set(record["publication"].values()) == {None}

    def test_body(self):
        record = read(LETTER)
        assert [block["type"] for block in record["blocks"]] == ["paragraph"] * 8

    def test_thread(self):
        comments = read(LETTER)["comments"]
        assert [
            (each["author"], each["depth"], each["parent"])
            for each in comments
            if each["kind"] == "comment"
        ] == [
            ("Gumby", 0, None),
            ("RedPleb", 0, None),
            ("Ben Campbell", 1, 1),
            ("RedPleb", 2, 2),
            ("Jess Spear", 3, 3),
            ("Matthew Andrews", 1, 1),
            ("Ben Campbell", 0, None),
            ("RedPleb", 1, 6),
            ("Ben Campbell", 2, 7),
            ("Marlon Pierre-Antoine", 0, None),
            ("Brandy Baker", 0, None),
            ("RedPleb", 1, 10),
            ("Brandy Baker", 0, None),
            ("RedPleb", 1, 12),
            ("Brandy Baker", 0, None),
            ("RedPleb", 1, 14),
            ("chegitz guevara", 0, None),
            ("Matthew Andrews", 1, 16),
            ("David Berger", 0, None),
            ("Christian", 0, None),
        ]
        assert [each["text"] for each in comments if each["kind"] == "pingback"] == [
            "Vente nouveau maillot psg 2014 pas cher",
            "ルイヴィトン ホック 修理",
        ]
        assert [each["note"] for each in comments if each["note"]] == ["edited for clarity — admin"]
        assert {each["url"] for each in comments if each["url"]} == {
            "http://revunity.org",
            "http://www.independentworkers.us",
            "http://www.luzietti.com",
            "http://laughingfish.blogspot.com",
        }
        assert comments[18]["text"].count("From Andrew Ray Gorman:") == 10

    def test_losses_and_furniture(self):
        record = read(LETTER)
        assert kinds(record) == {("lost", "link"): 2}
        assert [each["text"] for each in record["dropped"]] == ["Previous post:", "Next post:"]


class TestSelfDescription:
    def test_is_six_paragraphs_and_nothing_else(self):
        record = read(SELF_DESCRIPTION)
        assert [block["type"] for block in record["blocks"]] == ["paragraph"] * 6
        assert record["title"] is None
        assert record["authors"] == record["dates"] == record["dropped"] == []
        assert set(record["publication"].values()) == {None}
        assert kinds(record) == {("lost", "title"): 1}
