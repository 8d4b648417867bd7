"""A small record in which everything that can be said is said once."""

import itertools

from organisations.models import (
    Attendance,
    Body,
    BodyDescription,
    BodyLink,
    BodyName,
    BodyRule,
    BodySeat,
    Contact,
    Decision,
    Delegation,
    Dissent,
    Event,
    EventDescription,
    EventParty,
    Figure,
    FurtherSource,
    Meeting,
    Membership,
    Organisation,
    OrganisationDescription,
    OrganisationName,
    OrganisationTerritory,
    Person,
    PersonName,
    Post,
    PostTitle,
    Relation,
    Source,
    Territory,
)

numbers = itertools.count(1)


def source(**fields):
    number = next(numbers)
    fields = {"title": f"Minutes {number}", "address": f"https://example.org/{number}"} | fields
    return Source.objects.create(**fields)


def organisation(key="league", **fields):
    made = Organisation.objects.create(**{"key": key, "kind": "union", "ends_on": ".."} | fields)
    OrganisationName.objects.create(
        organisation=made, text=f"The {key}", kind="official", source=source()
    )
    return made


def body(of, key="council", **fields):
    made = Body.objects.create(**{"key": key, "kind": "executive", "organisation": of} | fields)
    BodyName.objects.create(body=made, text=f"The {key}", kind="official", source=source())
    return made


def person(key="ada-alder", is_public=True, **fields):
    made = Person.objects.create(key=key, sort_name=f"Name {key}", is_public=is_public, **fields)
    PersonName.objects.create(person=made, text=f"Ada {key}", kind="official", source=source())
    return made


def membership(who, where, **fields):
    fields = {"person": who, "body": where, "is_public": True, "source": source()} | fields
    return Membership.objects.create(**fields)


def rule(of, effective_on="2016-01-30"):
    return BodyRule.objects.create(
        body=of,
        effective_on=effective_on,
        quorum_numerator=1,
        quorum_denominator=2,
        quorum_base="entitled",
        majority_numerator=2,
        majority_denominator=3,
        majority_is_strict=False,
        majority_base="voting",
        circulation_days=14,
        source=source(),
        locator="§ 4",
    )


def everything():
    """A league with a congress that elects a council; who sat on it, what it decided."""
    league, other = organisation(), organisation("guild", starts_on="[1990..1993]")
    congress = body(league, "congress", kind="congress")
    council = body(league, starts_on="1974~", starts_note="around 1974")
    _beside(league, other, congress, council)
    ada, bo = person(born_on="199X"), person("bo-birch")
    chair = Post.objects.create(key="chair", body=council, places=1)
    PostTitle.objects.create(post=chair, language="en", text="Chair")
    PostTitle.objects.create(post=chair, language="fr", text="Présidence")
    meeting = Meeting.objects.create(
        key="congress-12", body=congress, number=12, starts_on="2016-01-26", place="Louvain"
    )
    terms = {"starts_on": "2016-01", "ends_on": "..", "began_by": "elected", "began_at": meeting}
    first = membership(ada, council, post=chair, on_behalf_of=other, weight=2, **terms)
    FurtherSource.objects.create(membership=first, source=source(), locator="page 3")
    membership(bo, council, capacity="alternate", starts_on="[..2017]", name_as_written="B. B.")
    membership(None, council, member_organisation=other, capacity="observer")
    seats = [membership(ada, congress), membership(bo, congress, capacity="alternate")]
    Attendance.objects.create(meeting=meeting, membership=seats[1], replaces=seats[0])
    Delegation.objects.create(meeting=meeting, organisation=other, full=3)
    _decided(congress, meeting)
    _said_of(league, other, council, ada)
    return league


def _beside(league, other, congress, council):
    OrganisationName.objects.create(
        organisation=league,
        text="Old League",
        abbreviation="OL",
        kind="former",
        starts_on="1960",
        ends_on="[..1974-05]",
        ends_note="by spring 1974",
        source=source(),
        status="withdrawn",
        withdrawn_on="2020-02-02",
        withdrawal_note="A misprint.",
    )
    OrganisationDescription.objects.create(organisation=league, text="Gardeners.")
    for code in ("IE", "GB-ENG"):
        territory, _made = Territory.objects.get_or_create(
            code=code, defaults={"key": code.lower(), "region": "europe"}
        )
        OrganisationTerritory.objects.create(organisation=league, territory=territory)
    Contact.objects.create(
        organisation=league, kind="site", value="https://example.org/", is_public=True
    )
    BodyDescription.objects.create(body=council, text="Acts between congresses.")
    BodyLink.objects.create(
        body=council, other=congress, kind="elected_by", ends_on="..", source=source()
    )
    BodySeat.objects.create(body=council, place="Dublin", source=source(), claimant=other)
    rule(council)


def _decided(congress, meeting):
    decision = Decision.objects.create(
        key="seeds-for-all",
        body=congress,
        mode="meeting",
        meeting=meeting,
        rule=rule(congress),
        title="Seeds for all",
        text="Seeds are for all.",
        decided_on="2016-01-30",
        result="adopted",
        votes_for=20,
        votes_against=0,
        visibility="public",
        source=source(),
    )
    Dissent.objects.create(decision=decision, name_as_written="B. B.", text="No.", is_public=True)


def _said_of(league, other, council, ada):
    Relation.objects.create(
        key="guild-in-league",
        subject=other,
        kind="section_of",
        object=league,
        starts_on="1991%",
        ends_on="..",
        source=source(),
        claimant_body=council,
        status="disputed",
    )
    Figure.objects.create(
        key="league-countries", subject=league, measure="countries", lower=35, source=source()
    )
    event = Event.objects.create(
        key="split-2019",
        kind="split",
        happened_on="2019-07",
        happened_note="in July",
        source=source(),
        claimant_person=ada,
    )
    EventDescription.objects.create(event=event, title="The split", text="It split.")
    EventParty.objects.create(event=event, organisation=league, side="majority", role="stayed")
    EventParty.objects.create(event=event, organisation=other, role="left", has_left=True)
