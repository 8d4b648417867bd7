"""Putting a new executive into the record, all of it or nothing."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log

from organisations.entry.executive import Occasion, Plan
from organisations.entry.row import Row
from organisations.models import Membership, Person, PersonName


class RefusedLineError(Exception):
    """A line that the record refuses although it looked right."""

    def __init__(self, row: Row, error: ValidationError):
        self.row = row
        super().__init__(" ".join(error.messages))


@transaction.atomic
def record(plan: Plan) -> list[Membership]:
    """End the terms that the plan ends, and record its persons and terms.

    Raises `RefusedLineError`; nothing is saved then.
    """
    assert not plan.wrong, "A plan with wrong lines can't be recorded."
    for term in plan.ended:
        end(term, plan.occasion)
    persons, terms = {}, []
    for row in plan.rows:
        try:
            if row.who not in persons:
                persons[row.who] = row.person or new_person(row, plan.occasion)
            terms.append(_term(row, persons[row.who], plan.occasion))
        except ValidationError as error:
            raise RefusedLineError(row, error) from error
    return terms


def end(term: Membership, occasion: Occasion) -> None:
    """End a term on the day before the new ones begin."""
    term.ends_on = occasion.day_before.isoformat()
    term.ended_by, term.ended_at = Membership.Ended.TERM_OVER, occasion.meeting
    term.save()
    log(instance=term, action="wagtail.edit")


def new_person(row: Row, occasion: Occasion) -> Person:
    """Record a person under the name in a line."""
    person = Person(sort_name=row.sort_name[:255], is_public=occasion.is_public)
    person.names = [
        PersonName(
            text=row.name,
            language=settings.LANGUAGE_CODE,
            source=occasion.source,
            locator=occasion.locator,
        )
    ]
    person.full_clean(exclude=["key"])
    person.save()
    log(instance=person, action="wagtail.create")
    return person


def _term(row: Row, person: Person, occasion: Occasion) -> Membership:
    term = Membership(
        person=person,
        body=occasion.body,
        post=row.post,
        on_behalf_of=row.section,
        capacity=row.capacity,
        weight=row.weight,
        starts_on=occasion.starts_on.isoformat(),
        ends_on="..",
        began_by=occasion.began_by,
        began_at=occasion.meeting,
        name_as_written=row.line.name if row.line.name != str(person) else "",
        is_public=occasion.is_public,
        source=occasion.source,
        locator=occasion.locator,
    )
    term.full_clean(exclude=["key"])
    term.save()
    log(instance=term, action="wagtail.create")
    return term
