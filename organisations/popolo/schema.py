"""What of each record goes into a Popolo file: named one by one, so that nothing gets in by chance.

Accounts, who recorded and who confirmed a row are in none of the lists.
"""

from dataclasses import dataclass, field
from functools import cached_property

from django.db import models
from django.db.models import Q

from organisations.models.attendance import Attendance
from organisations.models.body import Body, BodyDescription, BodyLink, BodyName, BodySeat
from organisations.models.body_rule import BodyRule
from organisations.models.decision import Decision
from organisations.models.elector import Dissent
from organisations.models.event import Event, EventDescription, EventParty
from organisations.models.figure import Figure
from organisations.models.further_source import FurtherSource
from organisations.models.meeting import Delegation, Meeting
from organisations.models.membership import Membership
from organisations.models.organisation import (
    Contact,
    Organisation,
    OrganisationDescription,
    OrganisationName,
    OrganisationTerritory,
)
from organisations.models.person import Person, PersonName
from organisations.models.post import Post, PostTitle
from organisations.models.relation import Relation
from organisations.models.source import Source
from organisations.models.territory import Territory

# The extension's key in each record and at the top of the file, and our scheme of identifiers.
EXTENSION = "plenum"
FORMAT = 1

PERIOD = ("starts_on", "starts_note", "ends_on", "ends_note")
CLAIMANTS = ("claimant", "claimant_body", "claimant_person")
ASSERTION = ("source", "locator", *CLAIMANTS, "status", "withdrawn_on", "withdrawal_note")
SAID_BY = ("source", *CLAIMANTS)


def person_is_public(lookup: str) -> Q:
    """The condition that there is no person at `lookup`, or a public one."""
    return Q(**{f"{lookup}__isnull": True}) | Q(**{f"{lookup}__is_public": True})


CLAIMED_PUBLICLY = person_is_public("claimant_person")
PUBLIC_TERM = Q(is_public=True) & person_is_public("person") & CLAIMED_PUBLICLY


def term_is_public(lookup: str) -> Q:
    """The condition that the term of office at `lookup` may be shown by name."""
    return (
        Q(**{f"{lookup}__is_public": True})
        & person_is_public(f"{lookup}__person")
        & person_is_public(f"{lookup}__claimant_person")
    )


@dataclass(frozen=True)
class Rows:
    """What is written of the rows of a model, and of the rows below each of them.

    `public` chooses the rows that anyone may see; `constants` are the columns that say so.
    """

    model: type[models.Model]
    fields: tuple[str, ...]
    children: dict[str, "Rows"] = field(default_factory=dict)
    public: Q = field(default_factory=Q)
    constants: dict[str, object] = field(default_factory=dict)
    # Of rows below a record, which have no key: the column that leads up, and those that tell
    # them from one another.
    parent: str = ""
    identity: tuple[str, ...] = ()
    # Whether what they refer to has to be in the same file; if not, they are left out without it.
    is_followed: bool = True

    @cached_property
    def references(self) -> dict[str, str]:
        """The columns that refer to another record, with the name of its model."""
        columns = [self.model._meta.get_field(name) for name in self.fields]
        return {
            each.name: each.related_model._meta.model_name for each in columns if each.is_relation
        }


def _further_sources(parent: str) -> dict[str, Rows]:
    rows = Rows(FurtherSource, ("source", "locator"), parent=parent, identity=("source",))
    return {"further_sources": rows}


def _assertions(model, parent: str, fields: tuple[str, ...], identity: tuple[str, ...]) -> Rows:
    """Assertions below a record: links, seats, names."""
    return Rows(
        model,
        (*fields, *PERIOD, *ASSERTION),
        _further_sources(model._meta.model_name),
        public=CLAIMED_PUBLICLY,
        parent=parent,
        identity=(*identity, *SAID_BY),
    )


def _names(model, parent: str) -> Rows:
    fields = ("text", "abbreviation", "language", "kind")
    return _assertions(model, parent, fields, ("text", "language", "kind", "starts_on"))


def _texts(model, parent: str, *fields: str) -> Rows:
    return Rows(model, ("language", "text", *fields), parent=parent, identity=("language",))


