from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.search import index

from articles.models.body_field import BodyField
from articles.models.publishable import Publishable


class PlainPage(Publishable, Page):
    """A page that is kept up to date and signed by nobody: about, join, contact, imprint."""

    template = "pages/plain_page.html"
    parent_page_types = ["articles.HomePage", "articles.PlainPage"]
    subpage_types = ["articles.PlainPage"]
    page_description = _("A page such as about, join, contact, imprint, privacy.")

    standfirst = models.TextField(
        _("standfirst"), blank=True, help_text=_("What the page is for, in a sentence.")
    )
    body = BodyField(verbose_name=_("text"), blank=True)

    content_panels = [*Page.content_panels, "standfirst", "body"]
    search_fields = [
        *Page.search_fields,
        index.SearchField("standfirst"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")
