"""Popolo's own fields, made from what the extension says: the same on the way out and in."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import override

from organisations.models.body import BodyLink
from organisations.models.decision import Decision
from organisations.models.membership import Membership
from organisations.models.name import in_language, name_on
from organisations.partial_date import PartialDate
from organisations.period import Period
from organisations.popolo.collecting import Identity
from organisations.popolo.schema import EXTENSION, RECORDS
from organisations.popolo.selection import Records
from organisations.territory import territory_name

RESULTS = {Decision.Result.ADOPTED: "pass", Decision.Result.REJECTED: "fail"}
COUNTS = {
    "votes_for": "yes",
    "votes_against": "no",
    "votes_abstained": "abstain",
    "votes_not_cast": "not voting",
}
LINK_ORDER = [BodyLink.Kind.ELECTED_BY, BodyLink.Kind.ACCOUNTABLE_TO, BodyLink.Kind.ACTS_BETWEEN]


@dataclass
class Composition:
    """The records of a file, the day and the language for which Popolo's fields are made."""

    records: Records
    on: datetime.date
    language: str
    # What the file calls a record where that is not its key.
    ids: dict[Identity, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # Bodies and meetings share Popolo's classes with organisations and events.
        for kind, other in (("body", "organisation"), ("meeting", "event")):
            for each, key in self.records:
                if each == kind and (other, key) in self.records:
                    self.ids.setdefault((kind, key), f"{kind}:{key}")

    def item(self, kind: str, key: str) -> dict:
        """A record as Popolo has it, with the extension last."""
        data = self.records[kind, key]
        made = {"id": self.id_of(kind, key), **_FIELDS[kind](self, key, data)}
        made |= self._sources(data)
        made = {name: value for name, value in made.items() if value not in (None, "", [])}
        return {**made, EXTENSION: {"record": kind, **data}}

    def vote_event(self, key: str) -> dict:
        """The vote on a decision."""
        data = self.records["decision", key]
        made = {
            "id": key,
            "motion_id": self.id_of("decision", key),
            **self._of_decision(data),
            "result": RESULTS.get(data["result"]),
            "counts": [
                {"option": option, "value": data[name]}
                for name, option in COUNTS.items()
                if name in data
            ],
            **self._sources(data),
        }
        return {name: value for name, value in made.items() if value not in (None, [])}

    def id_of(self, kind: str, key: str | None) -> str | None:
        return key and self.ids.get((kind, key), key)

    # --- The fields of each class -----------------------------------------------------------------

    def _organisation(self, key: str, data: dict) -> dict:
        territories = data.get("territories", ())
        return {
            **self._named("organisation", key, data),
            "classification": data["kind"],
            "area_id": (
                self.id_of("territory", territories[0]["territory"])
                if len(territories) == 1
                else None
            ),
            **_days(data, "founding_date", "dissolution_date"),
            "contact_details": [_contact(row) for row in data.get("contacts", ())],
        }

    def _body(self, key: str, data: dict) -> dict:
        return {
            **self._named("body", key, data),
            "classification": data["kind"],
            "parent_id": self._parent(data),
            **_days(data, "founding_date", "dissolution_date"),
        }

    def _person(self, key: str, data: dict) -> dict:
        return {
            **self._named("person", key, data),
            "sort_name": data.get("sort_name"),
            "birth_date": PartialDate.parse(data.get("born_on", "")).iso,
            "death_date": PartialDate.parse(data.get("died_on", "")).iso,
        }

    def _territory(self, key: str, data: dict) -> dict:
        code = data["code"]
        return {"name": territory_name(code, self.language), "identifier": code}

    def _post(self, key: str, data: dict) -> dict:
        titles = [row["text"] for row in data.get("titles", ())]
        label = self._title("post", key)
        return {
            "label": label,
            "other_label": [title for title in titles if title != label],
            "organization_id": self._place(data),
            **_days(data, "start_date", "end_date"),
        }

    def _membership(self, key: str, data: dict) -> dict:
        seat = data.get("member_organisation")
        capacity = Membership.Capacity(data["capacity"])
        return {
            "role": self._title("post", data.get("post")) or _source_word(capacity),
            "person_id": self.id_of("person", data.get("person")),
            "member": seat and {"id": self.id_of("organisation", seat)},
            "organization_id": self._place(data),
            "post_id": self.id_of("post", data.get("post")),
            "on_behalf_of_id": self.id_of("organisation", data.get("on_behalf_of")),
            **_days(data, "start_date", "end_date"),
        }

    def _meeting(self, key: str, data: dict) -> dict:
        number = f"{data['number']}. " if "number" in data else ""
        return {
            "name": f"{number}{self._name('body', data['body'])}",
            "identifiers": _identifiers(key),
            "classification": "meeting",
            "organization_id": self.id_of("body", data["body"]),
            "location": data.get("place"),
            "status": data["status"],
            **_days(data, "start_date", "end_date"),
        }

    def _event(self, key: str, data: dict) -> dict:
        told = self._in_language(RECORDS["event"].children["descriptions"].model, data)
        return {
            "name": told.title if told else key,
            "description": told.text if told else None,
            "identifiers": _identifiers(key),
            "classification": data["kind"],
            "location": data.get("place"),
            "parent_id": self.id_of("meeting", data.get("meeting")),
            "start_date": PartialDate.parse(data.get("happened_on", "")).iso,
        }

    def _decision(self, key: str, data: dict) -> dict:
        return {
            **self._of_decision(data),
            "identifier": key,
            "classification": data["mode"],
            "text": data.get("text") or data["title"],
            "result": RESULTS.get(data["result"]),
        }

    def _other(self, key: str, data: dict) -> dict:
        """Sources, relations, figures and rules are in the extension only."""
        return {}

    # --- Parts of them ----------------------------------------------------------------------------

    def _of_decision(self, data: dict) -> dict:
        return {
            "organization_id": self.id_of("body", data["body"]),
            "legislative_session_id": self.id_of("meeting", data.get("meeting")),
        }

    def _place(self, data: dict) -> str | None:
        """The id of the body or organisation that something is in."""
        return self.id_of("body", data.get("body")) or self.id_of(
            "organisation", data.get("organisation")
        )

    def _named(self, kind: str, key: str, data: dict) -> dict:
        rows = self._names(kind, data)
        shown = name_on(rows, self.on, self.language) if rows else None
        described = RECORDS[kind].children.get("descriptions")
        description = described and self._in_language(described.model, data)
        return {
            "name": shown.text if shown else key,
            "other_names": [
                _other_name(row, said)
                for row, said in zip(rows, data.get("names", ()), strict=True)
                if row is not shown and row.is_standing
            ],
            "identifiers": _identifiers(key),
            "description": description.text if description else None,
        }

    def _names(self, kind: str, data: dict) -> list:
        model = RECORDS[kind].children["names"].model
        wanted = ("text", "language", "kind", "starts_on", "ends_on", "status")
        said = [{name: row.get(name, "") for name in wanted} for row in data.get("names", ())]
        return [model(**values) for values in said]

    def _name(self, kind: str, key: str) -> str:
        return self._named(kind, key, self.records.get((kind, key), {}))["name"]

    def _title(self, kind: str, key: str | None) -> str | None:
        if not key:
            return None
        data = self.records.get((kind, key), {})
        title = self._in_language(RECORDS[kind].children["titles"].model, data, "titles")
        return title.text if title else key

    def _in_language(self, model, data: dict, rows: str = "descriptions"):
        return in_language([model(**row) for row in data.get(rows, ())], self.language)

    def _parent(self, data: dict) -> str | None:
        """The body that another has its mandate from on the day, else its organisation.

        Of several links an election comes first, then what holds whatever its dates mean.
        """
        holding = []
        for link in data.get("links", ()):
            period = _period(link)
            if link["status"] != "withdrawn" and period.possibly_contains(self.on):
                is_certain = period.certainly_contains(self.on)
                holding.append((LINK_ORDER.index(link["kind"]), not is_certain, link["other"]))
        if holding:
            return self.id_of("body", min(holding)[2])
        return self.id_of("organisation", data["organisation"])

    def _sources(self, data: dict) -> dict:
        """Popolo's sources are web addresses; what has none stands in the extension only."""
        links = {}
        for key in _source_keys(data):
            source = self.records.get(("source", key), {})
            if "address" in source:
                links[source["address"]] = {"url": source["address"], "note": source["title"]}
        return {"sources": list(links.values())}


_FIELDS = {kind: getattr(Composition, f"_{kind}", Composition._other) for kind in RECORDS}


def _source_keys(data: dict) -> Iterator[str]:
    """The sources of a record, of its names, and of its links, in the order in which they come."""
    for name, value in data.items():
        if name == "source":
            yield value
        elif name in ("names", "further_sources", "links", "seats"):
            for row in value:
                yield from _source_keys(row)


def _identifiers(key: str) -> list[dict]:
    return [{"scheme": EXTENSION, "identifier": key}]


def _period(data: dict) -> Period:
    start, end = (PartialDate.parse(data.get(name, "")) for name in ("starts_on", "ends_on"))
    return Period(start, end)


def _days(data: dict, start: str, end: str) -> dict[str, str]:
    """The two ends as far as Popolo's patterns can say them: year, month or day."""
    period = _period(data)
    return {start: period.start.iso, end: period.end.iso}


def _contact(row: dict) -> dict:
    made = {"type": row["kind"], "value": row["value"], **_days(row, "valid_from", "valid_until")}
    return {name: value for name, value in made.items() if value}


def _other_name(row, said: dict) -> dict:
    made = {"name": row.text, **_days(said, "start_date", "end_date"), "note": said["kind"]}
    return {name: value for name, value in made.items() if value}


def _source_word(choice) -> str:
    """What a choice is called in the language in which the program is written."""
    with override(None):
        return str(choice.label)
