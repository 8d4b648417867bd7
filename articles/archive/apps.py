from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    """The site as files that a person can read: fixtures in and out, backups."""

    name = "articles.archive"
    label = "archive"
    verbose_name = _("Archive")
