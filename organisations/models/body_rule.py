from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel

from organisations.models.confirmation import Confirmable, Recorded
from organisations.models.key import Keyed, KeyedManager
from organisations.models.membership import Membership


class BodyRuleQuerySet(models.QuerySet):
    """Rules by which bodies decide."""

    def with_names(self):
        return self.select_related("body", "source").prefetch_related("body__names")


def _is_fraction(word: str, message) -> models.CheckConstraint:
    """The condition that two columns are a fraction between 0 and 1."""
    return models.CheckConstraint(
        condition=models.Q(
            **{
                f"{word}_denominator__gt": 0,
                f"{word}_numerator__lte": models.F(f"{word}_denominator"),
            }
        ),
        name=f"organisations_bodyrule_{word}_is_fraction",
        violation_error_message=message,
    )


class BodyRule(Keyed, Recorded, Confirmable):
    """How a body decides, from a day until its next rule; data-model section 4 has the tally."""

    class Base(models.TextChoices):
        VOTING = "voting", _("votes cast")
        PRESENT = "present", _("those present")
        ENTITLED = "entitled", _("all who may vote")

    class Visibility(models.TextChoices):
        NAMES = "names", _("who voted how")
        NUMBERS = "numbers", _("the numbers")
        RESULT = "result", _("only the result")

    deciding_fields = (
        "body_id",
        "effective_on",
        "full_votes",
        "alternate_votes",
        "consultative_votes",
        "observer_votes",
        "quorum_numerator",
        "quorum_denominator",
        "quorum_base",
        "majority_numerator",
        "majority_denominator",
        "majority_is_strict",
        "majority_base",
        "counts_abstentions",
        "circulation_days",
        "minimum_days",
        "term_months",
        "vote_visibility",
    )
    identifying_fields = ("body_id",)

    body = models.ForeignKey(
        "organisations.Body",
        verbose_name=_("body"),
        on_delete=models.PROTECT,  # nobody could say any more how it decided
        related_name="rules",
    )
    effective_on = models.DateField(
        _("in force from"),
        help_text=_("A real day: a rule with a vague date can’t decide a vote."),
    )
    full_votes = models.BooleanField(_("full members vote"), default=True)
    alternate_votes = models.BooleanField(
        _("alternates vote"),
        default=False,
        help_text=_("In their own right, not only in place of an absent full member."),
    )
    consultative_votes = models.BooleanField(_("consultative members vote"), default=False)
    observer_votes = models.BooleanField(_("observers vote"), default=False)
    quorum_numerator = models.PositiveSmallIntegerField(
        _("quorum: how many parts"), help_text=_("1, of 2 parts, for one half; 0 for no quorum.")
    )
    quorum_denominator = models.PositiveSmallIntegerField(_("quorum: of how many parts"))
    quorum_base = models.CharField(_("quorum: of whom"), max_length=8, choices=Base)
    majority_numerator = models.PositiveSmallIntegerField(
        _("majority: how many parts"), help_text=_("1, of 2 parts, for one half.")
    )
    majority_denominator = models.PositiveSmallIntegerField(_("majority: of how many parts"))
    majority_is_strict = models.BooleanField(
        _("more than this"),
        default=True,
        help_text=_("More than one half, against: at least two thirds. A tie never passes."),
    )
    majority_base = models.CharField(_("majority: of whom"), max_length=8, choices=Base)
    counts_abstentions = models.BooleanField(_("abstentions count as votes cast"), default=False)
    circulation_days = models.PositiveSmallIntegerField(
        _("days for a vote by circulation"),
        null=True,
        blank=True,
        help_text=_("Empty: the body decides only at meetings."),
    )
    minimum_days = models.PositiveSmallIntegerField(
        _("days before such a vote can close early"), default=0
    )
    term_months = models.PositiveSmallIntegerField(
        _("term of office in months"), null=True, blank=True, help_text=_("Empty: not limited.")
    )
    vote_visibility = models.CharField(
        _("what is shown of a vote"),
        max_length=7,
        choices=Visibility,
        default=Visibility.NUMBERS,
    )
    source = models.ForeignKey(
        "organisations.Source",
        verbose_name=_("source"),
        on_delete=models.PROTECT,  # the rule would rest on nothing
        related_name="rules",
        help_text=_("The statutes or the decision that says so."),
    )
    locator = models.CharField(_("place in the source"), max_length=255, blank=True)

    objects = KeyedManager.from_queryset(BodyRuleQuerySet)()

    panels = [
        "body",
        "effective_on",
        MultiFieldPanel(
            ["full_votes", "alternate_votes", "consultative_votes", "observer_votes"],
            heading=_("Who votes"),
        ),
        MultiFieldPanel(
            ["quorum_numerator", "quorum_denominator", "quorum_base"], heading=_("Quorum")
        ),
        MultiFieldPanel(
            [
                "majority_numerator",
                "majority_denominator",
                "majority_is_strict",
                "majority_base",
                "counts_abstentions",
            ],
            heading=_("Majority"),
        ),
        MultiFieldPanel(["circulation_days", "minimum_days"], heading=_("By circulation")),
        "term_months",
        "vote_visibility",
        "source",
        "locator",
        "key",
    ]

    class Meta:
        verbose_name = _("rule of a body")
        verbose_name_plural = _("rules of bodies")
        ordering = ["body", "effective_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "effective_on"],
                name="organisations_bodyrule_one_a_day",
                violation_error_message=_("This body has a rule from that day on already."),
            ),
            _is_fraction(
                "quorum", _("A quorum is a fraction between 0 and 1: so many of so many.")
            ),
            _is_fraction(
                "majority", _("A majority is a fraction between 0 and 1: so many of so many.")
            ),
            models.CheckConstraint(
                condition=models.Q(full_votes=True)
                | models.Q(alternate_votes=True)
                | models.Q(consultative_votes=True)
                | models.Q(observer_votes=True),
                name="organisations_bodyrule_somebody_votes",
                violation_error_message=_("Say who votes: at least one kind of members."),
            ),
            models.CheckConstraint(
                condition=models.Q(circulation_days__isnull=True)
                | models.Q(minimum_days__lte=models.F("circulation_days")),
                name="organisations_bodyrule_days_in_order",
                violation_error_message=_(
                    "A vote can’t stay open longer than the days that it is given."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.body}, {self.effective_on}"

    @property
    def capacities(self) -> list[str]:
        """The capacities that vote."""
        return [each for each in Membership.Capacity if getattr(self, f"{each}_votes")]

    def clean(self):
        super().clean()
        if self.circulation_days == 0:
            message = _("Give at least one day, or leave it empty.")
            raise ValidationError({"circulation_days": message})

    def key_words(self):
        return f"{self.body.key} rule {self.effective_on}"
