from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="group", order=100)
class OrganisationSettings(BaseSiteSetting):
    """Whose site this is: nothing in the program knows it otherwise."""

    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # the site would be nobody's
        related_name="+",
        help_text=_("The organisation whose site this is: its name stands in the masthead."),
    )

    panels = ["organisation"]

    class Meta:
        verbose_name = _("whose site this is")
