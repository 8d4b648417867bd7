from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable

from articles.models.signature import ACTORS, Signature, exactly_one
from organisations.models.period import PartialDateField


class Signatory(Signature, Orderable):
    """One of those who made a joint statement. Their names belong to its words."""

    text = ParentalKey(
        "articles.StatementPage", related_name="signatories", on_delete=models.CASCADE
    )
    signed_on = PartialDateField(_("signed"))

    panels = [
        FieldPanel("name"),
        MultiFieldPanel(list(ACTORS), heading=_("Who signed"), help_text=_("Exactly one of them.")),
        FieldRowPanel(["signed_on"]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        default_related_name = "signatures"
        constraints = [
            models.CheckConstraint(
                condition=exactly_one(*ACTORS),
                name="articles_signatory_exactly_one",
                violation_error_message=_("Choose one: a person, a body or an organisation."),
            )
        ]

    def __str__(self):
        return self.name or str(self.actor or "")

    def clean(self):
        super().clean()
        if not self.has_actor:
            raise ValidationError({"organisation": self.one_actor_message})
