from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkflowConfig(AppConfig):
    """How a text becomes public: roles, steps, schedule."""

    name = "articles.workflow"
    label = "workflow"
    verbose_name = _("Workflow")

    def ready(self):
        from articles.workflow import acts, adoption, publication, setup, telling

        publication.connect()
        adoption.connect()
        setup.connect()
        telling.connect()
        acts.connect()
