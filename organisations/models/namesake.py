"""Organisations of one name, and what tells them apart."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Q, prefetch_related_objects
from django.db.models.functions import Lower


@dataclass(frozen=True)
class Namesakes:
    """The other organisations that ever bore a name of this one, with that name."""

    pk: int
    others: tuple[tuple[str, object], ...] = ()

    def called(self, name: str) -> list:
        """Those that ever bore this name, each once."""
        return list({other.pk: other for text, other in self.others if text == fold(name)}.values())


def fold(name: str) -> str:
    """A name without what nobody hears: capitals, and which apostrophe it was printed with."""
    return name.casefold().replace("’", "'").strip()


def namesakes_of(organisations: Sequence) -> list[Namesakes]:
    """For each organisation the others of its names: a fixed number of queries, however many."""
    prefetch_related_objects(organisations, "names")
    texts = {name.text for one in organisations for name in one.names.all() if name.is_standing}
    if not texts:
        return [Namesakes(one.pk) for one in organisations]
    lowered = {text.lower() for text in texts}
    # SQLite puts only plain Latin letters in lower case: the exact text is compared as well.
    found = (
        apps.get_model("organisations", "OrganisationName")
        .objects.standing()
        .annotate(lowered=Lower("text"))
        .filter(Q(text__in=texts) | Q(lowered__in=lowered))
        .values_list("text", "organisation_id")
    )
    bearers = defaultdict(set)
    for text, pk in found:
        bearers[fold(text)].add(pk)
    shared = {text: pks for text, pks in bearers.items() if len(pks) > 1}
    return (
        _told_apart(organisations, shared) if shared else [Namesakes(o.pk) for o in organisations]
    )


def _told_apart(organisations: Sequence, shared: dict[str, set[int]]) -> list[Namesakes]:
    pks = set().union(*shared.values())
    model = apps.get_model("organisations", "Organisation")
    rows = model.objects.filter(pk__in=pks).prefetch_related("territories__territory").in_bulk()
    prefetch_related_objects(
        [one for one in organisations if one.pk in pks], "territories__territory"
    )
    result = []
    for one in organisations:
        own = {fold(name.text) for name in one.names.all() if name.is_standing}
        others = [
            (text, rows[pk])
            for text in sorted(own & shared.keys())
            for pk in sorted(shared[text] - {one.pk})
        ]
        result.append(Namesakes(one.pk, tuple(others)))
    return result


class NamesakesDescriptor:
    """`organisation.namesakes`, which `prefetch_related("namesakes")` fetches for many at once.

    The methods are those that Django asks of whatever can be prefetched.
    """

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if not self.is_cached(instance):
            instance._state.fields_cache[self.name] = namesakes_of([instance])[0]
        return instance._state.fields_cache[self.name]

    def is_cached(self, instance) -> bool:
        return self.name in instance._state.fields_cache

    def get_prefetch_querysets(self, instances, querysets=None):
        return (
            namesakes_of(instances),
            lambda found: found.pk,
            lambda instance: instance.pk,
            True,
            self.name,
            False,
        )
