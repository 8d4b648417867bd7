"""Where sources contradict one another, and how it is put."""

import datetime
import re
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from organisations.claims import EVER, among_memberships, among_relations, contradictions
from organisations.models import (
    BodyLink,
    BodySeat,
    Event,
    EventParty,
    Figure,
    Membership,
    Post,
    Relation,
)
from organisations.wording import ATTRIBUTIONS, CLAIMS, TOPICS
from tests.organisations import factory

pytestmark = pytest.mark.django_db

Y2019, Y2020 = datetime.date(2019, 1, 1), datetime.date(2020, 1, 1)


def found(on=EVER):
    """The contradictions: for each the assertions, in their order."""
    return [each.assertions for each in contradictions(on)]


@pytest.fixture
def orgs(db):
    return [factory.organisation() for _ in range(3)]


class TestTimes:
    """Two sources on one relation of two organisations."""

    @pytest.mark.parametrize(
        ("one", "other", "differ"),
        [
            (("", ".."), ("", "2019-07"), True),
            (("", "2019"), ("", "2019-07"), False),
            (("", "2018"), ("", "2019-07"), True),
            (("", ""), ("", "2019-07"), False),
            (("1974", ".."), ("1974", ".."), False),
            (("1974", ".."), ("197X", ".."), False),
            (("1974", ".."), ("1975", ".."), True),
            (("1974", "1991"), ("2000", ".."), False),
            (("1974", "1991"), ("1991", ".."), False),
        ],
    )
    def test_contradict__where_no_reading_suits_both(self, orgs, one, other, differ):
        one, other = (
            factory.relation(orgs[0], "section_of", orgs[1], starts_on=start, ends_on=end)
            for start, end in (one, other)
        )
        assert found() == ([[one, other]] if differ else [])

    def test_one_side__does_not_contradict_itself(self, orgs):
        source = factory.source()
        for end in ("..", "2019-07"):
            factory.relation(orgs[0], "section_of", orgs[1], ends_on=end, source=source)
        assert found() == []

    def test_two_whom_one_source_reports__are_two_sides(self, orgs):
        source = factory.source()
        for end, claimant in (("..", orgs[0]), ("2019-07", orgs[1])):
            factory.relation(
                orgs[0], "section_of", orgs[1], ends_on=end, source=source, claimant=claimant
            )
        assert len(found()) == 1

    def test_on_a_day__only_what_differs_then(self, orgs):
        still = factory.relation(orgs[0], "section_of", orgs[1], ends_on="..")
        until = factory.relation(orgs[0], "section_of", orgs[1], ends_on="2019-07")
        assert found(Y2019) == []
        assert found(Y2020) == [[still, until]]

    def test_open_end__speaks_only_until_its_source_was_made(self, orgs):
        old = factory.source(dated_on="2013-01-19")
        factory.relation(orgs[0], "section_of", orgs[1], ends_on="..", source=old)
        factory.relation(orgs[0], "section_of", orgs[1], ends_on="2019-07")
        factory.relation(orgs[0], "split_from", orgs[1], starts_on="2019-07")
        assert found() == []
        assert found(Y2020) == []

    def test_withdrawn_claims__contradict_nobody(self, orgs):
        factory.relation(orgs[0], "section_of", orgs[1], ends_on="2019-07")
        factory.relation(
            orgs[0],
            "section_of",
            orgs[1],
            ends_on="..",
            status="withdrawn",
            withdrawn_on=Y2020,
            withdrawal_note="Misread.",
        )
        assert found() == []


class TestObjects:
    @pytest.mark.parametrize("kind", Relation.Kind.values)
    def test_two_objects__contradict_where_there_can_be_one(self, orgs, kind):
        one = factory.relation(orgs[0], kind, orgs[1], starts_on="2000", ends_on="..")
        two = factory.relation(orgs[0], kind, orgs[2], starts_on="2000", ends_on="..")
        exclusive = {
            "section_of",
            "faction_of",
            "split_from",
            "succeeds",
            "claims_continuity_with",
        }
        assert found() == ([[one, two]] if kind in exclusive else [])

    @pytest.mark.parametrize("kind", Relation.Kind.values)
    def test_two_subjects__contradict_where_there_can_be_one(self, orgs, kind):
        one = factory.relation(orgs[0], kind, orgs[2], starts_on="2000", ends_on="..")
        two = factory.relation(orgs[1], kind, orgs[2], starts_on="2000", ends_on="..")
        exclusive = {"claims_continuity_with", "succeeds", "founded", "publishes"}
        assert found() == ([[one, two]] if kind in exclusive else [])

    def test_one_after_the_other__does_not_contradict(self, orgs):
        factory.relation(orgs[0], "section_of", orgs[1], starts_on="1974", ends_on="1991")
        factory.relation(orgs[0], "section_of", orgs[2], starts_on="1991", ends_on="..")
        assert found() == []

    def test_splits_at_other_times__are_several_splits(self, orgs):
        factory.relation(orgs[0], "split_from", orgs[1], starts_on="1953", ends_on="..")
        factory.relation(orgs[0], "split_from", orgs[2], starts_on="1991", ends_on="..")
        assert found() == []

    def test_rival_heirs__are_two_claims_from_the_split_on(self, orgs):
        rivals = [
            factory.relation(one, "claims_continuity_with", orgs[2], starts_on="2019-07")
            for one in orgs[:2]
        ]
        assert found(Y2019) == []
        assert found(Y2020) == [rivals]


