"""What readers find on the pages of the record, on the fixtures."""

import datetime
import re
from html import unescape

import pytest

from organisations.models import (
    Body,
    BodyLink,
    BodyRule,
    Contact,
    Event,
    Figure,
    Organisation,
    OrganisationName,
    Person,
    PersonAccount,
    Relation,
    Source,
)
from tests.organisations import factory

pytestmark = pytest.mark.django_db
PARTY = "/en/structure/socialist-party-england-and-wales/"
CWI = "/en/structure/committee-for-a-workers-international/"
IEC = "/en/structure/international-executive-committee/"
BEFORE, AFTER = "?on=2019-01-01", "?on=2020-01-01"
SECTION = (
    "Socialist Party is a section of Committee for a Workers’ International (still so when the "
    "source was written), according to Committee for a Workers’ International in "
    "“[What the CWI is]”."
)
SPLIT = (
    "Socialist Party split from Committee for a Workers’ International (July 2019), according to "
    "Danny Byrne in “Continuing the Fight for International Socialism”."
)


def main_of(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    html = response.content.decode()
    return html[html.index("<main") : html.index("</main>")]


def words(html):
    html = re.sub(r"</?(p|div|li|h\d|t[dhr]|d[dt]|small|br|section)\b[^>]*>", " ", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def side_by_side(client, address):
    """The claims of each contradiction on a page, without what stands below their sentences."""
    boxes = main_of(client, address).split('<div class="claims">')[1:]
    return [
        [
            words(each)
            for each in re.findall(r'<p class="claim">(.*?)</p>', box[: box.index("</ul>")])
        ]
        for box in boxes
    ]


class TestTheSplit:
    @pytest.mark.parametrize(
        "address", [PARTY, CWI, "/en/structure/timeline/", "/en/structure/sections/"]
    )
    def test_1_january_2020__two_claims_in_their_fixed_sentences(self, loaded, client, address):
        assert [SECTION, SPLIT] in side_by_side(client, f"{address}{AFTER}")

    @pytest.mark.parametrize(
        "address", [PARTY, CWI, "/en/structure/timeline/", "/en/structure/sections/"]
    )
    def test_1_january_2019__nobody_differs_about_it(self, loaded, client, address):
        found = side_by_side(client, f"{address}{BEFORE}")
        assert not any("split from" in claim for group in found for claim in group)

    def test_1_january_2019__one_executive(self, loaded, client):
        cards = main_of(client, f"/en/structure/{BEFORE}").split('<li class="card">')[1:]
        executives = [words(card) for card in cards if "Executive committee" in card]
        certain = [card for card in executives if "possibly" not in card]
        assert len(certain) == 1
        assert certain[0].startswith("Executive committee International Executive Committee")

    def test_1_january_2019__one_majority(self, loaded, client):
        """No side has left and none has claimed continuity; a year later one claim stands."""
        before = words(main_of(client, f"/en/structure/genealogy/{BEFORE}"))
        after = words(main_of(client, f"/en/structure/genealogy/{AFTER}"))
        claim = "continues Committee for a Workers’ International"
        assert claim not in before
        assert after.count(claim) == 1

    def test_numbers__of_both_sources_side_by_side(self, loaded, client):
        (found,) = [group for group in side_by_side(client, CWI) if "countries" in group[0]]
        assert [re.search(r"\d+\+", claim)[0] for claim in found] == ["35+", "40+"]

    def test_sentences__name_what_can_be_read_as_links(self, loaded, client):
        html = main_of(client, f"{PARTY}{AFTER}")
        claim = re.search(r'<p class="claim">.*?</p>', html)[0]
        assert f'href="{PARTY}{AFTER}"' in claim
        assert 'href="/en/library/what-the-cwi-is/"' in claim


class TestFoundingOf1974:
    def test_both_sources__are_named(self, loaded, client):
        html = words(main_of(client, "/en/structure/events/cwi-founded/"))
        assert "According to Continuing the Fight for International Socialism" in html
        assert "Also according to [What the CWI is]: Paragraph 4" in html


class TestWithdrawn:
    note = {
        "status": "withdrawn",
        "withdrawn_on": datetime.date(2026, 2, 3),
        "withdrawal_note": "Read in the wrong line.",
    }

    def test_relation__stays_readable_with_the_reason(self, loaded, client):
        Relation.objects.filter(key="socialist-party-split-from-cwi-2019").update(**self.note)
        told, _, withdrawn = main_of(client, f"{PARTY}{AFTER}").partition('id="withdrawn"')
        assert SPLIT not in words(told)
        withdrawn = words(withdrawn)
        assert SPLIT in withdrawn
        assert "Withdrawn on Feb. 3, 2026: Read in the wrong line." in withdrawn

    def test_event__stays_readable_and_is_told_no_more(self, loaded, client):
        Event.objects.filter(key="cwi-split-2019").update(**self.note)
        html = main_of(client, "/en/structure/timeline/")
        told, _, withdrawn = html.partition('id="withdrawn"')
        assert "The CWI splits" not in told
        assert "The CWI splits" in withdrawn
        page = words(main_of(client, "/en/structure/events/cwi-split-2019/"))
        assert "This was withdrawn from the record on Feb. 3, 2026: Read in the wrong line." in page

    def test_mandate_and_name__stay_readable(self, loaded, client):
        BodyLink.objects.filter(body__key="cwi-iec", kind="elected_by").update(**self.note)
        html = main_of(client, IEC)
        told, _, withdrawn = html.partition('id="withdrawn"')
        assert "is elected by" not in words(told)
        assert "is elected by World Congress" in words(withdrawn)
        party = Organisation.objects.get(key="socialist-party-england-and-wales")
        OrganisationName.objects.filter(organisation=party, kind="as-written").update(**self.note)
        html = main_of(client, PARTY)
        assert "<del><bdi>England &amp; Wales Socialist Party</bdi></del>" in html


class TestBody:
    def test_members__say_what_is_only_possible_and_how_a_term_began(self, loaded, client):
        iec = Body.objects.get(key="cwi-iec")
        meeting = iec.meetings.get(key="cwi-iec-2018-12")
        section = Organisation.objects.get(key="cwi-irish-section")
        certain = factory.term(
            body=iec,
            person=factory.person("Ada Alder"),
            starts_on="2018-12",
            is_public=True,
            name_as_written="A. Alder",
            began_by="elected",
            began_at=meeting,
            on_behalf_of=section,
            weight=2,
        )
        factory.term(
            body=iec, person=factory.person("Ben Birch"), starts_on="2018", ends_on="2019",
            ended_by="resigned", is_public=True,
        )  # fmt: skip
        factory.term(body=iec, person=factory.person("Cy Cedar"), is_public=False)
        html = main_of(client, f"{IEC}?on=2019-06-01")
        rows = [words(row) for row in re.findall(r"<tr>.*?</tr>", html, re.DOTALL)]
        (ada, *_) = [row for row in rows if "Ada Alder" in row]
        (ben, *_) = [row for row in rows if "Ben Birch" in row]
        for said in (
            "in the source: A. Alder",
            "[Irish section of the CWI]",
            "2 votes",
            "Began: elected, International Executive Committee, December 2018",
        ):
            assert said in ada
        assert "possibly" not in ada
        assert "possibly" in ben
        assert "Ended: resigned" in ben
        assert "Cy Cedar" not in html
        assert certain.person.key in html

    def test_rule__in_plain_words_on_the_day(self, loaded, client):
        iec = Body.objects.get(key="cwi-iec")
        factory.rule(
            iec,
            effective_on=datetime.date(2019, 1, 1),
            source=Source.objects.get(key="cwi-self-description"),
            circulation_days=7,
            term_months=36,
        )
        assert "no rule" in words(main_of(client, f"{IEC}?on=2018-12-31"))
        said = words(main_of(client, f"{IEC}{BEFORE}"))
        for sentence in (
            "Full members.",
            "At least one half of all who may vote must take part.",
            "More than one half of the votes cast.",
            "the vote is open for 7 days.",
            "3 years.",
            "The numbers, but not who voted how.",
        ):
            assert sentence in said
        assert BodyRule.objects.count() == 1

    def test_mandate__is_drawn_and_told_with_its_source(self, loaded, client):
        html = main_of(client, IEC)
        assert '<figure class="chart of-' in html
        assert "The same as a table" in html
        assert (
            "International Executive Committee is elected by World Congress (still so when the "
            "source was written), according to Committee for a Workers’ International in "
            "“[What the CWI is]”."
        ) in words(html)


class TestTimeline:
    def test_meetings_and_decisions__stand_among_the_events(self, loaded, client):
        html = main_of(client, "/en/structure/timeline/")
        assert "/en/structure/meetings/cwi-iec-2018-12/" in html
        assert "/en/structure/decisions/cwi-iec-2018-12-irish-section/" in html
        titles = [words(each) for each in re.findall(r"<h2>(.*?)</h2>", html, re.DOTALL)]
        assert titles.index("The CWI splits") > titles.index(
            "Objections to the work of the Irish section"
        )

    def test_decision_that_is_not_public__is_not_told(self, loaded, client):
        from organisations.models import Decision

        Decision.objects.update(visibility="internal")
        assert "Objections" not in main_of(client, "/en/structure/timeline/")


class TestContacts:
    def contact(self, key, **fields):
        organisation = Organisation.objects.get(key=key)
        return Contact.objects.create(organisation=organisation, is_public=True, **fields)

    def test_section__with_its_contacts_of_the_day(self, loaded, client):
        self.contact("cwi-irish-section", kind="mail", value="ie@example.org", ends_on="..")
        self.contact(
            "cwi-irish-section", kind="site", value="https://old.example.org/", ends_on="2018"
        )
        html = main_of(client, "/en/structure/sections/?on=2019-07-01")
        ireland = html[html.index('id="territory-ie"') :].partition("</li>")[0]
        assert "mailto:ie@example.org" in ireland
        assert "old.example.org" not in html
        assert "no address of this section yet" not in ireland

    def test_section_without_contact__says_so(self, loaded, client):
        html = main_of(client, "/en/structure/sections/")
        ireland = html[html.index('id="territory-ie"') :].partition("</li>")[0]
        assert "The record has no address of this section yet." in ireland

    def test_elsewhere__one_writes_to_the_international(self, loaded, client):
        self.contact("cwi", kind="post", value="Box 1")
        html = main_of(client, "/en/structure/sections/")
        assert "Box 1" in html[html.index('id="elsewhere"') :]

    def test_near_you__each_country_leads_to_its_place(self, loaded, client):
        html = main_of(client, "/en/structure/sections/")
        near = html[html.index('aria-labelledby="near-you"') :].partition("</nav>")[0]
        targets = re.findall(r'href="#(territory-[^"]+)"', near)
        assert "territory-ie" in targets
        assert all(f'id="{target}"' in html for target in targets)

    def test_page_join__leads_there(self, loaded, client):
        assert 'href="/en/structure/sections/"' in main_of(client, "/en/join/")


class TestNamesakes:
    US, UK = (
        "Socialist Alternative (United States)",
        "Socialist Alternative (England, Wales, Scotland)",
    )

    def test_organisations_of_one_name__are_told_apart_in_links_and_drawings(self, loaded, client):
        ours = Organisation.objects.get(key="cwi")
        for key in ("socialist-alternative-england-wales-scotland", "socialist-alternative-us"):
            one = Organisation.objects.get(key=key)
            factory.relation(one, "split_from", ours, starts_on="2021")
            Figure.objects.create(
                key=f"{key}-members", subject=one, measure="members", lower=5,
                source=factory.source(),
            )  # fmt: skip
        for address in (CWI, "/en/structure/genealogy/"):
            said = words(main_of(client, address))
            assert self.US in said
            assert self.UK in said
            assert not re.search(r"Socialist Alternative (?!\()(split|continues)", said)


class TestForMachines:
    def test_links__lead_to_files(self, loaded, client):
        pages = {
            "/en/structure/": "popolo/",
            IEC: "bodies/cwi-iec/popolo/",
            CWI: "organisations/cwi/popolo/",
            "/en/structure/persons/danny-byrne/": "persons/danny-byrne/popolo/",
        }
        for page, file in pages.items():
            assert f'href="/en/structure/{file}"' in main_of(client, page)
            assert client.get(f"/en/structure/{file}").json()


class TestPerson:
    def test_roles_and_texts__of_a_public_person(self, loaded, client):
        said = words(main_of(client, "/en/structure/persons/danny-byrne/"))
        assert "Provisional Committee" in said
        assert "Continuing the Fight for International Socialism" in said

    def test_person_without_the_flag__has_no_page(self, loaded, client):
        assert client.get("/en/structure/persons/andrew-ray-gorman/").status_code == 404
        Person.objects.filter(key="danny-byrne").update(is_public=False)
        assert client.get("/en/structure/persons/danny-byrne/").status_code == 404

    def test_account__is_never_shown(self, loaded, client):
        account = factory.account("secret-name")
        PersonAccount.objects.create(person=Person.objects.get(key="danny-byrne"), account=account)
        for address in (
            "/en/structure/persons/danny-byrne/",
            "/en/structure/persons/danny-byrne/popolo/",
            "/en/structure/popolo/",
            "/en/structure/bodies/cwi-provisional-committee/",
        ):
            html = client.get(address).content.decode()
            assert "secret-name" not in html


class TestMeetingAndDecision:
    def test_who_was_present__and_in_whose_place(self, loaded, client):
        iec = Body.objects.get(key="cwi-iec")
        absent = factory.term(body=iec, person=factory.person("Ada Alder"), is_public=True)
        hidden = factory.term(body=iec, person=factory.person("Cy Cedar"), is_public=False)
        meeting = iec.meetings.get(key="cwi-iec-2018-12")
        for name, replaced in (("Ben Birch", absent), ("Eve Elm", hidden)):
            alternate = factory.term(
                body=iec, person=factory.person(name), capacity="alternate", is_public=True
            )
            meeting.attendances.model.objects.create(
                meeting=meeting, membership=alternate, replaces=replaced
            )
        said = words(main_of(client, "/en/structure/meetings/cwi-iec-2018-12/"))
        assert "Ben Birch alternate Ada Alder" in said
        assert "Eve Elm alternate an absent member" in said
        assert "Cy Cedar" not in said


def test_every_link_within_the_record__carries_the_day(loaded, client):
    for address in (
        "/en/structure/",
        "/en/structure/sections/",
        "/en/structure/timeline/",
        "/en/structure/genealogy/",
        "/en/structure/events/cwi-split-2019/",
        "/en/structure/meetings/cwi-iec-2018-12/",
        "/en/structure/decisions/cwi-iec-2018-12-irish-section/",
        "/en/structure/persons/danny-byrne/",
        IEC,
        CWI,
    ):
        html = main_of(client, f"{address}{AFTER}")
        links = re.findall(r'href="(/en/structure/[^"]*)"', html)
        within = {link for link in links if not link.partition("?")[0].endswith("/popolo/")}
        assert within
        assert {link for link in within if not link.endswith(AFTER)} == set(), address
