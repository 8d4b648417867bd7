from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from organisations.entry.choosing import use_choosers
from organisations.models import Decision, Delegation, Meeting

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

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decided_on"].help_text = _("Empty: the last day of the meeting.")


class Delegations(forms.BaseModelFormSet):
    """A section sends one delegation."""

    def clean(self):
        seen = set()
        for form in self.forms:
            organisation = form.cleaned_data.get("organisation") if form.is_valid() else None
            if organisation and organisation.pk in seen:
                message = gettext("“%(organisation)s” stands here twice.")
                form.add_error("organisation", message % {"organisation": organisation})
                raise ValidationError(gettext("A section stands among the delegations twice."))
            seen.add(organisation and organisation.pk)


DelegationSet = forms.modelformset_factory(
    Delegation, form=DelegationForm, formset=Delegations, extra=FIRST_ROWS
)
DecisionSet = forms.modelformset_factory(Decision, form=DecisionForm, extra=FIRST_ROWS)
