from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import InlinePanel
from wagtail.search import index

from organisations.models.fetching import body_at
from organisations.models.key import Keyed, KeyedManager
from organisations.models.paged import Paged
from organisations.models.panels import PERIOD_PANELS
from organisations.models.period import Period, PeriodQuerySet


class MeetingQuerySet(PeriodQuerySet):
    """Sessions of bodies."""

    def with_names(self):
        return self.select_related("body", "source__page").prefetch_related(*body_at("body"))

    def latest_first(self):
        return self.order_by("-starts_on_earliest", "-key")


class Meeting(Paged, Keyed, Period, ClusterableModel, index.Indexed):
    """A session of a body: a congress, a plenum; its period is the days it lasted."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        CANCELLED = "cancelled", _("cancelled")

    body = models.ForeignKey(
        "organisations.Body",
        verbose_name=_("body"),
        on_delete=models.PROTECT,  # its decisions would lose who took them
        related_name="meetings",
    )
    number = models.PositiveSmallIntegerField(
        _("number"), null=True, blank=True, help_text=_("As the body counts its sessions.")
    )
    place = models.CharField(_("place"), max_length=120, blank=True)
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.HELD)
    source = models.ForeignKey(
        "organisations.Source",
        verbose_name=_("source"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # the meeting would remain without evidence
        related_name="meetings",
        help_text=_("The document that says so; may be empty for a meeting of our own."),
    )
    locator = models.CharField(_("place in the source"), max_length=255, blank=True)

    objects = KeyedManager.from_queryset(MeetingQuerySet)()

    panels = [
        "body",
        "number",
        *PERIOD_PANELS,
        "place",
        "status",
        InlinePanel("delegations", heading=_("Delegations"), label=_("Delegation")),
        InlinePanel("attendances", heading=_("Attendance"), label=_("Member")),
        "source",
        "locator",
        "key",
    ]

    search_fields = [
        index.AutocompleteField("names_of_body"),
        index.AutocompleteField("place"),
        index.AutocompleteField("starts_on"),
        index.AutocompleteField("key"),
        index.FilterField("body"),
        index.FilterField("status"),
    ]

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-starts_on_earliest", "key"]
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["body", "number"],
                condition=models.Q(number__isnull=False),
                name="organisations_meeting_number_once",
                violation_error_message=_("This body has a meeting of that number already."),
            ),
        ]

    route_name = "meeting"

    def __str__(self):
        when = (
            self.period.display(get_language() or settings.LANGUAGE_CODE) if self.starts_on else ""
        )
        number = f"{self.number}. " if self.number else ""
        return f"{number}{self.body}, {when}" if when else f"{number}{self.body}"

    def clean(self):
        super().clean()
        if self.pk and self.body_id and self.decisions.exclude(body=self.body_id).exists():
            message = _("Another body decided at this meeting: record a meeting of its own.")
            raise ValidationError({"body": message})

    @property
    def names_of_body(self) -> str:
        """All names of its body: what a search for the meeting finds."""
        return " ".join(name.text for name in self.body.names.all())

    def key_words(self):
        return f"{self.body.key} {self.number or ''} {self.starts_on}"


class Delegation(models.Model):
    """How many delegates an organisation sent to a meeting."""

    meeting = ParentalKey(Meeting, related_name="delegations", on_delete=models.CASCADE)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,  # the meeting's composition would change
        related_name="delegations",
    )
    full = models.PositiveSmallIntegerField(_("full delegates"), null=True, blank=True)
    consultative = models.PositiveSmallIntegerField(
        _("consultative delegates"), null=True, blank=True
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "organisation"], name="organisations_delegation_once"
            )
        ]

    def __str__(self):
        return str(self.organisation)
