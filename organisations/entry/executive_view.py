from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages

from organisations.entry.address import public_address
from organisations.entry.executive import Plan, plan_of
from organisations.entry.executive_form import FIRST_LINES, MORE_LINES, ExecutiveForm
from organisations.entry.line import Line
from organisations.entry.recording import RefusedLineError, record
from organisations.entry.screen import EntryMixin
from organisations.models import Body, Membership

# Longer tables are shown by their wrong lines only.
MOST_SHOWN = 200
MOST_WRONG_SHOWN = 50


class ExecutiveView(EntryMixin, FormView):
    """Enters a new executive: first the table, then what it would change, then it is saved."""

    permissions = (
        "organisations.add_membership",
        "organisations.change_membership",
        "organisations.add_person",
    )
    template_name = "organisations/admin/executive.html"
    page_title = _("New executive")
    header_icon = "group"
    form_class = ExecutiveForm

    def get_initial(self):
        body = Body.objects.filter(key=self.request.GET.get("body", "")).first()
        return {"body": body, "ends_terms": True}

    def form_valid(self, form):
        action = self.request.POST.get("do")
        if action == "more":
            return self.show(form, more=MORE_LINES)
        if not form.all_lines:
            form.add_error("table", gettext("There are no lines yet: paste, upload or type some."))
            return self.show(form)
        if action == "save":
            # Whoever presses twice is told the second time that the terms are recorded.
            Body.objects.select_for_update().get(pk=form.occasion.body.pk)
        plan = plan_of(form.occasion, form.all_lines, form.chosen_terms)
        if action != "save" or plan.wrong:
            return self.show(form, plan)
        if self.request.POST.get("seen") != plan.fingerprint:
            messages.warning(self.request, gettext("Something has changed: look, then save."))
            return self.show(form, plan)
        return self.save(form, plan)

    def form_invalid(self, form):
        return self.show(form, more=MORE_LINES if self.request.POST.get("do") == "more" else 0)

    def save(self, form, plan: Plan):
        """Record the plan and lead to the terms of the body."""
        try:
            terms = record(plan)
        except RefusedLineError as error:
            error.row.errors["name"] = str(error)
            return self.show(form, plan)
        body = plan.occasion.body
        said = ngettext(
            "%(count)s term in “%(body)s” has been recorded.",
            "%(count)s terms in “%(body)s” have been recorded.",
            len(terms),
        )
        buttons = [messages.button(reverse("plenum_entry:unconfirmed"), gettext("To confirm"))]
        if address := public_address(body, self.request):
            buttons.insert(0, messages.button(address, gettext("View on the site")))
        messages.success(self.request, said % {"count": len(terms), "body": body}, buttons=buttons)
        terms_list = reverse(Membership.snippet_viewset.get_url_name("list"))
        return redirect(f"{terms_list}?body={body.pk}")

    def show(self, form, plan: Plan | None = None, more: int = 0):
        """The screen again, with what the lines would change if they could be read."""
        return self.render_to_response(self.get_context_data(form=form, plan=plan, more=more))

    def get_context_data(self, plan=None, more=0, **kwargs):
        context = super().get_context_data(**kwargs)
        form = context["form"]
        lines = form.all_lines if form.is_bound and hasattr(form, "cleaned_data") else []
        rows = _shown(plan) if plan else []
        last = max((line.number for line in lines), default=0)
        if not lines and not more:
            more = FIRST_LINES
        return context | {
            "plan": plan,
            "rows": rows,
            "is_whole": plan is not None and len(rows) == len(plan.rows),
            "lines": [] if plan else lines[:MOST_SHOWN],
            "blank_lines": [Line(number) for number in range(last + 1, last + 1 + more)],
            "packed_lines": form.packed_lines if lines else "",
            "capacities": Membership.Capacity.labels,
            "ignored": form.table_read.ignored,
            "media": form.media,
        }


def _shown(plan: Plan):
    """All rows, or of a long table the wrong ones."""
    if len(plan.rows) <= MOST_SHOWN:
        return plan.rows
    return plan.wrong[:MOST_WRONG_SHOWN]
