from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from articles.importing.builder import LOG_ACTION


@hooks.register("register_log_actions")
def register_import(actions):
    """One line in a page's history for each import: from where, and what was found."""

    @actions.register_action(LOG_ACTION)
    class ImportFormatter(LogFormatter):
        label = _("Import")

        def format_message(self, log_entry):
            return (
                _(
                    "Imported from %(source)s: %(certain)s repaired, %(probable)s to decide, "
                    "%(lost)s lost"
                )
                % log_entry.data
            )
