from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

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
    content_panels = [FieldPanel("kind"), *TextPage.content_panels]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    @property
    def expects_delivery(self) -> bool:
        return super().expects_delivery or self.kind == self.Kind.TALK
