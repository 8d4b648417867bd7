from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn

from organisations.models import BodyRule
from organisations.record_viewset import RecordViewSet, filters
from organisations.viewsets import BodyViewSet


class BodyRuleViewSet(RecordViewSet):
    """The rules by which bodies decide."""

    model = BodyRule
    icon = "list-ol"
    list_display = [
        "body",
        "effective_on",
        "circulation_days",
        "term_months",
        BooleanColumn("is_confirmed", label=_("Confirmed")),
    ]
    search_backend_name = None
    search_fields = ["body__names__text", "key"]
    filterset_class = filters(BodyRule, body=BodyViewSet.records)
