from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models.assertion import (
    WITH_CLAIMANT,
    WITH_SOURCE,
    Assertion,
    DatedAssertionQuerySet,
)
from organisations.models.fetching import organisation_at
from organisations.models.key import Keyed, KeyedManager
from organisations.models.panels import ASSERTION_PANELS, FURTHER_SOURCES, PERIOD_PANELS
from organisations.models.period import Period


class RelationQuerySet(DatedAssertionQuerySet):
    """Assertions between two organisations."""

    def with_names(self):
        return self.select_related("subject", "object", *WITH_SOURCE).prefetch_related(
            *organisation_at("subject"), *organisation_at("object"), *WITH_CLAIMANT
        )

    def in_fixed_order(self):
        """By the date of the source and the key: no side comes first by anyone's choice."""
        return self.order_by("source__dated_on_earliest", "key")


class Relation(Keyed, Period, Assertion):
    """A dated assertion that one organisation stands in a relation to another."""

    class Kind(models.TextChoices):
        SECTION_OF = "section_of", _("is a section of")
        SOLIDARITY = "in_solidarity_with", _("is in political solidarity with")
        SPLIT_FROM = "split_from", _("split from")
        CONTINUITY = "claims_continuity_with", _("claims continuity with")
        SUCCEEDS = "succeeds", _("succeeds")
        FACTION_OF = "faction_of", _("is a faction of")
        WORKS_INSIDE = "works_inside", _("works inside")
        FOUNDED = "founded", _("founded")
        PUBLISHES = "publishes", _("publishes")
        AFFILIATED_TO = "affiliated_to", _("is affiliated to")

    INVERSE = {
        Kind.SECTION_OF: _("has as a section"),
        Kind.SOLIDARITY: _("has the political solidarity of"),
        Kind.SPLIT_FROM: _("was split from by"),
        Kind.CONTINUITY: _("is claimed as predecessor by"),
        Kind.SUCCEEDS: _("is succeeded by"),
        Kind.FACTION_OF: _("has as a faction"),
        Kind.WORKS_INSIDE: _("has working inside it"),
        Kind.FOUNDED: _("was founded by"),
        Kind.PUBLISHES: _("is published by"),
        Kind.AFFILIATED_TO: _("has as an affiliate"),
    }

    subject = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,  # the assertion would say nothing
        related_name="relations",
    )
    kind = models.CharField(_("relation"), max_length=25, choices=Kind)
    object = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("other organisation"),
        on_delete=models.PROTECT,  # as above
        related_name="relations_from",
    )

    objects = KeyedManager.from_queryset(RelationQuerySet)()

    panels = [
        "subject",
        "kind",
        "object",
        *PERIOD_PANELS,
        *ASSERTION_PANELS,
        FURTHER_SOURCES,
        "key",
    ]

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        ordering = ["kind", "key"]
        constraints = [
            *Period.Meta.constraints,
            *Assertion.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(subject=models.F("object")),
                name="organisations_relation_two_organisations",
                violation_error_message=_("A relation is between two organisations."),
            ),
        ]

    def __str__(self):
        return f"{self.subject} {self.get_kind_display()} {self.object}"

    def clean(self):
        super().clean()
        self.refuse_repetition("subject_id", "kind", "object_id", "starts_on", "ends_on")

    @property
    def inverse_display(self):
        """The relation as read from the other organisation."""
        return self.INVERSE[self.kind]

    def key_words(self):
        return f"{self.subject.key} {self.kind} {self.object.key} {self.starts_on[:4]}"
