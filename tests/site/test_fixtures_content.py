"""What our fixtures must say: the facts of the source documents, and nothing beyond them."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from wagtail.models import Locale, Page

from articles.models import Appearance, HomePage, StatementPage, TextPage
from articles.workflow.role import Role
from organisations.models import (
    Assertion,
    Body,
    BodyLink,
    BodySeat,
    Decision,
    Event,
    Figure,
    Meeting,
    Membership,
    Organisation,
    Person,
    Relation,
    Source,
)
from organisations.models.name import Name

FOLDER = Path(settings.BASE_DIR) / "fixtures"

pytestmark = pytest.mark.usefixtures("loaded")


def texts():
    """The published texts by slug; the demonstration has only drafts."""
    return {text.slug: text for text in TextPage.objects.live().specific()}


def body_text(page):
    """The words of a page's body."""
    return re.sub(r"<[^>]+>", " ", str(page.body))


def parties(event):
    """Its parties by key: (side, role)."""
    rows = Event.objects.get(key=event).parties.all()
    return {row.party.key: (row.side, row.role) for row in rows}


class TestChain:
    def test_congress_elects_executive_elects_secretariat(self):
        links = BodyLink.objects.filter(kind=BodyLink.Kind.ELECTED_BY)
        assert set(links.values_list("body__key", "other__key", "source__key")) == {
            ("cwi-iec", "cwi-world-congress", "cwi-self-description"),
            ("cwi-is", "cwi-iec", "cwi-self-description"),
        }

    def test_executive_acts_between_congresses(self):
        link = BodyLink.objects.get(kind=BodyLink.Kind.ACTS_BETWEEN)
        assert (link.body.key, link.other.key) == ("cwi-iec", "cwi-world-congress")

    def test_secretariat_answers_to_both_bodies_above(self):
        links = BodyLink.objects.filter(kind=BodyLink.Kind.ACCOUNTABLE_TO, body__key="cwi-is")
        assert {link.other.key for link in links} == {"cwi-iec", "cwi-world-congress"}

    def test_seat_has_a_place_but_no_day(self):
        seat = BodySeat.objects.get(body__key="cwi-is")
        assert (seat.place, seat.starts_on, seat.ends_on) == ("London", "", "..")
        assert seat.source.key == "cwi-self-description"

    def test_structure_page_shows_the_chain_from_above(self, client):
        page = client.get("/en/structure/").content.decode()
        main = page[page.index("<main") :]
        order = [
            main.index(f'href="/en/structure/{slug}/"')
            for slug in (
                "world-congress",
                "international-executive-committee",
                "international-secretariat",
            )
        ]
        assert order == sorted(order)

    def test_provisional_committee_has_no_invented_mandate(self):
        body = Body.objects.get(key="cwi-provisional-committee")
        assert not body.links.exists()
        assert body.starts_on == ""


class TestEvents:
    @pytest.mark.parametrize(
        ("key", "kind", "happened_on", "place"),
        [
            ("first-international-founded", "founding", "1864", ""),
            ("fourth-international-founded", "founding", "1938", ""),
            ("militant-1964", "founding", "1964", "Britain"),
            ("cwi-founded", "founding", "1974", "London"),
            ("cwi-split-1990s", "split", "[1990..1993]", ""),
            ("cwi-faction-declared", "declaration", "[2018-12..2019-07]", ""),
            ("socialist-party-expulsions", "expulsion", "[2018-12..2019-07]", ""),
            ("cwi-split-2019", "split", "2019-07", ""),
        ],
    )
    def test_event_is_dated_as_exactly_as_its_source(self, key, kind, happened_on, place):
        event = Event.objects.get(key=key)
        assert (event.kind, event.happened_on, event.place) == (kind, happened_on, place)
        assert event.source.key == "continuing-the-fight"
        assert event.locator

    def test_vague_dates_keep_the_words_of_the_source(self):
        vague = [event for event in Event.objects.all() if event.happened_on.startswith("[")]
        assert vague
        assert all(event.happened_note for event in vague)

    def test_newspaper_of_1964_is_a_publication(self):
        paper = Organisation.objects.get(key="militant-newspaper")
        assert (paper.kind, paper.starts_on) == ("publication", "1964")

    def test_both_splits_have_a_majority_that_stays_and_a_minority_that_leaves(self):
        assert parties("cwi-split-1990s") == {
            "cwi": ("majority", "stayed"),
            "cwi-minority-1990s": ("minority", "left"),
        }
        sides = parties("cwi-split-2019")
        assert sides["cwi-executive-majority"] == ("majority", "stayed")
        assert sides["cwi-secretariat-faction"] == ("minority", "left")

    def test_executive_met_before_and_after_the_split(self):
        meetings = Meeting.objects.filter(body__key="cwi-iec").order_by("starts_on_earliest")
        assert [meeting.starts_on for meeting in meetings] == ["2018-12", "2019-08"]

    def test_vote_of_december_2018_has_no_invented_numbers(self):
        decision = Decision.objects.get(meeting__key="cwi-iec-2018-12")
        assert decision.result == Decision.Result.REJECTED
        assert "majority" in decision.vote_note
        assert not decision.has_counts
        assert decision.text == ""

    def test_four_internationals_follow_one_another(self):
        numbers = ("first", "second", "third", "fourth")
        wanted = [Organisation.objects.get(key=f"{number}-international") for number in numbers]
        assert {each.kind for each in wanted} == {"international"}
        for later, earlier in zip(wanted[1:], wanted, strict=False):
            assert Relation.objects.filter(subject=later, kind="succeeds", object=earlier).exists()

    def test_timeline_leads_to_sources(self, client):
        page = client.get("/en/structure/timeline/").content.decode()
        for words in ("1974", "between 1990 and 1993", "July 2019"):
            assert words in page
        assert 'href="/en/articles/continuing-the-fight/"' in page


