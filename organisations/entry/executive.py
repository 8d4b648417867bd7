"""A new executive: what its lines mean, what is wrong with them, and what saving would change."""

import datetime
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext

from organisations.entry.line import Line
from organisations.entry.row import Row, read
from organisations.models import Body, Meeting, Membership, Source
from organisations.period import PartialDate


@dataclass(frozen=True)
class Occasion:
    """What all terms of a new executive have in common."""

    body: Body
    starts_on: datetime.date
    source: Source
    meeting: Meeting | None = None
    locator: str = ""
    began_by: str = Membership.Began.ELECTED
    is_public: bool = False
    ends_terms: bool = False

    @property
    def first_day(self) -> str:
        """The first day in the reader's words."""
        return in_words(self.starts_on)

    @property
    def last_day(self) -> str:
        """The day before in the reader's words."""
        return in_words(self.day_before)

    @property
    def day_before(self) -> datetime.date:
        """The last day of the terms that this executive follows."""
        return self.starts_on - datetime.timedelta(days=1)


@dataclass
class Ending:
    """A term in office that the new executive can end."""

    term: Membership
    is_chosen: bool


@dataclass
class Plan:
    """What saving would change; nothing can be saved while a line is wrong."""

    occasion: Occasion
    rows: list[Row]
    endings: list[Ending]

    @property
    def wrong(self) -> list[Row]:
        """The lines that have to be corrected first."""
        return [row for row in self.rows if row.errors]

    @property
    def new_persons(self) -> int:
        """How many persons would be recorded."""
        return len({row.who for row in self.rows if row.is_new and not row.errors})

    @property
    def ended(self) -> list[Membership]:
        """The terms that would end."""
        return [each.term for each in self.endings if each.is_chosen]

    @cached_property
    def fingerprint(self) -> str:
        """Stands for the plan in a form: what is saved is what was shown."""
        occasion = self.occasion
        shared = [occasion.body.pk, occasion.starts_on, occasion.source.pk, occasion.meeting]
        shared += [occasion.locator, occasion.began_by, occasion.is_public]
        rows = [
            [row.line.name, row.who, row.post, row.section, row.capacity, row.weight]
            for row in self.rows
        ]
        ended = [term.pk for term in self.ended]
        values = json.dumps([shared, rows, ended], default=_key)
        return hashlib.sha256(values.encode()).hexdigest()


def in_words(day: datetime.date) -> str:
    """A day as the site writes it in the reader's language."""
    language = get_language() or settings.LANGUAGE_CODE
    return PartialDate.parse(day.isoformat()).display(language)


def _key(value):
    """A record by its key in the database, a day as text."""
    return getattr(value, "pk", str(value))


def plan_of(occasion: Occasion, lines: Sequence[Line], ended: set[int] | None = None) -> Plan:
    """What the lines mean on this occasion: a fixed number of queries, however many lines.

    `ended` are the terms in office (keys in the database) that end where the new executive ends
    terms; None proposes all those that certainly last.
    """
    rows = read(lines, occasion.body, occasion.starts_on)
    _refuse_duplicates(rows)
    in_office = list(_in_office(occasion))
    endings = _endings(occasion, in_office, ended) if occasion.ends_terms else []
    plan = Plan(occasion, rows, endings)
    _refuse_recorded(plan)
    _note_in_office(plan, in_office)
    _note_full_posts(plan, in_office)
    return plan


def _refuse_duplicates(rows: list[Row]) -> None:
    """The same person twice in the same post is a mistake; in two posts it is worth a look."""
    seen, posts = {}, Counter()
    for row in rows:
        if "name" in row.errors or "person" in row.errors:
            continue
        seat = (row.who, row.post)
        if seat in seen:
            message = gettext("The same person stands in line %(line)s already. Remove one.")
            row.errors["name"] = message % {"line": seen[seat]}
            continue
        seen[seat] = row.line.number
        posts[row.who] += 1
        if posts[row.who] == 2:
            row.notes.append(gettext("Has two places in this table: they give one vote."))


def _in_office(occasion: Occasion):
    """The terms that possibly go on when the new ones begin."""
    before = occasion.day_before
    return (
        Membership.objects.filter(body=occasion.body, starts_on_earliest__lte=before)
        .holding(occasion.starts_on)
        .with_names()
        .order_by("key")
    )


def _endings(occasion, in_office, ended) -> list[Ending]:
    """The terms that could end, those of which it isn't known whether they last not proposed."""
    if ended is not None:
        return [Ending(term, term.pk in ended) for term in in_office]
    return [Ending(term, term.ends_on_earliest >= occasion.starts_on) for term in in_office]


def _refuse_recorded(plan: Plan) -> None:
    """A term that stands in the record already, from the same source, isn't recorded twice."""
    occasion = plan.occasion
    recorded = set(
        Membership.objects.standing()
        .filter(body=occasion.body, starts_on=occasion.starts_on.isoformat())
        .values_list("person_id", "post_id")
    )
    for row in plan.rows:
        if row.person and (row.person.pk, row.post and row.post.pk) in recorded:
            row.errors.setdefault("name", gettext("This term is in the record already."))


def _note_in_office(plan: Plan, in_office: list[Membership]) -> None:
    """Who goes on in a term beside the new one is worth a look."""
    ended = {term.pk for term in plan.ended}
    going_on = {term.person_id: term for term in in_office if term.pk not in ended}
    for row in plan.rows:
        if row.person and (term := going_on.get(row.person.pk)):
            note = gettext("Is in office already: %(term)s. That term goes on beside this one.")
            row.notes.append(note % {"term": term})
        if row.person and plan.occasion.is_public and not row.person.is_public:
            row.notes.append(gettext("Is not public in the record: the site doesn’t name her."))


def _note_full_posts(plan: Plan, in_office: list[Membership]) -> None:
    """More holders than a post has places is worth a look."""
    ended = {term.pk for term in plan.ended}
    holders = Counter(term.post_id for term in in_office if term.pk not in ended)
    for row in plan.rows:
        if row.post is None or row.post.places is None:
            continue
        holders[row.post.pk] += 1
        if holders[row.post.pk] > row.post.places:
            note = gettext("The post “%(post)s” has %(places)s places; this is one more.")
            row.notes.append(note % {"post": row.post, "places": row.post.places})
