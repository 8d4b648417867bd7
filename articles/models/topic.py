from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import InlinePanel

from organisations.models.key import Keyed, KeyedManager
from organisations.models.name import in_language


class Topic(Keyed, TagBase, ClusterableModel):
    """What texts are about: one record for all languages, its names in rows beside it."""

    free_tagging = False

    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # old addresses lead there
        related_name="merged",
        help_text=_("The topic that took this one's place."),
    )

    objects = KeyedManager()

    panels = [
        "name",
        InlinePanel("names", heading=_("Names"), label=_("Name")),
        InlinePanel("descriptions", heading=_("Descriptions"), label=_("Description")),
        "merged_into",
        "key",
    ]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]

    def save(self, *args, **kwargs):
        self.key = self.key or self.unused_key(self.name)
        self.slug = self.key
        super().save(*args, **kwargs)

    @property
    def label(self) -> str:
        """Its name in the reader's language where it has one, else the working name."""
        row = in_language(self.names.all())
        return row.text if row else self.name


class TopicName(models.Model):
    """The name of a topic in one language."""

    topic = ParentalKey(Topic, related_name="names", on_delete=models.CASCADE)
    language = models.CharField(_("language"), max_length=10, default="en")
    text = models.CharField(_("name"), max_length=100)

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "language"], name="articles_topicname_once")
        ]

    def __str__(self):
        return self.text


class TopicDescription(models.Model):
    """What a topic covers, in one language."""

    topic = ParentalKey(Topic, related_name="descriptions", on_delete=models.CASCADE)
    language = models.CharField(_("language"), max_length=10, default="en")
    text = models.TextField(_("description"))

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "language"], name="articles_topicdescription_once"
            )
        ]

    def __str__(self):
        return self.text


class TextTopic(ItemBase):
    """A text is about a topic."""

    tag = models.ForeignKey(Topic, related_name="text_links", on_delete=models.CASCADE)
    content_object = ParentalKey(
        "articles.TextPage", related_name="topic_links", on_delete=models.CASCADE
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tag", "content_object"], name="articles_texttopic_once"
            )
        ]
