from django.contrib.auth.models import Permission
from django.shortcuts import redirect
from django.urls import reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions import DeleteBulkAction
from wagtail.snippets.models import register_snippet

import organisations.entry.hooks  # noqa: F401 - registers what it has
from organisations import notification_view
from organisations.deletion import refusal
from organisations.record_group import RecordGroup

register_snippet(RecordGroup)


hooks.register("register_admin_urls", lambda: notification_view.urls)
hooks.register("register_admin_menu_item", notification_view.menu_item)


@hooks.register("register_permissions")
def looking_into_the_log():
    return Permission.objects.filter(
        content_type__app_label="organisations", codename="view_auditentry"
    )


def refuse(request, things, address):
    """Leads to `address` with the reasons, where one of the things is relied on; or None."""
    reasons = [reason for reason in map(refusal, things) if reason]
    for reason in reasons:
        messages.error(request, reason)
    return redirect(address) if reasons else None


@hooks.register("before_delete_page")
def refuse_page(request, page):
    return refuse(request, [page], reverse("wagtailadmin_explore", args=[page.get_parent().pk]))


@hooks.register("before_delete_snippet")
def refuse_record(request, records):
    if not records:
        return None
    viewset = getattr(type(records[0]), "snippet_viewset", None)
    return refuse(request, records, reverse(viewset.get_url_name("list")))


class DeletePages(DeleteBulkAction):
    """Deletes several pages, unless one of them is relied on."""

    def dispatch(self, request, *args, **kwargs):
        pages, _without_access = self.get_actionable_objects()
        return refuse(request, pages, self.next_url) or super().dispatch(request, *args, **kwargs)


# After Wagtail's own, whose place it takes.
hooks.register("register_bulk_action", DeletePages, order=1)
