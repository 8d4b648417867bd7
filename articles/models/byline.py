from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable


def at_most_one(*fields: str) -> models.Q:
    """The condition that no two of these foreign keys are set."""
    condition = models.Q(**{f"{name}__isnull": True for name in fields})
    for chosen in fields:
        condition |= models.Q(**{f"{name}__isnull": name != chosen for name in fields})
    return condition


class Byline(Orderable, ClusterableModel):
    """Who signed a text, in which role, by the name as signed.

    What the person or body is called or does today never changes it.
    """

    class Role(models.TextChoices):
        AUTHOR = "author", _("author")
        INTERVIEWER = "interviewer", _("interviewer")
        SPEAKER = "speaker", _("speaker")
        TRANSLATOR = "translator", _("translator")
        TRANSCRIBER = "transcriber", _("transcriber")
        PHOTOGRAPHER = "photographer", _("photographer")

    text = ParentalKey("articles.TextPage", related_name="bylines", on_delete=models.CASCADE)
    name = models.CharField(
        _("name as signed"),
        max_length=255,
        blank=True,
        help_text=_("Exactly as the text was signed. Empty: the name of the person or body below."),
    )
    is_anonymous = models.BooleanField(
        _("anonymous"), default=False, help_text=_("The author wished not to be named.")
    )
    person = models.ForeignKey(
        "organisations.Person",
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # the index of her texts would lose one
        related_name="bylines",
    )
    body = models.ForeignKey(
        "organisations.Body",
        verbose_name=_("body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # as above
        related_name="bylines",
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # as above
        related_name="bylines",
    )
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.AUTHOR)

    panels = [
        FieldPanel("name"),
        FieldPanel("role"),
        FieldPanel("person"),
        FieldPanel("body"),
        FieldPanel("organisation"),
        FieldPanel("is_anonymous"),
        InlinePanel("affiliations", heading=_("Affiliations"), label=_("Affiliation as signed")),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("byline")
        constraints = [
            models.CheckConstraint(
                condition=at_most_one("person", "body", "organisation"),
                name="articles_byline_at_most_one_signs",
                violation_error_message=_("A byline is of one person, body or organisation."),
            )
        ]

    def __str__(self):
        return self.name or str(self.actor or _("Anonymous"))

    @property
    def actor(self):
        """The person, body or organisation that signed, where the record knows it; or None."""
        return self.person or self.body or self.organisation

    def clean(self):
        super().clean()
        if not (self.name or self.actor or self.is_anonymous):
            raise ValidationError({"name": _("Say who signed, or mark the byline as anonymous.")})
        if self.is_anonymous and (self.name or self.actor):
            raise ValidationError(
                {"is_anonymous": _("An anonymous byline names nobody: remove the name or mark.")}
            )
        if not self.name and self.actor:
            self.name = str(self.actor)


class BylineAffiliation(Orderable):
    """An affiliation in the words it was signed with."""

    byline = ParentalKey(Byline, related_name="affiliations", on_delete=models.CASCADE)
    text = models.CharField(
        _("as signed"), max_length=255, help_text=_("Such as: Secretary of the Dockers’ Union.")
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # the link would be lost without anyone seeing it
        related_name="+",
    )
    body = models.ForeignKey(
        "organisations.Body",
        verbose_name=_("body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # as above
        related_name="+",
    )

    panels = ["text", "organisation", "body"]

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                condition=at_most_one("organisation", "body"),
                name="articles_bylineaffiliation_at_most_one",
                violation_error_message=_("An affiliation is to an organisation or a body."),
            )
        ]

    def __str__(self):
        return self.text
