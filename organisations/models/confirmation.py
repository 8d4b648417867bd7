"""What a second person has to confirm before it counts for decisions."""

import copy
import hashlib
import json

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.deletion import ProtectedError
from django.db.models.signals import pre_delete, pre_save
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import get_active_log_context


class Recorded(models.Model):
    """Who recorded a row and who confirmed it; both empty where a fixture brought it."""

    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,  # accounts may be erased; the fact stays
        related_name="+",
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("confirmed by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,  # as above
        related_name="+",
    )

    class Meta:
        abstract = True


class FirstNotedField(models.JSONField):
    """Notes who made a new row, like the signal below, which `bulk_create` does not send.

    It has to stand before the other fields that are noted.
    """

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def pre_save(self, model_instance, add):
        if add:
            model_instance.note_first_values()
        return super().pre_save(model_instance, add)


class Confirmable(models.Model):
    """A row that counts for decisions only as a second person confirmed it.

    What decides stands in `deciding_fields`. A change of it takes effect for decisions when
    somebody confirms it who had no part in it; until then the values confirmed before go on to
    count. The truth is `confirmed_as`, not `confirmed_by`: erasing an account empties the second.
    What no account recorded (a fixture, a command on the server) counts as confirmed.
    A view outside the admin that saves such a row names its account with Wagtail's `LogContext`.
    """

    deciding_fields: tuple[str, ...] = ()
    # What makes it another row altogether if it changes, once it is confirmed.
    identifying_fields: tuple[str, ...] = ()
    # Where it is noted what waits for a second person.
    NOTED = ("changed_at", "unconfirmed_by", "confirmed_as")

    unconfirmed_by = FirstNotedField(
        _("accounts that changed it since it was confirmed"),
        default=list,
        blank=True,
        editable=False,
    )
    changed_at = models.DateTimeField(
        _("last changed at"), default=timezone.now, editable=False, db_index=True
    )
    confirmed_as = models.JSONField(
        _("values that were confirmed"), null=True, blank=True, editable=False
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        # For each class: a listener to all would make every deletion in the program slow.
        pre_save.connect(_note, sender=cls, dispatch_uid=f"confirmation of {cls.__name__}")
        pre_delete.connect(_keep, sender=cls, dispatch_uid=f"confirmation of {cls.__name__}")

    def deciding_values(self) -> dict:
        """The values that decide, as JSON keeps them."""
        return {name: _plain(getattr(self, name)) for name in self.deciding_fields}

    @property
    def is_confirmed(self) -> bool:
        """Whether what stands here is what was confirmed."""
        return self.confirmed_as is not None and self.confirmed_as == self.deciding_values()

    @property
    def fingerprint(self) -> str:
        """Stands for the deciding values in a form: who confirms, confirms what she saw."""
        values = json.dumps(self.deciding_values(), sort_keys=True)
        return hashlib.sha256(values.encode()).hexdigest()

    def as_confirmed(self):
        """The row with the values that count for decisions; None where it was never confirmed."""
        if self.confirmed_as is None:
            return None
        if self.is_confirmed:
            return self
        row = copy.copy(self)
        for name, value in self.confirmed_as.items():
            field = self._meta.get_field(name.removesuffix("_id"))
            setattr(row, name, field.to_python(value) if not field.is_relation else value)
        return row

    def note_first_values(self) -> None:
        """Called before a row is stored first: what an account records waits for a second."""
        account = acting_account()
        authors = {self.recorded_by_id, account.pk if account else None} - {None}
        if authors:
            self.unconfirmed_by = sorted(authors | set(self.unconfirmed_by))
        elif self.confirmed_as is None:
            self.confirmed_as = self.deciding_values()

    def note_change(self, stored=None) -> None:
        """Called before a stored row is saved: who changes what decides has to be confirmed.

        `stored` is the row as it stands in the table, where it has been fetched already.
        Raises ValidationError where a confirmed row would become another one.
        """
        stored = stored or type(self)._base_manager.filter(pk=self.pk).first()
        if stored is None:
            return
        before, after = stored.deciding_values(), self.deciding_values()
        if before == after:
            return
        self.refuse_other_identity(stored)
        self.changed_at = timezone.now()
        account = acting_account()
        if account:
            self.unconfirmed_by = sorted({*stored.unconfirmed_by, account.pk})
        elif stored.is_confirmed and not stored.unconfirmed_by:
            self.confirmed_as = after

    @classmethod
    def note_changes(cls, rows) -> None:
        """The same for many rows that are about to be saved at once, in one query."""
        stored = cls._base_manager.in_bulk([row.pk for row in rows])
        for row in rows:
            row.note_change(stored[row.pk])

    @property
    def reason_to_stay(self) -> str:
        """Why no account can delete it: a sentence, or "" where it can.

        What counts for decisions would be changed by one person alone.
        """
        if self.confirmed_as is None or acting_account() is None:
            return ""
        return gettext("“%(row)s” has been confirmed: withdraw it with a note instead.") % {
            "row": self
        }

    def refuse_other_identity(self, stored) -> None:
        """Raises ValidationError where an account makes a confirmed row one about another."""
        changed = [
            name for name in self.identifying_fields if getattr(self, name) != getattr(stored, name)
        ]
        if changed and stored.reason_to_stay:
            message = _("This has been confirmed. Withdraw it and record another instead.")
            raise ValidationError({changed[0].removesuffix("_id"): message})

    def clean(self):
        super().clean()
        stored = self.pk and type(self)._base_manager.filter(pk=self.pk).first()
        if stored:
            self.refuse_other_identity(stored)

    def save_base(self, *args, update_fields=None, **kwargs):
        if update_fields is not None:
            update_fields = frozenset(update_fields) | set(self.NOTED)
        super().save_base(*args, update_fields=update_fields, **kwargs)

    save_base.alters_data = True


def _plain(value):
    """A value as JSON keeps it."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def acting_account():
    """The account on whose behalf the admin acts; None for fixtures and commands."""
    return get_active_log_context().user


def _note(instance, raw, **kwargs):
    if raw or instance._state.adding:
        instance.note_first_values()
    else:
        instance.note_change()


def _keep(instance, **kwargs):
    if reason := instance.reason_to_stay:
        raise ProtectedError(reason, {instance})
