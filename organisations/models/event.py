from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import InlinePanel

from organisations.models.assertion import (
    WITH_CLAIMANT,
    WITH_SOURCE,
    Assertion,
    AssertionQuerySet,
    exactly_one,
)
from organisations.models.fetching import body_at, organisation_at
from organisations.models.key import Keyed, KeyedManager
from organisations.models.name import Description, in_language
from organisations.models.paged import Paged
from organisations.models.panels import ASSERTION_PANELS, FURTHER_SOURCES
from organisations.models.period import PartialDateField


class EventQuerySet(AssertionQuerySet):
    """Foundings, splits, mergers and the like."""

    def with_parties(self):
        return self.select_related("meeting__body", *WITH_SOURCE).prefetch_related(
            "descriptions",
            "meeting__body__names",
            *organisation_at("parties__organisation"),
            *body_at("parties__body"),
            *WITH_CLAIMANT,
        )


class Event(Paged, Keyed, Assertion):
    """Something that happened to organisations or bodies, according to a source."""

    class Kind(models.TextChoices):
        FOUNDING = "founding", _("founding")
        SPLIT = "split", _("split")
        MERGER = "merger", _("merger")
        RENAMING = "renaming", _("renaming")
        EXPULSION = "expulsion", _("expulsion")
        WALK_OUT = "walk-out", _("walk-out")
        DECLARATION = "declaration", _("declaration")
        DISSOLUTION = "dissolution", _("dissolution")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    happened_on = PartialDateField(_("when"))
    happened_note = models.CharField(_("when, in the source's words"), max_length=255, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    meeting = models.ForeignKey(
        "organisations.Meeting",
        verbose_name=_("meeting"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # where it happened would be lost
        related_name="events",
    )

    objects = KeyedManager.from_queryset(EventQuerySet)()

    panels = [
        "kind",
        "happened_on",
        "happened_note",
        "place",
        "meeting",
        InlinePanel("descriptions", heading=_("Descriptions"), label=_("Description"), min_num=1),
        InlinePanel("parties", heading=_("Parties"), label=_("Party")),
        *ASSERTION_PANELS,
        FURTHER_SOURCES,
        "key",
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["happened_on_earliest", "key"]
        constraints = Assertion.Meta.constraints

    route_name = "event"

    def __str__(self):
        description = self.description
        return description.title if description else self.key

    @property
    def description(self):
        """Title and text, in the reader's language where they are written; or None."""
        return in_language(self.descriptions.all())

    def key_words(self):
        rows = list(self.descriptions.all())
        return f"{self.happened_on[:4]} {rows[0].title if rows else self.kind}"


class EventDescription(Description):
    """What happened, in one language."""

    event = ParentalKey(Event, related_name="descriptions", on_delete=models.CASCADE)
    title = models.CharField(_("title"), max_length=255)
    text = models.TextField(_("description"), blank=True)

    panels = ["language", "title", "text"]

    class Meta(Description.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["event", "language"], name="organisations_eventdescription_once"
            )
        ]

    def __str__(self):
        return self.title


class EventParty(models.Model):
    """An organisation or body that took part in an event, on which side, in which role."""

    event = ParentalKey(Event, related_name="parties", on_delete=models.CASCADE)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # the event would lose a party
        related_name="event_parties",
    )
    body = models.ForeignKey(
        "organisations.Body",
        verbose_name=_("body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # as above
        related_name="event_parties",
    )
    side = models.CharField(
        _("side"), max_length=60, blank=True, help_text=_("Such as: majority, minority.")
    )
    role = models.CharField(
        _("role"), max_length=60, blank=True, help_text=_("Such as: left, was founded, expelled.")
    )
    has_left = models.BooleanField(
        _("left the others"),
        default=False,
        help_text=_("It stopped being a part of the other parties by this event."),
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=exactly_one("organisation", "body"),
                name="organisations_eventparty_one_party",
                violation_error_message=_("A party is an organisation or a body, not both."),
            )
        ]

    def __str__(self):
        return str(self.party)

    @property
    def party(self):
        """The organisation or body."""
        return self.organisation or self.body
