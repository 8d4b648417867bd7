"""For administrators: the log of acts, and mails that could not be sent."""

import json

import django_filters
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from organisations.entry.report_view import Line, RecordReport
from organisations.models import AuditEntry, Notification


class AuditFilterSet(WagtailFilterSet):
    """By act, way, name and time."""

    act = django_filters.CharFilter(label=_("Act"), lookup_expr="icontains")
    subject_title = django_filters.CharFilter(label=_("Subject"), lookup_expr="icontains")
    actor_name = django_filters.CharFilter(label=_("Who"), lookup_expr="icontains")
    at = django_filters.DateFromToRangeFilter(label=_("Time"), widget=DateRangePickerWidget)

    class Meta:
        model = AuditEntry
        fields = ["act", "how", "subject_title", "actor_name", "at"]


class AuditReport(RecordReport):
    """Every act that matters, the latest first."""

    name = "audit"
    permission = "organisations.view_auditentry"
    page_title = _("Log of acts")
    explanation = _(
        "Nothing is ever changed or taken away here. “manage.py verify_audit” reckons the chain "
        "of digests again."
    )
    header_icon = "history"
    filterset_class = AuditFilterSet
    index_results_url_name = "plenum_entry:audit_results"
    headings = {
        "act": _("Act"),
        "number": _("Number"),
        "at": _("Time (UTC)"),
        "who": _("Who"),
        "how": _("How"),
        "subject": _("Subject"),
        "key": _("Key"),
        "from_version": _("From version"),
        "to_version": _("To version"),
        "details": _("Details"),
        "digest": _("Digest"),
    }

    def records(self):
        return AuditEntry.objects.order_by("-number")

    def line(self, entry):
        return Line(
            {
                "act": entry.act,
                "number": entry.number,
                "at": f"{entry.at:%Y-%m-%d %H:%M:%S}",
                "who": entry.actor_name,
                "how": entry.get_how_display(),
                "subject": entry.subject_title,
                "key": f"{entry.subject_app}.{entry.subject_model} {entry.subject_key}",
                "from_version": entry.from_version,
                "to_version": entry.to_version,
                "details": json.dumps(entry.details, ensure_ascii=False) if entry.details else "",
                "digest": entry.digest if self.is_export else entry.digest[:12],
            }
        )


class FailedMailReport(RecordReport):
    """Notifications that no mail server would take; administrators can have them tried again."""

    name = "failed-mails"
    permission = "organisations.view_auditentry"
    page_title = _("Mails that could not be sent")
    explanation = _(
        "Each was tried several times. The worker tries those again that still wait; the others "
        "wait for you."
    )
    header_icon = "mail"
    template_name = "organisations/admin/failed_mails.html"
    headings = {
        "address": _("To"),
        "kind": _("Kind"),
        "made_at": _("Since (UTC)"),
        "tries": _("Tries"),
        "state": _("State"),
        "error": _("What went wrong"),
    }

    def records(self):
        return (
            Notification.objects.exclude(error="").exclude(state="sent").select_related("recipient")
        )

    def line(self, told):
        return Line(
            {
                "address": told.mail_address,
                "kind": str(told.get_kind_display()),
                "made_at": f"{told.made_at:%Y-%m-%d %H:%M}",
                "tries": told.tries,
                "state": str(told.get_state_display()),
                "error": told.error,
            }
        )

    def post(self, request, *args, **kwargs):
        failed = list(Notification.objects.failed())
        for told in failed:
            told.try_again()
        messages.success(request, gettext("They are tried again within a minute."))
        return redirect(reverse("plenum_entry:failed-mails"))


LOGS = (AuditReport, FailedMailReport)