class TestLeaving:
    def test_part_of_what_it_left__according_to_another(self, orgs):
        part = factory.relation(orgs[0], "section_of", orgs[1], ends_on="..")
        left = factory.relation(orgs[0], "split_from", orgs[1], starts_on="2019-07")
        assert found(Y2019) == []
        assert found(Y2020) == [[part, left]]

    @pytest.mark.parametrize("ends_on", ["2019-07", "2019", "2018", ""])
    def test_part_until_it_left__is_no_contradiction(self, orgs, ends_on):
        factory.relation(orgs[0], "section_of", orgs[1], ends_on=ends_on)
        factory.relation(orgs[0], "split_from", orgs[1], starts_on="2019-07")
        assert found(Y2020) == []

    def test_part_again_later__is_no_contradiction(self, orgs):
        factory.relation(orgs[0], "split_from", orgs[1], starts_on="1991")
        factory.relation(orgs[0], "section_of", orgs[1], starts_on="2005", ends_on="..")
        assert found() == []

    @pytest.mark.parametrize("kind", ["walk-out", "split", "expulsion"])
    def test_event_by_which_it_left__counts_as_well(self, orgs, kind):
        part = factory.relation(orgs[0], "section_of", orgs[1], ends_on="..")
        event = Event.objects.create(
            key="z", kind=kind, happened_on="2019-07", source=factory.source()
        )
        EventParty.objects.create(event=event, organisation=orgs[0], has_left=True)
        EventParty.objects.create(event=event, organisation=orgs[1])
        assert found(Y2019) == []
        assert found(Y2020) == [[part, event]]
        assert contradictions(Y2020)[0].claims[1].sentence == (
            f"{orgs[0]} left {orgs[1]} (July 2019), according to “Minutes”."
        )

    def test_event_at_which_it_stayed__says_nothing(self, orgs):
        factory.relation(orgs[0], "section_of", orgs[1], ends_on="..")
        event = Event.objects.create(
            key="e", kind="split", happened_on="2019-07", source=factory.source()
        )
        for organisation, has_left in ((orgs[0], False), (orgs[1], False), (orgs[2], True)):
            EventParty.objects.create(event=event, organisation=organisation, has_left=has_left)
        assert found(Y2020) == []

    def test_one_side__says_it_once(self, orgs):
        """The end of the relation, the split and the event: one source, one claim on the day."""
        source = factory.source()
        part = factory.relation(orgs[0], "section_of", orgs[1], ends_on="..")
        factory.relation(orgs[0], "section_of", orgs[1], ends_on="2019-07", source=source)
        left = factory.relation(
            orgs[0], "split_from", orgs[1], starts_on="2019-07", ends_on="..", source=source
        )
        event = Event.objects.create(key="e", kind="split", happened_on="2019-07", source=source)
        EventParty.objects.create(event=event, organisation=orgs[0], has_left=True)
        EventParty.objects.create(event=event, organisation=orgs[1])
        assert found(Y2020) == [[part, left]]


class TestFigures:
    def figure(self, subject, **fields):
        fields = {"key": factory.key("figure"), "measure": "countries", **fields}
        return Figure.objects.create(subject=subject, source=factory.source(), **fields)

    @pytest.mark.parametrize(
        ("one", "other", "differ"),
        [
            ({"lower": 35}, {"lower": 40, "dated_on": "200X"}, True),
            ({"lower": 35}, {"lower": 35}, False),
            ({"lower": 8, "dated_on": "1917-02"}, {"lower": 250, "dated_on": "1917-10"}, False),
            ({"lower": 8, "upper": 8}, {"lower": 8}, True),
            ({"lower": 8}, {"lower": 9, "measure": "sections"}, False),
        ],
    )
    def test_numbers_of_one_time__differ(self, orgs, one, other, differ):
        rows = [self.figure(orgs[0], **one), self.figure(orgs[0], **other)]
        assert found() == ([rows] if differ else [])

    def test_number_of_a_later_day__is_not_known_yet(self, orgs):
        self.figure(orgs[0], lower=35)
        self.figure(orgs[0], lower=40, dated_on="2019-07")
        assert found(Y2019) == []
        assert len(found(Y2020)) == 1


