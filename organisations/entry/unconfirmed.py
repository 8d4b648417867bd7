"""What waits until a second person confirms it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Q
from django.utils.text import capfirst

from organisations.confirmation import refusal_to_confirm
from organisations.members.models import User
from organisations.models import Confirmable

MOST_LISTED = 100  # of each kind; whoever confirms some sees the next


@dataclass
class Waiting:
    """A record that counts for decisions, as it stands, only when somebody confirms it."""

    record: Confirmable
    refusal: str
    changed_by: str

    @property
    def kind(self) -> str:
        """What it is."""
        return capfirst(self.record._meta.verbose_name)

    @property
    def token(self) -> str:
        """The record and its values in a form: who confirms, confirms what she saw."""
        return f"{self.record._meta.model_name}:{self.record.pk}:{self.record.fingerprint}"

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """What decides: its name, the value that was confirmed ("" if none), the value now."""
        before = self.record.as_confirmed()
        rows = []
        for name in self.record.deciding_fields:
            old, new = (_shown(each, name) if each else "" for each in (before, self.record))
            if (before is None and new) or (before is not None and old != new):
                rows.append((_label(self.record, name), old, new))
        return rows


def models() -> list[type[Confirmable]]:
    """The kinds of records that wait for a second person."""
    return [
        model
        for model in apps.get_app_config("organisations").get_models()
        if issubclass(model, Confirmable)
    ]


def rows_of(model: type[Confirmable], user: User):
    """The records of a kind that may wait and that this account may see, with their names."""
    rows = model.objects.filter(Q(confirmed_as__isnull=True) | ~Q(unconfirmed_by=[]))
    if not user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}"):
        rows = rows.filter(account=user) if hasattr(model, "account") else rows.none()
    if hasattr(rows, "with_names"):
        rows = rows.with_names()
    return rows.order_by("-changed_at", "pk")


def waiting(user: User) -> Iterator[Waiting]:
    """What waits, the latest first within each kind, with whether this account can confirm it."""
    found = [
        row
        for model in models()
        for row in rows_of(model, user)[:MOST_LISTED]
        if not row.is_confirmed
    ]
    pks = {pk for row in found for pk in (*row.unconfirmed_by, row.recorded_by_id) if pk}
    accounts = User.objects.in_bulk(pks)
    for row in found:
        authors = row.unconfirmed_by or [row.recorded_by_id]
        names = [accounts[pk].get_full_name() for pk in authors if pk in accounts]
        yield Waiting(row, refusal_to_confirm(row, user), ", ".join(names))


def _field(record, name):
    return record._meta.get_field(name.removesuffix("_id"))


def _label(record, name) -> str:
    return capfirst(_field(record, name).verbose_name)


def _shown(record, name) -> str:
    """A value in words."""
    field = _field(record, name)
    value = getattr(record, field.name)
    if hasattr(record, f"get_{field.name}_display"):
        return str(getattr(record, f"get_{field.name}_display")())
    return "" if value is None else str(value)
