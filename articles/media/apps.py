from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    """Pictures and files, with what is known of their rights."""

    name = "articles.media"
    label = "media"
    verbose_name = _("Pictures and files")
