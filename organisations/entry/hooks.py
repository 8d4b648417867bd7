"""Addresses, menu items and buttons of this package."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.widgets import Button
from wagtail.snippets.action_menu import ActionMenuItem

from organisations.entry.executive_view import ExecutiveView
from organisations.entry.log_view import LOGS, AuditReport
from organisations.entry.meeting_view import EditMeetingView, MeetingView
from organisations.entry.notice import say
from organisations.entry.report_view import REPORTS
from organisations.entry.term_view import EndView, SuccessorView
from organisations.entry.unconfirmed_view import UnconfirmedView
from organisations.models import Body, BodyPage, Meeting, Membership

urls = [
    path("executive/", ExecutiveView.as_view(), name="executive"),
    path("meeting/", MeetingView.as_view(), name="meeting"),
    path("meeting/<int:pk>/", EditMeetingView.as_view(), name="edit-meeting"),
    path("unconfirmed/", UnconfirmedView.as_view(), name="unconfirmed"),
    path("terms/<int:pk>/end/", EndView.as_view(), name="end"),
    path("terms/<int:pk>/successor/", SuccessorView.as_view(), name="successor"),
    path("reports/audit/results/", AuditReport.as_view(results_only=True), name="audit_results"),
    *(path(f"reports/{view.name}/", view.as_view(), name=view.name) for view in (*REPORTS, *LOGS)),
]


@hooks.register("register_admin_urls")
def admin_urls():
    return [path("entry/", include((urls, "plenum_entry")))]


class PermittedMenuItem(MenuItem):
    """A menu item for those who may use the screen behind it."""

    def __init__(self, label, name, permissions, **kwargs):
        self.permissions = permissions
        super().__init__(label, reverse(f"plenum_entry:{name}"), name=f"entry-{name}", **kwargs)

    def is_shown(self, request):
        return request.user.has_perms(self.permissions)


@hooks.register("register_admin_menu_item")
def menu():
    """What enters much at once, below the record."""
    screens = [
        PermittedMenuItem(label, name, view.permissions, icon_name=icon)
        for label, name, view, icon in (
            (_("New executive"), "executive", ExecutiveView, "group"),
            (_("Meeting and decisions"), "meeting", MeetingView, "calendar"),
            (_("To confirm"), "unconfirmed", UnconfirmedView, "check"),
        )
    ]
    return SubmenuMenuItem(
        _("Enter"), Menu(items=screens), name="entry", icon_name="plus", order=205
    )


def buttons_of_body(body, user, priority=45):
    """What can be entered for a body."""
    for label, name, view, icon in (
        (_("New executive"), "executive", ExecutiveView, "group"),
        (_("Record a meeting"), "meeting", MeetingView, "calendar"),
    ):
        if user.has_perms(view.permissions):
            address = f"{reverse(f'plenum_entry:{name}')}?body={body.key}"
            yield Button(label, address, icon_name=icon, priority=priority)
    if user.has_perms(EndView.permissions):
        terms = reverse(Membership.snippet_viewset.get_url_name("list"))
        yield Button(
            _("End a term"), f"{terms}?body={body.pk}", icon_name="calendar-alt", priority=priority
        )


@hooks.register("register_snippet_listing_buttons")
def listing_buttons(record, user, next_url=None):
    """In the lists: terms can be ended and followed, meetings opened with all that they decided."""
    if isinstance(record, Body):
        yield from buttons_of_body(record, user)
    if isinstance(record, Meeting) and user.has_perms(EditMeetingView.permissions):
        address = reverse("plenum_entry:edit-meeting", args=[record.pk])
        yield Button(EditMeetingView.page_title, address, icon_name="calendar", priority=45)
    if isinstance(record, Membership) and record.is_standing:
        for label, name, view in (
            (_("End this term"), "end", EndView),
            (_("Record the successor"), "successor", SuccessorView),
        ):
            if user.has_perms(view.permissions):
                address = reverse(f"plenum_entry:{name}", args=[record.pk])
                yield Button(label, address, icon_name="calendar-alt", priority=45)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def say_what_follows(request, record):
    """After a record's own form."""
    say(request, record)


@hooks.register("register_page_header_buttons")
def page_buttons(page, user, view_name, next_url=None):
    """On a body's page in the admin."""
    if isinstance(page, BodyPage) and page.body_id:
        yield from buttons_of_body(page.body, user)


class OpenScreen(ActionMenuItem):
    """On the form of a record, the way to the screen of this package for it."""

    def __init__(self, model, view, url_name, label, icon_name):
        super().__init__(order=50)
        self.model, self.view, self.url_name = model, view, url_name
        self.label, self.icon_name, self.name = label, icon_name, f"action-{url_name}"

    def is_shown(self, context):
        record = context.get("instance")
        return (
            context["view"] == "edit"
            and isinstance(record, self.model)
            and getattr(record, "is_standing", True)
            and context["request"].user.has_perms(self.view.permissions)
        )

    def get_url(self, context):
        return reverse(f"plenum_entry:{self.url_name}", args=[context["instance"].pk])


@hooks.register("register_snippet_action_menu_item")
def open_screen(model):
    if model is Membership:
        return OpenScreen(Membership, EndView, "end", _("End this term"), "calendar-alt")
    if model is Meeting:
        label = EditMeetingView.page_title
        return OpenScreen(Meeting, EditMeetingView, "edit-meeting", label, "calendar")
    return None


def _report_item(view):
    return lambda: PermittedMenuItem(
        view.page_title, view.name, (view.permission,), icon_name=view.header_icon, order=100
    )


for _view in (*REPORTS, *LOGS):
    hooks.register("register_reports_menu_item", _report_item(_view))
