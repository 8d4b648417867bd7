from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from articles.models.signature import ACTORS, Signature, at_most_one
from organisations.models.fetching import body_at, organisation_link_at


class Byline(Signature, Orderable, ClusterableModel):
    """Who signed a text, and in which role: a person, a body, an organisation or a bare name."""

    class Role(models.TextChoices):
        AUTHOR = "author", _("author")
        INTERVIEWER = "interviewer", _("interviewer")
        SPEAKER = "speaker", _("speaker")
        TRANSLATOR = "translator", _("translator")
        TRANSCRIBER = "transcriber", _("transcriber")
        PHOTOGRAPHER = "photographer", _("photographer")

    text = ParentalKey("articles.TextPage", related_name="bylines", on_delete=models.CASCADE)
    is_anonymous = models.BooleanField(
        _("anonymous"), default=False, help_text=_("The author wished not to be named.")
    )
    is_collective = models.BooleanField(
        _("collective"),
        default=False,
        help_text=_("The name is that of several people or of a group, not of one person."),
    )
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.AUTHOR)

    panels = [
        FieldRowPanel(["name", "role"]),
        MultiFieldPanel(
            ["person", "body", "organisation"],
            heading=_("In the record"),
            help_text=_("At most one of them; none where the record does not know who it is."),
        ),
        FieldRowPanel(["is_collective", "is_anonymous"]),
        InlinePanel(
            "affiliations",
            heading=_("Affiliations"),
            label=_("Affiliation as signed"),
            help_text=_("In the words of the signature. They never change with a later office."),
        ),
    ]

    one_actor_message = _("A byline is of one person, body or organisation.")

    class Meta(Orderable.Meta):
        verbose_name = _("byline")
        default_related_name = "bylines"
        constraints = [
            models.CheckConstraint(
                condition=at_most_one(*ACTORS),
                name="articles_byline_at_most_one_signs",
                violation_error_message=_("A byline is of one person, body or organisation."),
            )
        ]

    def __str__(self):
        return self.name or str(self.actor or _("Anonymous"))

    @property
    def is_group(self) -> bool:
        """Whether several speak under one name."""
        return bool(self.is_collective or self.body_id or self.organisation_id)

    def clean(self):
        super().clean()
        if not (self.name or self.has_actor or self.is_anonymous):
            raise ValidationError({"name": _("Say who signed, or mark the byline as anonymous.")})
        if self.is_anonymous and (self.name or self.has_actor):
            raise ValidationError(
                {"is_anonymous": _("An anonymous byline names nobody: remove the name or mark.")}
            )
        if self.is_collective and self.person_id:
            raise ValidationError(
                {"is_collective": _("One person is no group: remove the person or the mark.")}
            )


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

    @property
    def actor(self):
        """The organisation or body, where the record knows it; or None."""
        return self.organisation or self.body

    @staticmethod
    def fetch_actors(affiliations) -> None:
        """Fetch what links to them need, for all at once."""
        prefetch_related_objects(
            affiliations, *body_at("body"), *organisation_link_at("organisation")
        )
