from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.permission_policies.pages import PagePermissionPolicy

from articles.formats.models import MadeFile

SHOWN = 10


class FailedFiles(Component):
    """On the admin's home, for those who publish: which files could not be made, and why."""

    name = "failed_files"
    template_name = "wagtailadmin/failed_files.html"
    order = 250

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        if not PagePermissionPolicy().user_has_permission(user, "publish"):
            return {"failed": []}
        failed = MadeFile.objects.failed().select_related("version__text")
        return {"failed": failed[:SHOWN], "heading": _("Files that could not be made")}
