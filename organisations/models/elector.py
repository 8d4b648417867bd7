from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from organisations.models.assertion import exactly_one
from organisations.models.decision import Decision
from organisations.models.membership import Membership


class Elector(models.Model):
    """Who could vote on a decision, as it stood when the electorate was frozen.

    Names, capacities and weights are copies: a term that is corrected later changes none of them.
    """

    decision = models.ForeignKey(Decision, related_name="electors", on_delete=models.CASCADE)
    membership = models.ForeignKey(
        Membership,
        verbose_name=_("term of office"),
        on_delete=models.PROTECT,  # the right to vote would rest on nothing
        related_name="electors",
    )
    person = models.ForeignKey(
        "organisations.Person",
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # nobody could say who had the vote
        related_name="electors",
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # as above
        related_name="electors",
    )
    name = models.CharField(_("name then"), max_length=255)
    capacity = models.CharField(_("capacity"), max_length=12, choices=Membership.Capacity)
    on_behalf_of = models.CharField(_("on behalf of"), max_length=255, blank=True)
    weight = models.PositiveSmallIntegerField(_("weight of the vote"))
    source = models.ForeignKey(
        "organisations.Source",
        verbose_name=_("source"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # the settlement would rest on nothing
        related_name="electors",
        help_text=_("What settled that she was in office, where the dates of the term did not."),
    )

    class Meta:
        verbose_name = _("elector")
        verbose_name_plural = _("electors")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=exactly_one("person", "organisation"),
                name="organisations_elector_one_who",
            ),
            models.UniqueConstraint(
                fields=["decision", "membership"], name="organisations_elector_one_term"
            ),
            # Two seats of one person are one vote.
            models.UniqueConstraint(
                fields=["decision", "person"], name="organisations_elector_one_person"
            ),
        ]

    def __str__(self):
        return self.name


class Dissent(models.Model):
    """That somebody had it put on record that she disagreed with a decision."""

    decision = ParentalKey(Decision, related_name="dissents", on_delete=models.CASCADE)
    elector = models.ForeignKey(
        Elector,
        verbose_name=_("elector"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # whose dissent it was would be lost
        related_name="dissents",
    )
    name_as_written = models.CharField(
        _("name as written"),
        max_length=255,
        blank=True,
        help_text=_("Where the electors of the decision are not known."),
    )
    text = models.TextField(_("statement"), blank=True)
    is_public = models.BooleanField(
        _("public"), default=False, help_text=_("Shown with the decision; otherwise to editors.")
    )

    panels = ["elector", "name_as_written", "text", "is_public"]

    class Meta:
        verbose_name = _("dissent")
        verbose_name_plural = _("dissents")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(elector__isnull=False, name_as_written="")
                | (models.Q(elector__isnull=True) & ~models.Q(name_as_written="")),
                name="organisations_dissent_one_who",
                violation_error_message=_("Name the elector or write the name, not both."),
            )
        ]

    def __str__(self):
        return self.name_as_written or str(self.elector)
