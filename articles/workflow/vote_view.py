"""The screens of a vote in the admin: opening it, following it, voting on it."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateTimeInput

from articles.comparison import compare
from articles.models import StatementPage
from articles.workflow.adoption import AdoptionTaskState, may_open, waiting_state
from organisations.ballot import context_of, elector_for, taken
from organisations.models import Decision, Source, TextChange, Way
from organisations.opening import OpeningError, opening_of
from organisations.voting import (
    VotingError,
    confirm_wording,
    end_without_result,
    refusal_to_confirm_wording,
)


class OpeningForm(forms.Form):
    """Until when votes are taken, and for each elector who is not certain, whether she votes."""

    closes_at = forms.DateTimeField(
        label=gettext_lazy("Deadline (UTC)"),
        widget=AdminDateTimeInput,
        help_text=gettext_lazy("A vote at that moment is late."),
    )

    def __init__(self, *args, opening, **kwargs):
        super().__init__(*args, **kwargs)
        self.opening = opening
        self.fields["closes_at"].initial = opening.proposed_deadline
        for each in opening.electorate.uncertain:
            self.fields[f"counts-{each.membership.pk}"] = forms.ChoiceField(
                label=_("Does %(name)s vote?") % {"name": each.who},
                choices=[("", _("Not settled")), ("yes", _("Yes")), ("no", _("No"))],
                required=False,
            )
            self.fields[f"source-{each.membership.pk}"] = forms.ModelChoiceField(
                Source.objects.order_by("title"),
                label=_("The source that says so"),
                required=False,
            )

    def settle(self) -> None:
        """Put into the opening what was said about those who are not certain."""
        said, opening = self.cleaned_data, self.opening
        opening.settled, opening.left_out = {}, {}
        for each in opening.electorate.uncertain:
            counts = said.get(f"counts-{each.membership.pk}")
            source = said.get(f"source-{each.membership.pk}")
            if counts and source:
                place = opening.settled if counts == "yes" else opening.left_out
                place[each] = source
        opening.closes_at = said["closes_at"]


class OpeningView(WagtailAdminTemplateMixin, TemplateView):
    """Shows who would vote, and opens the vote on a statement that was sub-edited."""

    template_name = "articles/admin/opening.html"
    page_title = gettext_lazy("Open the vote")
    header_icon = "group"

    def dispatch(self, request, *args, page_id, **kwargs):
        if not may_open(request.user):
            raise PermissionDenied
        self.page = get_object_or_404(StatementPage, pk=page_id)
        self.draft = self.page.get_latest_revision_as_object()
        self.state = waiting_state(self.page)
        if self.state and self.state.is_voted_on:
            return redirect("plenum_vote", self.state.decision_id)
        self.opening = opening_of(
            self.draft.issued_by, timezone.now(), go_live_at=self.draft.go_live_at
        )
        return super().dispatch(request, *args, **kwargs)

    def reasons(self) -> list[str]:
        """Why the vote can't be opened, with what to do."""
        here = [] if self.state else [_("Submit the text first, and have it sub-edited.")]
        return [*here, *self.draft.missing_apart_from_adoption(), *self.opening.refusals()]

    def get_context_data(self, **kwargs):
        form = kwargs.pop("form", None) or OpeningForm(opening=self.opening)
        return super().get_context_data(**kwargs) | {
            "statement": self.draft,
            "form": form,
            "opening": self.opening,
            "reasons": kwargs.get("reasons") or self.reasons(),
            "electors": [
                (each, self.opening.addresses.get(each.who)) for each in self.opening.voters
            ],
            "hash": self.draft.text_hash,
        }

    def post(self, request, **kwargs):
        form = OpeningForm(request.POST, opening=self.opening)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        form.settle()
        reasons = self.reasons()
        if request.POST.get("seen") != self.draft.text_hash:
            reasons.append(_("The text has been changed meanwhile: read it again."))
        if not reasons:
            try:
                decision = open_vote(self.state, self.draft, self.opening, request.user)
            except OpeningError as error:
                reasons = error.reasons
            else:
                messages.success(request, _("The vote is open, and all electors are being told."))
                return redirect("plenum_vote", decision.pk)
        return self.render_to_response(self.get_context_data(form=form, reasons=reasons))


