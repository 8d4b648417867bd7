"""What the structure pages show: each function gives the facts for one page or route.

They take records and give plain lists with everything fetched, so that templates only render.
Models are looked up through the app registry, because the page models import this module.

`on` is the day that a reader asked for, or None. What holds, holds on that day, or today; and
where a day was asked for, what began after it is left out and names are those of that day.
What somebody withdrew stands apart, in `withdrawn`, with the reason.
"""

from itertools import groupby

from django.apps import apps
from django.utils.translation import get_language

from organisations.as_of import (
    as_of,
    begun,
    call_by_names_of,
    change_days,
    mark_certainty,
    steps,
)
from organisations.chain import in_chain_order, in_levels
from organisations.claims import (
    among_memberships,
    among_relations,
    claim_of,
    figures_side_by_side,
    relations_side_by_side,
)
from organisations.history import genealogy, timeline
from organisations.models.fetching import organisation_at, person_at
from organisations.portrait import bodies_of, contacts_of, organisation
from organisations.rule_in_words import in_words, rule_then
from organisations.sitting import body

__all__ = [
    "body",
    "figures_side_by_side",
    "genealogy",
    "in_chain_order",
    "in_levels",
    "organisation",
    "relations_side_by_side",
    "timeline",
]


def _model(name):
    return apps.get_model("organisations", name)


def our_organisation(page):
    """The organisation whose site the page is on, or None where the settings name none."""
    site = page.get_site()
    settings = _model("OrganisationSettings").for_site(site) if site else None
    return settings.organisation if settings else None


def overview(page, on=None):
    """Our bodies from the sovereign one downwards, and `other_bodies` that don't exist that day."""
    ours, shown = our_organisation(page), as_of(on)
    bodies, others = bodies_of(ours, on) if ours else ([], [])
    links = _model("BodyLink").objects.standing().filter(body__organisation=ours)
    days = change_days([*bodies, *others, *links]) if ours else []
    return {
        **shown,
        **steps(days, shown["day"]),
        "organisation": ours,
        "other_bodies": others,
        **in_levels(bodies),
    }


def directory(page, on=None):
    """The sections that assertions name for the day, grouped by region and country.

    `regions` is a list of (region's name, list of (territory, list of relations)); a section in
    several countries stands under each. The subject of each relation has as `reachable_by` its
    public contacts of the day; `contacts` are our own, for countries without a section.
    `contradictions` are those about our sections.
    """
    ours, shown = our_organisation(page), as_of(on)
    day, kinds = shown["day"], ("section_of", "in_solidarity_with")
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
        relation.subject.reachable_by = contacts_of(relation.subject, day)
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
    days = change_days(
        [*said, *(row for each in said for row in each.subject.territories.all())],
    )
    return {
        **shown,
        **steps(days, day),
        "organisation": ours,
        "contacts": contacts_of(ours, day) if ours else [],
        "regions": regions,
        "placeless": placeless,
        "contradictions": among_relations(said, on=on),
    }


def person(record, user, on=None):
    """A person's public roles over time, and the texts that she signed."""
    said = list(record.memberships.visible_to(user).with_names())
    call_by_names_of(on, record, *said)
    standing, shown = [each for each in said if each.is_standing], as_of(on)
    memberships = begun(standing, on)
    withdrawn = begun([each for each in said if not each.is_standing], on)
    return {
        **shown,
        **steps(change_days(standing), shown["day"]),
        "person": record,
        "memberships": memberships,
        "in_office": mark_certainty(memberships, shown["day"]),
        "contradictions": among_memberships(memberships, on),
        "withdrawn": [claim_of(each) for each in withdrawn],
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


def meeting(record, user, on=None):
    """A session: its delegations, who was there as far as one may know, what it decided.

    `attendances` have as `stands_in_for` the term of the absent member, and None where that may
    not be named.
    """
    delegations = list(
        record.delegations.select_related("organisation").prefetch_related(
            *organisation_at("organisation")
        )
    )
    call_by_names_of(on, *delegations)
    return {
        **as_of(on),
        "meeting": record,
        "delegations": delegations,
        "attendances": _attendances(record, user, on),
        "decisions": list(record.decisions.visible_to(user).with_names()),
        "events": list(record.events.standing().with_parties()),
    }


def _attendances(record, user, on):
    """Who was present, and in whose place: those only whom this reader may see by name."""
    terms = list(_model("Membership").objects.visible_to(user).filter(body=record.body_id))
    named = {term.pk for term in terms}
    rows = list(
        _model("Attendance")
        .objects.filter(meeting=record, membership__in=named)
        .select_related(
            "membership__person",
            "membership__member_organisation",
            "membership__on_behalf_of",
            "replaces__person",
            "replaces__member_organisation",
        )
        .prefetch_related(
            *person_at("membership__person"),
            *organisation_at("membership__member_organisation"),
            *organisation_at("membership__on_behalf_of"),
            *person_at("replaces__person"),
            *organisation_at("replaces__member_organisation"),
        )
    )
    for row in rows:
        row.stands_in_for = row.replaces if row.replaces_id in named else None
    call_by_names_of(on, *(row.membership for row in rows))
    call_by_names_of(on, *(row.replaces for row in rows if row.replaces_id))
    return rows


def decision(record, user, on=None):
    """A decision: by which rule, the dissent that is on record.

    Who could vote is for those who may see the terms of all members.
    """
    sees_all = user.is_authenticated and user.has_perm("organisations.view_membership")
    dissents = _model("Dissent").objects.filter(decision=record).select_related("elector")
    rule = rule_then(record)
    return {
        **as_of(on),
        "decision": record,
        "rule": rule,
        "rule_in_words": in_words(rule) if rule else [],
        "dissents": list(dissents if sees_all else dissents.filter(is_public=True)),
        "electors": list(record.electors.all()) if sees_all else [],
    }
