"""What the structure pages are given, as of a day."""

import datetime

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Byline
from organisations import structure
from organisations.models import (
    Attendance,
    Body,
    BodyLink,
    BodyName,
    BodySeat,
    Contact,
    Decision,
    Dissent,
    Event,
    EventParty,
    Figure,
    Meeting,
    Organisation,
    OrganisationName,
    OrganisationTerritory,
    Territory,
)
from tests.articles import factory as pages
from tests.organisations import factory

pytestmark = pytest.mark.django_db
READER = AnonymousUser()
BEFORE, DAY = datetime.date(2019, 1, 1), factory.DAY


def pks(rows):
    return [row.pk for row in rows]


def link(lower, upper, kind="elected_by", **fields):
    return BodyLink.objects.create(
        body=lower, kind=kind, other=upper, source=factory.source(), **fields
    )


class TestChain:
    def found(self, *bodies):
        rows = Body.objects.filter(pk__in=[body.pk for body in bodies]).prefetch_related("links")
        return structure.in_levels(list(rows))

    def test_each_body__stands_below_those_that_elect_it(self):
        congress, executive, auditors, secretariat, other = (factory.body() for _ in range(5))
        link(executive, congress)
        link(auditors, congress)
        link(secretariat, executive)
        found = self.found(congress, executive, auditors, secretariat, other)
        assert [pks(level) for level in found["levels"]] == [
            [congress.pk],
            [executive.pk, auditors.pk],
            [secretariat.pk],
        ]
        assert pks(found["unlinked"]) == [other.pk]

    def test_withdrawn_link__puts_nobody_below_anybody(self):
        one, two = factory.body(), factory.body()
        link(two, one, status="withdrawn", withdrawn_on=DAY, withdrawal_note="A mistake.")
        assert self.found(one, two)["levels"] == []

    def test_circle_of_two_kinds__has_an_end(self):
        one, two = factory.body(), factory.body()
        link(two, one)
        link(one, two, kind="accountable_to")
        assert sum(map(len, self.found(one, two)["levels"])) == 2