class TestContradictions:
    def test_two_figures_for_the_countries(self):
        figures = Figure.objects.filter(subject__key="cwi", measure="countries").standing()
        assert {(each.lower, each.upper, each.source.key) for each in figures} == {
            (35, None, "cwi-self-description"),
            (40, None, "continuing-the-fight"),
        }

    def test_two_assertions_about_the_british_section(self):
        relations = Relation.objects.filter(
            subject__key="socialist-party-england-and-wales", kind="section_of", object__key="cwi"
        ).standing()
        assert {(each.source.key, each.ends_on) for each in relations} == {
            ("cwi-self-description", ".."),
            ("continuing-the-fight", "2019-07"),
        }

    def test_claims_before_and_after_the_split(self):
        about = Relation.objects.filter(object__key="cwi")

        def holding(day, kind):
            found = about.filter(kind=kind).holding(day, "possibly")
            return {relation.key for relation in found}

        before, after = date(2019, 1, 1), date(2020, 1, 1)
        assert len(holding(before, "section_of") - holding(after, "section_of")) == 1
        assert holding(before, "claims_continuity_with") == set()
        assert holding(after, "claims_continuity_with") == {"majority-continues-cwi"}
        assert holding(after, "split_from") > holding(before, "split_from")

    def test_organisation_page_shows_both_figures_with_their_sources(self, client):
        page = client.get("/en/structure/committee-for-a-workers-international/").content.decode()
        for words in ("35+", "40+", "[What the CWI is]", "The sources differ"):
            assert words in page

    def test_two_organisations_of_one_name_are_told_apart_by_country(self):
        same = [
            each
            for each in Organisation.objects.with_names()
            if each.name_on().text == "Socialist Alternative"
        ]
        assert {str(each) for each in same} == {
            "Socialist Alternative (United States)",
            "Socialist Alternative (England, Wales, Scotland)",
        }
        assert {each.places for each in same} == {"United States", "England, Wales, Scotland"}
        addresses = {page.url for each in same for page in each.organisation_pages.all()}
        assert len(addresses) == 2

    def test_solidarity_is_not_membership(self):
        relations = Relation.objects.filter(subject__key="socialist-alternative-us")
        assert [relation.kind for relation in relations] == ["in_solidarity_with"]


class TestAssertions:
    def test_each_has_a_source_and_a_place_in_it(self):
        models = [
            model
            for model in Assertion.__subclasses__()
            + [each for base in Assertion.__subclasses__() for each in base.__subclasses__()]
            if not model._meta.abstract
        ]
        assert {Relation, Membership, Event, Figure} <= set(models)
        assert any(issubclass(model, Name) for model in models)
        for model in models:
            assert list(model.objects.filter(locator="")) == [], model

    def test_each_source_leads_to_its_text(self):
        pages = {source.page.slug for source in Source.objects.all()}
        assert len(pages) == Source.objects.count() == 5
        assert pages == set(texts())

    def test_names_in_brackets_are_not_official(self):
        for organisation in Organisation.objects.all():
            for name in organisation.names.filter(text__startswith="["):
                assert name.kind == Name.Kind.AS_WRITTEN, name


