"""The page with the ballot: in the admin, or by a signed link that needs no account.

The link stands for one elector in one decision and says nothing else. Programs that open every
link in a mail change nothing: only the button on the page does. It counts while the vote is open.
"""

from django import forms
from django.core import signing
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.models import Choice, Decision, Elector, PersonAccount, Way
from organisations.voting import VotingError, cast, refusal_to_vote

SALT = "organisations.ballot"
# What says how the choices were meant, where the page is shown again.
LONGEST_NOTE = 2000


def token_of(elector: Elector) -> str:
    """What stands in the link to an elector's ballot."""
    return signing.dumps([elector.decision_id, elector.pk], salt=SALT)


def link_of(elector: Elector) -> str:
    """The path of an elector's ballot."""
    return reverse("ballot", args=[token_of(elector)])


def elector_of(token: str) -> Elector:
    """Whose ballot a link leads to. Raises Http404 for a link that was not made here."""
    try:
        decision, elector = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        raise Http404 from None
    return get_object_or_404(
        Elector.objects.select_related("decision__body"), pk=elector, decision_id=decision
    )


def elector_for(decision: Decision, account) -> Elector | None:
    """Who of the electors an account is, where the link between person and account is confirmed."""
    link = PersonAccount.objects.effective().filter(account=account).first()
    if link is None or not link.is_effective or not account.is_active:
        return None
    return decision.electors.filter(person=link.person_id).first()


class BallotForm(forms.Form):
    """Three buttons and a note; `seen` names the text that was shown with them."""

    choice = forms.ChoiceField(choices=Choice.choices)
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Kept with your vote; editors and members can read it."),
    )
    seen = forms.CharField(widget=forms.HiddenInput)


def context_of(elector: Elector, form=None) -> dict:
    """What the page with the ballot of an elector shows."""
    decision = elector.decision
    ballot = getattr(elector, "ballot", None)
    initial = {"seen": decision.text_hash, "note": ballot.note if ballot else ""}
    return {
        "decision": decision,
        "elector": elector,
        "ballot": ballot,
        "changes": list(ballot.changes.all()) if ballot else [],
        "choices": Choice.choices,
        "form": form if form is not None else BallotForm(initial=initial),
        "refusal": refusal_to_vote(decision, timezone.now()),
    }


def taken(request, elector: Elector, *, way: Way, by=None) -> tuple[BallotForm, str]:
    """Take what was sent: the form, and why it was not counted ("" where it was)."""
    form = BallotForm(request.POST)
    if not form.is_valid():
        return form, _("Choose for, against or abstained.")
    said = form.cleaned_data
    try:
        cast(elector, said["choice"], way=way, note=said["note"], by=by, seen=said["seen"])
    except VotingError as error:
        return form, str(error)
    return form, ""


def ballot(request, token: str) -> HttpResponse:
    """The ballot behind a signed link: shows the text; a button on it casts the vote."""
    elector = elector_of(token)
    language = request.GET.get("language") or elector.decision.language
    with translation.override(language if translation.check_for_language(language) else None):
        refusal = ""
        if request.method == "POST":
            _form, refusal = taken(request, elector, way=Way.LINK)
            if not refusal:
                return HttpResponseRedirect(f"{request.get_full_path()}")
            elector = elector_of(token)
        context = context_of(elector) | {"not_counted": refusal}
        response = TemplateResponse(
            request, "pages/ballot.html", context, status=409 if refusal else 200
        ).render()
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    add_never_cache_headers(response)
    return response


urls = [path("ballot/<str:token>/", ballot, name="ballot")]
