"""On what the words of a statement stand, in the admin, and what can be proposed or confirmed."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from articles.comparison import compare
from articles.models import Adoption, StatementPage, Version
from articles.workflow import mandate
from articles.workflow.adoption import may_open, waiting_state
from articles.workflow.mandate import MandateError
from organisations.models import Decision

Kind = Adoption.Kind


class DecisionForm(forms.Form):
    """Which decision of the body, taken at a meeting, covers the text."""

    decision = forms.ModelChoiceField(
        Decision.objects.none(), label=gettext_lazy("Decision of a meeting")
    )

    def __init__(self, *args, body, **kwargs):
        super().__init__(*args, **kwargs)
        taken = Decision.objects.adopted().filter(body=body, opened_at__isnull=True)
        self.fields["decision"].queryset = taken.latest_first()


class MandateView(WagtailAdminTemplateMixin, TemplateView):
    """The standing of a statement's latest words, with what leads on from here."""

    template_name = "articles/admin/mandate.html"
    page_title = gettext_lazy("Mandate")
    header_icon = "check"

    def dispatch(self, request, *args, page_id, **kwargs):
        self.page = get_object_or_404(StatementPage, pk=page_id)
        if not (may_open(request.user) or request.user.is_superuser):
            raise PermissionDenied
        self.draft = self.page.get_latest_revision_as_object()
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.draft.title

    def get_context_data(self, **kwargs):
        user = self.request.user
        state = waiting_state(self.page)
        pending = list(self.page.adoptions.filter(confirmed_at__isnull=True))
        before = Version.objects.latest_of(self.page.pk)
        return super().get_context_data(**kwargs) | {
            "statement": self.draft,
            "standing": self.draft.standing,
            "hash": self.draft.text_hash,
            "state": state,
            "pending": [
                (
                    each,
                    mandate.refusal_to_confirm(each, user),
                    each.text_hash == self.draft.text_hash,
                )
                for each in pending
            ],
            "comparison": (
                compare(before.canonical_text, self.draft.canonical_text) if before else []
            ),
            "text": self.draft.canonical_text,
            "form": DecisionForm(body=self.draft.issued_by),
            "is_translation": mandate.original_of(self.page) is not None,
            "can_be_wording": self.page.live and not self.draft.standing,
            "may_release": user.is_superuser and not self.draft.standing,
        }

    def post(self, request, **kwargs):
        acts = {
            "meeting": self.by_meeting,
            "wording": lambda request: self.propose(request, Kind.WORDING),
            "translation": lambda request: self.propose(request, Kind.TRANSLATION),
            "confirm": self.confirm,
            "release": self.release,
        }
        act = acts.get(request.POST.get("do"))
        if act is None:
            raise PermissionDenied
        try:
            messages.success(request, act(request))
        except MandateError as error:
            messages.error(request, str(error))
        return redirect("plenum_mandate", self.page.pk)

    def by_meeting(self, request) -> str:
        form = DecisionForm(request.POST, body=self.draft.issued_by)
        if not form.is_valid():
            raise MandateError(_("Choose a decision of the body that issues the statement."))
        return self.propose(request, Kind.ADOPTED, form.cleaned_data["decision"])

    def propose(self, request, kind, decision=None) -> str:
        mandate.propose(self.page, kind, by=request.user, decision=decision)
        return _("Proposed. Somebody else has to confirm it here.")

    def confirm(self, request) -> str:
        adoption = get_object_or_404(
            self.page.adoptions, pk=request.POST.get("adoption") or 0, confirmed_at__isnull=True
        )
        gone = mandate.confirm(adoption, by=request.user, seen=request.POST.get("seen", ""))
        if gone:
            return _("Confirmed, and the text went on its way to the public.")
        return _("Confirmed: these words may be published.")

    def release(self, request) -> str:
        mandate.release(self.page, by=request.user, note=request.POST.get("note", ""))
        return _("Released as not adopted by the body; its members are being told.")
