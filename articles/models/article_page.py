from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from articles.models.text_page import TextPage


class ArticlePage(TextPage):
    """A signed text: an article, an open letter, a talk, an interview."""

    class Kind(models.TextChoices):
        ARTICLE = "article", _("article")
        OPEN_LETTER = "open-letter", _("open letter")
        TALK = "talk", _("talk")
        INTERVIEW = "interview", _("interview")
        REVIEW = "review", _("review")

    template = "pages/article_page.html"
    parent_page_types = ["articles.ArticleIndexPage"]
    subpage_types = []
    page_description = _("A signed text with a date: its words are not changed silently.")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.ARTICLE)
    reply_to = models.ForeignKey(
        TextPage,
        verbose_name=_("reply to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,  # the letter stands without what it answers
        related_name="replies",
    )
    reply_to_title = models.CharField(
        _("reply to, as printed"),
        max_length=255,
        blank=True,
        help_text=_("What it answers, where that is not on this site."),
    )
    reply_to_address = models.URLField(_("reply to, web address"), blank=True, max_length=500)

    content_panels = [
        FieldPanel("kind"),
        *TextPage.content_panels,
        MultiFieldPanel(
            ["reply_to", "reply_to_title", "reply_to_address"], heading=_("What it answers")
        ),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
