import datetime

from django.db import models
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import InlinePanel, PageChooserPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page
from wagtail.search import index

from articles.feeds import FeedRoutes
from articles.front import sections_of, standing_notices
from articles.models.article_page import ArticlePage
from articles.models.home_routes import HomeRoutes
from articles.models.notice import Notice
from articles.models.text_page import TextPage
from organisations.period import today

# A cache in front of the site may keep a front page so long, and never beyond a notice's day.
KEPT_SECONDS = 300


class HomePage(HomeRoutes, FeedRoutes, RoutablePageMixin, Page):
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

    def feed_texts(self):
        """Everything in this language."""
        return TextPage.objects.descendant_of(self)

    @property
    def _chosen_lead(self):
        """The lead in the language of this page, where every reader may see it; or None."""
        if not self.lead_id:
            return None
        key = TextPage.objects.filter(pk=self.lead_id).values("translation_key")
        shown = TextPage.objects.published().filter(translation_key__in=key)
        here = shown.filter(locale=self.locale).first() or shown.filter(pk=self.lead_id).first()
        return here.specific if here else None

    def get_context(self, request, *args, **kwargs):
        """Adds `lead`, `notices` and `sections`: chosen by the editors, or the latest."""
        context = super().get_context(request, *args, **kwargs)
        lead = self._chosen_lead
        if lead is None:
            articles = ArticlePage.objects.descendant_of(self).published().latest_first()
            lead = articles.for_listing().first()
        context["lead"] = lead
        context["notices"] = standing_notices(self.locale)
        context["sections"] = sections_of(self, lead)
        return context

    def serve(self, request, *args, **kwargs):
        """Tells caches how long the notices on it stand."""
        response = super().serve(request, *args, **kwargs)
        if response.status_code == 200 and not request.user.is_authenticated:
            patch_cache_control(response, max_age=0, s_maxage=self._seconds_until_a_change())
        return response

    def _seconds_until_a_change(self) -> int:
        change = Notice.objects.next_change()
        if change is None or change > today() + datetime.timedelta(days=1):
            return KEPT_SECONDS
        midnight = datetime.datetime.combine(change, datetime.time(), tzinfo=datetime.UTC)
        return max(0, min(KEPT_SECONDS, int((midnight - timezone.now()).total_seconds())))
