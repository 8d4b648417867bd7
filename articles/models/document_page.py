from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from articles.models.text_page import TextPage


class DocumentPage(TextPage):
    """A long or reference text in the library: programme, perspectives, report, who we are."""

    class Kind(models.TextChoices):
        ABOUT = "about", _("about us")
        PROGRAMME = "programme", _("programme")
        PERSPECTIVES = "perspectives", _("perspectives")
        REPORT = "report", _("report")
        REFERENCE = "reference", _("reference")

    EVERGREEN = {Kind.ABOUT}

    template = "pages/document_page.html"
    parent_page_types = ["articles.LibraryIndexPage"]
    subpage_types = []
    page_description = _("A long or reference text in the library.")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.REFERENCE)

    content_panels = [FieldPanel("kind"), *TextPage.content_panels]

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    @property
    def is_evergreen(self) -> bool:
        """Whether it is kept up to date, instead of being of a day; a summary is of its day."""
        return self.kind in self.EVERGREEN and not self.is_summary_only
