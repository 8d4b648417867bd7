from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """What we publish: texts, their bylines, where they appeared, and the pages that list them."""

    name = "articles"
    label = "articles"
    verbose_name = _("Texts")

    def ready(self):
        from articles import signal_handlers

        signal_handlers.connect()
