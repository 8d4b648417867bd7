"""What the structure pages show: each function gives the facts for one page or route.

They take records and give plain lists with everything fetched, so that templates only render.
Models are looked up through the app registry, because the page models import this module.

`on` is the day that a reader asked for, or None. What holds, holds on that day, or today; and
where a day was asked for, what began after it is left out and names are those of that day.
"""

from itertools import chain, groupby

from django.apps import apps
from django.db.models import Max, Min, Prefetch, Q, prefetch_related_objects
from django.utils.translation import get_language

from organisations.as_of import begun, call_by_names_of, change_days, mark_certainty, steps
from organisations.chain import in_chain_order, in_levels
from organisations.claims import (
    among_relations,
    figures_side_by_side,
    relations_side_by_side,
)
from organisations.electorate import rule_in_force
from organisations.models.fetching import body_at, organisation_at
from organisations.period import today

__all__ = ["figures_side_by_side", "in_chain_order", "in_levels", "relations_side_by_side"]


def _model(name):
    return apps.get_model("organisations", name)


def our_organisation(page):
    """The organisation whose site the page is on, or None where the settings name none."""
    site = page.get_site()
    settings = _model("OrganisationSettings").for_site(site) if site else None
    return settings.organisation if settings else None


def _as_of(on):
    """The day asked for, or None, and the day that is shown."""
    return {"on": on, "day": on or today()}


def _bodies_of(organisation, on):
    """The bodies that can exist on the day, in the order of the chain, and the others.

    `is_certain` says whether one certainly existed: by its dates, or because it met before and
    went on or met again.
    """
    day = on or today()
    links = _model("BodyLink").objects.holding(day).select_related("other", "source__page")
    held = Q(meetings__status="held")
    bodies = list(
        organisation.bodies.with_names()
        .annotate(
            met_by=Min("meetings__ends_on_latest", filter=held),
            met_until=Max("meetings__starts_on_earliest", filter=held),
        )
        .prefetch_related(
            Prefetch("links", queryset=links),
            "links__other__names",
            "links__other__body_pages__locale",
            "descriptions",
            "body_pages__locale",
        )
    )
    call_by_names_of(on, *bodies, *(link for body in bodies for link in body.links.all()))
    existing = mark_certainty(bodies, day)
    for body in existing:
        began = body.starts_on_latest <= day or (body.met_by and body.met_by <= day)
        went_on = body.ends_on_earliest >= day or (body.met_until and body.met_until >= day)
        body.is_certain = bool(began and went_on)
    known = {body.pk for body in existing}
    return in_chain_order(existing), [body for body in bodies if body.pk not in known]


def overview(page, on=None):
    """Our bodies from the sovereign one downwards, and `other_bodies` that don't exist that day."""
    ours = our_organisation(page)
    bodies, others = _bodies_of(ours, on) if ours else ([], [])
    return {**_as_of(on), "organisation": ours, "other_bodies": others, **in_levels(bodies)}


def directory(page, on=None):
    """The sections that assertions name for the day, grouped by region and country.

    `regions` is a list of (region's name, list of (territory, list of relations)); a section in
    several countries stands under each. `contradictions` are those about our sections.
    """
    ours = our_organisation(page)
    day, kinds = on or today(), ("section_of", "in_solidarity_with")
    said = []
    if ours:
        said = list(
            ours.relations_from.filter(kind__in=[*kinds, "split_from"])
            .standing()
            .with_names()
            .prefetch_related("subject__contacts")
            .in_fixed_order()
        )
    call_by_names_of(on, *said)
    relations = mark_certainty([each for each in said if each.kind in kinds], day)
    rows, placeless = [], []
    for relation in relations:
        territories = [
            row.territory
            for row in relation.subject.territories.all()
            if row.period.possibly_contains(day)
        ]
        rows.extend((territory, relation) for territory in territories)
        if not territories:
            placeless.append(relation)
    rows.sort(key=lambda row: (str(row[0].get_region_display()), str(row[0]), row[1].key))
    regions = [
        (
            region,
            [
                (territory, [relation for _, relation in under])
                for territory, under in groupby(in_region, key=lambda row: row[0])
            ],
        )
        for region, in_region in groupby(rows, key=lambda row: str(row[0].get_region_display()))
    ]
    return {
        **_as_of(on),
        "organisation": ours,
        "regions": regions,
        "placeless": placeless,
        "contradictions": among_relations(said, on=on),
    }


def timeline(on=None):
    """Everything that happened, the earliest first."""
    events = list(_model("Event").objects.standing().with_parties())
    call_by_names_of(on, *chain.from_iterable(event.parties.all() for event in events))
    return {**_as_of(on), "events": begun(events, on)}


def genealogy(on=None):
    """How organisations came from one another: assertions about descent, and splits and mergers."""
    descent = ["split_from", "claims_continuity_with", "succeeds", "faction_of", "founded"]
    told = ["founding", "split", "merger", "dissolution"]
    relations = _model("Relation").objects.standing().with_names().in_fixed_order()
    relations = begun(relations.filter(kind__in=descent), on)
    events = begun(_model("Event").objects.standing().with_parties(), on)
    call_by_names_of(on, *relations)
    call_by_names_of(on, *chain.from_iterable(event.parties.all() for event in events))
    return {
        **_as_of(on),
        "relations": relations_side_by_side(relations, events, on),
        "events": [event for event in events if event.kind in told],
    }


