from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FormatsConfig(AppConfig):
    """Texts to take along: Markdown, EPUB, PDF, pictures for shared links."""

    name = "articles.formats"
    label = "formats"
    verbose_name = _("Formats")

    def ready(self):
        from articles.formats import signal_handlers

        signal_handlers.connect()
