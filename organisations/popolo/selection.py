"""Which records a file has: all that are public, or those that belong to one."""

from collections.abc import Callable

from django.db.models import Q

from organisations.popolo.collecting import Entry, Identity, collect, references
from organisations.popolo.schema import RECORDS

Records = dict[Identity, dict]


def _organisation(key: str) -> dict[str, Q]:
    own, of_bodies = Q(organisation__key=key), Q(body__organisation__key=key)
    return {
        "organisation": Q(key=key),
        "body": own,
        "post": own | of_bodies,
        "bodyrule": of_bodies,
        "meeting": of_bodies,
        "decision": of_bodies,
        "membership": own | of_bodies | Q(member_organisation__key=key),
        "relation": Q(subject__key=key) | Q(object__key=key),
        "figure": Q(subject__key=key),
        "event": Q(parties__organisation__key=key) | Q(parties__body__organisation__key=key),
    }


def _body(key: str) -> dict[str, Q]:
    own = Q(body__key=key)
    return {
        "body": Q(key=key),
        **dict.fromkeys(("post", "bodyrule", "meeting", "decision", "membership"), own),
        "event": Q(parties__body__key=key),
    }


def _person(key: str) -> dict[str, Q]:
    return {"person": Q(key=key), "membership": Q(person__key=key)}


# What belongs to a record of these kinds: conditions by the name of the model.
BELONGING: dict[str, Callable[[str], dict[str, Q]]] = {
    "organisation": _organisation,
    "body": _body,
    "person": _person,
}


def whole() -> Records:
    """All public records, and the sources and territories that they name."""
    found = {kind: collect(kind) for kind in RECORDS}
    named = {
        identity
        for kind, entries in found.items()
        for entry in entries.values()
        for identity in references(RECORDS[kind], entry.data())
    }
    return {
        (kind, key): entry.data()
        for kind, entries in found.items()
        for key, entry in entries.items()
        if kind not in ("source", "territory") or (kind, key) in named
    }


def belonging_to(kind: str, key: str) -> Records:
    """A record with what belongs to it, and with everything that these refer to.

    Empty where there is no such record that is public. Attendance at a meeting is named for those
    only whose terms are in the file.
    """
    found: dict[Identity, Entry] = {}
    for each, condition in BELONGING[kind](key).items():
        if each == kind or found:
            found |= _identified(each, collect(each, condition))
    waiting = _missing(found, found)
    while waiting:
        new: dict[Identity, Entry] = {}
        for each in RECORDS:
            keys = [key for wanted, key in waiting if wanted == each]
            if keys:
                new |= _identified(each, collect(each, Q(key__in=keys)))
        found |= new
        waiting = _missing(new, found)
    order = {each: number for number, each in enumerate(RECORDS)}
    identities = sorted(found, key=lambda identity: (order[identity[0]], identity[1]))
    return {each: _without_others(each, found[each].data(), found) for each in identities}


def _identified(kind: str, entries: dict[str, Entry]) -> dict[Identity, Entry]:
    return {(kind, key): entry for key, entry in entries.items()}


def _missing(new: dict[Identity, Entry], found: dict[Identity, Entry]) -> set[Identity]:
    """What new records refer to and the file has not."""
    return {
        identity
        for (kind, _key), entry in new.items()
        for identity in references(RECORDS[kind], entry.data(), is_followed_only=True)
    } - found.keys()


def _without_others(identity: Identity, data: dict, found: dict[Identity, Entry]) -> dict:
    """What the file says of a record, without rows about records that are not in it."""
    for name, child in RECORDS[identity[0]].children.items():
        if not child.is_followed and name in data:
            data[name] = [row for row in data[name] if set(references(child, row)) <= found.keys()]
            if not data[name]:
                del data[name]
    return data
