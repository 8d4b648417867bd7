"""What all screens of this package have in common."""

from django.core.exceptions import PermissionDenied
from wagtail.admin.views.generic import WagtailAdminTemplateMixin


class EntryMixin(WagtailAdminTemplateMixin):
    """A screen of the record for those who may add and change what it adds and changes."""

    permissions: tuple[str, ...] = ()

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perms(self.permissions):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]
