"""Panels that come with the abstract models of this package."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import InlinePanel

PERIOD_PANELS = ["starts_on", "starts_note", "ends_on", "ends_note"]
ASSERTION_PANELS = [
    "source",
    "locator",
    "claimant",
    "claimant_body",
    "claimant_person",
    "status",
    "withdrawn_on",
    "withdrawal_note",
]
FURTHER_SOURCES = InlinePanel(
    "further_sources",
    heading=_("Further sources"),
    label=_("Source"),
    help_text=_("Others that say the same. What differs is an assertion of its own."),
)
