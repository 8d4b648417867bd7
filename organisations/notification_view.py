"""What one's account was told, in the admin: the list, and the count in the menu."""

from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

ON_A_SCREEN = 50
NAME = "plenum_notifications"


class NotificationsView(WagtailAdminTemplateMixin, TemplateView):
    """One's own notifications, the latest first; sending the form marks them as read."""

    template_name = "organisations/admin/notifications.html"
    page_title = _("Notifications")
    header_icon = "mail"

    def get_context_data(self, **kwargs):
        own = self.request.user.notifications.all()
        screens = Paginator(own, ON_A_SCREEN)
        return super().get_context_data(**kwargs) | {
            "notifications": screens.get_page(self.request.GET.get("p")),
            "unread": own.filter(read_at=None).count(),
        }

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def post(self, request):
        """All of them, or the one that is named, which it then leads to."""
        unread = request.user.notifications.filter(read_at=None)
        chosen = request.POST.get("read", "")
        if chosen.isdecimal():
            told = request.user.notifications.filter(pk=chosen).first()
            unread.filter(pk=chosen).update(read_at=timezone.now())
            return redirect((told and told.link) or reverse(NAME))
        unread.update(read_at=timezone.now())
        messages.success(request, gettext("All are marked as read."))
        return redirect(NAME)


class CountedMenuItem(MenuItem):
    """A menu item that says how many things wait behind it."""

    def count(self, request) -> int:
        raise NotImplementedError

    def render_component(self, request):
        count = self.count(request)
        label = f"{self.label} ({count})" if count else self.label
        return LinkMenuItem(
            self.name,
            label,
            self.url,
            icon_name=self.icon_name,
            classname=self.classname,
            attrs=self.attrs,
        )


class NotificationsMenuItem(CountedMenuItem):
    """Unread notifications."""

    def count(self, request):
        return request.user.notifications.filter(read_at=None).count()


def menu_item():
    return NotificationsMenuItem(
        _("Notifications"), reverse(NAME), name="notifications", icon_name="mail", order=50
    )


urls = [path("notifications/", NotificationsView.as_view(), name=NAME)]
