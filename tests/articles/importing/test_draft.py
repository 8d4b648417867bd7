import pytest

from articles.importing.draft import appearance_of, body_of, fill, title_of
from articles.importing.record import Author, Block, Publication, Record, StatedDate
from articles.models import ArticlePage, Byline


def record(**fields):
    return Record("somewhere/week.txt", "plain text", **fields)


def test_title_is_the_records():
    assert title_of(record(title="A week at the gates")) == "A week at the gates"


def test_missing_title_is_an_evident_placeholder():
    assert title_of(record()) == "Untitled (week.txt)"


@pytest.mark.django_db
def test_fields_are_what_the_record_states():
    page = ArticlePage()
    fill(
        page,
        record(
            title="A week at the gates",
            kicker="Ports",
            standfirst="What it took.",
            author_note="Ada is a gardener.",
            dates=(
                StatedDate("published", "2014-08-16", "16 August 2014"),
                StatedDate("written", "2014-07", "July 2014"),
                StatedDate("delivered", "2014", "2014"),
            ),
        ),
    )
    assert (page.title, page.kicker, page.standfirst) == (
        "A week at the gates",
        "Ports",
        "What it took.",
    )
    assert page.author_note == "Ada is a gardener."
    assert (page.written_on, page.delivered_on) == ("2014-07", "2014")


@pytest.mark.django_db
def test_bylines_keep_names_roles_and_affiliations_in_order():
    page = ArticlePage()
    fill(
        page,
        record(
            authors=(
                Author("Ada Alder", affiliations=("League", "Council"), former_affiliations=("X",)),
                Author("Ben Beech", role="translator"),
            )
        ),
    )
    first, second = page.bylines.all()
    assert (first.name, first.role) == ("Ada Alder", Byline.Role.AUTHOR)
    assert [each.text for each in first.affiliations.all()] == ["League", "Council"]
    assert (second.name, second.role) == ("Ben Beech", Byline.Role.TRANSLATOR)
    assert (first.person, first.body, first.organisation) == (None, None, None)


class TestAppearance:
    def test_has_what_is_stated_and_is_never_called_the_first(self):
        made = record(
            title="A week",
            publication=Publication(name="The Lighthouse", url="https://example.org/12"),
            dates=(StatedDate("published", "2014-08-16", "16 August 2014"),),
        )
        assert appearance_of(made.to_json()) == {
            "publication": "The Lighthouse",
            "address": "https://example.org/12",
            "identifier": "",
            "appeared_on": "2014-08-16",
            "title": "A week",
        }

    def test_is_none_where_nothing_is_stated(self):
        assert appearance_of(record(title="A week").to_json()) == {}

    def test_date_of_writing_is_none(self):
        written = record(dates=(StatedDate("written", "2014", "2014"),))
        assert appearance_of(written.to_json()) == {}


class TestBody:
    def test_paragraphs_between_other_blocks_are_one_text(self):
        made = body_of(
            [
                Block("paragraph", text="One."),
                Block("paragraph", text="Two."),
                Block("heading", level=2, text="Then"),
                Block("paragraph", text="Three."),
            ]
        )
        assert made == [
            ("rich_text", "<p>One.</p><p>Two.</p>"),
            ("heading", {"text": "Then", "level": "2"}),
            ("rich_text", "<p>Three.</p>"),
        ]

    def test_markup_in_a_text_is_shown_and_not_obeyed(self):
        ((_, html),) = body_of([Block("paragraph", text="<script>alert(1)</script> & co")])
        assert html == "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; co</p>"

    def test_lines_of_a_paragraph_stay_lines(self):
        assert body_of([Block("paragraph", text="One\nTwo")]) == [
            ("rich_text", "<p>One<br/>Two</p>")
        ]

    def test_quotation_with_its_source(self):
        quote = Block("quote", text="One.\n\nTwo.", attribution="Ada Alder")
        assert body_of([quote]) == [
            ("quotation", {"text": "<p>One.</p><p>Two.</p>", "author": "Ada Alder"})
        ]

    def test_caption_without_its_picture_is_a_visible_gap(self):
        ((kind, value),) = body_of([Block("image", caption="The gates", credit="Ben Beech")])
        assert kind == "note"
        assert "picture stood here" in value["heading"]
        assert value["text"] == "<p>The gates / Ben Beech</p>"

    @pytest.mark.parametrize(
        ("items", "html"),
        [
            (("bread", "soup"), "<ul><li>bread</li><li>soup</li></ul>"),
            (("1. bread", "2. soup"), "<ol><li>bread</li><li>soup</li></ol>"),
            (("2. bread", "3. soup"), "<ul><li>2. bread</li><li>3. soup</li></ul>"),
        ],
    )
    def test_lists(self, items, html):
        assert body_of([Block("list", items=items)]) == [("rich_text", html)]
