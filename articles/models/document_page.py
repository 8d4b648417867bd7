import re

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from articles.models.text_page import TextPage

# A number or a letter before the words of a heading: "2. Method", "IV Method", "b) Method".
OWN_NUMBER = re.compile(r"\s*(?:\d+|[IVXLC]+|[A-Za-z])[.)]\s|\s*(?:\d+|[IVXLC]{2,})\s")


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

    @property
    def has_numbered_parts(self) -> bool:
        """Whether its parts get numbers: there are two at least, and they don't bear their own."""
        parts = [each.value["text"] for each in self.headings if each.value["level"] == "2"]
        return len(parts) > 1 and not any(OWN_NUMBER.match(text) for text in parts)

    @property
    def outline(self) -> list:
        if not self.has_numbered_parts:
            return super().outline
        part = section = 0
        numbered = []
        for block in self.headings:
            if block.value["level"] == "2":
                part, section = part + 1, 0
                numbered.append((block, str(part)))
            else:
                section += 1
                numbered.append((block, f"{part}.{section}"))
        return numbered
