"""The two longest source documents, read as a person reads them. Collected only where they are.

What is expected is written by hand: facts, titles, names, a few first words. The documents'
sentences are not the repository's.
"""

from tests.articles.importing.documents import PAPER, TALK, kinds, lines, of_type, read


class TestTalk:
    def test_head_states_nothing(self):
        record = read(TALK)
        assert record["title"] is None
        assert record["authors"] == record["dates"] == []
        assert set(record["publication"].values()) == {None}
        assert record["standfirst"].startswith("Capitalism has ceased")
        assert "2021 Montreal Marxist Winter School" in record["standfirst"]

    def test_headings(self):
        assert [block["text"] for block in of_type(read(TALK), "heading")] == [
            "The conditions are ripe",
            "Blame the workers?",
            "A crisis of leadership",
            "Class consciousness",
            "Spontaneity?",
            "What is a revolutionary party?",
            "The Spanish Revolution: a class without a party or leadership",
            "Why was the Spanish Revolution defeated?",
            "Not ancient history",
            "The Russian Revolution of 1917",
            "The Bolshevik Party and Lenin",
            "The role of leadership within the party",
            "The role of the individual in history",
            "The leadership of the movement today",
            "Building a socialist leadership for the movement",
            "So what can socialists do?",
            "Revolutionary optimism",
        ]

    def test_quotations_with_their_sources(self):
        class_party = "The Class, the Party and the Leadership"
        expected = [
            ("The most indubitable", "Trotsky, in his", "History of the Russian Revolution"),
            ("History is a process", "Trotsky", class_party),
            ("How should this", "“A Letter to a French Syndicalist", "Trotsky"),
            ("Now, what is the", "“Discussion on the Transitional Program,”", "Trotsky"),
            ("One must understand", "Trotsky", class_party),
            ("But even in cases", "Trotsky", class_party),
            ("“One cannot know", "An article in the", "Financial Times"),
            ("Before we can unite", "Lenin", ""),
            ("Only gradually", "Trotsky", class_party),
            ("A colossal factor", "Trotsky", class_party),
            ("Lenin was not an", "History of the Russian Revolution", ""),
            ("The absence of", "Rosa Luxemburg", ""),
            ("It’s not on us", "a local president of one of", "unions"),
            ("A leadership is", "Trotsky", ""),
            ("People think that", "“Socialist Leaders Won’t Save the Unions,”", "(IWW)"),
            ("The capitalist world", "Trotsky", ""),
        ]
        quotes = of_type(read(TALK), "quote")
        assert len(quotes) == len(expected)
        for quote, (words, beginning, also) in zip(quotes, expected, strict=True):
            assert quote["text"].startswith(words)
            assert quote["attribution"].startswith(beginning)
            assert also in quote["attribution"]

    def test_captions_with_their_credits(self):
        images = of_type(read(TALK), "image")
        assert [(image["caption"][-17:], image["credit"]) for image in images] == [
            ("ir Square in 2011", "Jonathan Rashad, Flickr"),
            ("ts and anarchists", "public domain"),
            ("in Marxist theory", "public domain"),
            ("aid with her life", "Cassowary Colorizations, Flickr"),
            ("his rotten system", "Fightback, Facebook"),
        ]

    def test_furniture(self):
        record = read(TALK)
        assert record["comments"] == []
        assert [each["kind"] for each in record["dropped"]] == [
            "share",
            "comment count",
            "reply form",
            "reply form",
            "reply form",
            "reply form",
            "pop-up",
            "pop-up",
            "pop-up",
            "pop-up",
        ]

    def test_losses_and_proposals(self):
        record = read(TALK)
        assert kinds(record) == {
            ("lost", "title"): 1,
            ("lost", "image"): 5,
            ("probable", "attribution"): 1,
            ("probable", "quotation"): 1,
            ("probable", "no-break-space"): 1,
        }
        assert lines(record, "quotation") == [368]
        assert lines(record, "attribution") == [294]


class TestPaper:
    def test_head(self):
        record = read(PAPER)
        assert record["title"] == (
            "A Renewed Strategic Perspective on Socialist Work in the Labor Movement"
        )
        assert record["authors"] == []
        assert record["dates"] == [
            {"kind": "published", "value": "2014-08-16", "text": "Saturday 16 August 2014"}
        ]
        publication = record["publication"]
        assert publication["name"] == "International Viewpoint"
        assert publication["url"] == "https://internationalviewpoint.org/spip.php?article3502"
        assert publication["identifier"] == "article3502"
        assert publication["section"] == "Features"
        assert publication["rights"].startswith("Copyright © International Viewpoint")
        assert publication["rights"].endswith("All rights reserved")

    def test_headings(self):
        assert [block["text"] for block in of_type(read(PAPER), "heading")] == [
            'Why do we need a broader, "class-wide," approach to transitional organizations today?',
            "Starting Points",
            "I. What's New?",
            "II. Causes of Left Political Paralysis",
            "III. Outline of a Renewed Strategic Perspective on Left Labor Work",
            "IV. Implementation",
            "V. Questions and Challenges",
        ]

    def test_no_quotation_is_made_of_what_follows_a_colon(self):
        assert {block["type"] for block in read(PAPER)["blocks"]} == {"heading", "paragraph"}

    def test_dashes_are_proposed_and_left(self):
        record = read(PAPER)
        dashes = [each for each in record["findings"] if each["kind"] == "dash"]
        words = "".join(block["text"] for block in record["blocks"])

        assert len(dashes) == 27
        assert {(each["class"], each["before"], each["after"]) for each in dashes} == {
            ("probable", 'â€"', "—")
        }
        assert words.count('â€"') == 27
        assert (words.count("—"), words.count("–")) == (1, 2)

    def test_page_breaks_are_mended(self):
        record = read(PAPER)
        assert lines(record, "page-break") == [36, 64, 78, 114, 130, 146]
        assert kinds(record)["certain", "page-break"] == 6
        begins_lower = [block for block in record["blocks"] if block["text"][0].islower()]
        assert begins_lower == []

    def test_parted_words(self):
        record = read(PAPER)
        found = {
            (each["class"], each["after"], each["line"])
            for each in record["findings"]
            if each["kind"] == "hyphen"
        }
        assert found == {
            ("certain", "self-organization", 72),
            ("certain", "anti-capitalist", 80),
            ("certain", "anti-racist", 86),
            ("certain", "multi-issue", 114),
            ("certain", "class-wide", 120),
            ("probable", "movement-building", 120),
            ("probable", "framework/toolkit", 134),
        }

    def test_other_damage(self):
        record = read(PAPER)
        rest = kinds(record)
        for kind in ("dash", "page-break", "hyphen"):
            rest = {key: count for key, count in rest.items() if key[1] != kind}
        assert rest == {
            ("certain", "escape"): 1,
            ("certain", "line-break"): 1,
            ("probable", "caption"): 1,
            ("probable", "list"): 2,
            ("lost", "link"): 1,
        }
        assert "for $15 and" in "".join(block["text"] for block in record["blocks"])
