"""The report of statements that are marked as live, and of which nothing is shown."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.reports import PageReportView

from articles.models import StatementPage
from articles.models.standing import showable
from articles.workflow.adoption import MAY_OPEN


def unadopted():
    """Statements whose row says that they are live, and whose words no decision covers."""
    live = StatementPage.objects.filter(live=True)
    return live.exclude(pk__in=showable(live).values("pk"))


class UnadoptedView(PageReportView):
    """Lists them for those who may open votes: they find out how each came there."""

    permission = MAY_OPEN
    page_title = _("Live without adoption")
    header_icon = "warning"
    index_url_name = "plenum_unadopted"
    index_results_url_name = "plenum_unadopted_results"
    list_export = [*PageReportView.list_export, "issued_by"]
    export_headings = {"issued_by": _("Issued by")}

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return unadopted().select_related("issued_by")
