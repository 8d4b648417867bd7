"""Taking a text off the site in the admin: never without a word to its readers."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.log_actions import log

from articles.models import TextPage


class WithdrawalForm(forms.Form):
    """Why a text is withdrawn."""

    note = forms.CharField(
        label=gettext_lazy("Why it is withdrawn"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Readers find this note, with the date, at the text's address."),
    )


def withdraw(request, page_id):
    """Asks for the note, then withdraws."""
    page = get_object_or_404(TextPage, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_unpublish():
        raise PermissionDenied
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        page.withdraw(request.user, form.cleaned_data["note"])
        log(instance=page, action="articles.withdraw", user=request.user)
        messages.success(request, _("“%(title)s” is withdrawn.") % {"title": page.title})
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    context = {
        "page": page,
        "form": form,
        "next_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }
    return TemplateResponse(request, "articles/admin/withdraw.html", context)


urls = [path("texts/<int:page_id>/withdraw/", withdraw, name="articles_withdraw")]


def ask_why(request, page):
    """Leads from Wagtail's question whether to unpublish to ours, for a text that was public."""
    if isinstance(page, TextPage) and page.versions.exists():
        return redirect("articles_withdraw", page.pk)
    return None


def one_by_one(request, action_type, objects, action):
    """Refuses to take several texts off the site at once: each needs its own note."""
    if action_type != "unpublish":
        return None
    texts = [page for page in objects if isinstance(page.specific, TextPage)]
    if not texts:
        return None
    messages.error(
        request,
        _("Texts are withdrawn one by one, each with a note; start with “%(title)s”.")
        % {"title": texts[0].title},
    )
    return redirect("wagtailadmin_explore", texts[0].get_parent().pk)
