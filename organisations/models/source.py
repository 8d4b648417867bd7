from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from organisations.models.key import Keyed, KeyedManager
from organisations.models.period import PartialDateField


class Source(Keyed, index.Indexed):
    """What an assertion rests on: a document, a page, a web address, minutes, a letter."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("document")
        PAGE = "page", _("page of this site")
        WEB = "web", _("web address")
        MINUTES = "minutes", _("minutes")
        LETTER = "letter", _("letter")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.DOCUMENT)
    title = models.CharField(
        _("title"), max_length=255, help_text=_("As printed; in brackets where it has none.")
    )
    author = models.CharField(_("author"), max_length=255, blank=True, help_text=_("As printed."))
    dated_on = PartialDateField(
        _("date"), help_text=_("The date that the source bears itself, as far as it is known.")
    )
    address = models.URLField(_("web address"), blank=True, max_length=500)
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # assertions would lose what they rest on
        related_name="sources",
        help_text=_("Where the source is a text on this site."),
    )
    language = models.CharField(
        _("language"), max_length=10, blank=True, help_text=_("Language code, such as en or pt.")
    )

    objects = KeyedManager()

    search_fields = [
        index.AutocompleteField("title"),
        index.AutocompleteField("author"),
        index.AutocompleteField("key"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["title", "key"]

    def __str__(self):
        return self.title
