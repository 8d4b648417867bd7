from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from organisations.models.assertion import exactly_one

# The models of assertions, by the names of the fields that lead to them.
ASSERTIONS = (
    "relation",
    "figure",
    "membership",
    "event",
    "bodylink",
    "bodyseat",
    "organisationname",
    "bodyname",
    "personname",
)


def _assertion(model: str) -> ParentalKey:
    return ParentalKey(
        f"organisations.{model}",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.CASCADE,
        related_name="further_sources",
    )


class FurtherSourceManager(models.Manager):
    """Further sources come with what is printed of them."""

    def get_queryset(self):
        return super().get_queryset().select_related("source__page")


class FurtherSource(models.Model):
    """Another source that says the same as the first one of an assertion."""

    source = models.ForeignKey(
        "organisations.Source",
        verbose_name=_("source"),
        on_delete=models.PROTECT,  # the assertion would lose a part of its evidence
        related_name="further_assertions",
    )
    locator = models.CharField(
        _("place in the source"),
        max_length=255,
        blank=True,
        help_text=_("Page, paragraph or heading where it stands."),
    )
    relation = _assertion("Relation")
    figure = _assertion("Figure")
    membership = _assertion("Membership")
    event = _assertion("Event")
    bodylink = _assertion("BodyLink")
    bodyseat = _assertion("BodySeat")
    organisationname = _assertion("OrganisationName")
    bodyname = _assertion("BodyName")
    personname = _assertion("PersonName")

    objects = FurtherSourceManager()

    panels = ["source", "locator"]

    class Meta:
        verbose_name = _("further source")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=exactly_one(*ASSERTIONS),
                name="organisations_furthersource_one_assertion",
            ),
            *(
                models.UniqueConstraint(
                    fields=[name, "source"], name=f"organisations_furthersource_{name}_once"
                )
                for name in ASSERTIONS
            ),
        ]

    def __str__(self):
        return str(self.source)
