"""What a new editor finds first: three things to do, and a guide in her own language."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from articles.models import ArticleIndexPage


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    """The editors' guide."""

    template_name = "wagtailadmin/guide.html"
    page_title = _("Guide for editors")
    header_icon = "help"

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]


class FirstSteps(Component):
    """On the admin's home: write an article, import a text, read the guide."""

    name = "first_steps"
    template_name = "wagtailadmin/first_steps.html"
    order = 50

    def get_context_data(self, parent_context):
        return {"article_address": new_article_address(parent_context["request"].user)}


def new_article_address(user) -> str:
    """Where an account writes a new article, in its own language if it may; or "" ."""
    by_language = {page.locale.language_code: page for page in _indexes_open_to(user)}
    index = by_language.get(user.interface_language) or by_language.get(settings.LANGUAGE_CODE)
    index = index or next(iter(by_language.values()), None)
    if index is None:
        return ""
    return reverse("wagtailadmin_pages:add", args=["articles", "articlepage", index.pk])


def _indexes_open_to(user):
    for page in ArticleIndexPage.objects.select_related("locale").order_by("-pk"):
        if not page.alias_of_id and page.permissions_for_user(user).can_add_subpage():
            yield page
