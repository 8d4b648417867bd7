from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models.assertion import (
    WITH_CLAIMANT,
    WITH_SOURCE,
    Assertion,
    AssertionQuerySet,
)
from organisations.models.fetching import organisation_at
from organisations.models.key import Keyed, KeyedManager
from organisations.models.panels import ASSERTION_PANELS, FURTHER_SOURCES
from organisations.models.period import PartialDateField


class FigureQuerySet(AssertionQuerySet):
    """Numbers that sources give for organisations."""

    def with_names(self):
        return self.select_related("subject", *WITH_SOURCE).prefetch_related(
            *organisation_at("subject"), *WITH_CLAIMANT
        )

    def in_fixed_order(self):
        """By measure, then by the date of the source and the key."""
        return self.order_by("measure", "source__dated_on_earliest", "key")


class Figure(Keyed, Assertion):
    """How many of something an organisation had, according to a source: a range, not a number.

    "Over 35 countries" has a lower bound of 35 and no upper one.
    """

    class Measure(models.TextChoices):
        COUNTRIES = "countries", _("countries")
        SECTIONS = "sections", _("sections")
        MEMBERS = "members", _("members")
        COPIES = "copies", _("copies")

    subject = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,  # the figure would be of nothing
        related_name="figures",
    )
    measure = models.CharField(_("measure"), max_length=10, choices=Measure)
    lower = models.PositiveIntegerField(_("at least"), null=True, blank=True)
    upper = models.PositiveIntegerField(_("at most"), null=True, blank=True)
    is_approximate = models.BooleanField(_("approximate"), default=False)
    dated_on = PartialDateField(_("when it was so"))
    dated_note = models.CharField(_("in the source's words"), max_length=255, blank=True)

    objects = KeyedManager.from_queryset(FigureQuerySet)()

    panels = [
        "subject",
        "measure",
        "lower",
        "upper",
        "is_approximate",
        "dated_on",
        "dated_note",
        *ASSERTION_PANELS,
        FURTHER_SOURCES,
        "key",
    ]

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["measure", "dated_on_earliest", "key"]
        constraints = [
            *Assertion.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(lower__isnull=False) | models.Q(upper__isnull=False),
                name="organisations_figure_has_a_bound",
                violation_error_message=_("A figure needs at least one bound."),
            ),
            models.CheckConstraint(
                condition=models.Q(lower__isnull=True)
                | models.Q(upper__isnull=True)
                | models.Q(lower__lte=models.F("upper")),
                name="organisations_figure_bounds_in_order",
                violation_error_message=_("The lower bound is above the upper one."),
            ),
        ]

    def __str__(self):
        return f"{self.subject}: {self.range} {self.get_measure_display()}"

    def clean(self):
        super().clean()
        self.refuse_repetition("subject_id", "measure", "lower", "upper", "dated_on")

    @property
    def range(self) -> str:
        """The range in signs that need no language: 35+, ≤ 12, 20–30, 250, ~ 8,000."""
        if self.lower is None and self.upper is None:
            shown = "?"  # in the form that asks for a bound
        elif self.lower == self.upper:
            shown = f"{self.lower:,}"
        elif self.upper is None:
            shown = f"{self.lower:,}+"
        elif self.lower is None:
            shown = f"≤ {self.upper:,}"
        else:
            shown = f"{self.lower:,}–{self.upper:,}"
        return f"~ {shown}" if self.is_approximate else shown

    def key_words(self):
        return f"{self.subject.key} {self.measure} {self.lower or self.upper}"
