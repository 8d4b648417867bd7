from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import InlinePanel

from organisations.models.key import Keyed, KeyedManager
from organisations.models.name import in_language


class TopicQuerySet(models.QuerySet):
    """What texts are about."""

    def standing(self):
        """Those that were not merged into another."""
        return self.filter(merged_into__isnull=True)


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

    objects = KeyedManager.from_queryset(TopicQuerySet)()

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

    def clean(self):
        super().clean()
        if self.pk and self.merged_into and self in self.merged_into.way_to_standing():
            raise ValidationError(
                {"merged_into": _("A topic can't be merged into itself: choose another one.")}
            )

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Stores it; the texts of a topic that is merged into another go over to that one."""
        self.key = self.key or self.unused_key(self.name)
        self.slug = self.key
        super().save(*args, **kwargs)
        if self.merged_into_id:
            self._hand_over_texts()

    def _hand_over_texts(self) -> None:
        from articles.models.free_tag import settle, texts_with_topic

        self.free_tags.update(topic=self.standing)
        settle(texts_with_topic(self))

    def way_to_standing(self) -> list["Topic"]:
        """This topic, the one into which it was merged, and so on."""
        way = [self]
        while (following := way[-1].merged_into) and following not in way:
            way.append(following)
        return way

    @property
    def standing(self) -> "Topic":
        """The topic that stands for this one: itself, or the one into which it was merged."""
        return self.way_to_standing()[-1]

    @transaction.atomic
    def rename(self, name: str) -> "Topic":
        """A topic with another name and address in its place; the old address leads there.

        It takes over descriptions, texts and names, but for that in the source language.
        """
        new = type(self)(name=name)
        new.names = [
            TopicName(
                language=row.language,
                text=name if row.language == settings.LANGUAGE_CODE else row.text,
            )
            for row in self.names.all()
        ]
        new.descriptions = [
            TopicDescription(language=row.language, text=row.text)
            for row in self.descriptions.all()
        ]
        new.save()
        self.merged_into = new
        self.save()
        return new

    @property
    def label(self) -> str:
        """Its name in the reader's language where it has one, else the working name."""
        row = in_language(self.names.all())
        return row.text if row else self.name

    @property
    def description(self) -> str:
        """What it covers, in the reader's language where that was written; or ""."""
        row = in_language(self.descriptions.all())
        return row.text if row else ""


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
