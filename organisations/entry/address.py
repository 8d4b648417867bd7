"""Where readers find a record."""

from django.http import HttpRequest
from wagtail.models import Locale, Site

from organisations.models import StructurePage
from organisations.models.paged import Paged


def public_address(record: Paged, request: HttpRequest) -> str:
    """The record's address on the site, or "" where no structure page is published."""
    page = StructurePage.objects.live().filter(locale=Locale.get_default()).first()
    return record.address(page, Site.find_for_request(request)) if page else ""
