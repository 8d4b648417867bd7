from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.home import (
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.admin.widgets import Button
from wagtail.models import TaskState
from wagtail_localize.models import Translation

from articles.models import StatementPage
from articles.models.publishable import Publishable
from articles.workflow import submission_view
from articles.workflow.adoption import may_open
from articles.workflow.desk import Desk
from articles.workflow.guide import FirstSteps, GuideView
from articles.workflow.hand_over import hand_over
from articles.workflow.mandate_view import MandateView
from articles.workflow.status import status_of
from articles.workflow.stuck_view import StuckReport
from articles.workflow.submission import Submission
from articles.workflow.unadopted import UnadoptedView
from articles.workflow.vote_view import OpeningView, VoteView
from organisations.notification_view import CountedMenuItem

GUIDE = "plenum_guide"
# Lists of Wagtail's home that ours take the place of.
REPLACED = (
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
# What is new in Wagtail, and its guide, speak of other menus than ours.
NOT_OURS = ("whats-new-in-wagtail", "editor-guide")


@hooks.register("register_admin_urls")
def guide_address():
    return [
        path("guide/", GuideView.as_view(), name=GUIDE),
        path("hand-over/<int:pk>/", hand_over, name="plenum_hand_over"),
        path("submissions/", submission_view.listing, name="plenum_submissions"),
        path("submissions/<int:pk>/", submission_view.decide, name="plenum_submission"),
        path("stuck/", StuckReport.as_view(), name="plenum_stuck"),
    ]


@hooks.register("construct_homepage_panels")
def add_first_steps(request, panels):
    panels[:] = [panel for panel in panels if not isinstance(panel, REPLACED)]
    panels += [FirstSteps(), Desk()]


@hooks.register("register_help_menu_item")
def guide_in_menu():
    return MenuItem(_("Guide for editors"), reverse(GUIDE), icon_name="help", order=100)


@hooks.register("construct_help_menu")
def leave_out_what_is_not_ours(request, items):
    items[:] = [item for item in items if not item.name.startswith(NOT_OURS)]


@hooks.register("before_edit_page", order=-1)
def refuse_incomplete_translation(request, page):
    """Before the translations' own form, which publishes only after the answer is written."""
    if request.POST.get("action") != "publish" or not isinstance(page, Publishable):
        return
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    ).first()
    if translation:
        source = translation.source
        translated = source.get_ephemeral_translated_instance(page.locale, fallback=True)
        translated.refuse_unless_publishable()


@hooks.register("register_permissions")
def own_permissions():
    codenames = ("publish_alone", "view_submission", "change_submission")
    return Permission.objects.filter(content_type__app_label="workflow", codename__in=codenames)


@hooks.register("before_edit_page")
def status_for_the_strip(request, page):
    request.plenum_status = SimpleLazyObject(lambda: status_of(page))


class WaitingMenuItem(CountedMenuItem):
    """Texts that wait for whoever looks; leads to the list on the start page."""

    def count(self, request):
        return TaskState.objects.reviewable_by(request.user).count()


class SubmissionsMenuItem(CountedMenuItem):
    """Submissions that wait for a decision."""

    def is_shown(self, request):
        return request.user.has_perm("workflow.change_submission")

    def count(self, request):
        return Submission.objects.waiting().count()


class ReportMenuItem(MenuItem):
    """The way to a report, for those who may open it."""

    def __init__(self, report, address, **kwargs):
        super().__init__(report.page_title, address, **kwargs)
        self.permission = report.permission

    def is_shown(self, request):
        return request.user.has_perm(self.permission)


@hooks.register("register_admin_menu_item")
def waiting_in_menu():
    address = f"{reverse('wagtailadmin_home')}#desk-waiting"
    return WaitingMenuItem(_("Waiting for me"), address, "waiting", icon_name="tasks", order=40)


@hooks.register("register_admin_menu_item")
def submissions_in_menu():
    address = reverse("plenum_submissions")
    return SubmissionsMenuItem(
        _("Submissions"), address, name="submissions", icon_name="mail", order=60
    )


@hooks.register("register_reports_menu_item")
def stuck_in_menu():
    return ReportMenuItem(StuckReport, reverse("plenum_stuck"), icon_name="time", order=90)


@hooks.register("register_admin_urls")
def mandate_addresses():
    return [
        path("votes/<int:decision_id>/", VoteView.as_view(), name="plenum_vote"),
        path("statements/<int:page_id>/open/", OpeningView.as_view(), name="plenum_opening"),
        path("statements/<int:page_id>/mandate/", MandateView.as_view(), name="plenum_mandate"),
        path("reports/unadopted/", UnadoptedView.as_view(), name="plenum_unadopted"),
        path(
            "reports/unadopted/results/",
            UnadoptedView.as_view(results_only=True),
            name="plenum_unadopted_results",
        ),
    ]


@hooks.register("register_page_header_buttons")
def mandate_button(page, user, view_name, next_url=None):
    if isinstance(page, StatementPage) and may_open(user):
        address = reverse("plenum_mandate", args=[page.pk])
        yield Button(_("Mandate"), address, icon_name="check", priority=40)


@hooks.register("register_reports_menu_item")
def unadopted_in_menu():
    return ReportMenuItem(
        UnadoptedView, reverse("plenum_unadopted"), icon_name="warning", order=710
    )
