from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    """Who we are: organisations, bodies, terms of office, meetings, decisions, and their pages."""

    name = "organisations"
    label = "organisations"
    verbose_name = _("The organisation's record")

    def ready(self):
        from organisations import acts, recording, search, telling

        acts.connect()
        recording.connect()
        search.connect()
        telling.connect()
