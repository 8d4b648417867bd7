"""Who may vote in a body on a day, as far as the record and its confirmations say."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction

from organisations.period import today

if TYPE_CHECKING:
    from organisations.models import Body, BodyRule, Decision, Meeting, Membership, Source

RECENT = datetime.timedelta(days=90)


@dataclass(frozen=True)
class Entitlement:
    """One vote: of a person, by the strongest of her terms, or of a section's seat.

    `stand_in` is the term of the alternate who casts it at a session, where the member is absent.
    """

    membership: "Membership"
    stand_in: "Membership | None" = None

    @property
    def who(self) -> Any:
        """The person or the section that votes."""
        return self.membership.who

    @property
    def capacity(self) -> str:
        return self.membership.capacity

    @property
    def on_behalf_of(self) -> Any:
        return self.membership.on_behalf_of

    @property
    def weight(self) -> int:
        return self.membership.weight


@dataclass(frozen=True)
class Electorate:
    """Who may vote in a body on a day.

    `electors` certainly hold a seat that votes; `uncertain` may have held one, and somebody has
    to settle each before a decision is opened. Without a `rule` in force nobody may vote.
    `unconfirmed` are rules and terms that a second person has not confirmed as they stand: they
    count as they were confirmed before, or not at all. `changed` are rules, terms and accounts
    that changed in the ninety days before, or since.
    """

    body: "Body"
    on: datetime.date
    rule: "BodyRule | None"
    electors: tuple[Entitlement, ...] = ()
    uncertain: tuple[Entitlement, ...] = ()
    unconfirmed: tuple[Any, ...] = field(default=(), compare=False)
    changed: tuple[Any, ...] = field(default=(), compare=False)

    @property
    def weight(self) -> int:
        """The weight of all who certainly may vote."""
        return sum(each.weight for each in self.electors)


def rule_in_force(rules: "Iterable[BodyRule]", on: datetime.date) -> "BodyRule | None":
    """The last rule in force on a day, as it was confirmed; or None."""
    confirmed = (rule.as_confirmed() for rule in rules)
    in_force = [rule for rule in confirmed if rule is not None and rule.effective_on <= on]
    return max(in_force, key=lambda rule: rule.effective_on, default=None)


def electorate_of(body: "Body", on: datetime.date | None = None) -> Electorate:
    """The electorate of a body on a day (None: today in UTC), in a fixed number of queries."""
    day = on or today()
    rules = list(body.rules.select_related("source"))
    terms = list(body.memberships.with_names().order_by("key"))
    rule = rule_in_force(rules, day)
    electors, uncertain = _entitled(terms, rule, day) if rule else ((), ())
    return Electorate(
        body=body,
        on=day,
        rule=rule,
        electors=electors,
        uncertain=uncertain,
        unconfirmed=tuple(
            row
            for row in (*rules, *terms)
            if not row.is_confirmed and any(_matters(each, day) for each in _versions(row))
        ),
        changed=_changed(body, rules, terms, day),
    )


def _entitled(terms, rule, day) -> tuple[tuple[Entitlement, ...], tuple[Entitlement, ...]]:
    """Those who certainly hold a seat that votes, and those who may."""
    seats = [
        term
        for term in (each.as_confirmed() for each in terms)
        if term is not None
        and term.is_standing
        and term.capacity in rule.capacities
        and term.period.possibly_contains(day)
    ]
    certain = [term for term in seats if term.period.certainly_contains(day)]
    electors = _one_vote_each(certain)
    voting = {each.membership.person_id for each in electors} - {None}
    known = {term.pk for term in certain}
    uncertain = [term for term in seats if term.pk not in known and term.person_id not in voting]
    return electors, _one_vote_each(uncertain)


def _one_vote_each(terms) -> tuple[Entitlement, ...]:
    """Two seats of one person are one vote, with the weight of the heavier; else by key."""
    chosen: dict[Any, Any] = {}
    for term in sorted(terms, key=lambda term: (-term.weight, term.key)):
        voter = ("person", term.person_id) if term.person_id else ("seat", term.pk)
        chosen.setdefault(voter, term)
    return tuple(Entitlement(term) for term in sorted(chosen.values(), key=lambda term: term.key))


def _versions(row) -> list[Any]:
    """A row as it stands and as it was confirmed."""
    confirmed = row.as_confirmed()
    return [row] if confirmed is None else [row, confirmed]


def _matters(row, day) -> bool:
    """Whether a rule or term can have a say on a day."""
    if hasattr(row, "effective_on"):
        return row.effective_on <= day
    return row.period.possibly_contains(day)


def _changed(body, rules, terms, day) -> tuple[Any, ...]:
    since = day - RECENT if day - datetime.date.min > RECENT else datetime.date.min
    rows = [row for row in (*rules, *terms) if row.changed_at.date() >= since]
    accounts = (
        apps.get_model("organisations", "PersonAccount")
        .objects.filter(person__memberships__body=body, changed_at__date__gte=since)
        .select_related("person")
        .prefetch_related("person__names")
        .distinct()
        .order_by("pk")
    )
    return (*rows, *accounts)


def present_at(meeting: "Meeting", electorate: Electorate) -> tuple[Entitlement, ...]:
    """Who of an electorate votes at a session: those present, and alternates in their places.

    An alternate has the vote of the full member whose place she takes, and none if that member is
    present or has no vote, or if she votes in her own right.
    """
    rows = list(meeting.attendances.select_related("membership").order_by("pk"))
    seats = {each.membership.pk: each for each in electorate.electors}
    attending = {row.membership_id for row in rows}
    present = [each for pk, each in seats.items() if pk in attending]
    persons = {each.membership.person_id for each in present} - {None}
    for row in rows:
        replaced = seats.get(row.replaces_id)
        if replaced is None or row.replaces_id in attending:
            continue
        if row.membership_id in seats or row.membership.person_id in persons:
            continue
        if (row.capacity or row.membership.capacity) != "alternate":
            continue
        persons.add(row.membership.person_id)
        present.append(replace(replaced, stand_in=row.membership))
    return tuple(sorted(present, key=lambda each: each.membership.key))


@transaction.atomic
def freeze(
    decision: "Decision",
    electorate: Electorate,
    settled: "Mapping[Entitlement, Source] | None" = None,
) -> None:
    """Copy rule and electorate into a decision; what changes later does not reach it.

    `settled` are uncertain electors whom somebody counts, each with the source that settles it.
    Raises ValueError without a rule, or where the decision has its electors already.
    """
    if electorate.rule is None:
        raise ValueError(f"{electorate.body} has no rule in force on {electorate.on}.")
    if decision.electors.exists():
        raise ValueError(f"{decision} has its electors already.")
    settled = settled or {}
    elector = decision.electors.model
    voters = [*electorate.electors, *settled]
    elector.objects.bulk_create(
        elector(
            decision=decision,
            membership_id=each.membership.pk,
            person_id=each.membership.person_id,
            organisation_id=each.membership.member_organisation_id,
            name=_name_on(each.who, electorate.on),
            capacity=each.capacity,
            on_behalf_of=_name_on(each.on_behalf_of, electorate.on),
            weight=each.weight,
            source=settled.get(each),
        )
        for each in voters
    )
    decision.rule_id = electorate.rule.pk
    decision.rule_values = electorate.rule.deciding_values()
    decision.electorate_on = electorate.on
    decision.save(update_fields=["rule", "rule_values", "electorate_on"])


def _name_on(who, day) -> str:
    name = who.name_on(day) if who else None
    return name.text if name else str(who or "")
