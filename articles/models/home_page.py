from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import InlinePanel, PageChooserPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page
from wagtail.search import index

from articles.feeds import FeedRoutes
from articles.models.article_page import ArticlePage
from articles.models.document_page import DocumentPage
from articles.models.statement_page import StatementPage
from articles.models.text_page import TextPage

ARTICLES_SHOWN = 6
STATEMENTS_SHOWN = 3
DOCUMENTS_SHOWN = 3


class HomePage(FeedRoutes, RoutablePageMixin, Page):
    """The front page of one language; all other pages of that language stand below it."""

    template = "pages/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "articles.PlainPage",
        "articles.ArticleIndexPage",
        "articles.StatementIndexPage",
        "articles.LibraryIndexPage",
        "organisations.StructurePage",
    ]
    page_description = _("The front page of one language.")

    standfirst = models.TextField(
        _("standfirst"), blank=True, help_text=_("Who we are, in one or two sentences.")
    )
    lead = models.ForeignKey(
        "articles.TextPage",
        verbose_name=_("lead"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,  # the front page goes on without a chosen lead
        related_name="+",
        help_text=_("The text at the top. Empty: the latest article."),
    )

    content_panels = [
        *Page.content_panels,
        "standfirst",
        PageChooserPanel(
            "lead",
            ["articles.ArticlePage", "articles.StatementPage", "articles.DocumentPage"],
        ),
        InlinePanel(
            "sections",
            heading=_("Sections below the lead"),
            label=_("Section"),
            help_text=_(
                "In this order. Without any: statements, who we are, articles, the library."
            ),
        ),
    ]
    search_fields = [*Page.search_fields, index.SearchField("standfirst")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def _latest(self, model, number):
        found = model.objects.descendant_of(self).published().latest_first().for_listing()
        return list(found[:number])

    def feed_texts(self):
        """Everything in this language."""
        return TextPage.objects.descendant_of(self)

    def get_context(self, request, *args, **kwargs):
        """Adds `lead`, `statements`, `articles`, `documents`: published, latest first."""
        context = super().get_context(request, *args, **kwargs)
        articles = self._latest(ArticlePage, ARTICLES_SHOWN + 1)
        lead = self.lead.localized.specific if self.lead and self.lead.live else None
        if lead is None and articles:
            lead = articles[0]
        context["lead"] = lead
        context["articles"] = [each for each in articles if each.pk != getattr(lead, "pk", None)][
            :ARTICLES_SHOWN
        ]
        context["statements"] = self._latest(StatementPage, STATEMENTS_SHOWN)
        context["documents"] = self._latest(DocumentPage, DOCUMENTS_SHOWN)
        return context
