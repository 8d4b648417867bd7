from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import PageManager
from wagtail_localize.fields import SynchronizedField

from articles.models.text_page import TextPage, TextQuerySet


class StatementQuerySet(TextQuerySet):
    """What bodies said in their own names."""

    def for_listing(self):
        """As for all texts, with the names of the bodies that speak."""
        listed = super().for_listing().select_related("issued_by")
        return listed.prefetch_related("issued_by__names")


class StatementPage(TextPage):
    """A text whose author is a body."""

    template = "pages/statement_page.html"
    parent_page_types = ["articles.StatementIndexPage"]
    subpage_types = []
    shown_on_cards = (*TextPage.shown_on_cards, "issued_by__names")
    page_description = _("What a body of the organisation says in its own name.")

    issued_by = models.ForeignKey(
        "organisations.Body",
        verbose_name=_("issued by"),
        on_delete=models.PROTECT,  # a statement speaks for its body
        related_name="statements",
        help_text=_("The body that speaks. It is the author; bylines are for translators."),
    )

    objects = PageManager.from_queryset(StatementQuerySet)()

    override_translatable_fields = [SynchronizedField("issued_by", overridable=False)]

    content_panels = [FieldPanel("issued_by"), *TextPage.content_panels]

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
