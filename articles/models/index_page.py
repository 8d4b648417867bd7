from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from articles.feeds import FeedRoutes
from articles.listing import Elsewhere, Listing
from articles.models.article_page import ArticlePage
from articles.models.document_page import DocumentPage
from articles.models.statement_page import StatementPage
from articles.models.text_permission import IndexPermissionTester


class TextIndexPage(FeedRoutes, RoutablePageMixin, Page):
    """A container of texts of one type, which lists what is published in it."""

    text_model = None

    intro = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link"])

    content_panels = [*Page.content_panels, "intro"]
    search_fields = [*Page.search_fields, index.SearchField("intro")]

    class Meta:
        abstract = True

    def texts(self):
        """The published texts below this page, the latest first."""
        return self.text_model.objects.child_of(self).published().latest_first()

    def feed_texts(self):
        return self.text_model.objects.child_of(self)

    def permissions_for_user(self, user):
        return IndexPermissionTester(user, self)

    def get_context(self, request, *args, **kwargs):
        """Adds `listing` and `texts`, one page of it; an odd `?page=` gives the nearest one."""
        context = super().get_context(request, *args, **kwargs)
        listing = Listing(self.texts(), request.GET, self._elsewhere(request))
        context["listing"] = listing
        context["texts"] = listing.page(request.GET.get("page"))
        context["feed_query"] = f"?{listing.query}" if listing.chosen else ""
        return context

    def _elsewhere(self, request) -> Elsewhere:
        """The indexes of this type in all languages."""
        indexes = type(self).objects.live().filter(translation_key=self.translation_key)
        addresses = {
            page.locale.language_code: page.get_url(request)
            for page in indexes.filter(alias_of__isnull=True).select_related("locale")
        }
        return Elsewhere(self.locale.language_code, self.text_model.objects.published(), addresses)


class ArticleIndexPage(TextIndexPage):
    """All signed articles."""

    text_model = ArticlePage
    template = "pages/article_index_page.html"
    parent_page_types = ["articles.HomePage"]
    subpage_types = ["articles.ArticlePage"]
    max_count_per_parent = 1
    page_description = _("Holds the articles and lists them.")

    class Meta:
        verbose_name = _("article index")


class StatementIndexPage(TextIndexPage):
    """All that bodies said in their own names."""

    text_model = StatementPage
    template = "pages/statement_index_page.html"
    parent_page_types = ["articles.HomePage"]
    subpage_types = ["articles.StatementPage"]
    max_count_per_parent = 1
    page_description = _("Holds the statements and lists them.")

    class Meta:
        verbose_name = _("statement index")


class LibraryIndexPage(TextIndexPage):
    """The library of long and reference texts."""

    text_model = DocumentPage
    template = "pages/library_index_page.html"
    parent_page_types = ["articles.HomePage"]
    subpage_types = ["articles.DocumentPage"]
    max_count_per_parent = 1
    page_description = _("Holds the documents and lists them.")

    class Meta:
        verbose_name = _("library index")
