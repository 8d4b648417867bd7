import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from organisations.electorate import Electorate, electorate_of, rule_in_force
from organisations.models.assertion import Assertion, DatedAssertionQuerySet
from organisations.models.key import Keyed, KeyedManager
from organisations.models.name import Description, Name, Named, in_language
from organisations.models.paged import Paged
from organisations.models.panels import ASSERTION_PANELS, PERIOD_PANELS
from organisations.models.period import Period, PeriodQuerySet
from organisations.period import today


class BodyQuerySet(PeriodQuerySet):
    """Bodies: congresses, executives, secretariats, commissions, branches."""

    def with_names(self):
        return self.prefetch_related("names", "organisation__names")


class Body(Paged, Named, Keyed, Period, ClusterableModel, index.Indexed):
    """A structural part of an organisation that decides or acts; its period is its life."""

    class Kind(models.TextChoices):
        CONGRESS = "congress", _("congress")
        EXECUTIVE = "executive", _("executive committee")
        SECRETARIAT = "secretariat", _("secretariat")
        COMMISSION = "commission", _("commission")
        BRANCH = "branch", _("branch")

    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,  # its bodies' decisions would lose their organisation
        related_name="bodies",
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)

    objects = KeyedManager.from_queryset(BodyQuerySet)()

    panels = [
        "organisation",
        "kind",
        MultiFieldPanel(PERIOD_PANELS, heading=_("Life")),
        InlinePanel("names", heading=_("Names"), label=_("Name"), min_num=1),
        InlinePanel("descriptions", heading=_("Mandate in words"), label=_("Description")),
        InlinePanel("links", heading=_("Mandate"), label=_("Link to another body")),
        InlinePanel("seats", heading=_("Seats"), label=_("Seat")),
        FieldPanel("key"),
    ]

    search_fields = [
        index.AutocompleteField("key"),
        index.AutocompleteField("plain_names"),
        index.RelatedFields("names", [index.SearchField("text"), index.AutocompleteField("text")]),
        index.FilterField("kind"),
        index.FilterField("organisation"),
    ]

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["key"]
        constraints = Period.Meta.constraints

    page_accessor = "body_pages"
    route_name = "body"

    @property
    def description(self):
        """Its mandate in words, in the reader's language where that is written; or None."""
        return in_language(self.descriptions.all())

    def rule_on(self, on: datetime.date | None = None):
        """The rule by which it decides on a day (None: today in UTC), as confirmed; or None."""
        return rule_in_force(self.rules.select_related("source"), on or today())

    def electorate(self, on: datetime.date | None = None) -> Electorate:
        """Who may vote in it on a day (None: today in UTC)."""
        return electorate_of(self, on)


class BodyName(Name):
    """A name that a body bore."""

    body = ParentalKey(Body, related_name="names", on_delete=models.CASCADE)

    panels = ["text", "abbreviation", "language", "kind", *PERIOD_PANELS, *ASSERTION_PANELS]

    class Meta(Name.Meta):
        verbose_name = _("name of a body")
        constraints = [
            *Name.Meta.constraints,
            models.UniqueConstraint(
                fields=["body", "language", "starts_on"],
                condition=models.Q(kind="official") & ~models.Q(status="withdrawn"),
                name="organisations_bodyname_one_official",
            ),
        ]


class BodyDescription(Description):
    """The mandate of a body in words, in one language."""

    body = ParentalKey(Body, related_name="descriptions", on_delete=models.CASCADE)

    class Meta(Description.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["body", "language"], name="organisations_bodydescription_once"
            )
        ]


class BodyLink(Period, Assertion):
    """Where a body has its mandate from: another that elects it or calls it to account."""

    class Kind(models.TextChoices):
        ELECTED_BY = "elected_by", _("elected by")
        ACCOUNTABLE_TO = "accountable_to", _("accountable to")
        ACTS_BETWEEN = "acts_between_sessions_of", _("acts between sessions of")

    body = ParentalKey(Body, related_name="links", on_delete=models.CASCADE)
    kind = models.CharField(_("kind"), max_length=25, choices=Kind)
    other = models.ForeignKey(
        Body,
        verbose_name=_("other body"),
        on_delete=models.PROTECT,  # the chain would break without anyone seeing it
        related_name="links_from",
    )

    panels = ["kind", "other", *PERIOD_PANELS, *ASSERTION_PANELS]

    objects = DatedAssertionQuerySet.as_manager()

    class Meta:
        verbose_name = _("link between bodies")
        ordering = ["kind", "starts_on_earliest", "pk"]
        constraints = [
            *Period.Meta.constraints,
            *Assertion.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(body=models.F("other")),
                name="organisations_bodylink_two_bodies",
                violation_error_message=_("A body can't give itself its mandate."),
            ),
        ]

    def __str__(self):
        return f"{self.body} {self.get_kind_display()} {self.other}"

    def clean(self):
        super().clean()
        self.refuse_loop()

    def save(self, *args, **kwargs):
        self.refuse_loop()
        super().save(*args, **kwargs)

    def refuse_loop(self) -> None:
        """Raises ValidationError where the chain would lead back to this body.

        Looks only along links of this kind whose periods possibly overlap.
        """
        if not self.other_id or not self.body_id or self.status == self.Status.WITHDRAWN:
            return
        links = (
            BodyLink.objects.filter(kind=self.kind)
            .exclude(status=self.Status.WITHDRAWN)
            .exclude(pk=self.pk)
        )
        others = {}
        for link in links:
            if link.period.possibly_overlaps(self.period):
                others.setdefault(link.body_id, set()).add(link.other_id)
        reached, waiting = set(), [self.other_id]
        while waiting:
            body_id = waiting.pop()
            if body_id == self.body_id:
                raise ValidationError(
                    {
                        "other": _("“%(kind)s” would run in a circle: “%(other)s” leads back here.")
                        % {"kind": self.get_kind_display(), "other": self.other}
                    }
                )
            if body_id not in reached:
                reached.add(body_id)
                waiting.extend(others.get(body_id, ()))


class BodySeat(Period, Assertion):
    """The place where a body has its seat."""

    body = ParentalKey(Body, related_name="seats", on_delete=models.CASCADE)
    place = models.CharField(_("place"), max_length=120)

    panels = ["place", *PERIOD_PANELS, *ASSERTION_PANELS]

    objects = DatedAssertionQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        ordering = ["starts_on_earliest", "pk"]
        constraints = [*Period.Meta.constraints, *Assertion.Meta.constraints]

    def __str__(self):
        return self.place
