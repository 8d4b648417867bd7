import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel

from organisations.models.confirmation import Recorded
from organisations.models.fetching import body_at, organisation_at, person_at
from organisations.models.period import Certainty, PartialDateQuerySet, PeriodQuerySet

# What a line about an assertion prints, to be fetched together: its sources and who claims it.
WITH_SOURCE = ("source__page", "claimant", "claimant_body", "claimant_person")
WITH_CLAIMANT = (
    *organisation_at("claimant"),
    *body_at("claimant_body"),
    *person_at("claimant_person"),
    "further_sources",
)


class AssertionQuerySet(PartialDateQuerySet):
    """What sources say."""

    def standing(self):
        """Those that nobody has withdrawn."""
        return self.exclude(status=Assertion.Status.WITHDRAWN)

    def without_second_source(self):
        """Those standing that rest on one source only; the same one a second time is no other."""
        others = (
            self.model._meta.get_field("further_sources")
            .related_model.objects.filter(**{self.model._meta.model_name: models.OuterRef("pk")})
            .exclude(source=models.OuterRef("source"))
        )
        return self.standing().filter(~models.Exists(others))


class DatedAssertionQuerySet(AssertionQuerySet, PeriodQuerySet):
    """What sources say of a stretch of time."""

    def holding(self, on: datetime.date | None = None, certainty: Certainty = "possibly"):
        """Those that hold on a day (None: today in UTC) and are not withdrawn."""
        return super().holding(on, certainty).standing()


class Assertion(Recorded, ClusterableModel):
    """Something that a source says is so, with who claims it and whether it still stands.

    Nothing is overwritten: an assertion is corrected by withdrawing it, with a note, and adding
    another. Its status is about the assertion, never a verdict on who is right.
    """

    class Status(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        DISPUTED = "disputed", _("disputed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    source = models.ForeignKey(
        "organisations.Source",
        verbose_name=_("source"),
        on_delete=models.PROTECT,  # a fact without a source would remain
        related_name="%(class)s_assertions",
        help_text=_("The document that says so."),
    )
    locator = models.CharField(
        _("place in the source"),
        max_length=255,
        blank=True,
        help_text=_("Page, paragraph or heading where it stands."),
    )
    claimant = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("claimed by the organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # the claim would turn into the editors' own
        related_name="+",
        help_text=_("Empty where the editors of this record state it."),
    )
    claimant_body = models.ForeignKey(
        "organisations.Body",
        verbose_name=_("claimed by the body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # as above
        related_name="+",
    )
    claimant_person = models.ForeignKey(
        "organisations.Person",
        verbose_name=_("claimed by the person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # as above
        related_name="+",
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.ACCEPTED, db_index=True
    )
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawal_note = models.TextField(
        _("why it was withdrawn"), blank=True, help_text=_("Readers see this note.")
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_withdrawn_with_note",
                condition=models.Q(
                    models.Q(status="withdrawn", withdrawn_on__isnull=False)
                    & ~models.Q(withdrawal_note="")
                )
                | models.Q(
                    ~models.Q(status="withdrawn"), withdrawn_on__isnull=True, withdrawal_note=""
                ),
                violation_error_message=_(
                    "A withdrawn assertion needs its day and a note; any other has neither."
                ),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_one_claimant",
                condition=(
                    models.Q(claimant__isnull=True, claimant_body__isnull=True)
                    | models.Q(claimant__isnull=True, claimant_person__isnull=True)
                    | models.Q(claimant_body__isnull=True, claimant_person__isnull=True)
                ),
                violation_error_message=_("Name one claimant: organisation, body or person."),
            ),
        ]

    @property
    def is_standing(self) -> bool:
        """Whether nobody has withdrawn it."""
        return self.status != self.Status.WITHDRAWN

    @property
    def claimed_by(self):
        """The organisation, body or person that claims it; None for the editors of the record."""
        return self.claimant or self.claimant_body or self.claimant_person

    @property
    def side(self) -> tuple:
        """Who says it: the source, and whose claim the source reports. One side can't differ."""
        return (
            self.source_id,
            self.claimant_id,
            self.claimant_body_id,
            self.claimant_person_id,
        )

    def refuse_repetition(self, *fields: str) -> None:
        """Raises ValidationError where the same side has said the same of the same already."""
        if not self.is_standing or not self.source_id:
            return
        said = [
            *fields,
            "source_id",
            "claimant_id",
            "claimant_body_id",
            "claimant_person_id",
        ]
        twin = (
            type(self)
            ._base_manager.filter(**{name: getattr(self, name) for name in said})
            .exclude(status=self.Status.WITHDRAWN)
            .exclude(pk=self.pk)
            .first()
        )
        if twin:
            message = _("This is in the record already, from the same source: “%(twin)s”.")
            raise ValidationError({"source": message % {"twin": twin}})


def exactly_one(*fields: str) -> models.Q:
    """The condition that exactly one of these foreign keys is set."""
    condition = models.Q()
    for chosen in fields:
        condition |= models.Q(**{f"{name}__isnull": name != chosen for name in fields})
    return condition
