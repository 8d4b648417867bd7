from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable


@register_setting(icon="list-ul", order=200)
class SiteSettings(BaseSiteSetting, ClusterableModel):
    """Menu and footer, the same in all languages: they point at pages and show translations."""

    panels = [
        InlinePanel(
            "menu_items",
            heading=_("Menu and footer"),
            label=_("Entry"),
            help_text=_("Pages in the source language; readers are led to their own language."),
        ),
    ]

    class Meta:
        verbose_name = _("menu and footer")


class MenuItem(Orderable):
    """An entry of the menu or the footer."""

    class Place(models.TextChoices):
        MASTHEAD = "masthead", _("masthead")
        FOOTER_READ = "footer-read", _("footer: read")
        FOOTER_ORGANISATION = "footer-organisation", _("footer: organisation")
        FOOTER_SITE = "footer-site", _("footer: this site")

    class Route(models.TextChoices):
        DIRECTORY = "directory", _("Sections")
        TIMELINE = "timeline", _("Timeline")
        GENEALOGY = "genealogy", _("Genealogy")

    settings = ParentalKey(SiteSettings, related_name="menu_items", on_delete=models.CASCADE)
    place = models.CharField(_("place"), max_length=20, choices=Place, default=Place.MASTHEAD)
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,  # an entry that leads nowhere is of no use
        related_name="+",
    )
    route = models.CharField(
        _("part of the structure page"),
        max_length=10,
        choices=Route,
        blank=True,
        help_text=_("For sections, timeline and genealogy: choose the structure page above."),
    )
    address = models.URLField(_("web address"), blank=True, help_text=_("For another site."))
    label = models.CharField(
        _("label"), max_length=60, blank=True, help_text=_("Empty: the title of the page.")
    )

    panels = [
        FieldPanel("place"),
        FieldPanel("page"),
        FieldPanel("route"),
        FieldPanel("address"),
        FieldPanel("label"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("menu entry")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(page__isnull=False, address="")
                | (models.Q(page__isnull=True, route="") & ~models.Q(address="")),
                name="articles_menuitem_one_target",
                violation_error_message=_("An entry leads to a page or to a web address."),
            )
        ]

    def __str__(self):
        return self.label or str(self.page or self.address)

    def clean(self):
        super().clean()
        if self.address and not self.label:
            raise ValidationError({"label": _("Say what the web address is called.")})
