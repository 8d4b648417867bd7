"""What a text is connected with, as its editors say: countries, those it names, other texts."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable

TEXT_TYPES = ["articles.ArticlePage", "articles.StatementPage", "articles.DocumentPage"]


class TextCountry(Orderable):
    """A country, or a part of one, that a text is about."""

    text = ParentalKey("articles.TextPage", related_name="countries", on_delete=models.CASCADE)
    territory = models.ForeignKey(
        "organisations.Territory",
        verbose_name=_("country"),
        on_delete=models.PROTECT,  # lists by country would lose the text
        related_name="text_links",
    )

    panels = ["territory"]

    class Meta(Orderable.Meta):
        verbose_name = _("country of a text")
        constraints = [
            models.UniqueConstraint(fields=["text", "territory"], name="articles_textcountry_once")
        ]

    def __str__(self):
        return str(self.territory)


class Mention(Orderable):
    """A body or an organisation that a text speaks of."""

    text = ParentalKey("articles.TextPage", related_name="mentions", on_delete=models.CASCADE)
    body = models.ForeignKey(
        "organisations.Body",
        verbose_name=_("body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # the way from the record to the text would be lost
        related_name="mentions",
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # as above
        related_name="mentions",
    )

    panels = ["body", "organisation"]

    class Meta(Orderable.Meta):
        verbose_name = _("mention")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(body__isnull=True, organisation__isnull=False)
                | models.Q(body__isnull=False, organisation__isnull=True),
                name="articles_mention_of_one",
                violation_error_message=_("Choose a body or an organisation, not both."),
            )
        ]

    def __str__(self):
        return str(self.record)

    @property
    def record(self):
        """The body or organisation."""
        return self.body or self.organisation


class RelatedText(Orderable):
    """A text that the editors send readers on to, with their reason."""

    text = ParentalKey(
        "articles.TextPage", related_name="related_choices", on_delete=models.CASCADE
    )
    other = models.ForeignKey(
        "articles.TextPage",
        verbose_name=_("related text"),
        on_delete=models.CASCADE,  # leads to nothing without it
        related_name="+",
        help_text=_("In any language: readers are led to their own where it exists."),
    )
    reason = models.CharField(
        _("reason"),
        max_length=120,
        blank=True,
        help_text=_("Readers see it, such as: the answer to this letter."),
    )

    panels = [PageChooserPanel("other", TEXT_TYPES), "reason"]

    class Meta(Orderable.Meta):
        verbose_name = _("related text")
        constraints = [
            models.UniqueConstraint(fields=["text", "other"], name="articles_relatedtext_once")
        ]

    def __str__(self):
        return str(self.other)

    def clean(self):
        super().clean()
        if self.other_id and self.other_id == self.text_id:
            raise ValidationError({"other": _("A text is not related to itself: choose another.")})


PANELS = [
    MultiFieldPanel(
        [
            FieldPanel("topics"),
            FieldPanel("free_tags"),
            InlinePanel("countries", label=_("Country")),
            InlinePanel("mentions", label=_("Body or organisation mentioned")),
        ],
        heading=_("What it is about"),
    ),
    InlinePanel(
        "related_choices",
        heading=_("Read on"),
        label=_("Related text"),
        help_text=_("Without a choice, texts with the same topics, bodies or countries are shown."),
    ),
]
