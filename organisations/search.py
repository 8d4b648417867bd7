"""Records can be found by all their names as soon as they are saved.

Choosing a record is part of writing one, so the index is written with it, in its transaction,
and not by the background worker as for pages.
"""

from django.db.models.signals import post_delete, post_save
from modelcluster.fields import ParentalKey
from modelsearch.index import (
    RelatedFields,
    get_indexed_models,
    insert_or_update_object,
    remove_object,
)

from organisations.models.key import Keyed


def connect() -> None:
    """Called once, when the apps are ready, before the search app connects its own."""
    for model in get_indexed_models():
        if not issubclass(model, Keyed):
            continue
        model.search_auto_update = False
        _connect(post_save, model, _index)
        _connect(post_delete, model, _forget)
        for field in model.get_search_fields():
            if isinstance(field, RelatedFields):
                rows = model._meta.get_field(field.field_name).related_model
                if not any(isinstance(each, ParentalKey) for each in rows._meta.fields):
                    continue  # tags of pictures: no rows that belong to a record
                _connect(post_save, rows, _index_parent)
                _connect(post_delete, rows, _index_parent)


def _connect(signal, model, receiver):
    signal.connect(receiver, sender=model, dispatch_uid=f"organisations.search.{receiver.__name__}")


def _index(instance, raw=False, **kwargs):
    if not raw:
        insert_or_update_object(instance)


def _forget(instance, **kwargs):
    remove_object(instance)


def _index_parent(sender, instance, raw=False, origin=None, **kwargs):
    """Index the record of a row anew, unless the row goes because the record itself is deleted."""
    is_alone = origin is None or getattr(origin, "model", type(origin)) is sender
    if not raw and is_alone:
        fields = instance._meta.fields
        insert_or_update_object(
            next(getattr(instance, each.name) for each in fields if isinstance(each, ParentalKey))
        )
