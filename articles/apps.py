from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """What we publish: texts, their bylines, where they appeared, and the pages that list them."""

    name = "articles"
    label = "articles"
    verbose_name = _("Texts")

    def ready(self):
        from wagtail_localize import strings

        from articles import signal_handlers
        from articles.footnote import MARK

        # Translators get a sentence whole, with its notes and raised signs inside.
        own = {MARK, "sup", "sub"}
        strings.INLINE_TAGS += sorted(own.difference(strings.INLINE_TAGS))
        signal_handlers.connect()
