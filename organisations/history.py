"""What happened, and how organisations came from one another: the facts of two structure pages."""

from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.apps import apps
from django.db.models import prefetch_related_objects

from organisations.as_of import as_of, begun, call_by_names_of, change_days, steps
from organisations.claims import among_relations, claim_of, relations_side_by_side
from organisations.contradiction import LEFT, MOMENTS, ONE_SUBJECT, PART_OF, Contradiction
from organisations.models.assertion import WITH_CLAIMANT, WITH_SOURCE
from organisations.models.fetching import organisation_at
from organisations.period import PartialDate

DESCENT = ("split_from", "claims_continuity_with", "succeeds", "faction_of", "founded")
KINDS = ("event", "meeting", "decision")  # in this order within a day
TOLD_WITH_DESCENT = ("founding", "split", "merger", "dissolution")
# Relations of which the timeline says where sources differ: who belonged to whom, and since when.
TOLD_WITH_EVENTS = (PART_OF | LEFT | MOMENTS | ONE_SUBJECT) - {"departure"}


@dataclass(frozen=True)
class Moment:
    """What stands on the timeline: an event, a meeting or a decision, and when it was."""

    kind: str
    record: Any
    when: PartialDate

    @property
    def order(self) -> tuple:
        """By time; what has no date comes last."""
        when = self.when
        return (
            when.is_unknown,
            when.earliest,
            when.latest,
            KINDS.index(self.kind),
            self.record.key,
        )


def _model(name):
    return apps.get_model("organisations", name)


def _events(on):
    """Those that stand and those withdrawn, begun by the day and called by its names."""
    events = list(_model("Event").objects.with_parties())
    call_by_names_of(on, *events)
    call_by_names_of(on, *chain.from_iterable(event.parties.all() for event in events))
    standing = [event for event in events if event.is_standing]
    return standing, begun([event for event in events if not event.is_standing], on)


def timeline(on=None):
    """Events, meetings and decisions that any reader may see, the earliest first."""
    all_events, withdrawn = _events(on)
    ours = organisation_at("body__organisation")
    meetings = _model("Meeting").objects.exclude(status="cancelled").with_names()
    meetings = list(meetings.prefetch_related(*ours))
    decisions = list(_model("Decision").objects.public().with_names().prefetch_related(*ours))
    call_by_names_of(on, *meetings, *decisions)
    call_by_names_of(on, *(each.body for each in (*meetings, *decisions)))
    events = begun(all_events, on)
    moments = [
        *(Moment("event", event, PartialDate.parse(event.happened_on)) for event in events),
        *(Moment("meeting", each, each.period.start) for each in begun(meetings, on)),
        *(
            Moment("decision", each, PartialDate.parse(each.decided_on))
            for each in begun(decisions, on)
        ),
    ]
    shown = as_of(on)
    return {
        **shown,
        **steps(change_days([*all_events, *meetings]), shown["day"]),
        "moments": sorted(moments, key=lambda moment: moment.order),
        "contradictions": _contradictions(events, on),
        "withdrawn_events": withdrawn,
    }


def _contradictions(events, on) -> list[Contradiction]:
    """Where sources differ about who belonged to whom; names are fetched for these alone."""
    relations = (
        _model("Relation")
        .objects.standing()
        .filter(kind__in=TOLD_WITH_EVENTS)
        .select_related("subject", "object", *WITH_SOURCE)
    )
    found = among_relations(relations, events, on)
    said = [each for group in found for each in group.assertions if hasattr(each, "subject_id")]
    names = (*organisation_at("subject"), *organisation_at("object"), *WITH_CLAIMANT)
    prefetch_related_objects(said, *names)
    call_by_names_of(on, *said)
    return found


def genealogy(on=None):
    """How organisations came from one another: assertions about descent, and splits and mergers."""
    said = _model("Relation").objects.filter(kind__in=DESCENT).with_names().in_fixed_order()
    said = list(said)
    call_by_names_of(on, *said)
    all_events, withdrawn_events = _events(on)
    standing = [each for each in said if each.is_standing]
    relations, events = begun(standing, on), begun(all_events, on)
    withdrawn = begun([each for each in said if not each.is_standing], on)
    told = [event for event in all_events if event.kind in TOLD_WITH_DESCENT]
    shown = as_of(on)
    return {
        **shown,
        **steps(change_days([*standing, *told]), shown["day"]),
        "relations": relations_side_by_side(relations, events, on),
        "events": [event for event in events if event.kind in TOLD_WITH_DESCENT],
        "withdrawn": [claim_of(each) for each in withdrawn],
        "withdrawn_events": [each for each in withdrawn_events if each.kind in TOLD_WITH_DESCENT],
    }
