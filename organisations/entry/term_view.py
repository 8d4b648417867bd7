from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.log_actions import log

from organisations.entry.notice import say
from organisations.entry.screen import EntryMixin
from organisations.entry.term_form import EndForm, SuccessorForm
from organisations.models import Membership


class TermView(EntryMixin, FormView):
    """A screen about one term."""

    template_name = "organisations/admin/form.html"
    header_icon = "calendar-alt"

    @cached_property
    def term(self) -> Membership:
        return get_object_or_404(Membership.objects.standing().with_names(), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "term": self.term}

    def terms_list(self) -> str:
        """The terms in the same body."""
        address = reverse(Membership.snippet_viewset.get_url_name("list"))
        return f"{address}?body={self.term.body_id}" if self.term.body_id else address

    def form_valid(self, form):
        with transaction.atomic():
            self.save(form)
        return redirect(self.terms_list())


class EndView(TermView):
    """Ends a term with a reason."""

    permissions = ("organisations.change_membership",)
    form_class = EndForm
    page_title = _("End a term")
    extra_context = {"submit_label": _("End this term")}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.term, "for_user": self.request.user}

    def save(self, form):
        """Store the end, and offer to record who follows."""
        term = form.save()
        log(instance=term, action="wagtail.edit")
        successor = reverse("plenum_entry:successor", args=[term.pk])
        buttons = [messages.button(successor, gettext("Record the successor"))]
        said = gettext("“%(term)s” ends on: %(end)s.")
        messages.success(
            self.request,
            said % {"term": term, "end": term.get_ends_on_display()},
            buttons=buttons if self.request.user.has_perms(SuccessorView.permissions) else [],
        )
        say(self.request, term)


class SuccessorView(TermView):
    """Records who follows in a term, which it can end."""

    permissions = ("organisations.change_membership", "organisations.add_membership")
    form_class = SuccessorForm
    page_title = _("Record the successor")
    extra_context = {"submit_label": _("Record the successor")}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "term": self.term, "for_user": self.request.user}

    def save(self, form):
        """Store the new term, and the end of the one before where that was chosen."""
        term = form.save()
        log(instance=term, action="wagtail.create")
        if form.cleaned_data.get("ends_term"):
            self.term.save()
            log(instance=self.term, action="wagtail.edit")
        messages.success(self.request, gettext("“%(term)s” has been recorded.") % {"term": term})
        say(self.request, term)