class TestTerms:
    @pytest.fixture
    def body(self):
        return factory.body()

    def test_holders_of_a_post_with_one_place(self, body):
        post = Post.objects.create(key="p", body=body, places=1)
        one = factory.term(body=body, post=post, starts_on="2018", ends_on="..")
        two = factory.term(body=body, post=post, starts_on="2019-07", ends_on="..")
        assert found(Y2019) == []
        assert found(Y2020) == [[one, two]]

    def test_holders__one_after_the_other_or_with_more_places(self, body):
        post = Post.objects.create(key="p", body=body, places=1)
        factory.term(body=body, post=post, starts_on="2018", ends_on="2019-07")
        factory.term(body=body, post=post, starts_on="2019-07", ends_on="..")
        several = Post.objects.create(key="q", body=body, places=2)
        for _ in range(2):
            factory.term(body=body, post=several)
        assert found() == []

    def test_ends_and_capacities_of_one_term(self, body):
        one = factory.term(body=body, ends_on="2018")
        ended = factory.term(body=body, person=one.person, ends_on="..")
        assert found() == [[one, ended]]
        Membership.objects.filter(pk=ended.pk).update(ends_on="2018", capacity="alternate")
        assert found() == [[one, ended]]

    def test_terms_of_a_page__need_only_their_posts(self, body):
        one = factory.term(body=body, ends_on="2018")
        factory.term(body=body, person=one.person, ends_on="..")
        (each,) = among_memberships(Membership.objects.with_names(), Y2020)
        assert each.topic == "Terms of office"


def test_mandates_and_seats__of_bodies():
    body, one, two = (factory.body() for _ in range(3))
    links = [
        BodyLink.objects.create(body=body, kind="elected_by", other=o, source=factory.source())
        for o in (one, two)
    ]
    for other in (one, two):
        BodyLink.objects.create(
            body=body, kind="accountable_to", other=other, source=factory.source()
        )
    seats = [
        BodySeat.objects.create(body=body, place=place, source=factory.source())
        for place in ("Cork", "Rome")
    ]
    assert found() == [links, seats]


class TestOrder:
    def test_claims__come_by_the_date_of_their_sources_then_by_key(self, orgs):
        late, undated, early = (
            factory.relation(
                orgs[0],
                "section_of",
                orgs[1],
                starts_on=start,
                ends_on="..",
                source=factory.source(dated_on=dated_on),
            )
            for start, dated_on in (("1974", "2015"), ("1975", ""), ("1976", "2014-05"))
        )
        assert found() == [[undated, early, late]]


class TestWords:
    def test_each_kind__has_its_sentence_and_its_topic(self):
        kinds = {*Relation.Kind.values, *BodyLink.Kind.values, "figure", "membership", "seat"}
        assert kinds <= CLAIMS.keys() == TOPICS.keys()
        assert set(ATTRIBUTIONS) == set(product([False, True], repeat=2))

    def test_no_word__judges(self):
        words = " ".join(map(str, [*CLAIMS.values(), *ATTRIBUTIONS.values(), *TOPICS.values()]))
        judging = r"\b(so-called|allege|claims?|legitimate|genuine|true|false|real|rightly|merely)"
        assert not re.search(judging, re.sub(r"%\(\w+\)s", "", words), re.IGNORECASE)

    def test_sentence__says_what_when_who_and_where(self, orgs):
        person = factory.person("Ada Alder")
        relation = factory.relation(
            orgs[0],
            "section_of",
            orgs[1],
            ends_on="2019-07",
            claimant_person=person,
            source=factory.source(title="Congress report"),
        )
        factory.relation(orgs[0], "section_of", orgs[1], ends_on="..")
        (each,) = among_relations(Relation.objects.with_names(), on=EVER)
        claim = next(claim for claim in each.claims if claim.assertion == relation)
        assert claim.sentence == (
            f"{orgs[0]} is a section of {orgs[1]} (start not known – July 2019), "
            "according to Ada Alder in “Congress report”."
        )
        assert each.topic == "Being a section"

    def test_sentence__is_in_the_reader_s_language(self, orgs):
        factory.relation(orgs[0], "section_of", orgs[1], ends_on="2019-07")
        factory.relation(orgs[0], "section_of", orgs[1], ends_on="..")
        (each,) = contradictions(EVER)
        with override("fr"):
            assert "juillet 2019" in each.claims[0].sentence


def test_our_sources__two_claims_after_the_split_and_none_before(loaded):
    """The self-description has a section that the article shows leaving in July 2019."""
    numbers = ["cwi-countries-over-35", "cwi-countries-over-40"]
    assert [[each.key for each in rows] for rows in found(Y2019)] == [numbers]
    assert [[each.key for each in rows] for rows in found(Y2020)] == [
        ["socialist-party-section-of-cwi-self-description", "socialist-party-split-from-cwi-2019"],
        numbers,
    ]


def test_queries__are_as_many_for_many_contradictions(orgs):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            sentences = [c.sentence for each in contradictions(Y2020) for c in each.claims]
        return len(captured), len(sentences)

    def fill(number):
        for _ in range(number):
            one = factory.organisation("Namesake")
            for kind, end in (("section_of", ".."), ("section_of", "2018")):
                factory.relation(one, kind, orgs[0], ends_on=end, claimant=orgs[1])
            body = factory.body()
            person = factory.person()
            for end in ("..", "2018"):
                factory.term(body=body, person=person, ends_on=end)
            for place in ("Cork", "Rome"):
                BodySeat.objects.create(body=body, place=place, source=factory.source())

    fill(2)
    few, said = queries()
    assert said == 12
    fill(6)
    many, said = queries()
    assert said == 48
    assert many == few