class TestBody:
    def test_members__are_those_of_the_day(self):
        body = factory.body()
        then = factory.term(body=body, starts_on="2018", ends_on="2019-06", is_public=True)
        vague = factory.term(body=body, starts_on="2019", ends_on="..", is_public=True)
        found = structure.body(body, READER, DAY)
        assert [(term, term.is_certain) for term in found["members"]] == [(vague, True)]
        found = structure.body(body, READER, datetime.date(2019, 3, 1))
        assert {(term, term.is_certain) for term in found["members"]} == {
            (then, True),
            (vague, False),
        }
        assert {term.pk for term in found["terms"]} == {then.pk, vague.pk}

    def test_without_a_day__it_is_today(self):
        body = factory.body()
        factory.term(body=body, starts_on="2018", ends_on="2019-06-30", is_public=True)
        with time_machine.travel("2019-06-30T23:59:00+00:00", tick=False):
            found = structure.body(body, READER)
            assert len(found["members"]) == 1
            assert (found["on"], found["day"]) == (None, datetime.date(2019, 6, 30))
        with time_machine.travel("2019-07-01T00:01:00+00:00", tick=False):
            assert structure.body(body, READER)["members"] == []

    def test_steps__lead_from_change_to_change(self):
        body = factory.body()
        factory.term(body=body, starts_on="2018-05", ends_on="2019-06-30", is_public=True)
        link(body, factory.body(), starts_on="2020-02-02")
        factory.rule(body, effective_on=datetime.date(2017, 1, 1))
        BodySeat.objects.create(body=body, place="Cork", ends_on="1999", source=factory.source())
        day, seen = datetime.date(1900, 1, 1), []
        while day := structure.body(body, READER, day)["next_change"]:
            seen.append(day.isoformat())
        assert seen == [
            "1999-01-02",
            "2000-01-01",
            "2017-01-01",
            "2018-05-01",
            "2018-05-31",
            "2019-07-01",
            "2020-02-02",
        ]
        found = structure.body(body, READER, datetime.date(2018, 5, 31))
        assert found["previous_change"] == datetime.date(2018, 5, 1)

    def test_steps__don_t_tell_of_terms_that_are_not_public(self):
        body = factory.body()
        factory.term(body=body, starts_on="2018-05-05", is_public=False)
        found = structure.body(body, READER, BEFORE)
        assert (found["previous_change"], found["next_change"]) == (None, None)
        assert found["terms"] == []

    def test_mandates_and_seats__are_those_of_the_day(self):
        body, before, after = (factory.body() for _ in range(3))
        link(body, before, ends_on="2018")
        now = link(body, after, starts_on="2019-01-01")
        seat = BodySeat.objects.create(body=body, place="Cork", source=factory.source())
        found = structure.body(body, READER, DAY)
        assert pks(found["mandates"]) == [now.pk]
        assert pks(found["seats"]) == [seat.pk]
        assert pks(structure.body(after, READER, DAY)["mandates_given"]) == [now.pk]
        assert structure.body(after, READER, datetime.date(2018, 1, 1))["mandates_given"] == []

    def test_names__are_those_of_the_day(self):
        body = factory.body("Council")
        BodyName.objects.filter(body=body).update(starts_on="2015", ends_on="..")
        BodyName.objects.create(
            body=body, text="Committee", ends_on="2014", source=factory.source()
        )
        for day, name in [(DAY, "Council"), (datetime.date(2010, 1, 1), "Committee")]:
            record = Body.objects.get(pk=body.pk)
            assert str(structure.body(record, READER, day)["body"]) == name

    def test_later_meetings_and_decisions__are_not_known_on_the_day(self):
        body = factory.body()
        meeting = Meeting.objects.create(key="m", body=body, starts_on="2019-07", ends_on="2019-07")
        Decision.objects.create(
            key="d",
            body=body,
            mode="historical",
            title="D",
            decided_on="2019-07",
            result="adopted",
            visibility="public",
            source=factory.source(),
        )
        assert structure.body(body, READER, BEFORE)["meetings"] == []
        assert structure.body(body, READER, BEFORE)["decisions"] == []
        found = structure.body(body, READER)
        assert found["meetings"] == [meeting]
        assert len(found["decisions"]) == 1


