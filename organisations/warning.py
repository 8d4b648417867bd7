"""What looks wrong with terms of office: small named rules, for reports and for forms.

None of them stops anybody from saving: sources do say such things. A rule takes a term and its
surroundings, and yields what is wrong with it as a `Finding`.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from organisations.models import BodyRule, Membership
from organisations.period import PartialDate, Period, today


class Level(StrEnum):
    """How sure it is that something has to be put right."""

    WARNING = "warning"
    NOTICE = "notice"

    @property
    def label(self):
        """In words."""
        return LABELS[self]


LABELS = {
    Level.WARNING: pgettext_lazy("a level", "warning"),
    Level.NOTICE: pgettext_lazy("a level", "notice"),
}


@dataclass(frozen=True)
class Surroundings:
    """What a term is judged by: the other terms of the member there, those of the post, rules."""

    on: datetime.date
    same_member: list[Membership] = field(default_factory=list)
    same_post: list[Membership] = field(default_factory=list)
    rules: list[BodyRule] = field(default_factory=list)


@dataclass(frozen=True)
class Finding:
    """What one rule has found: `name` and `level` of the rule, the term, and a sentence."""

    name: str
    level: Level
    membership: Membership
    message: Any


Check = Callable[[Membership, Surroundings], Iterator[dict[str, Any]]]


@dataclass(frozen=True)
class Rule:
    """A named rule: its sentence is filled with what its check yields."""

    name: str
    level: Level
    message: Any
    check: Check

    def findings(self, term: Membership, around: Surroundings) -> Iterator[Finding]:
        """What it has to say of a term."""
        for found in self.check(term, around):
            yield Finding(self.name, self.level, term, self.message % found)


def _overlaps(term, around):
    for other in around.same_member:
        if other.post_id == term.post_id and term.period.certainly_overlaps(other.period):
            yield {"other": other.key}


def _may_overlap(term, around):
    if term.period.start.is_unknown:
        return
    for other in around.same_member:
        if (
            other.post_id == term.post_id
            and not other.period.start.is_unknown
            and term.period.possibly_overlaps(other.period)
            and not term.period.certainly_overlaps(other.period)
            and not term.period.can_precede(other.period)
            and not other.period.can_precede(term.period)
        ):
            yield {"other": other.key}


def _over_filled(term, around):
    places = term.post.places if term.post else None
    if places is None:
        return
    start = term.period.start.latest
    if not term.period.certainly_contains(start):
        return
    holders = [term, *(o for o in around.same_post if o.period.certainly_contains(start))]
    if len(holders) > places:
        yield {"places": places, "holders": len(holders), "day": _in_words(start)}


def _beyond_rule(term, around):
    start = term.period.start.latest
    rules = [rule for rule in around.rules if rule.effective_on <= start]
    months = rules[-1].term_months if rules else None
    if not months or term.period.start.is_unknown or term.period.end.is_unknown:
        return
    last = _months_later(start, months)
    if min(term.period.end.earliest, around.on) > last:
        yield {"months": months, "day": _in_words(last)}


def _outside_body(term, around):
    if term.body and _is_outside(term.period, term.body.period):
        yield {"body": str(term.body)}


def _outside_post(term, around):
    if term.post and _is_outside(term.period, term.post.period):
        yield {"post": str(term.post)}


def _after_death(term, around):
    if not term.person:
        return
    field = term.person._meta.get_field("died_on")
    died = field.read(term.person.died_on)
    if not died.is_unknown and not term.period.end.is_unknown:
        last = around.on if term.period.end.is_open else term.period.end.earliest
        if last > died.latest:
            yield {"day": term.person.get_died_on_display()}


def _ended_without_reason(term, around):
    if not term.ended_by and term.period.end.latest < around.on:
        yield {}


def _reason_without_end(term, around):
    if term.ended_by and term.period.end.is_open:
        yield {"reason": term.get_ended_by_display()}


def _not_confirmed(term, around):
    if term.pk and term.body_id and around.rules and not term.is_confirmed:
        yield {}


RULES = (
    Rule(
        "overlap",
        Level.WARNING,
        _("The same member holds the same seat twice at one time, see %(other)s."),
        _overlaps,
    ),
    Rule(
        "possible-overlap",
        Level.NOTICE,
        _("It can’t be told whether this term and %(other)s overlap."),
        _may_overlap,
    ),
    Rule(
        "over-filled-post",
        Level.WARNING,
        _("Places in the post: %(places)s. Members who held it on %(day)s: %(holders)s."),
        _over_filled,
    ),
    Rule(
        "beyond-rule",
        Level.WARNING,
        _("Months that a term lasts by the body’s rule: %(months)s. They were over on %(day)s."),
        _beyond_rule,
    ),
    Rule(
        "outside-body",
        Level.WARNING,
        _("Part of the term lies where “%(body)s” did not exist."),
        _outside_body,
    ),
    Rule(
        "outside-post",
        Level.WARNING,
        _("Part of the term lies where the post “%(post)s” did not exist."),
        _outside_post,
    ),
    Rule(
        "after-death",
        Level.WARNING,
        _("The term goes on after the member’s death (%(day)s)."),
        _after_death,
    ),
    Rule(
        "ended-without-reason",
        Level.NOTICE,
        _("The term is over, and the record does not say how it ended."),
        _ended_without_reason,
    ),
    Rule(
        "reason-without-end",
        Level.WARNING,
        _("The record says how the term ended (%(reason)s), and that it has not ended."),
        _reason_without_end,
    ),
    Rule(
        "not-confirmed",
        Level.NOTICE,
        _("A second person has not confirmed the term as it stands: it gives no vote so."),
        _not_confirmed,
    ),
)


def findings(terms: Iterable[Membership] | None = None, on: datetime.date | None = None):
    """What the rules find in terms, by default all that stand; a fixed number of queries."""
    day = on or today()
    everything = list(
        Membership.objects.standing()
        .with_names()
        .select_related("post", "body", "person")
        .order_by("key")
    )
    wanted = None if terms is None else {term.pk for term in terms}
    members, posts, rules = defaultdict(list), defaultdict(list), defaultdict(list)
    for term in everything:
        members[_seat(term)].append(term)
        if term.post_id:  # those without a post have nothing in common
            posts[term.post_id].append(term)
    for rule in BodyRule.objects.order_by("effective_on"):
        rules[rule.body_id].append(rule)
    found = []
    for term in everything:
        if wanted is None or term.pk in wanted:
            around = Surroundings(
                on=day,
                same_member=[other for other in members[_seat(term)] if other.pk != term.pk],
                same_post=[o for o in posts.get(term.post_id, []) if o.pk != term.pk],
                rules=rules[term.body_id] if term.body_id else [],
            )
            found.extend(_judge(term, around))
    return found


def findings_for(term: Membership, on: datetime.date | None = None) -> list[Finding]:
    """What the rules find in one term, stored or about to be: for its form."""
    others = Membership.objects.standing().exclude(pk=term.pk)
    same_member = others.filter(**_seat_fields(term))
    around = Surroundings(
        on=on or today(),
        same_member=list(same_member),
        same_post=list(others.filter(post=term.post_id)) if term.post_id else [],
        rules=list(BodyRule.objects.filter(body=term.body_id).order_by("effective_on"))
        if term.body_id
        else [],
    )
    return _judge(term, around)


def _judge(term, around) -> list[Finding]:
    if not term.is_standing:
        return []
    return [found for rule in RULES for found in rule.findings(term, around)]


def _seat_fields(term) -> dict[str, Any]:
    names = ("person_id", "member_organisation_id", "body_id", "organisation_id")
    return {name: getattr(term, name) for name in names}


def _seat(term) -> tuple:
    return tuple(_seat_fields(term).values())


def _is_outside(inner: Period, outer: Period) -> bool:
    """Whether part of a period certainly lies before or after another, as far as known."""
    begins_before = not inner.start.is_unknown and inner.start.latest < outer.start.earliest
    ends_after = not inner.end.is_unknown and inner.end.earliest > outer.end.latest
    begins_after = not inner.start.is_unknown and inner.start.earliest > outer.end.latest
    return begins_before or ends_after or begins_after


def _in_words(day: datetime.date) -> str:
    language = get_language() or settings.LANGUAGE_CODE
    return PartialDate.parse(day.isoformat()).display(language)


def _months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day of the month so many months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > datetime.MAXYEAR:
        return datetime.date.max
    first_of_next = datetime.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last_day = (first_of_next - datetime.timedelta(days=1)).day
    return datetime.date(year, month + 1, min(day.day, last_day))
