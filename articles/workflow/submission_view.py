"""Sending a text in: the public form, the sender's private page, and triage in the admin."""

import re

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from articles.importing import readers
from articles.importing.place import NoPlaceError
from articles.importing.source import Source, SourceError
from articles.workflow import triage
from articles.workflow.role import Role
from articles.workflow.submission import Submission

LONGEST = 200_000  # characters: a book is sent by other ways
LARGEST = 2 * 1024 * 1024
ENDINGS = (".txt", ".md", ".docx")
QUICKEST, STALEST = 3, 24 * 60 * 60  # seconds between getting and sending the form
AN_HOUR = 60 * 60
FROM_ONE_ADDRESS, FROM_ALL = 5, 100  # submissions within an hour
CONTROLS = re.compile(r"[^\S\n\t ]|[\x00-\x08\x0b-\x1f\x7f]")
SIGNER = signing.TimestampSigner(salt="submission")


class SubmissionForm(forms.ModelForm):
    """A text or a file, who sends it, and by what right it can be published."""

    file = forms.FileField(
        label=gettext_lazy("or a file"),
        required=False,
        help_text=gettext_lazy("Plain text, Markdown or Word (.txt, .md, .docx), 2 MB at most."),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    agreed = forms.BooleanField(
        label=gettext_lazy("I agree that you keep this text and my address for 90 days.")
    )
    # Shown to nobody; programs that fill in everything fill it in.
    website = forms.CharField(required=False)
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Submission
        fields = ("title", "text", "signed_as", "contact", "right", "right_note")
        widgets = {
            "text": forms.Textarea(attrs={"rows": 10}),
            "right_note": forms.Textarea(attrs={"rows": 2}),
            "right": forms.RadioSelect,
        }

    field_order = ("title", "text", "file", "signed_as", "contact", "right", "right_note", "agreed")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contact"].required = True
        self.fields["right"].choices = Submission.Right.choices
        self.initial["opened"] = SIGNER.sign("form")

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file is None:
            return ""
        if not file.name.lower().endswith(ENDINGS):
            raise ValidationError(_("Send a file that ends in .txt, .md or .docx."))
        if file.size > LARGEST:
            raise ValidationError(_("The file is larger than 2 MB."))
        try:
            return words_of(Source(file.name, file.read()))
        except SourceError:
            raise ValidationError(_("This file holds no text that can be read.")) from None

    def clean(self):
        given = super().clean()
        self.refuse_programs(given)
        words = plain(given.get("text") or given.get("file") or "")
        if not words and not self.errors:
            raise ValidationError(_("Write the text or choose a file."))
        if len(words) > LONGEST:
            raise ValidationError(_("This text is too long to be sent in here."))
        self.instance.text = given["text"] = words
        return given

    def refuse_programs(self, given) -> None:
        """Who fills in what nobody sees, or sends within three seconds, is no person."""
        try:
            SIGNER.unsign(given.get("opened", ""), max_age=STALEST)
            is_too_quick = is_fresh(given["opened"])
        except signing.BadSignature:
            raise ValidationError(_("The form was open for too long: send it again.")) from None
        if given.get("website") or is_too_quick:
            raise ValidationError(_("That was very quick. Wait a moment, and send it again."))


def is_fresh(opened: str) -> bool:
    """Whether a form was fetched less than three seconds ago."""
    try:
        SIGNER.unsign(opened, max_age=QUICKEST)
    except signing.SignatureExpired:
        return False
    return True


def words_of(source: Source) -> str:
    """The words of a file without its styles, as the importer reads them."""
    text = next(iter(readers.read(source)), None)
    if text is None:
        raise SourceError(source.name)
    blocks = text.record.blocks
    return "\n\n".join(each.text or "\n".join(each.items or ()) for each in blocks)


def plain(text: str) -> str:
    """The words without any style, control or invisible breaks."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return CONTROLS.sub(" ", lines).strip()


def is_too_often(request: HttpRequest) -> bool:
    """Counts what is sent within an hour, from one address and from all; no address is kept."""
    sender = signing.Signer(salt="submission").signature(request.META.get("REMOTE_ADDR", ""))
    for name, most in ((f"submission-{sender}", FROM_ONE_ADDRESS), ("submission", FROM_ALL)):
        cache.add(name, 0, AN_HOUR)
        if cache.incr(name) > most:
            return True
    return False


def moderators() -> list:
    """The accounts that decide on what is sent in."""
    roles = Q(groups__name__in=(Role.MODERATOR, Role.EDITOR))
    return list(get_user_model().objects.filter(roles, is_active=True).distinct())


@never_cache
def send(request):
    """The public form."""
    form = SubmissionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        if is_too_often(request):
            form.add_error(None, _("Too much was sent in within an hour. Come back later."))
        else:
            submission = form.save(commit=False)
            submission.language = get_language() or settings.LANGUAGE_CODE
            triage.receive(submission, moderators())
            return redirect(submission.private_address)
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "pages/submission_form.html", {"form": form}, status=status)


@never_cache
def state(request, token):
    """How a submission stands, for whoever has the link."""
    submission = get_object_or_404(Submission.objects.select_related("page"), token=token)
    response = TemplateResponse(request, "pages/submission.html", {"submission": submission})
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _permitted(request) -> None:
    if not request.user.has_perm("workflow.change_submission"):
        raise PermissionDenied


def listing(request):
    """What waits for a decision."""
    _permitted(request)
    context = {"submissions": Submission.objects.waiting().defer("text")}
    return TemplateResponse(request, "wagtailadmin/submissions.html", context)


def decide(request, pk):
    """One submission: take it up as a draft, or say that it is not used."""
    _permitted(request)
    submission = get_object_or_404(Submission, pk=pk)
    if request.method == "POST":
        try:
            if "take" in request.POST:
                page = triage.take(submission, request.user)
                messages.success(request, _("“%(title)s” is a draft now.") % {"title": page.title})
                if page.permissions_for_user(request.user).can_edit():
                    return redirect("wagtailadmin_pages:edit", page.pk)
            else:
                triage.decline(submission, request.user, request.POST.get("answer", ""))
                messages.success(request, _("The sender is told that it is not used."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        except NoPlaceError as error:
            messages.error(request, str(error))
        return redirect("plenum_submissions")
    context = {"submission": submission}
    return TemplateResponse(request, "wagtailadmin/submission.html", context)