class TestOrganisation:
    def test_relations_of_later_years__are_not_known_on_the_day(self):
        one, two = factory.organisation(), factory.organisation()
        early = factory.relation(one, "works_inside", two, starts_on="2000", ends_on="2010")
        late = factory.relation(one, "split_from", two, starts_on="2019-07", ends_on="..")
        found = structure.organisation(one, BEFORE)["relations"]["uncontested"]
        assert found == [early]
        found = structure.organisation(one)["relations"]["uncontested"]
        assert found == [early, late]

    def test_contacts__are_public_and_of_the_day(self):
        one = factory.organisation()
        for value, fields in {
            "https://old.example": {"ends_on": "2018", "is_public": True},
            "https://new.example": {"starts_on": "2019", "is_public": True},
            "https://secret.example": {"is_public": False},
        }.items():
            Contact.objects.create(organisation=one, kind="site", value=value, **fields)
        found = structure.organisation(one, DAY)["contacts"]
        assert [contact.value for contact in found] == ["https://new.example"]

    def test_bodies__certainly_exist_where_they_met_before_and_went_on(self):
        one = factory.organisation()
        met = factory.body(organisation=one, ends_on="..")
        unheard_of = factory.body(organisation=one, ends_on="..")
        gone = factory.body(organisation=one, ends_on="2010")
        Meeting.objects.create(key="m", body=met, starts_on="2018-12", ends_on="2018-12")
        found = structure.organisation(one, BEFORE)
        assert {body.pk: body.is_certain for body in found["bodies"]} == {
            met.pk: True,
            unheard_of.pk: False,
        }
        assert pks(found["other_bodies"]) == [gone.pk]

    def test_figures_that_differ__are_contested(self):
        one = factory.organisation()
        for lower in (35, 40):
            Figure.objects.create(
                key=f"f{lower}",
                subject=one,
                measure="countries",
                lower=lower,
                source=factory.source(),
            )
        found = structure.organisation(one)["figures"]
        assert [len(group) for group in found["contested"]] == [2]
        assert found["uncontested"] == []

    def test_sections__are_those_of_the_day_and_no_more_among_the_claims(self):
        ours, irish, gone = (factory.organisation() for _ in range(3))
        here = factory.relation(irish, "section_of", ours, starts_on="2001", ends_on="..")
        left = factory.relation(gone, "section_of", ours, starts_on="2001", ends_on="2010")
        found = structure.organisation(ours, DAY)
        assert [(row, row.is_certain) for row in found["sections"]] == [(here, True)]
        assert [claim.assertion for claim in found["claims"]] == [left]

    def test_texts__are_those_that_it_signed_and_its_bodies_issued(self, site):
        ours = factory.organisation()
        body = factory.body(organisation=ours)
        signed = pages.article(bylines=[Byline(name="We", organisation=ours)])
        issued = pages.statement(issued_by=body)
        pages.article(bylines=[Byline(name="We", organisation=ours)], live=False)
        pages.article()
        found = structure.organisation(ours)["texts"]
        assert {text.pk for text in found} == {signed.pk, issued.pk}

    def test_withdrawn__stands_apart_and_is_no_change(self):
        one, two = factory.organisation(), factory.organisation()
        taken_back = factory.relation(
            one, "works_inside", two, starts_on="2000",
            status="withdrawn", withdrawn_on=DAY, withdrawal_note="A mistake.",
        )  # fmt: skip
        found = structure.organisation(one, DAY)
        assert [claim.assertion for claim in found["withdrawn"]] == [taken_back]
        assert found["claims"] == []
        assert found["previous_change"] is None
        assert structure.organisation(one, datetime.date(1999, 1, 1))["withdrawn"] == []


class TestTimeline:
    def event(self, when, **fields):
        return Event.objects.create(
            key=factory.key("event"),
            kind="split",
            happened_on=when,
            source=factory.source(),
            **fields,
        )

    def test_moments__in_the_order_of_time_what_has_no_date_last(self):
        undated, late, early = (self.event(when) for when in ("", "2020", "2018"))
        meeting = Meeting.objects.create(
            key="m", body=factory.body(), starts_on="2019", ends_on="2019"
        )
        Meeting.objects.create(key="c", body=meeting.body, starts_on="2019", status="cancelled")
        decision = Decision.objects.create(
            key="d",
            body=meeting.body,
            mode="meeting",
            meeting=meeting,
            title="D",
            decided_on="2019",
            result="adopted",
            visibility="public",
            source=factory.source(),
        )
        Decision.objects.create(
            key="i", body=meeting.body, mode="historical", title="I", source=factory.source()
        )
        found = structure.timeline()["moments"]
        assert [m.record for m in found] == [early, meeting, decision, late, undated]

    def test_on_a_day__what_came_later_is_left_out_and_one_steps_to_it(self):
        self.event("2018-03-04")
        self.event("2021-05-06")
        found = structure.timeline(DAY)
        assert len(found["moments"]) == 1
        assert found["previous_change"] == datetime.date(2018, 3, 4)
        assert found["next_change"] == datetime.date(2021, 5, 6)


