from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn

from organisations.models import PersonAccount
from organisations.record_viewset import RecordViewSet


class PersonAccountViewSet(RecordViewSet):
    """Which person signs in with which account: for administrators, and in no output."""

    model = PersonAccount
    icon = "lock"
    list_display = [
        "person",
        "account",
        BooleanColumn("holder_confirmed_at", label=_("Confirmed by the holder")),
        BooleanColumn("is_confirmed", label=_("Confirmed by a second person")),
    ]
    search_backend_name = None
    search_fields = ["person__names__text", "person__key"]
