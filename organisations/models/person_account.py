from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.models.confirmation import Confirmable, Recorded


class PersonAccountQuerySet(models.QuerySet):
    """Which person signs in with which account."""

    def with_names(self):
        return self.select_related("person", "account").prefetch_related("person__names")

    def effective(self):
        """Those by which somebody may vote: confirmed by the holder and by a second person."""
        return self.filter(holder_confirmed_at__isnull=False, confirmed_as__isnull=False)


class PersonAccount(Recorded, Confirmable):
    """That an account is that of a person. Never part of any output."""

    deciding_fields = ("person_id", "account_id")
    identifying_fields = deciding_fields

    person = models.OneToOneField(
        "organisations.Person",
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="account_link",
    )
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,  # accounts may be erased
        related_name="person_link",
    )
    holder_confirmed_at = models.DateTimeField(
        _("confirmed by the holder at"), null=True, blank=True, editable=False
    )

    objects = PersonAccountQuerySet.as_manager()

    panels = ["person", "account"]

    class Meta:
        verbose_name = _("account of a person")
        verbose_name_plural = _("accounts of persons")

    def __str__(self):
        return f"{self.person} – {self.account}"

    @property
    def is_effective(self) -> bool:
        """Whether she may vote by it."""
        return self.holder_confirmed_at is not None and self.is_confirmed

    @property
    def reason_to_stay(self):
        return ""  # without it somebody can't vote, but nobody else can instead of her

    def note_first_values(self):
        super().note_first_values()
        if self.confirmed_as is not None and self.holder_confirmed_at is None:
            self.holder_confirmed_at = timezone.now()

    def refuse_other_identity(self, stored):
        """Raises ValidationError for another person or account: that is another link."""
        if self.deciding_values() != stored.deciding_values():
            raise ValidationError(_("Remove this link and make another instead."))
