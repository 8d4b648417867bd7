"""Who was present at a session: its body's members of those days, each a line to tick."""

from collections.abc import Iterator, Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organisations.models import Attendance, Body, Meeting, Membership
from organisations.period import PartialDate, PartialDateError, Period

PREFIX = "present"


class PresenceForm(forms.Form):
    """Whether one member was present, and for whom an alternate stood in."""

    # What was shown comes back with the form: who was recorded meanwhile by another isn't lost.
    is_present = forms.BooleanField(required=False, show_hidden_initial=True)
    replaces = forms.ModelChoiceField(
        Membership.objects.none(),
        label=_("in place of"),
        required=False,
        show_hidden_initial=True,
        empty_label=_("nobody"),
    )

    def __init__(self, *args, term: Membership, stored: Attendance | None, members, **kwargs):
        self.term, self.stored = term, stored
        initial = {"is_present": bool(stored), "replaces": stored.replaces_id if stored else None}
        super().__init__(*args, initial=initial, prefix=f"{PREFIX}-{term.pk}", **kwargs)
        self.fields["is_present"].label = str(term)
        replaced = stored and stored.replaces_id
        if replaced or term.capacity == Membership.Capacity.ALTERNATE:
            field = self.fields["replaces"]
            field.queryset = Membership.objects.filter(pk__in=[each.pk for each in members])
            field.choices = [("", field.empty_label), *((each.pk, str(each)) for each in members)]
        else:
            del self.fields["replaces"]

    @property
    def attendance(self) -> Attendance:
        """What the line says, not stored yet."""
        return Attendance(
            membership=self.term,
            capacity=self.stored.capacity if self.stored else self.term.capacity,
            replaces=self.cleaned_data.get("replaces"),
        )


class Attendances:
    """The members whom a session's body can have had then, and those on the list already."""

    def __init__(self, meeting: Meeting, body: Body | None, days: Period | None, data=None):
        self.meeting, self.data = meeting, data
        self.is_known = bool(body and days)
        self.stored = {}
        if meeting.pk:
            self.stored = {each.membership_id: each for each in meeting.attendances.all()}
        terms = list(self._terms(body, days))
        replaced = {each.replaces_id for each in self.stored.values()}
        full = Membership.Capacity.FULL
        members = [term for term in terms if term.capacity == full or term.pk in replaced]
        self.rows = [
            PresenceForm(data, term=term, stored=self.stored.get(term.pk), members=members)
            for term in sorted(terms, key=lambda term: (str(term.who), term.pk))
        ]

    def _terms(self, body, days):
        wanted = Q(pk__in=[*self.stored, *(each.replaces_id for each in self.stored.values())])
        wanted |= Q(pk__in=ticked(self.data or {}))
        if self.is_known:
            wanted |= Q(
                body=body,
                starts_on_earliest__lte=days.end.latest,
                ends_on_latest__gte=days.start.earliest,
            ) & ~Q(status=Membership.Status.WITHDRAWN)
        return Membership.objects.filter(wanted).with_names()

    def __iter__(self) -> Iterator[PresenceForm]:
        return iter(self.rows)

    @property
    def media(self):
        return forms.Media()

    @cached_property
    def total_error_count(self) -> int:
        return sum(len(row.errors) for row in self.rows)

    def is_valid(self) -> bool:
        """Whether all lines are right in themselves and together; says so at the line if not."""
        right = [row.is_valid() for row in self.rows]
        if not all(right):
            return False
        present = {row.term.pk for row in self.rows if row.cleaned_data["is_present"]}
        taken: dict[int, PresenceForm] = {}
        for row in self.rows:
            replaced = row.cleaned_data.get("replaces")
            if row.term.pk in present:
                self._check(row)
            elif replaced:
                row.add_error("replaces", gettext("Tick who stood in, or choose nobody here."))
            if replaced and replaced.pk in present:
                row.add_error("replaces", gettext("This member is ticked as present herself."))
            elif replaced and replaced.pk in taken:
                row.add_error("replaces", gettext("Somebody else stands in for this member."))
            elif replaced:
                taken[replaced.pk] = row
        return not any(row.errors for row in self.rows)

    def _check(self, row: PresenceForm) -> None:
        attendance = row.attendance
        attendance.meeting = self.meeting
        try:
            attendance.clean()
        except ValidationError as error:
            for field, messages in error.message_dict.items():
                name = field if field in row.fields else "is_present"
                row.add_error(name, messages)

    def store(self) -> None:
        """Store what was changed. The session and all lines are valid, the session is stored."""
        changed = [row for row in self.rows if row.has_changed()]
        # All go before any comes: two alternates can change places.
        self.meeting.attendances.model.objects.filter(
            meeting=self.meeting, membership__in=[row.term.pk for row in changed]
        ).delete()
        for row in changed:
            if row.cleaned_data["is_present"]:
                attendance = row.attendance
                attendance.meeting = self.meeting
                attendance.save()


def ticked(data: Mapping[str, str]) -> list[int]:
    """The terms that somebody ticked, wherever they belong."""
    parts = (name.split("-") for name in data)
    return [
        int(part[1])
        for part in parts
        if len(part) == 3 and part[0] == PREFIX and part[2] == "is_present" and part[1].isdecimal()
    ]


def days_of(starts_on: str, ends_on: str) -> Period | None:
    """The days of a session, where its first one is known; one without an end is of one day."""
    try:
        start, end = PartialDate.parse(starts_on), PartialDate.parse(ends_on)
    except PartialDateError:
        return None
    if start.is_unknown or start.is_open:
        return None
    return Period(start, start if end.is_unknown or end.is_open else end)
