from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from organisations import structure
from organisations.as_of import asked_day
from organisations.models.record_page import RecordPage


class OrganisationPage(RecordPage):
    """The page of an organisation: names, relations and claims, bodies, figures."""

    template = "pages/organisation_page.html"
    parent_page_types = ["organisations.StructurePage"]
    subpage_types = []
    record_name = "organisation"
    override_translatable_fields = [SynchronizedField("organisation", overridable=False)]

    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,  # the page would show nothing
        related_name="organisation_pages",
        help_text=_("The record that this page shows."),
    )
    intro = RichTextField(
        _("introduction"), blank=True, help_text=_("What readers should know of it first.")
    )

    content_panels = [*Page.content_panels, "organisation", "intro"]
    search_fields = [*Page.search_fields, index.SearchField("intro")]

    class Meta:
        verbose_name = _("organisation page")
        verbose_name_plural = _("organisation pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        on = asked_day(request)
        context["structure_page"] = self.get_parent().specific
        context["structure_page"].shown_on = on
        return context | structure.organisation(self.organisation, on)