ORGANISATION = Rows(
    Organisation,
    ("kind", *PERIOD),
    {
        "names": _names(OrganisationName, "organisation"),
        "descriptions": _texts(OrganisationDescription, "organisation"),
        "territories": Rows(
            OrganisationTerritory,
            ("territory", *PERIOD),
            parent="organisation",
            identity=("territory", "starts_on"),
        ),
        "contacts": Rows(
            Contact,
            ("kind", "value", "language", *PERIOD),
            public=Q(is_public=True),
            constants={"is_public": True},
            parent="organisation",
            identity=("kind", "value"),
        ),
    },
)
BODY = Rows(
    Body,
    ("organisation", "kind", *PERIOD),
    {
        "names": _names(BodyName, "body"),
        "descriptions": _texts(BodyDescription, "body"),
        "links": _assertions(BodyLink, "body", ("kind", "other"), ("kind", "other", "starts_on")),
        "seats": _assertions(BodySeat, "body", ("place",), ("place", "starts_on")),
    },
)
PERSON = Rows(
    Person,
    ("sort_name", "born_on", "died_on"),
    {"names": _names(PersonName, "person")},
    public=Q(is_public=True),
    constants={"is_public": True},
)
POST = Rows(
    Post, ("body", "organisation", "places", *PERIOD), {"titles": _texts(PostTitle, "post")}
)
MEMBERSHIP = Rows(
    Membership,
    (
        *("person", "member_organisation", "body", "organisation", "post", "on_behalf_of"),
        *("capacity", "weight", *PERIOD, "began_by", "began_at", "ended_by", "ended_at"),
        *("name_as_written", *ASSERTION),
    ),
    _further_sources("membership"),
    public=PUBLIC_TERM,
    constants={"is_public": True},
)
MEETING = Rows(
    Meeting,
    ("body", "number", *PERIOD, "place", "status", "source", "locator"),
    {
        "delegations": Rows(
            Delegation,
            ("organisation", "full", "consultative"),
            parent="meeting",
            identity=("organisation",),
        ),
        "attendances": Rows(
            Attendance,
            ("membership", "capacity", "replaces"),
            public=term_is_public("membership")
            & (Q(replaces__isnull=True) | term_is_public("replaces")),
            parent="meeting",
            identity=("membership",),
            is_followed=False,
        ),
    },
)
EVENT = Rows(
    Event,
    ("kind", "happened_on", "happened_note", "place", "meeting", *ASSERTION),
    {
        "descriptions": _texts(EventDescription, "event", "title"),
        "parties": Rows(
            EventParty,
            ("organisation", "body", "side", "role", "has_left"),
            parent="event",
            identity=("organisation", "body", "side", "role"),
        ),
        **_further_sources("event"),
    },
    public=CLAIMED_PUBLICLY,
)
DECISION = Rows(
    Decision,
    (
        *("body", "mode", "meeting", "title", "language", "text", "decided_on", "rule", "result"),
        *("votes_for", "votes_against", "votes_abstained", "votes_not_cast", "vote_note"),
        *("source", "locator"),
    ),
    {
        "dissents": Rows(
            Dissent,
            ("name_as_written", "text"),
            public=Q(is_public=True)
            & (
                Q(elector__isnull=True)
                | (person_is_public("elector__person") & Q(elector__membership__is_public=True))
            ),
            constants={"is_public": True},
            parent="decision",
            identity=("name_as_written", "text"),
        )
    },
    public=Q(visibility=Decision.Visibility.PUBLIC),
    constants={"visibility": Decision.Visibility.PUBLIC},
)
RULE = Rows(
    BodyRule,
    (*(name.removesuffix("_id") for name in BodyRule.deciding_fields), "source", "locator"),
)
RELATION = Rows(
    Relation,
    ("subject", "kind", "object", *PERIOD, *ASSERTION),
    _further_sources("relation"),
    public=CLAIMED_PUBLICLY,
)
FIGURE = Rows(
    Figure,
    (
        *("subject", "measure", "lower", "upper", "is_approximate", "dated_on", "dated_note"),
        *ASSERTION,
    ),
    _further_sources("figure"),
    public=CLAIMED_PUBLICLY,
)
SOURCE = Rows(Source, ("kind", "title", "author", "dated_on", "address", "language"))
TERRITORY = Rows(Territory, ("code", "region"))

# In an order in which each finds there what its own columns refer to.
ALL = (
    *(SOURCE, TERRITORY, PERSON, ORGANISATION, BODY, POST, RULE, MEETING, MEMBERSHIP),
    *(EVENT, RELATION, FIGURE, DECISION),
)
RECORDS: dict[str, Rows] = {rows.model._meta.model_name: rows for rows in ALL}

# Where each kind of record stands in the file; those of the second table, which Popolo does not
# know, below the extension's key.
COLLECTIONS = {
    "territory": "areas",
    "organisation": "organizations",
    "body": "organizations",
    "person": "persons",
    "post": "posts",
    "membership": "memberships",
    "meeting": "events",
    "event": "events",
    "decision": "motions",
}
OWN_COLLECTIONS = {
    "source": "sources",
    "relation": "relations",
    "figure": "figures",
    "bodyrule": "rules",
}
