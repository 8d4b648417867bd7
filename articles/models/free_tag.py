from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.models import Revision

from articles.models.topic import TextTopic

LINKS = "free_tag_links"


class FreeTagQuerySet(models.QuerySet):
    """Words that editors wrote on texts and nobody has ordered yet."""

    def unmapped(self):
        """Those that stand for no topic so far."""
        return self.filter(topic__isnull=True)

    def uses(self) -> dict[int, set[int]]:
        """The numbers of the texts that carry each tag, in their drafts too, by the tag's number.

        A draft keeps its rows in its revision alone.
        """
        found: dict[int, set[int]] = {pk: set() for pk in self.values_list("pk", flat=True)}
        rows = set(TextFreeTag.objects.values_list("tag_id", "content_object_id"))
        for text, links in _in_drafts(LINKS):
            rows.update((link["tag"], text) for link in links or ())
        for tag, text in rows:
            if tag in found:
                found[tag].add(text)
        return found


def _in_drafts(relation):
    """(number of the text, its rows in the latest draft) for each text with an unpublished one."""
    from articles.models.text_page import TextPage

    drafts = TextPage.objects.filter(has_unpublished_changes=True)
    revisions = Revision.objects.filter(pk__in=drafts.values("latest_revision"))
    for number, links in revisions.values_list("object_id", f"content__{relation}"):
        yield int(number), links


def texts_with_topic(topic) -> set[int]:
    """The numbers of the texts about a topic, in their drafts too."""
    found = set(topic.text_links.values_list("content_object_id", flat=True))
    for text, links in _in_drafts("topic_links"):
        if any(link["tag"] == topic.pk for link in links or ()):
            found.add(text)
    return found


class FreeTag(TagBase):
    """A word that somebody wrote on a draft. Readers never see it.

    Once an editor says for which topic it stands, the texts get the topic in its place.
    """

    free_tagging = True

    topic = models.ForeignKey(
        "articles.Topic",
        verbose_name=_("stands for the topic"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,  # it waits for another one
        related_name="free_tags",
    )

    objects = FreeTagQuerySet.as_manager()

    class Meta:
        verbose_name = _("free tag")
        verbose_name_plural = _("free tags")
        ordering = ["name"]

    @transaction.atomic
    def map_to(self, topic) -> int:
        """From now on it stands for the topic, on all texts and drafts; on how many it stood."""
        texts = type(self).objects.filter(pk=self.pk).uses()[self.pk]
        self.topic = topic
        self.save(update_fields=["topic"])
        settle(texts)
        return len(texts)

    @transaction.atomic
    def drop(self) -> int:
        """Take it off all texts and drafts, and forget it; on how many texts it stood."""
        texts = type(self).objects.filter(pk=self.pk).uses()[self.pk]
        self.delete()
        return len(texts)


class TextFreeTag(ItemBase):
    """A free tag on a text."""

    tag = models.ForeignKey(FreeTag, related_name="text_links", on_delete=models.CASCADE)
    content_object = ParentalKey("articles.TextPage", related_name=LINKS, on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tag", "content_object"], name="articles_textfreetag_once"
            )
        ]


def settle(numbers) -> None:
    """Put topics in their place on the texts with these numbers, public and in the latest draft.

    The topic of each free tag that stands for one replaces it; so does the topic into which
    another was merged.
    """
    from articles.models.text_page import TextPage

    for row in TextFreeTag.objects.filter(content_object__in=numbers, tag__topic__isnull=False):
        _move(row, row.tag.topic_id)
    for row in TextTopic.objects.filter(content_object__in=numbers, tag__merged_into__isnull=False):
        _move(row, row.tag.standing.pk)
    for text in TextPage.objects.filter(pk__in=numbers, latest_revision__isnull=False):
        revision = text.latest_revision
        draft = revision.as_object()
        if draft.settle_topics():
            revision.content = draft.serializable_data()
            revision.save(update_fields=["content"])


def _move(row, topic_id: int) -> None:
    TextTopic.objects.get_or_create(tag_id=topic_id, content_object_id=row.content_object_id)
    row.delete()
