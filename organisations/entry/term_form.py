import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from organisations.entry.choosing import use_choosers
from organisations.models import Membership
from organisations.period import PartialDate, PartialDateError, today

ONE_DAY = datetime.timedelta(days=1)
REASONS = [("", "---------"), *Membership.Ended.choices]


def day_of(text: str) -> datetime.date | None:
    """The day, where a partial date is one."""
    date = PartialDate.parse(text)
    return date.earliest if date.earliest == date.latest and not date.is_open else None


def lasts(term: Membership) -> bool:
    """Whether no end of a term is known."""
    return term.ends_on in ("", "..")


class EndForm(WagtailAdminModelForm):
    """Ends a term: the last day, how it ended, at which meeting. Today is proposed."""

    class Meta:
        model = Membership
        fields = ["ends_on", "ended_by", "ended_at", "ends_note"]
        widgets = {"ends_on": forms.TextInput(attrs={"autocomplete": "off"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        use_choosers(self)
        self.fields["ends_on"].label = _("Last day in office")
        self.fields["ends_on"].help_text = _(
            "2019-07-21, or 2019-07, or 2019 where no day is known."
        )
        self.fields["ended_by"].label = _("How it ended")
        self.fields["ended_by"].required = True
        self.fields["ended_by"].help_text = ""
        if lasts(self.instance):
            self.initial["ends_on"] = today().isoformat()

    def clean_ends_on(self):
        """Refuse an end that is none."""
        end = self.cleaned_data["ends_on"]
        if end in ("", ".."):
            raise ValidationError(gettext("Write the last day, or as much of it as is known."))
        return end


class SuccessorForm(WagtailAdminModelForm):
    """Records who follows in a term; the day after the end is proposed."""

    ends_term = forms.BooleanField(
        label=_("Ends the term before, on the day before"), required=False, initial=True
    )
    ended_by = forms.ChoiceField(
        label=_("How the term before ended"),
        required=False,
        choices=REASONS,
        initial=Membership.Ended.TERM_OVER,
    )

    class Meta:
        model = Membership
        fields = [
            "person",
            "member_organisation",
            "starts_on",
            "starts_note",
            "began_by",
            "began_at",
            "on_behalf_of",
            "capacity",
            "weight",
            "name_as_written",
            "is_public",
            "source",
            "locator",
        ]

    def __init__(self, *args, term: Membership, **kwargs):
        self.term = term
        instance = Membership(
            body=term.body,
            organisation=term.organisation,
            post=term.post,
            on_behalf_of=term.on_behalf_of,
            capacity=term.capacity,
            weight=term.weight,
            is_public=term.is_public,
            starts_on=first_day_after(term),
            ends_on="..",
        )
        super().__init__(*args, instance=instance, **kwargs)
        use_choosers(self)
        if not lasts(term):
            del self.fields["ends_term"], self.fields["ended_by"]

    def clean(self):
        """Refuse an end of the term before whose day can't be told or lies before its start."""
        data = super().clean()
        if not data.get("ends_term") or "starts_on" not in data:
            return data
        try:
            start = day_of(data["starts_on"])
        except PartialDateError:
            return data  # the field itself says so
        if start is None:
            message = gettext("The term before can end on the day before only if this is one day.")
            raise ValidationError({"starts_on": message})
        self.term.ends_on = (start - ONE_DAY).isoformat()
        self.term.ended_by = data.get("ended_by") or Membership.Ended.UNKNOWN
        self.term.ended_at = data.get("began_at")
        try:
            self.term.full_clean()
        except ValidationError as error:
            raise ValidationError({"starts_on": error.messages}) from error
        return data


def first_day_after(term: Membership) -> str:
    """The day after a term's last one, or today where it lasts; "" where the day isn't known."""
    if lasts(term):
        return today().isoformat()
    end = day_of(term.ends_on)
    return (end + ONE_DAY).isoformat() if end else ""
