from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from organisations.models.meeting import Meeting
from organisations.models.membership import Membership


class Attendance(models.Model):
    """That a member was present at a session; an alternate can stand in for an absent member."""

    meeting = ParentalKey(Meeting, related_name="attendances", on_delete=models.CASCADE)
    membership = models.ForeignKey(
        Membership,
        verbose_name=_("member"),
        on_delete=models.PROTECT,  # who decided there would change
        related_name="attendances",
    )
    capacity = models.CharField(
        _("present as"),
        max_length=12,
        choices=Membership.Capacity,
        blank=True,
        help_text=_("Empty: as in the term of office."),
    )
    replaces = models.ForeignKey(
        Membership,
        verbose_name=_("in place of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # as above
        related_name="replaced_at",
        help_text=_("The absent full member in whose place an alternate votes."),
    )

    panels = ["membership", "capacity", "replaces"]

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "membership"],
                name="organisations_attendance_once",
                violation_error_message=_("This member is on the list already."),
            ),
            models.UniqueConstraint(
                fields=["meeting", "replaces"],
                name="organisations_attendance_replaced_once",
                violation_error_message=_("Somebody else stands in for this member already."),
            ),
            models.CheckConstraint(
                condition=models.Q(replaces__isnull=True)
                | ~models.Q(membership=models.F("replaces")),
                name="organisations_attendance_two_members",
                violation_error_message=_("Nobody stands in for herself."),
            ),
        ]

    def __str__(self):
        return str(self.membership.who)

    def save(self, *args, **kwargs):
        self.capacity = self.capacity or self.membership.capacity
        super().save(*args, **kwargs)

    def clean(self):
        """Refuse members of other bodies, and who can't stand in for whom."""
        super().clean()
        meeting = getattr(self, "meeting", None)  # a new one isn't stored yet
        body_id = meeting.body_id if meeting else None
        for name in ("membership", "replaces"):
            term = getattr(self, name) if getattr(self, f"{name}_id") else None
            if term and body_id and term.body_id != body_id:
                raise ValidationError({name: _("This is no member of the body that met.")})
        if not self.replaces_id or not self.membership_id:
            return
        if (self.capacity or self.membership.capacity) != Membership.Capacity.ALTERNATE:
            raise ValidationError({"replaces": _("Only an alternate stands in for a member.")})
        if self.replaces.capacity != Membership.Capacity.FULL:
            raise ValidationError({"replaces": _("An alternate stands in for a full member.")})
