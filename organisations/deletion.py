"""Nothing that is relied on is deleted, and whoever tries reads what relies on it."""

from collections.abc import Sequence

from django.db import models
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.utils.text import capfirst
from django.utils.translation import ngettext
from wagtail.models import Page

NAMED = 3


def relied_on_by(things: Sequence[models.Model]) -> list[models.Model]:
    """What could not be without these things of one model, and so keeps them from being deleted."""
    collector = Collector(using=things[0]._state.db, origin=things[0])
    try:
        collector.collect(things)
    except (ProtectedError, RestrictedError) as error:
        dependents = getattr(error, "protected_objects", None) or error.restricted_objects
        return sorted(dependents, key=lambda each: (each._meta.label, each.pk))
    return []


def refusal(thing: models.Model) -> str:
    """Why a thing can't be deleted, in a sentence that names what relies on it; "" if it can.

    A page goes with all below it.
    """
    if reason := getattr(thing, "reason_to_stay", ""):
        return reason
    things = [thing]
    if isinstance(thing, Page):
        things = list(thing.get_descendants(inclusive=True))
    dependents = relied_on_by(things)
    if not dependents:
        return ""
    named = [f"{capfirst(each._meta.verbose_name)} “{each}”" for each in dependents[:NAMED]]
    if others := len(dependents) - len(named):
        named.append(ngettext("%d more", "%d more", others) % others)
    return ngettext(
        "“%(thing)s” can't be deleted, because this relies on it: %(dependents)s.",
        "“%(thing)s” can't be deleted, because these rely on it: %(dependents)s.",
        len(dependents),
    ) % {"thing": thing, "dependents": ", ".join(named)}