def open_vote(state: AdoptionTaskState, draft: StatementPage, opening, by) -> Decision:
    """Open the vote on the words of a draft, and let it wait for that. Raises `OpeningError`."""
    decision = opening.open(
        title=draft.title,
        language=draft.locale.language_code,
        text=draft.canonical_text,
        text_hash=draft.text_hash,
        by=by,
    )
    state.decision = decision
    state.revision = state.page.get_latest_revision()
    state.save()
    return decision


class VoteView(WagtailAdminTemplateMixin, TemplateView):
    """A vote: the text, how many have voted, one's own ballot, and what can be done about it."""

    template_name = "articles/admin/vote.html"
    header_icon = "group"

    def dispatch(self, request, *args, decision_id, **kwargs):
        self.decision = get_object_or_404(
            Decision.objects.select_related("body"), pk=decision_id, opened_at__isnull=False
        )
        self.elector = elector_for(self.decision, request.user)
        self.keeps = may_open(request.user)
        if not (self.elector or self.keeps):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return _("Vote of %(body)s") % {"body": self.decision.body}

    @property
    def state(self) -> AdoptionTaskState | None:
        return self.decision.task_states.order_by("-pk").first()

    def get_context_data(self, **kwargs):
        change = self.decision.text_changes.filter(fate=TextChange.Fate.WAITING).first()
        state = self.state
        electors = list(self.decision.electors.select_related("ballot"))
        context = super().get_context_data(**kwargs) | {
            "decision": self.decision,
            "keeps": self.keeps,
            "page_id": state.workflow_state.object_id if state else None,
            "voted": [each for each in electors if getattr(each, "ballot", None)],
            "missing": [each for each in electors if not getattr(each, "ballot", None)],
            "change": change,
            "comparison": compare(change.old_text, change.new_text) if change else [],
            "wording_refusal": (
                refusal_to_confirm_wording(change, self.request.user) if change else ""
            ),
        }
        if self.elector:
            context |= {"ballot_page": context_of(self.elector)}
        return context

    def post(self, request, **kwargs):
        acts = {
            "vote": self.vote,
            "change": self.let_change,
            "wording": self.confirm,
            "void": self.declare_void,
            "withdraw": self.withdraw,
        }
        act = acts.get(request.POST.get("do"))
        if act is None:
            raise PermissionDenied
        try:
            said = act(request)
        except VotingError as error:
            messages.error(request, str(error))
        else:
            if said:
                messages.success(request, said)
        if request.POST.get("do") == "change":
            return redirect("wagtailadmin_pages:edit", self.state.workflow_state.object_id)
        return redirect("plenum_vote", self.decision.pk)

    def vote(self, request) -> str:
        if self.elector is None:
            raise PermissionDenied
        _form, refusal = taken(request, self.elector, way=Way.ADMIN, by=request.user)
        if refusal:
            raise VotingError(refusal)
        return _("Your vote has been counted.")

    def _must_keep(self) -> None:
        if not self.keeps:
            raise PermissionDenied

    def let_change(self, request) -> str:
        """Open the text for changes by one account; what she changes waits for a second."""
        self._must_keep()
        state = self.state
        if state is None or not self.decision.is_open:
            raise VotingError(_("This vote is closed."))
        state.open_for = request.user
        state.save()
        return _(
            "You can change the text. Votes wait then until somebody else confirms that only the "
            "wording changed; otherwise they are void."
        )

    def confirm(self, request) -> str:
        self._must_keep()
        change = get_object_or_404(self.decision.text_changes, fate=TextChange.Fate.WAITING)
        confirm_wording(change, by=request.user, seen=request.POST.get("seen", ""))
        return _("Confirmed: the vote goes on about the new words.")

    def declare_void(self, request) -> str:
        self._must_keep()
        end_without_result(self.decision, Decision.Result.VOID, by=request.user)
        return _("The votes are void. Open a new vote when the text is ready.")

    def withdraw(self, request) -> str:
        self._must_keep()
        end_without_result(self.decision, Decision.Result.WITHDRAWN, by=request.user)
        return _("The vote is withdrawn, and the text went back.")


def vote_address(decision: Decision) -> str:
    """Where a vote is followed in the admin."""
    return reverse("plenum_vote", args=[decision.pk])
