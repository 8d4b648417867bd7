"""Giving a text that waits to somebody else of the pool, and setting until when."""

import datetime

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.models import TaskState

from articles.workflow.review import ReviewState
from articles.workflow.telling import address_of, in_words
from organisations import audit
from organisations.notification import Kind, notify


class HandOverForm(forms.ModelForm):
    """Who has the text, who may stand in, until when."""

    class Meta:
        model = ReviewState
        fields = ("assignee", "stand_in", "due_at")
        widgets = {"due_at": AdminDateTimeInput}
        labels = {"due_at": gettext_lazy("Due")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        groups = self.instance.task.specific.groups.all()
        pool = get_user_model().objects.filter(is_active=True, groups__in=groups).distinct()
        for name in ("assignee", "stand_in"):
            self.fields[name].queryset = pool.order_by("display_name", "email")

    def clean(self):
        given = super().clean()
        if given.get("stand_in") and given.get("stand_in") == given.get("assignee"):
            raise ValidationError(_("Choose somebody else as stand-in."))
        if given.get("stand_in") and not given.get("assignee"):
            raise ValidationError(_("A stand-in needs somebody to stand in for."))
        return given


def hand_over(request, pk):
    """Asks to whom; open to those of the pool, and to those who may publish alone."""
    state = get_object_or_404(ReviewState, pk=pk, status=TaskState.STATUS_IN_PROGRESS)
    if not state.task.specific.in_pool(request.user):
        raise PermissionDenied
    page = state.workflow_state.content_object
    form = HandOverForm(request.POST or None, instance=state)
    if request.method == "POST" and form.is_valid():
        _keep(form, page, request.user)
        messages.success(request, _("“%(title)s” is handed over.") % {"title": page.title})
        return redirect("wagtailadmin_home")
    context = {"form": form, "page": page, "state": state}
    return TemplateResponse(request, "wagtailadmin/hand_over.html", context)


@transaction.atomic
def _keep(form, page, user) -> None:
    if "due_at" in form.changed_data:
        form.instance.reminded_at = form.instance.found_overdue_at = None
    state: ReviewState = form.save()
    told = [each for each in (state.assignee, state.stand_in) if each and each != user]
    notify(
        told,
        Kind.HANDED_OVER,
        lambda: (
            _("“%(title)s” was handed over to you") % {"title": page.title},
            _("Due: %(moment)s.") % {"moment": in_words(state.due_at)},
        ),
        link=address_of(page),
    )
    due: datetime.datetime | None = state.due_at
    details = {
        "assignee": state.assignee_id,
        "stand_in": state.stand_in_id,
        "due": due.isoformat() if due else "",
    }
    audit.record("hand-over", user, page, details=details)
