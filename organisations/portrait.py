"""An organisation as its page shows it: names over time, relations and claims, bodies, texts."""

from itertools import chain

from django.apps import apps
from django.db.models import Max, Min, Prefetch, Q, prefetch_related_objects
from django.utils.translation import get_language

from organisations.as_of import as_of, begun, call_by_names_of, change_days, mark_certainty, steps
from organisations.chain import in_chain_order
from organisations.claims import claim_of, figures_side_by_side, relations_side_by_side
from organisations.period import today


def _model(name):
    return apps.get_model("organisations", name)


def bodies_of(organisation, on):
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


def contacts_of(organisation, day):
    """How anybody can reach an organisation on a day."""
    return mark_certainty((each for each in organisation.contacts.all() if each.is_public), day)


def organisation(record, on=None):
    """An organisation: its names, relations and claims, bodies, sections, figures, events, texts.

    `sections` are the relations of those that no source disputes on the day; they stand in
    `relations` no more. The other relations stand there in their fixed sentences.
    """
    prefetch_related_objects([record], "descriptions", "namesakes", "contacts")
    prefetch_related_objects([record], "names__source__page", "territories__territory")
    related, figures, events = _said_of(record)
    call_by_names_of(on, record, *related, *figures)
    call_by_names_of(on, *chain.from_iterable(event.parties.all() for event in events))
    bodies, others = bodies_of(record, on)
    said, shown = [*related, *figures, *events], as_of(on)
    standing = [each for each in said if each.is_standing]
    names = [name for name in record.names.all() if name.is_standing]
    days = change_days([record, *names, *record.territories.all(), *_dated(standing)])
    events, relations, figures = (
        begun([each for each in rows if each.is_standing], on)
        for rows in (events, related, figures)
    )
    withdrawn = begun([each for each in said if not each.is_standing], on)
    relations = relations_side_by_side(relations, events, on)
    return {
        **shown,
        **steps(days, shown["day"]),
        "organisation": record,
        "names": names,
        "withdrawn_names": [name for name in record.names.all() if not name.is_standing],
        "relations": relations,
        **_sections(record, relations["claims"], shown["day"]),
        "bodies": bodies,
        "other_bodies": others,
        "figures": figures_side_by_side(figures, on),
        "events": events,
        "withdrawn": [claim_of(each) for each in withdrawn if not hasattr(each, "happened_on")],
        "withdrawn_events": [each for each in withdrawn if hasattr(each, "happened_on")],
        "contacts": contacts_of(record, shown["day"]),
        "texts": _texts(record),
    }


def _said_of(record):
    """All relations, its own before those of others to it; figures; events."""
    related = _model("Relation").objects.with_names().in_fixed_order()
    related = list(related.filter(Q(subject=record) | Q(object=record)))
    related.sort(key=lambda each: each.subject_id != record.pk)
    parties = _model("EventParty").objects.filter(organisation=record)
    events = _model("Event").objects.filter(pk__in=parties.values("event")).with_parties()
    return related, list(record.figures.with_names().in_fixed_order()), list(events)


def _dated(assertions):
    """Those of which the date is that of a change: not numbers, which are of a date."""
    return [each for each in assertions if not hasattr(each, "dated_on")]


def _sections(record, claims, day):
    """`sections` of the day, and `claims`: the other relations."""
    rows = [
        claim.assertion
        for claim in claims
        if claim.kind == "section_of" and claim.assertion.object_id == record.pk
    ]
    sections = mark_certainty(rows, day)
    known = {each.pk for each in sections}
    return {
        "sections": sorted(sections, key=lambda each: str(each.subject).casefold()),
        "claims": [claim for claim in claims if claim.assertion.pk not in known],
    }


def _texts(record):
    """What it signed, what its bodies signed or issued, what appeared in it: public texts."""
    bodies = _model("Body")
    texts = record.bylines.model._meta.get_field("text").related_model
    statements = bodies.statements.rel.related_model.objects.filter(issued_by__organisation=record)
    signed = record.bylines.model.objects.filter(
        Q(organisation=record) | Q(body__organisation=record)
    )
    condition = Q(pk__in=statements.values("pk")) | Q(pk__in=signed.values("text"))
    condition |= Q(pk__in=record.appearances.values("text"))
    return list(
        texts.objects.filter(condition, locale__language_code=get_language())
        .published()
        .latest_first()
        .for_listing()
    )
