from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages

from organisations.confirmation import ConfirmationError, confirm
from organisations.entry.screen import EntryMixin
from organisations.entry.unconfirmed import models, rows_of, waiting


class UnconfirmedView(EntryMixin, TemplateView):
    """Lists what waits for a second person, who confirms it here."""

    permissions = ("organisations.change_membership",)
    template_name = "organisations/admin/unconfirmed.html"
    page_title = _("Waits for confirmation")
    header_icon = "check"

    def post(self, request):
        count = sum(self.confirm(token) for token in request.POST.getlist("confirm"))
        if count:
            said = ngettext("%(count)s confirmed.", "%(count)s confirmed.", count)
            messages.success(request, said % {"count": count})
        elif not request.POST.getlist("confirm"):
            messages.warning(request, gettext("Nothing was chosen."))
        return redirect(reverse("plenum_entry:unconfirmed"))

    def confirm(self, token: str) -> bool:
        """Confirm the record that a token stands for; whether that was done."""
        name, _colon, rest = token.partition(":")
        pk, _colon, seen = rest.partition(":")
        model = next((model for model in models() if model._meta.model_name == name), None)
        record = (
            pk.isdecimal() and model and rows_of(model, self.request.user).filter(pk=pk).first()
        )
        if not record:
            messages.error(self.request, gettext("This doesn't wait any more."))
            return False
        try:
            confirm(record, by=self.request.user, seen=seen)
        except ConfirmationError as error:
            messages.error(self.request, f"{record}: {error}")
            return False
        return True

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = list(waiting(self.request.user))
        return context | {
            "confirmable": [row for row in rows if not row.refusal],
            "others": [row for row in rows if row.refusal],
        }
