"""What an editor is told after she has saved something in the record."""

from django.urls import reverse
from django.utils.translation import gettext
from wagtail.admin import messages

from organisations import warning
from organisations.models import Confirmable, Membership


def say(request, record) -> None:
    """Say what looks wrong with a record that has been saved, and whether it waits for somebody."""
    if isinstance(record, Membership):
        for finding in warning.findings_for(record):
            if finding.level == warning.Level.WARNING:
                messages.warning(request, f"{record}: {finding.message}")
    if isinstance(record, Confirmable) and _waits(record):
        button = messages.button(reverse("plenum_entry:unconfirmed"), gettext("To confirm"))
        said = gettext(
            "“%(record)s” counts for decisions, as it stands, once somebody confirms it."
        )
        messages.info(request, said % {"record": record}, buttons=[button])


def _waits(record: Confirmable) -> bool:
    decides = getattr(record, "body_id", True)  # nobody votes in an organisation without a body
    return bool(decides) and not record.is_confirmed
