from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

MOST_SHOWN = 12


class HomeSection(Orderable):
    """A part of a front page, in the order that its editors chose."""

    class Kind(models.TextChoices):
        STATEMENTS = "statements", _("statements")
        ABOUT = "about", _("who we are")
        ARTICLES = "articles", _("latest articles")
        LIBRARY = "library", _("from the library")
        TOPIC = "topic", _("a topic")
        SERIES = "series", _("a series")

    USUAL_NUMBER = {Kind.STATEMENTS: 3, Kind.ARTICLES: 6, Kind.LIBRARY: 3}

    home = ParentalKey("articles.HomePage", related_name="sections", on_delete=models.CASCADE)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    topic = models.ForeignKey(
        "articles.Topic",
        verbose_name=_("topic"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,  # nothing to show without it
        related_name="+",
    )
    series = models.ForeignKey(
        "articles.Series",
        verbose_name=_("series"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,  # as above
        related_name="+",
    )
    number = models.PositiveSmallIntegerField(
        _("how many texts"), null=True, blank=True, help_text=_("Empty: as many as usual.")
    )

    panels = ["kind", "topic", "series", "number"]

    class Meta(Orderable.Meta):
        verbose_name = _("section of a front page")
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(kind="topic") & models.Q(topic__isnull=False))
                | (~models.Q(kind="topic") & models.Q(topic__isnull=True)),
                name="articles_homesection_topic",
                violation_error_message=_("Choose the topic for a section of the kind “a topic”."),
            ),
            models.CheckConstraint(
                condition=(models.Q(kind="series") & models.Q(series__isnull=False))
                | (~models.Q(kind="series") & models.Q(series__isnull=True)),
                name="articles_homesection_series",
                violation_error_message=_(
                    "Choose the series for a section of the kind “a series”."
                ),
            ),
        ]

    def __str__(self):
        return str(self.topic or self.series or self.get_kind_display())

    def clean(self):
        super().clean()
        if self.number is not None and not 1 <= self.number <= MOST_SHOWN:
            raise ValidationError(
                {"number": _("Between 1 and %(most)s texts can be shown.") % {"most": MOST_SHOWN}}
            )

    @property
    def texts_shown(self) -> int:
        """How many texts it shows at most."""
        return self.number or self.USUAL_NUMBER.get(self.kind, 3)
