"""Putting a new executive into the record, all of it or nothing."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction

from organisations import batch
from organisations.entry.executive import Occasion, Plan
from organisations.entry.row import Row
from organisations.models import Membership, Person, PersonName

RELATIONS = [field.name for field in Membership._meta.fields if field.is_relation]


class RefusedLineError(Exception):
    """A line that the record refuses although it looked right."""

    def __init__(self, row: Row, error: ValidationError):
        self.row = row
        super().__init__(" ".join(error.messages))


@transaction.atomic
def record(plan: Plan) -> list[Membership]:
    """End the terms that the plan ends, and record its persons and terms.

    A fixed number of queries, however many lines. Raises `RefusedLineError`; nothing is saved then.
    """
    assert not plan.wrong, "A plan with wrong lines can't be recorded."
    models.prefetch_related_objects([plan.occasion.body], "names")
    _end(plan.ended, plan.occasion)
    persons = {row.who: row.person or _new_person(row, plan.occasion) for row in plan.rows}
    _store_new([person for person in persons.values() if person.pk is None])
    terms = [_term(row, persons[row.who], plan.occasion) for row in plan.rows]
    batch.store(terms)
    batch.publish(terms, "wagtail.create")
    return terms


def _end(terms: list[Membership], occasion: Occasion) -> None:
    """End terms on the day before the new ones begin."""
    for term in terms:
        term.ends_on = occasion.day_before.isoformat()
        term.ended_by, term.ended_at = Membership.Ended.TERM_OVER, occasion.meeting
    batch.change(terms, ["ends_on", "ended_by", "ended_at"])
    batch.publish(terms, "wagtail.edit")


def _new_person(row: Row, occasion: Occasion) -> Person:
    """A person under the name in a line, not stored yet."""
    person = Person(sort_name=row.sort_name[:255], is_public=occasion.is_public)
    person.names = [
        PersonName(
            text=row.name,
            language=settings.LANGUAGE_CODE,
            source=occasion.source,
            locator=occasion.locator,
        )
    ]
    _check(row, person)
    return person


def _store_new(persons: list[Person]) -> None:
    batch.store(persons)
    names = []
    for person in persons:
        for name in person.names.all():
            name.person = person
            names.append(name)
    batch.store(names)
    batch.publish(persons, "wagtail.create")


def _term(row: Row, person: Person, occasion: Occasion) -> Membership:
    """The term that a line means, not stored yet."""
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
    _check(row, term)
    return term


def _check(row: Row, record: models.Model) -> None:
    """Raises `RefusedLineError` at the line; what its records lead to has just been fetched."""
    try:
        record.clean_fields(exclude=["key", *RELATIONS])
    except ValidationError as error:
        raise RefusedLineError(row, error) from error
