from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportingConfig(AppConfig):
    """Readers of formats, one neutral record, and drafts made from it."""

    name = "articles.importing"
    label = "importing"
    verbose_name = _("Import")