class TestPersons:
    def test_only_who_signed_or_held_office(self):
        signed = set(Person.objects.filter(bylines__isnull=False))
        in_office = set(Person.objects.filter(memberships__isnull=False))
        assert set(Person.objects.all()) == signed | in_office
        assert {str(person) for person in signed | in_office} == {
            "Danny Byrne",
            "Andrew Ray Gorman",
            "Peter Taaffe",
        }

    def test_only_office_makes_public(self):
        assert {str(person) for person in Person.objects.filter(is_public=True)} == {
            "Danny Byrne",
            "Peter Taaffe",
        }

    def test_membership_of_an_organisation_alone_is_not_recorded(self):
        without_office = Membership.objects.filter(body__isnull=True, post__isnull=True)
        assert not without_office.exists()


class TestTexts:
    def test_five_texts_of_the_right_type(self):
        found = {slug: (type(text).__name__, text.kind) for slug, text in texts().items()}
        assert found == {
            "continuing-the-fight": ("ArticlePage", "article"),
            "open-letter-to-socialist-worker": ("ArticlePage", "open-letter"),
            "class-party-leadership": ("ArticlePage", "talk"),
            "what-the-cwi-is": ("DocumentPage", "about"),
            "renewed-strategic-perspective": ("DocumentPage", "perspectives"),
        }

    def test_each_is_a_summary_of_its_own_words(self):
        for slug, text in texts().items():
            assert text.is_summary_only, slug
            assert text.kicker, slug
            assert text.standfirst, slug
            assert 120 <= len(body_text(text).split()) <= 250, slug

    def test_only_known_dates(self):
        dates = {
            slug: (text.written_on, text.delivered_on)
            for slug, text in texts().items()
            if text.written_on or text.delivered_on
        }
        assert dates == {
            "class-party-leadership": ("", "2021"),
            "renewed-strategic-perspective": ("2014-07-16", ""),
        }
        appeared = Appearance.objects.exclude(appeared_on="")
        assert set(appeared.values_list("text__slug", "appeared_on", "is_first")) == {
            ("open-letter-to-socialist-worker", "2013-01-19", True),
            ("renewed-strategic-perspective", "2014-08-16", False),
        }

    def test_commission_s_document_has_three_dates_and_another_publisher(self):
        text = texts()["renewed-strategic-perspective"]
        [appearance] = text.appearances.all()
        retreat = Meeting.objects.get(body__key="solidarity-labor-commission")
        assert (retreat.starts_on, text.written_on, appearance.appeared_on) == (
            "2014-02",
            "2014-07-16",
            "2014-08-16",
        )
        [byline] = text.bylines.all()
        assert byline.body.organisation.key == "solidarity-us"
        assert appearance.organisation.key == "international-viewpoint"

    def test_commission_s_document_leads_to_the_original(self, client):
        page = client.get("/en/library/renewed-strategic-perspective/").content.decode()
        assert 'href="https://internationalviewpoint.org/spip.php?article3502"' in page

    def test_author_keeps_two_affiliations_as_signed(self):
        [byline] = texts()["continuing-the-fight"].bylines.all()
        assert byline.name == "Danny Byrne"
        assert [
            (each.text, (each.body or each.organisation).key) for each in byline.affiliations.all()
        ] == [
            ("Provisional Committee of the CWI", "cwi-provisional-committee"),
            (
                "Socialist Alternative (England, Wales and Scotland)",
                "socialist-alternative-england-wales-scotland",
            ),
        ]

    def test_letter_names_what_it_answers_although_that_is_not_here(self):
        letter = texts()["open-letter-to-socialist-worker"]
        assert letter.reply_to is None
        assert "Socialist Worker" in letter.reply_to_title

    @pytest.mark.parametrize("slug", ["class-party-leadership", "what-the-cwi-is"])
    def test_missing_title_and_author_are_seen_to_be_missing(self, slug):
        text = texts()[slug]
        assert (text.title[0], text.title[-1]) == ("[", "]")
        assert not text.bylines.exists()

    def test_nothing_is_here_by_a_right_that_nobody_gave(self):
        assert set(Appearance.objects.values_list("permission__basis", flat=True)) == {"none"}

    def test_every_text_page_answers_and_says_that_it_is_a_summary(self, client):
        for slug, text in texts().items():
            response = client.get(text.url)
            assert response.status_code == 200, slug
            assert "This is a summary" in response.content.decode(), slug