def person(record, user, on=None):
    """A person's public roles over time, and the texts that she signed."""
    memberships = begun(record.memberships.visible_to(user).standing().with_names(), on)
    call_by_names_of(on, record, *memberships)
    return {
        **_as_of(on),
        "person": record,
        "memberships": memberships,
        "in_office": mark_certainty(memberships, on or today()),
        "texts": list(
            record.bylines.model._meta.get_field("text")
            .related_model.objects.filter(
                pk__in=record.bylines.values("text"), locale__language_code=get_language()
            )
            .published()
            .latest_first()
            .for_listing()
        ),
    }


def body(record, user, on=None):
    """A body: its chain, who sits on it on the day, all terms, meetings, decisions.

    `members` have `is_certain`; `terms` are all that the record has, whatever the day.
    """
    day = on or today()
    prefetch_related_objects([record], "names", "descriptions", "organisation__namesakes")
    terms = list(record.memberships.visible_to(user).standing().with_names())
    links = _model("BodyLink").objects.standing().select_related("other", "body", "source__page")
    given = list(links.filter(other=record).prefetch_related(*body_at("body")))
    links = list(links.filter(body=record).prefetch_related(*body_at("other")))
    for link in links:
        link.body = record
    for link in given:
        link.other = record
    seats = list(record.seats.standing().select_related("source__page"))
    rules = list(record.rules.select_related("source__page"))
    call_by_names_of(on, record, *terms, *links, *given)
    days = change_days([record, *record.names.all(), *terms, *links, *given, *seats, *rules])
    return {
        **_as_of(on),
        **steps(days, day),
        "body": record,
        "rule": rule_in_force(rules, day),
        "mandates": mark_certainty(links, day),
        "mandates_given": mark_certainty(given, day),
        "seats": mark_certainty(seats, day),
        "members": mark_certainty(terms, day),
        "terms": terms,
        "meetings": begun(record.meetings.with_names().latest_first(), on),
        "decisions": begun(record.decisions.visible_to(user).with_names().latest_first(), on),
        "statements": list(
            record.statements.filter(locale__language_code=get_language())
            .published()
            .latest_first()
            .for_listing()
        ),
    }


def organisation(record, on=None):
    """An organisation: its names, relations and claims, bodies, figures, events."""
    day = on or today()
    prefetch_related_objects([record], "names", "descriptions", "namesakes")
    prefetch_related_objects([record], "territories__territory")
    related = _model("Relation").objects.standing().with_names().in_fixed_order()
    related = list(related.filter(Q(subject=record) | Q(object=record)))
    related.sort(key=lambda each: each.subject_id != record.pk)
    figures = list(record.figures.standing().with_names().in_fixed_order())
    events = list(
        _model("Event")
        .objects.standing()
        .filter(parties__organisation=record)
        .with_parties()
        .distinct()
    )
    contacts = list(record.contacts.filter(is_public=True))
    call_by_names_of(on, record, *related, *figures)
    call_by_names_of(on, *chain.from_iterable(event.parties.all() for event in events))
    bodies, others = _bodies_of(record, on)
    days = change_days([record, *record.names.all(), *record.territories.all(), *related])
    events, relations, figures = (begun(rows, on) for rows in (events, related, figures))
    mark_certainty(relations, day)
    return {
        **_as_of(on),
        **steps(days, day),
        "organisation": record,
        "names": list(record.names.select_related("source__page")),
        "relations": relations_side_by_side(relations, events, on),
        "bodies": bodies,
        "other_bodies": others,
        "figures": figures_side_by_side(figures, on),
        "events": events,
        "contacts": mark_certainty(contacts, day),
    }


def meeting(record, user, on=None):
    """A session: its delegations, who was there as far as one may know, what it decided."""
    delegations = list(
        record.delegations.select_related("organisation").prefetch_related(
            *organisation_at("organisation")
        )
    )
    visible = _model("Membership").objects.visible_to(user)
    attendances = list(
        _model("Attendance")
        .objects.filter(meeting=record, membership__in=visible)
        .select_related("membership__person", "replaces__person")
        .prefetch_related("membership__person__names", "replaces__person__names")
    )
    call_by_names_of(on, *delegations)
    return {
        **_as_of(on),
        "meeting": record,
        "delegations": delegations,
        "attendances": attendances,
        "decisions": list(record.decisions.visible_to(user).with_names()),
        "events": list(record.events.standing().with_parties()),
    }


def decision(record, user, on=None):
    """A decision: the dissent that is on record, and the texts that lead to it.

    Who voted is for those who may see the terms of all members.
    """
    sees_all = user.is_authenticated and user.has_perm("organisations.view_membership")
    dissents = _model("Dissent").objects.filter(decision=record).select_related("elector")
    return {
        **_as_of(on),
        "decision": record,
        "dissents": list(dissents if sees_all else dissents.filter(is_public=True)),
        "electors": list(record.electors.all()) if sees_all else [],
    }