class TestDirectory:
    @pytest.fixture
    def ours(self, site):
        return factory.organisation("League")

    def section(self, ours, code, **fields):
        one = factory.organisation()
        territory = Territory.objects.get(code=code)
        OrganisationTerritory.objects.create(organisation=one, territory=territory)
        return factory.relation(one, "section_of", ours, **fields)

    def found(self, ours, on=None):
        page = pages.structure_page(of=ours)
        return structure.directory(page, on)

    def test_sections__by_region_and_country_on_the_day(self, ours):
        irish = self.section(ours, "IE", ends_on="..")
        gone = self.section(ours, "LK", ends_on="2018")
        found = self.found(ours, DAY)
        assert [
            (region, [(territory.code, rows) for territory, rows in territories])
            for region, territories in found["regions"]
        ] == [("Europe", [("IE", [irish])])]
        found = self.found(ours, datetime.date(2015, 1, 1))
        assert [region for region, _ in found["regions"]] == ["Asia", "Europe"]
        assert gone in found["regions"][0][1][0][1]

    def test_contacts__are_public_and_of_the_day(self, ours):
        irish = self.section(ours, "IE", ends_on="..")
        for value, fields in {
            "https://old.example": {"ends_on": "2018", "is_public": True},
            "https://new.example": {"starts_on": "2019", "is_public": True},
            "https://secret.example": {"is_public": False},
        }.items():
            Contact.objects.create(organisation=irish.subject, kind="site", value=value, **fields)
        (_region, ((_territory, (found,)),)) = self.found(ours, DAY)["regions"][0]
        assert [contact.value for contact in found.subject.reachable_by] == ["https://new.example"]

    def test_section_that_another_source_shows_leaving__is_contested(self, ours):
        still = self.section(ours, "IE", ends_on="..")
        left = factory.relation(still.subject, "split_from", ours, starts_on="2019-07")
        (found,) = self.found(ours, DAY)["contradictions"]
        assert found.assertions == [still, left]
        assert self.found(ours, BEFORE)["contradictions"] == []


class TestMeetingAndDecision:
    def test_dissent__is_shown_where_it_is_public(self):
        decision = Decision.objects.create(
            key="d", body=factory.body(), mode="historical", title="D", source=factory.source()
        )
        for name, is_public in (("Ada", True), ("Ben", False)):
            Dissent.objects.create(decision=decision, name_as_written=name, is_public=is_public)
        found = structure.decision(decision, READER)
        assert [str(each) for each in found["dissents"]] == ["Ada"]
        assert len(structure.decision(decision, factory.account())["dissents"]) == 2

    def test_attendance__of_public_members_only(self):
        body = factory.body()
        meeting = Meeting.objects.create(key="m", body=body)
        shown, hidden = (factory.term(body=body, is_public=each) for each in (True, False))
        for term in (shown, hidden):
            Attendance.objects.create(meeting=meeting, membership=term)
        found = structure.meeting(meeting, READER)["attendances"]
        assert [row.membership_id for row in found] == [shown.pk]
        assert len(structure.meeting(meeting, factory.account())["attendances"]) == 2


