"""What the record lacks, and what in it looks wrong: the rows of the reports."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.apps import apps
from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.text import capfirst

from organisations.models import Membership, Organisation, Post
from organisations.models.further_source import ASSERTIONS
from organisations.period import today

# Rows of records that are edited there, and not by themselves.
PARTS = {
    "bodylink": "body",
    "bodyseat": "body",
    "organisationname": "organisation",
    "bodyname": "body",
    "personname": "person",
}


def terms_ending(days: int, on: datetime.date | None = None) -> QuerySet:
    """Terms that can end on a day (None: today) or within so many days after it."""
    return Membership.objects.ending_within(days, on).with_names().order_by("ends_on_latest", "key")


def vacant_posts(on: datetime.date | None = None) -> QuerySet:
    """Posts that exist on a day (None: today), with fewer `holders` than places, or with none."""
    day = on or today()
    held = (
        Membership.objects.in_office(day)
        .filter(post=OuterRef("pk"))
        .order_by()
        .values("post")
        .annotate(number=Count("pk"))
        .values("number")
    )
    holders = Coalesce(Subquery(held, output_field=IntegerField()), 0)
    return (
        Post.objects.holding(day)
        .annotate(holders=holders)
        .filter(Q(holders=0) | Q(holders__lt=F("places")))
        .with_names()
        .order_by("key")
    )


def sections_without_contact(on: datetime.date | None = None) -> QuerySet:
    """Sections that exist on a day (None: today) and that nobody can reach by the record."""
    return (
        Organisation.objects.of_kind(Organisation.Kind.SECTION)
        .holding(on)
        .without_contact(on)
        .with_names()
        .order_by("key")
    )


@dataclass(frozen=True)
class Reference:
    """A row by its model and key, of which the rest is fetched when it is shown."""

    model: str
    pk: int


def facts_without_second_source() -> list[Reference]:
    """All standing facts that rest on one source."""
    found = []
    for name in ASSERTIONS:
        model = apps.get_model("organisations", name)
        pks = model.objects.without_second_source().order_by("pk").values_list("pk", flat=True)
        found.extend(Reference(name, pk) for pk in pks)
    return found


def fetched(references: Iterable[Reference]) -> list:
    """The facts behind references, with what is needed to name them, in the same order."""
    facts = []
    for name, group in groupby(references, key=lambda each: each.model):
        model = apps.get_model("organisations", name)
        pks = [reference.pk for reference in group]
        rows = _with_names(model.objects.filter(pk__in=pks))
        by_pk = {row.pk: row for row in rows}
        facts.extend(by_pk[pk] for pk in pks if pk in by_pk)
    return facts


def record_of(fact):
    """The record on whose form a fact is edited."""
    owner = PARTS.get(fact._meta.model_name)
    return getattr(fact, owner) if owner else fact


def kind_of(record) -> str:
    """What a record is."""
    return capfirst(record._meta.verbose_name)


def _with_names(rows: QuerySet) -> QuerySet:
    """With everything that calling the facts by name reads."""
    if hasattr(rows, "with_names"):
        return rows.with_names()
    if hasattr(rows, "with_parties"):
        return rows.with_parties()
    owner = PARTS[rows.model._meta.model_name]
    others = ["other"] if rows.model._meta.model_name == "bodylink" else []
    names = [f"{each}__{names}" for each in (owner, *others) for names in _names_of(each)]
    return rows.select_related("source", owner, *others).prefetch_related(*names)


def _names_of(owner: str) -> tuple[str, ...]:
    if owner == "organisation":
        return ("names", "territories__territory", "namesakes")
    return ("names",)
