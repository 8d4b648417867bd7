from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.log_actions import log

from organisations.entry.address import public_address
from organisations.entry.meeting_form import MORE_ROWS, DecisionSet, DelegationSet, MeetingForm
from organisations.entry.screen import EntryMixin
from organisations.models import Body, Decision, Delegation, Meeting


class MeetingView(EntryMixin, TemplateView):
    """Records a meeting, its delegations and what it decided, all on one screen."""

    permissions = ("organisations.add_meeting", "organisations.add_decision")
    template_name = "organisations/admin/meeting.html"
    page_title = _("Record a meeting")
    header_icon = "calendar"

    def forms(self, data=None) -> dict:
        """The form of the meeting, and the sets of forms for what belongs to it."""
        body = Body.objects.filter(key=self.request.GET.get("body", "")).first()
        return {
            "form": MeetingForm(data, initial={"body": body}, for_user=self.request.user),
            "delegations": DelegationSet(
                data, prefix="delegations", queryset=Delegation.objects.none()
            ),
            "decisions": DecisionSet(data, prefix="decisions", queryset=Decision.objects.none()),
        }

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        forms = {name: kwargs.get(name) for name in ("form", "delegations", "decisions")}
        if not forms["form"]:
            forms = self.forms()
        media = sum((each.media for each in forms.values()), start=type(forms["form"].media)())
        return context | forms | {"media": media}

    def post(self, request):
        data = request.POST.copy()
        for name in ("delegations", "decisions"):
            total = data.get(f"{name}-TOTAL_FORMS", "")
            if request.POST.get("do") == f"more-{name}" and total.isdecimal():
                data[f"{name}-TOTAL_FORMS"] = str(int(total) + MORE_ROWS)
        forms = self.forms(data)
        # Each is asked, so that all that is wrong is said at once.
        is_valid = all({name: each.is_valid() for name, each in forms.items()}.values())
        if request.POST.get("do") == "save" and is_valid and self.has_evidence(**forms):
            meeting = self.save(**forms)
            if meeting:
                return redirect(reverse(Meeting.snippet_viewset.get_url_name("list")))
        return self.render_to_response(self.get_context_data(**forms))

    def has_evidence(self, form, delegations, decisions) -> bool:
        """Whether decisions have a source; says so at the field otherwise."""
        if any(each.has_changed() for each in decisions) and not form.cleaned_data["source"]:
            form.add_error("source", gettext("Name the minutes: decisions need a source."))
            return False
        return True

    def save(self, form, delegations, decisions) -> Meeting | None:
        """Store all of it, or nothing and say at the decision what is wrong."""
        try:
            with transaction.atomic():
                meeting = form.save()
                log(instance=meeting, action="wagtail.create")
                for each in filter(_is_filled, delegations):
                    each.instance.meeting = meeting
                    each.save()
                filled = list(filter(_is_filled, decisions))
                for each in filled:
                    self.save_decision(each, meeting)
        except ValidationError:
            return None
        self.say(meeting, len(filled))
        return meeting

    def save_decision(self, form, meeting: Meeting) -> None:
        """Store a decision of the meeting. Raises ValidationError."""
        decision = form.instance
        decision.body, decision.meeting = meeting.body, meeting
        decision.mode, decision.source = Decision.Mode.MEETING, meeting.source
        if not decision.decided_on:
            ends = meeting.ends_on not in ("", "..")
            decision.decided_on = meeting.ends_on if ends else meeting.starts_on
        try:
            decision.full_clean(exclude=["key"])
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
            raise
        decision.save()
        log(instance=decision, action="wagtail.create")

    def say(self, meeting: Meeting, count: int) -> None:
        said = ngettext(
            "“%(meeting)s” has been recorded with %(count)s decision.",
            "“%(meeting)s” has been recorded with %(count)s decisions.",
            count,
        )
        executive = reverse("plenum_entry:executive")
        buttons = [messages.button(executive, gettext("Record the executive it elected"))]
        if address := public_address(meeting, self.request):
            buttons.insert(0, messages.button(address, gettext("View on the site")))
        messages.success(self.request, said % {"meeting": meeting, "count": count}, buttons=buttons)


def _is_filled(form) -> bool:
    """Whether somebody wrote something into one of the forms of a set."""
    return form.has_changed()