class TestPages:
    def test_each_language_has_a_front_page_of_its_own_words(self):
        homes = HomePage.objects.live()
        languages = {home.locale.language_code for home in homes}
        assert languages == {code for code, _name in settings.LANGUAGES}
        assert len({home.standfirst for home in homes}) == len(languages)
        assert len({home.translation_key for home in homes}) == 1

    @pytest.mark.parametrize("path", ["about", "join", "contact", "imprint", "privacy"])
    def test_plain_page_answers(self, client, path):
        assert client.get(f"/en/{path}/").status_code == 200

    def test_about_page_is_in_french_too(self):
        french = Page.objects.get(slug="a-propos")
        english = french.get_translation(Locale.get_default())
        assert english.url == "/en/about/"

    def test_menu_leads_to_live_pages(self, client):
        page = client.get("/en/").content.decode()
        for path in ("articles", "statements", "library", "structure", "imprint", "privacy"):
            assert f'href="/en/{path}/"' in page


class TestDemonstration:
    def test_an_account_for_each_role_and_two_editors(self, django_user_model):
        accounts = django_user_model.objects.filter(email__endswith="@example.org")
        roles = sorted(account.groups.get().name for account in accounts)
        assert roles == sorted([*Role.values, Role.EDITOR.value])

    def test_statement_waits_for_approval_and_is_not_public(self, client):
        statement = StatementPage.objects.get()
        assert statement.workflow_in_progress
        assert not statement.live
        assert client.get("/en/statements/illustration-first-statement/").status_code == 404

    def test_every_word_is_evidently_illustrative(self):
        drafts = TextPage.objects.not_live().specific()
        assert len(drafts) == 2
        for draft in drafts:
            latest = draft.get_latest_revision_as_object()
            for words in (latest.title, latest.standfirst, body_text(latest).strip()):
                assert words.startswith("Illustration"), words


def test_files_have_no_numbers_of_the_database():
    for path in FOLDER.glob("*.yaml"):
        entries = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        for label, records in entries.items():
            for key, fields in records.items():
                assert not key.isdigit(), f"{label} {key}"
                assert not {"pk", "id", "path", "depth"} & fields.keys(), f"{label} {key}"


class TestWhatThePagesSay:
    """What the five texts say of who speaks, when, and by what right."""

    def html(self, client, slug):
        text = TextPage.objects.get(slug=slug).specific
        return client.get(text.get_url()).content.decode()

    def test_the_talk__names_its_event_and_that_it_has_no_title(self, loaded, client):
        html = self.html(client, "class-party-leadership")
        assert "Montreal Marxist Winter School · Montreal" in html
        assert "<dt>Delivered</dt><dd><time" in html
        assert "none; the one above is ours" in html
        assert "<dt>Signed by</dt><dd>not known" in html

    def test_the_commissions_document__has_its_dates_apart_and_author_and_publisher(
        self, loaded, client
    ):
        html = self.html(client, "renewed-strategic-perspective")
        labels = ("<dt>Written</dt>", "<dt>Published</dt>", "<dt>Published here</dt>")
        found = [html.index(label) for label in labels]
        assert found == sorted(found)
        assert "16 July 2014" in html
        assert "16 August 2014" in html
        assert "Labor Commission of Solidarity" in html
        assert "All rights are with International Viewpoint: here only a summary." in html

    def test_the_open_letter__says_what_it_answers_and_that_no_answer_is_known(
        self, loaded, client
    ):
        html = self.html(client, "open-letter-to-socialist-worker")
        assert "<dt>In reply to</dt>" in html
        assert "<dt>Answer</dt><dd>none known on" in html

    def test_the_article__has_two_affiliations_and_a_missing_date(self, loaded, client):
        html = self.html(client, "continuing-the-fight")
        assert "Provisional Committee of the CWI" in html
        assert "Socialist Alternative (England, Wales and Scotland)" in html
        assert "<small>date not known</small>" in html
        assert "<dt>Written</dt><dd>not known" in html

    def test_the_self_description__has_neither_author_nor_date_nor_title(self, loaded, client):
        html = self.html(client, "what-the-cwi-is")
        assert "<dt>First published</dt><dd>not known" in html
        assert "none; the one above is ours" in html
