from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from organisations import structure
from organisations.as_of import asked_day
from organisations.models.record_page import RecordPage


class BodyPage(RecordPage):
    """The page of a body: its mandate, who sits on it, what it met for and decided."""

    template = "pages/body_page.html"
    parent_page_types = ["organisations.StructurePage"]
    subpage_types = []
    record_name = "body"
    override_translatable_fields = [SynchronizedField("body", overridable=False)]

    body = models.ForeignKey(
        "organisations.Body",
        verbose_name=_("body"),
        on_delete=models.PROTECT,  # the page would show nothing
        related_name="body_pages",
        help_text=_("The record that this page shows."),
    )
    intro = RichTextField(
        _("introduction"), blank=True, help_text=_("What readers should know of it first.")
    )

    content_panels = [*Page.content_panels, "body", "intro"]
    search_fields = [*Page.search_fields, index.SearchField("intro")]

    class Meta:
        verbose_name = _("body page")
        verbose_name_plural = _("body pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        on = asked_day(request)
        context["structure_page"] = self.get_parent().specific
        context["structure_page"].shown_on = on
        return context | structure.body(self.body, request.user, on)
