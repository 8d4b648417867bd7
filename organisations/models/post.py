from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import InlinePanel
from wagtail.search import index

from organisations.models.assertion import exactly_one
from organisations.models.key import Keyed, KeyedManager
from organisations.models.name import in_language
from organisations.models.panels import PERIOD_PANELS
from organisations.models.period import Period, PeriodQuerySet


class PostQuerySet(PeriodQuerySet):
    """Posts in bodies and organisations."""

    def with_names(self):
        return self.select_related("body", "organisation").prefetch_related(
            "titles", "body__names", "organisation__names"
        )


class Post(Keyed, Period, ClusterableModel, index.Indexed):
    """A position in a body or an organisation, which exists without its holder."""

    body = models.ForeignKey(
        "organisations.Body",
        verbose_name=_("in the body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # memberships rest on the post
        related_name="posts",
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("in the organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # as above
        related_name="posts",
    )
    places = models.PositiveSmallIntegerField(
        _("number of places"), null=True, blank=True, help_text=_("Empty: not limited.")
    )

    objects = KeyedManager.from_queryset(PostQuerySet)()

    panels = [
        InlinePanel("titles", heading=_("Titles"), label=_("Title"), min_num=1),
        "body",
        "organisation",
        "places",
        *PERIOD_PANELS,
        "key",
    ]

    search_fields = [
        index.RelatedFields("titles", [index.AutocompleteField("text")]),
        index.AutocompleteField("names_of_place"),
        index.AutocompleteField("key"),
        index.FilterField("body"),
    ]

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["key"]
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=exactly_one("body", "organisation"),
                name="organisations_post_one_place",
                violation_error_message=_("A post is in a body or in an organisation, not both."),
            ),
        ]

    def __str__(self):
        title = in_language(self.titles.all()) if self.pk else None
        return title.text if title else self.key

    @property
    def names_of_place(self) -> str:
        """All names of its body or organisation: what a search for the post finds."""
        return " ".join(name.text for name in (self.body or self.organisation).names.all())

    def key_words(self):
        titles = list(self.titles.all())
        return f"{self.body or self.organisation} {titles[0].text if titles else ''}"


class PostTitle(models.Model):
    """What a post is called in one language."""

    post = ParentalKey(Post, related_name="titles", on_delete=models.CASCADE)
    language = models.CharField(_("language"), max_length=10, default="en")
    text = models.CharField(_("title"), max_length=150)

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "language"], name="organisations_posttitle_once"
            )
        ]

    def __str__(self):
        return self.text
