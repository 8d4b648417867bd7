from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from organisations.entry.choosing import use_choosers
from organisations.models import Decision, Delegation, Dissent, Meeting

FIRST_ROWS = 3
MORE_ROWS = 5


class MeetingForm(WagtailAdminModelForm):
    """A session of a body."""

    class Meta:
        model = Meeting
        fields = [
            "body",
            "number",
            "starts_on",
            "starts_note",
            "ends_on",
            "ends_note",
            "place",
            "status",
            "source",
            "locator",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        use_choosers(self)


class DelegationForm(forms.ModelForm):
    """How many delegates a section sent."""

    class Meta:
        model = Delegation
        fields = ["organisation", "full", "consultative"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        use_choosers(self)
        self.fields["organisation"].label = _("Section")


class DecisionForm(forms.ModelForm):
    """What the session resolved. Its day is the meeting's last, where none is given."""

    class Meta:
        model = Decision
        fields = [
            "title",
            "language",
            "text",
            "decided_on",
            "result",
            "votes_for",
            "votes_against",
            "votes_abstained",
            "votes_not_cast",
            "vote_note",
            "visibility",
            "locator",
        ]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    dissenters = forms.CharField(
        label=_("Recorded dissent"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Who had it put on record that she disagreed: one name a line, as written."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decided_on"].help_text = _("Empty: the last day of the meeting.")
        if self.instance.pk:
            names = ", ".join(str(dissent) for dissent in self.instance.dissents.all())
            on_record = _("On record: %(names)s. Write further ones, one name a line.")
            if names:
                self.fields["dissenters"].help_text = on_record % {"names": names}

    def clean_dissenters(self):
        """The names, each once. Raises ValidationError for one that is too long."""
        names = [" ".join(line.split()) for line in self.cleaned_data["dissenters"].splitlines()]
        if any(len(name) > 255 for name in names):
            raise ValidationError(gettext("A name is longer than 255 characters: one name a line."))
        return list(dict.fromkeys(filter(None, names)))

    def save_dissents(self) -> None:
        """Store who dissented and is not on record yet, with the decision that is stored."""
        known = {dissent.name_as_written for dissent in self.instance.dissents.all()}
        for name in self.cleaned_data["dissenters"]:
            if name not in known:
                Dissent.objects.create(decision=self.instance, name_as_written=name)


class Delegations(forms.BaseModelFormSet):
    """A section sends one delegation."""

    def clean(self):
        seen = set()
        for form in self.forms:
            if not form.is_valid() or form.cleaned_data.get("DELETE"):
                continue
            organisation = form.cleaned_data.get("organisation")
            if organisation and organisation.pk in seen:
                message = gettext("“%(organisation)s” stands here twice.")
                form.add_error("organisation", message % {"organisation": organisation})
                raise ValidationError(gettext("A section stands among the delegations twice."))
            seen.add(organisation and organisation.pk)

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Remove this delegation")

    def store(self, meeting: Meeting) -> None:
        """Store what was changed. All go before any comes: two rows can change places."""
        changed = [form for form in self.forms if form.has_changed()]
        Delegation.objects.filter(pk__in=[f.instance.pk for f in changed if f.instance.pk]).delete()
        for form in changed:
            if not form.cleaned_data.get("DELETE"):
                form.instance.pk, form.instance.meeting = None, meeting
                form.instance.save(force_insert=True)


DelegationSet = forms.modelformset_factory(
    Delegation,
    form=DelegationForm,
    formset=Delegations,
    extra=FIRST_ROWS,
    can_delete=True,
    can_delete_extra=False,
)
DecisionSet = forms.modelformset_factory(Decision, form=DecisionForm, extra=FIRST_ROWS)