class TestQueries:
    """As many for many rows as for a few."""

    def fill(self, ours, number):
        body = ours.bodies.order_by("pk").first()
        for _ in range(number):
            section = factory.organisation("Namesake")
            term = factory.term(
                body=body,
                is_public=True,
                on_behalf_of=section,
                claimant=section,
                post=body.posts.create(key=factory.key("post")),
            )
            other = factory.body(organisation=ours)
            link(other, body)
            link(body, other, kind="accountable_to")
            factory.relation(section, "section_of", ours, ends_on="..", claimant=section)
            factory.relation(section, "split_from", ours, starts_on="2019")
            Figure.objects.create(
                key=factory.key("figure"),
                subject=ours,
                measure="countries",
                lower=number,
                source=factory.source(),
            )
            event = Event.objects.create(
                key=factory.key("event"), kind="split", source=factory.source()
            )
            for organisation in (ours, section):
                EventParty.objects.create(event=event, organisation=organisation)
            meeting = body.meetings.order_by("pk").first()
            Meeting.objects.create(key=factory.key("meeting"), body=body)
            if meeting:
                Attendance.objects.create(meeting=meeting, membership=term)
            BodySeat.objects.create(body=body, place=f"Place {term.pk}", source=factory.source())
            Contact.objects.create(
                organisation=section, kind="site", value="https://s.example", is_public=True
            )
            factory.relation(
                section, "works_inside", ours,
                status="withdrawn", withdrawn_on=DAY, withdrawal_note="A mistake.",
            )  # fmt: skip

    @pytest.mark.parametrize(
        ("name", "most"),
        [
            ("overview", 14),
            ("directory", 27),
            ("timeline", 38),
            ("genealogy", 28),
            ("body", 50),
            ("organisation", 60),
            ("person", 30),
        ],
    )
    def test_queries(self, site, name, most):
        ours = factory.organisation("League")
        factory.body(organisation=ours)
        page = pages.structure_page(of=ours)

        def queries():
            arguments = {
                "overview": (page,),
                "directory": (page,),
                "timeline": (),
                "genealogy": (),
                "body": (Body.objects.order_by("pk").first(), READER),
                "organisation": (Organisation.objects.get(pk=ours.pk),),
                "person": (Body.objects.order_by("pk").first().memberships.first().person, READER),
            }[name]
            with CaptureQueriesContext(connection) as captured:
                facts = getattr(structure, name)(*arguments, on=DAY)
                self.say_all(facts)
            return [query["sql"] for query in captured]

        self.fill(ours, 2)
        few = queries()
        self.fill(ours, 6)
        many = queries()
        assert len(many) == len(few), "\n".join(sorted(set(many) - set(few)))
        assert len(few) <= most

    @pytest.mark.parametrize(
        ("path", "most"),
        [
            ("", 30),
            ("sections/", 46),
            ("timeline/", 56),
            ("genealogy/", 41),
            ("bodies/{body}/", 64),
            ("organisations/{ours}/", 69),
            ("persons/{person}/", 40),
            ("meetings/{meeting}/", 33),
        ],
    )
    def test_queries_of_the_whole_page(self, client, site, path, most):
        ours = factory.organisation("League")
        factory.body(organisation=ours)
        page = pages.structure_page(of=ours)
        self.fill(ours, 2)
        body = ours.bodies.order_by("pk").first()
        keys = {
            "body": body.key,
            "ours": ours.key,
            "person": body.memberships.order_by("pk").first().person.key,
            "meeting": body.meetings.order_by("pk").first().key,
        }

        def queries():
            address = page.get_url() + path.format(**keys)
            client.get(address)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address, {"on": DAY.isoformat()}).status_code == 200
            return [query["sql"] for query in captured]

        few = queries()
        self.fill(ours, 6)
        many = queries()
        assert len(many) == len(few), "\n".join(sorted(set(many) - set(few)))
        assert len(few) <= most

    def say_all(self, facts):
        """Ask for what templates print."""
        for value in facts.values():
            for row in value if isinstance(value, list) else [value]:
                self.say(row)

    def say(self, row):
        if isinstance(row, list | tuple):
            for each in row:
                self.say(each)
        elif isinstance(row, dict):
            self.say_all(row)
        elif hasattr(row, "claims"):
            assert all(claim.sentence for claim in row.claims)
        elif hasattr(row, "_meta"):
            str(row)
            for field in ("subject", "object", "person", "on_behalf_of", "claimed_by", "source"):
                str(getattr(row, field, None))


def test_named_after_the_day__not_by_todays_name():
    one, two = factory.organisation("New name"), factory.organisation()
    OrganisationName.objects.filter(organisation=one).update(starts_on="2019-06")
    OrganisationName.objects.create(
        organisation=one, text="Old name", ends_on="2019-05", source=factory.source()
    )
    factory.relation(one, "works_inside", two)
    (relation,) = structure.organisation(two, BEFORE)["relations"]["uncontested"]
    assert str(relation.subject) == "Old name"
    (relation,) = structure.organisation(two)["relations"]["uncontested"]
    assert str(relation.subject) == "New name"
