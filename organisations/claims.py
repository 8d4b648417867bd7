"""Assertions as claims, and the contradictions among all that the record holds.

`on` is a day; None is today. `EVER` asks whether there was any day on which they contradict.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.apps import apps

from organisations.contradiction import (
    ONE_SUBJECT,
    Claim,
    Contradiction,
    among,
    numbers_differ,
    others_differ,
    relations_differ,
)
from organisations.period import OPEN_END, PartialDate, Period, today
from organisations.wording import DEPARTURE

EVER = object()


def _day(on: Any) -> datetime.date | None:
    if on is EVER:
        return None
    return on or today()


def relation_claim(relation) -> Claim:
    """A relation: about its subject, and about its object where that has only one such subject."""
    about = [("subject", relation.subject_id)]
    if relation.kind in ONE_SUBJECT:
        about.append(("object", relation.kind, relation.object_id))
    return Claim(
        assertion=relation,
        kind=relation.kind,
        about=tuple(about),
        says=(relation.kind, relation.subject_id, relation.object_id),
        period=relation.period,
        values=lambda: {"subject": relation.subject, "object": relation.object},
    )


def departure_claims(event) -> list[Claim]:
    """That parties of an event left the others by it."""
    happened = PartialDate.parse(event.happened_on)
    parties = [party for party in event.parties.all() if party.organisation_id]
    return [
        Claim(
            assertion=event,
            kind=DEPARTURE,
            about=(("subject", leaving.organisation_id),),
            says=(DEPARTURE, leaving.organisation_id, left.organisation_id),
            period=Period(happened, OPEN_END),
            values=lambda leaving=leaving, left=left: {
                "subject": leaving.organisation,
                "object": left.organisation,
            },
        )
        for leaving in parties
        if leaving.has_left
        for left in parties
        if not left.has_left
    ]


def figure_claim(figure) -> Claim:
    """A number: about a measure of its organisation, on the date that it is of."""
    return Claim(
        assertion=figure,
        kind="figure",
        about=((figure.subject_id, figure.measure),),
        says=(figure.lower, figure.upper),
        period=Period(PartialDate.parse(figure.dated_on), OPEN_END),
        values=lambda: {
            "subject": figure.subject,
            "range": figure.range,
            "measure": figure.get_measure_display(),
        },
    )


def membership_claim(term) -> Claim:
    """A term: about the seat of its member, and about the post where that has one place only."""
    who = ("person", term.person_id) if term.person_id else ("seat", term.member_organisation_id)
    place = (term.body_id, term.organisation_id, term.post_id)
    about = [(who, place)]
    if term.post_id and term.post.places == 1:
        about.append(("post", term.post_id))
    return Claim(
        assertion=term,
        kind="membership",
        about=tuple(about),
        says=(who, place, term.capacity),
        period=term.period,
        values=lambda: {
            "who": term.who,
            "place": term.place,
            "role": term.post or term.get_capacity_display(),
        },
    )


def link_claim(link) -> Claim:
    """Where a body has its mandate from."""
    return Claim(
        assertion=link,
        kind=link.kind,
        about=(("subject", link.body_id),),
        says=(link.kind, link.body_id, link.other_id),
        period=link.period,
        values=lambda: {"subject": link.body, "object": link.other},
    )


def seat_claim(seat) -> Claim:
    """Where a body has its seat."""
    return Claim(
        assertion=seat,
        kind="seat",
        about=(seat.body_id,),
        says=seat.place,
        period=seat.period,
        values=lambda: {"subject": seat.body, "place": seat.place},
    )


CLAIMS = {
    "relation": relation_claim,
    "figure": figure_claim,
    "membership": membership_claim,
    "bodylink": link_claim,
    "bodyseat": seat_claim,
}


def claim_of(assertion) -> Claim:
    """An assertion of any of these kinds as a claim, which has a fixed sentence."""
    return CLAIMS[assertion._meta.model_name](assertion)


def among_relations(
    relations: Iterable[Any], events: Iterable[Any] = (), on: Any = None
) -> list[Contradiction]:
    """The contradictions among relations, and events by which organisations left others."""
    claims = [relation_claim(relation) for relation in relations]
    claims.extend(claim for event in events for claim in departure_claims(event))
    return among(claims, relations_differ, _day(on))


def among_figures(figures: Iterable[Any], on: Any = None) -> list[Contradiction]:
    """The contradictions among numbers."""
    return among(map(figure_claim, figures), numbers_differ, _day(on))


def among_memberships(terms: Iterable[Any], on: Any = None) -> list[Contradiction]:
    """The contradictions among terms of office; their posts have to be fetched."""
    return among(map(membership_claim, terms), others_differ, _day(on))


def among_links(links: Iterable[Any], on: Any = None) -> list[Contradiction]:
    """The contradictions about where bodies have their mandates from."""
    return among(map(link_claim, links), relations_differ, _day(on))


def among_seats(seats: Iterable[Any], on: Any = None) -> list[Contradiction]:
    """The contradictions about where bodies have their seats."""
    return among(map(seat_claim, seats), others_differ, _day(on))


def _side_by_side(assertions, contradictions):
    """`contested` groups and the `uncontested` rest of assertions, in their order.

    `contradictions` and `claims` have the same as claims, which have their fixed sentences, and
    events by which somebody left.
    """
    places = {(type(each), each.pk): place for place, each in enumerate(assertions)}
    contested = []
    for contradiction in contradictions:
        group = [each for each in contradiction.assertions if (type(each), each.pk) in places]
        contested.append(sorted(group, key=lambda each: places[type(each), each.pk]))
    settled = {each.pk for group in contested for each in group}
    uncontested = [each for each in assertions if each.pk not in settled]
    return {
        "contested": [group for group in contested if group],
        "uncontested": uncontested,
        "claims": [claim_of(each) for each in uncontested],
        "contradictions": contradictions,
    }


def relations_side_by_side(relations, events=(), on=None):
    """Relations of which not all can be so on a day (None: today) belong together."""
    return _side_by_side(relations, among_relations(relations, events, on))


def figures_side_by_side(figures, on=None):
    """Numbers of one measure that differ belong together."""
    return _side_by_side(figures, among_figures(figures, on))


def contradictions(on: Any = None) -> list[Contradiction]:
    """All contradictions of the record on a day (None: today; `EVER`: on any).

    In a fixed number of queries: relations, numbers, terms, mandates and seats, in this order.
    """

    def rows(name):
        return apps.get_model("organisations", name).objects.standing()

    links = rows("BodyLink").select_related("body", "other", "source", *CLAIMANTS)
    seats = rows("BodySeat").select_related("body", "source", *CLAIMANTS)
    return [
        *among_relations(
            rows("Relation").with_names(),
            rows("Event").filter(parties__has_left=True).distinct().with_parties(),
            on,
        ),
        *among_figures(rows("Figure").with_names(), on),
        *among_memberships(rows("Membership").with_names(), on),
        *among_links(links.prefetch_related("body__names", "other__names", *CLAIMANTS_NAMES), on),
        *among_seats(seats.prefetch_related("body__names", *CLAIMANTS_NAMES), on),
    ]


CLAIMANTS = ("claimant", "claimant_body", "claimant_person")
CLAIMANTS_NAMES = ("claimant__namesakes", "claimant_body__names", "claimant_person__names")
