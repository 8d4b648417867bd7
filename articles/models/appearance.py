from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from organisations.models.key import Keyed, KeyedManager
from organisations.models.panels import PERIOD_PANELS
from organisations.models.period import PartialDateField, Period


class Permission(Keyed, Period, index.Indexed):
    """By what right a text that first appeared elsewhere is shown here."""

    class Basis(models.TextChoices):
        OWN = "own", _("our own text")
        PERMISSION = "permission", _("permission of the holder")
        LICENCE = "licence", _("licence")
        PUBLIC_DOMAIN = "public-domain", _("public domain")
        EXCERPT = "excerpt", _("short excerpt")
        NONE = "none", _("none: only a summary and a link")

    basis = models.CharField(_("basis"), max_length=13, choices=Basis)
    holder = models.CharField(_("rights holder"), max_length=255, blank=True)
    licence = models.CharField(_("licence"), max_length=60, blank=True)
    terms = models.TextField(_("terms"), blank=True)
    note = models.TextField(
        _("proof"),
        blank=True,
        help_text=_("Who gave the permission, when and how. Never shown to readers."),
    )

    objects = KeyedManager()

    panels = ["basis", "holder", "licence", "terms", "note", *PERIOD_PANELS, "key"]

    search_fields = [
        index.AutocompleteField("holder"),
        index.AutocompleteField("licence"),
        index.AutocompleteField("key"),
        index.FilterField("basis"),
    ]

    class Meta:
        verbose_name = _("permission")
        verbose_name_plural = _("permissions")
        ordering = ["key"]
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(basis="permission", note=""),
                name="articles_permission_has_proof",
                violation_error_message=_("Say who gave the permission, when and how."),
            ),
            models.CheckConstraint(
                condition=~models.Q(basis="licence", licence=""),
                name="articles_permission_names_licence",
                violation_error_message=_("Name the licence."),
            ),
        ]

    def __str__(self):
        parts = [self.get_basis_display(), self.holder, self.licence]
        return ", ".join(str(part) for part in parts if part)

    def key_words(self):
        return f"{self.basis} {self.holder} {self.licence}"


class AppearanceQuerySet(models.QuerySet):
    """Publications of texts."""

    def with_names(self):
        return self.select_related("organisation", "permission").prefetch_related(
            "organisation__namesakes"
        )


class Appearance(Keyed):
    """One publication of a text somewhere, on a date, at an address, by some right."""

    text = models.ForeignKey(
        "articles.TextPage",
        verbose_name=_("text"),
        on_delete=models.CASCADE,  # a draft that is thrown away takes it along
        related_name="appearances",
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("publication"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # where it appeared would be lost
        related_name="appearances",
        help_text=_("The newspaper, magazine or site, where the record knows it."),
    )
    publication = models.CharField(_("publication as printed"), max_length=255, blank=True)
    title = models.CharField(_("title there"), max_length=255, blank=True)
    appeared_on = PartialDateField(_("date"))
    address = models.URLField(_("web address"), max_length=500, blank=True)
    identifier = models.CharField(
        _("identifier there"), max_length=120, blank=True, help_text=_("Such as: article3502.")
    )
    language = models.CharField(_("language"), max_length=10, blank=True)
    is_first = models.BooleanField(_("first publication"), default=False)
    permission = models.ForeignKey(
        Permission,
        verbose_name=_("permission"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # the right to show the text would be lost
        related_name="appearances",
    )

    objects = KeyedManager.from_queryset(AppearanceQuerySet)()

    panels = [
        "text",
        "organisation",
        "publication",
        "title",
        "appeared_on",
        "address",
        "identifier",
        "language",
        "is_first",
        "permission",
        "key",
    ]

    class Meta:
        verbose_name = _("appearance")
        verbose_name_plural = _("appearances")
        ordering = ["-is_first", "appeared_on_earliest", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["text"],
                condition=models.Q(is_first=True),
                name="articles_appearance_one_first",
                violation_error_message=_("This text has a first publication already."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "identifier"],
                condition=~models.Q(identifier="") & models.Q(organisation__isnull=False),
                name="articles_appearance_identifier_once",
            ),
        ]

    def __str__(self):
        return f"{self.text}: {self.where}"

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        self.text.renew_day_for_sorting()

    def delete(self, *args, **kwargs):
        text, result = self.text, super().delete(*args, **kwargs)
        text.renew_day_for_sorting()
        return result

    @property
    def where(self) -> str:
        """The publication as printed, else by its name in the record."""
        return self.publication or (str(self.organisation) if self.organisation else self.address)

    def key_words(self):
        return f"{self.where} {self.appeared_on} {self.identifier or self.text.slug}"
