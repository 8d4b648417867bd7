from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.log_actions import log

from organisations.entry.address import public_address
from organisations.entry.attendance_form import Attendances, days_of
from organisations.entry.meeting_form import MORE_ROWS, DecisionSet, DelegationSet, MeetingForm
from organisations.entry.report_view import edit_address
from organisations.entry.screen import EntryMixin
from organisations.models import Body, Decision, Delegation, Meeting


class MeetingView(EntryMixin, TemplateView):
    """Records a meeting, its delegations, who was present and what it decided, on one screen."""

    permissions = ("organisations.add_meeting", "organisations.add_decision")
    template_name = "organisations/admin/meeting.html"
    page_title = _("Record a meeting")
    header_icon = "calendar"
    sets = ("delegations", "decisions")

    @cached_property
    def meeting(self) -> Meeting:
        """The meeting of the screen; a new one here."""
        return Meeting()

    def forms(self, data=None) -> dict:
        """The form of the meeting, and the sets of forms for what belongs to it."""
        body = Body.objects.filter(key=self.request.GET.get("body", "")).first()
        initial = {} if self.meeting.pk else {"body": body}
        delegations = Delegation.objects.filter(meeting=self.meeting.pk).order_by("pk")
        return {
            # The list of members first: the form writes into the meeting what it reads.
            "attendances": self.attendances(body, data),
            "form": MeetingForm(
                data, instance=self.meeting, initial=initial, for_user=self.request.user
            ),
            "delegations": DelegationSet(data, prefix="delegations", queryset=delegations),
            "decisions": DecisionSet(data, prefix="decisions", queryset=self.decisions(False)),
        }

    def attendances(self, body, data) -> Attendances:
        """The members of the body on the days of the meeting, as far as these are known."""
        if data is None:
            body = self.meeting.body if self.meeting.pk else body
            days = days_of(self.meeting.starts_on, self.meeting.ends_on)
        else:
            pk = data.get("body", "")
            body = Body.objects.filter(pk=pk).first() if pk.isdecimal() else None
            days = days_of(data.get("starts_on", ""), data.get("ends_on", ""))
        return Attendances(self.meeting, body, days, data)

    def decisions(self, is_voted: bool):
        """What the meeting decided: without electors, or with those whose votes were counted."""
        rows = Decision.objects.filter(meeting=self.meeting.pk) if self.meeting.pk else None
        if rows is None:
            return Decision.objects.none()
        voted = Decision.objects.filter(electors__isnull=False)
        rows = rows.filter(pk__in=voted) if is_voted else rows.exclude(pk__in=voted)
        return rows.prefetch_related("dissents").order_by("decided_on_earliest", "key")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        forms = {name: kwargs.get(name) for name in ("form", "attendances", *self.sets)}
        if not forms["form"]:
            forms = self.forms()
        voted = [(decision, edit_address(decision)) for decision in self.decisions(True)]
        media = sum((each.media for each in forms.values()), start=type(forms["form"].media)())
        return context | forms | {"media": media, "voted": voted}

    def post(self, request, **kwargs):
        data = request.POST.copy()
        for name in self.sets:
            total = data.get(f"{name}-TOTAL_FORMS", "")
            if request.POST.get("do") == f"more-{name}" and total.isdecimal():
                data[f"{name}-TOTAL_FORMS"] = str(int(total) + MORE_ROWS)
        forms = self.forms(data)
        # Each is asked, so that all that is wrong is said at once; the form fills the meeting.
        right = {name: forms[name].is_valid() for name in ("form", *self.sets, "attendances")}
        if request.POST.get("do") == "save" and all(right.values()) and self.has_evidence(**forms):
            meeting = self.save(**forms)
            if meeting:
                return redirect(reverse(Meeting.snippet_viewset.get_url_name("list")))
        return self.render_to_response(self.get_context_data(**forms))

    def has_evidence(self, form, decisions, **others) -> bool:
        """Whether decisions have a source; says so at the field otherwise."""
        without = [each for each in decisions if each.has_changed() and not each.instance.source_id]
        if without and not form.cleaned_data["source"]:
            form.add_error("source", gettext("Name the minutes: decisions need a source."))
            return False
        return True

    def save(self, form, delegations, attendances, decisions) -> Meeting | None:
        """Store all of it, or nothing and say at the decision what is wrong."""
        action = "wagtail.edit" if self.meeting.pk else "wagtail.create"
        try:
            with transaction.atomic():
                meeting = form.save()
                log(instance=meeting, action=action)
                delegations.store(meeting)
                attendances.store()
                filled = [each for each in decisions if each.has_changed()]
                for each in filled:
                    self.save_decision(each, meeting)
        except ValidationError:
            return None
        self.say(meeting, len(filled))
        return meeting

    def save_decision(self, form, meeting: Meeting) -> None:
        """Store a decision of the meeting. Raises ValidationError."""
        decision = form.instance
        action = "wagtail.edit" if decision.pk else "wagtail.create"
        decision.body, decision.meeting, decision.mode = (
            meeting.body,
            meeting,
            Decision.Mode.MEETING,
        )
        decision.source = decision.source or meeting.source
        if not decision.decided_on:
            ends = meeting.ends_on not in ("", "..")
            decision.decided_on = meeting.ends_on if ends else meeting.starts_on
        try:
            decision.full_clean(exclude=["key"])
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
            raise
        decision.save()
        form.save_dissents()
        log(instance=decision, action=action)

    def say(self, meeting: Meeting, count: int) -> None:
        said = ngettext(
            "“%(meeting)s” has been recorded with %(count)s decision.",
            "“%(meeting)s” has been recorded with %(count)s decisions.",
            count,
        )
        buttons = [
            messages.button(
                reverse("plenum_entry:edit-meeting", args=[meeting.pk]), gettext("Open it again")
            ),
            messages.button(
                reverse("plenum_entry:executive"), gettext("Record the executive it elected")
            ),
        ]
        if address := public_address(meeting, self.request):
            buttons.insert(0, messages.button(address, gettext("View on the site")))
        messages.success(self.request, said % {"meeting": meeting, "count": count}, buttons=buttons)


class EditMeetingView(MeetingView):
    """Opens a meeting again, to correct it and to add what else it decided."""

    permissions = (
        "organisations.change_meeting",
        "organisations.add_decision",
        "organisations.change_decision",
    )
    page_title = _("Meeting and decisions")

    @cached_property
    def meeting(self) -> Meeting:
        return get_object_or_404(Meeting.objects.with_names(), pk=self.kwargs["pk"])

    def get_page_title(self):
        # As it is stored: the form writes into the meeting what it reads.
        return str(get_object_or_404(Meeting.objects.with_names(), pk=self.kwargs["pk"]))

    def say(self, meeting: Meeting, count: int) -> None:
        button = messages.button(
            reverse("plenum_entry:edit-meeting", args=[meeting.pk]), gettext("Open it again")
        )
        said = gettext("“%(meeting)s” has been changed.") % {"meeting": meeting}
        messages.success(self.request, said, buttons=[button])
