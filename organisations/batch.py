"""Many records stored at once: what saving them one by one does, in a fixed number of queries.

Saving sends signals that sign, key, log and index a record: a second or so for ten of them, which
nobody waits for when she pastes three hundred.
"""

from collections.abc import Sequence

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from django_tasks import task
from modelcluster.models import get_all_child_relations
from modelsearch.backends import get_search_backends
from modelsearch.index import class_is_indexed
from wagtail.log_actions import get_active_log_context
from wagtail.models import ModelLogEntry, ReferenceIndex

from organisations.models.confirmation import Confirmable
from organisations.models.key import Keyed
from organisations.recording import sign

ROWS = 500  # of one statement


def store(rows: Sequence[models.Model]) -> None:
    """Store new rows of one model, signed and with keys. What they rely on is stored already."""
    if not rows:
        return
    model = type(rows[0])
    for row in rows:
        sign(row)
    if issubclass(model, Keyed):
        model.give_keys(rows)
    model._base_manager.bulk_create(rows, batch_size=ROWS)


def change(rows: Sequence[Confirmable], fields: Sequence[str]) -> None:
    """Store some fields of stored rows of one model; what decides waits for a second person."""
    if not rows:
        return
    model = type(rows[0])
    model.note_changes(rows)
    model.objects.bulk_update(rows, [*fields, *Confirmable.NOTED], batch_size=ROWS)


def publish(records: Sequence[models.Model], action: str) -> None:
    """Log what happened to stored records of one model, and let them be found."""
    if not records:
        return
    model, context = type(records[0]), get_active_log_context()
    ModelLogEntry.objects.bulk_create(
        [
            ModelLogEntry(
                content_type=ContentType.objects.get_for_model(model, for_concrete_model=False),
                object_id=str(record.pk),
                label=str(record),
                action=action,
                timestamp=timezone.now(),
                user=context.user,
                uuid=context.uuid,
            )
            for record in records
        ],
        batch_size=ROWS,
    )
    if class_is_indexed(model):
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(model, records)
    index_references.enqueue(model._meta.label, [record.pk for record in records])


@task()
def index_references(label: str, pks: list[int]) -> None:
    """Note what stored records refer to, as Wagtail does for each record that is saved."""
    model = apps.get_model(label)
    rows = [each.get_accessor_name() for each in get_all_child_relations(model)]
    for record in model._base_manager.filter(pk__in=pks).prefetch_related(*rows):
        with transaction.atomic():
            ReferenceIndex.create_or_update_for_object(record)
