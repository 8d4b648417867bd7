"""Records for tests: each call makes one, with what it needs and a new key."""

import datetime
from itertools import count

from organisations.members.models import User
from organisations.models import (
    Body,
    BodyName,
    BodyRule,
    Membership,
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    Relation,
    Source,
)

numbers = count(1)
DAY = datetime.date(2020, 1, 1)


def key(word: str) -> str:
    return f"{word}-{next(numbers)}"


def source(**fields) -> Source:
    return Source.objects.create(**{"key": key("source"), "title": "Minutes", **fields})


def organisation(name: str = "", **fields) -> Organisation:
    fields = {"key": key("organisation"), "kind": Organisation.Kind.PARTY, **fields}
    made = Organisation.objects.create(**fields)
    text = name or f"Organisation {made.key}"
    OrganisationName.objects.create(organisation=made, text=text, source=source())
    return Organisation.objects.get(pk=made.pk)


def body(name: str = "", **fields) -> Body:
    fields = {"key": key("body"), "kind": Body.Kind.EXECUTIVE, **fields}
    fields.setdefault("organisation", None)
    fields["organisation"] = fields["organisation"] or organisation()
    made = Body.objects.create(**fields)
    BodyName.objects.create(body=made, text=name or f"Body {made.key}", source=source())
    return Body.objects.get(pk=made.pk)


def person(name: str = "", **fields) -> Person:
    fields = {"key": key("person"), "sort_name": name or "Doe, Jane", "is_public": True, **fields}
    made = Person.objects.create(**fields)
    PersonName.objects.create(person=made, text=name or f"Jane {made.key}", source=source())
    return Person.objects.get(pk=made.pk)


def rule(of: Body, **fields) -> BodyRule:
    fields = {
        "key": key("rule"),
        "effective_on": datetime.date(2000, 1, 1),
        "quorum_numerator": 1,
        "quorum_denominator": 2,
        "quorum_base": BodyRule.Base.ENTITLED,
        "majority_numerator": 1,
        "majority_denominator": 2,
        "majority_base": BodyRule.Base.VOTING,
        **fields,
    }
    fields["source"] = fields.get("source") or source()
    return BodyRule.objects.create(body=of, **fields)


def term(**fields) -> Membership:
    """A term of office; of a new person in a new body unless the fields say otherwise."""
    fields = {"key": key("term"), "starts_on": "2010", "ends_on": "..", **fields}
    fields["source"] = fields.get("source") or source()
    if "member_organisation" not in fields:
        fields["person"] = fields.get("person") or person()
    if "organisation" not in fields:
        fields["body"] = fields.get("body") or body()
    return Membership.objects.create(**fields)


def relation(subject: Organisation, kind: str, other: Organisation, **fields) -> Relation:
    fields = {"key": key("relation"), **fields}
    fields["source"] = fields.get("source") or source()
    return Relation.objects.create(subject=subject, kind=kind, object=other, **fields)


def account(name: str = "", **fields) -> User:
    """An account that may do everything."""
    name = name or key("editor")
    return User.objects.create_superuser(f"{name}@example.org", display_name=name, **fields)
