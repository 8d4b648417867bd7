from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import InlinePanel, PageChooserPanel
from wagtail.models import Orderable

from articles.models.connection import TEXT_TYPES
from organisations.models.key import Keyed, KeyedManager
from organisations.models.name import in_language


class Series(Keyed, ClusterableModel):
    """Texts that are read one after the other: one record for all languages."""

    objects = KeyedManager()

    panels = [
        InlinePanel("names", heading=_("Names"), label=_("Name"), min_num=1),
        InlinePanel(
            "parts",
            heading=_("Parts"),
            label=_("Part"),
            help_text=_("In their order, in the language in which each was written first."),
        ),
        "key",
    ]

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ["key"]

    def __str__(self):
        return self.label

    @property
    def _name(self):
        return in_language(self.names.all())

    @property
    def label(self) -> str:
        """Its name in the reader's language where it has one, else in another."""
        return self._name.text if self._name else self.key

    @property
    def description(self) -> str:
        """What it is about, in the language of the name shown; or ""."""
        return self._name.description if self._name else ""


class SeriesName(models.Model):
    """What a series is called in one language, and what it is about."""

    series = ParentalKey(Series, related_name="names", on_delete=models.CASCADE)
    language = models.CharField(_("language"), max_length=10, default="en")
    text = models.CharField(_("name"), max_length=150)
    description = models.TextField(_("description"), blank=True)

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["series", "language"], name="articles_seriesname_once")
        ]

    def __str__(self):
        return self.text


class SeriesPart(Orderable):
    """A text in its place in a series; its translations stand in the same place."""

    series = ParentalKey(Series, related_name="parts", on_delete=models.CASCADE)
    text = models.ForeignKey(
        "articles.TextPage",
        verbose_name=_("text"),
        on_delete=models.CASCADE,  # a draft that is thrown away is no part any more
        related_name="series_parts",
    )

    panels = [PageChooserPanel("text", TEXT_TYPES)]

    class Meta(Orderable.Meta):
        verbose_name = _("part of a series")
        constraints = [
            models.UniqueConstraint(fields=["series", "text"], name="articles_seriespart_once")
        ]

    def __str__(self):
        return str(self.text)
