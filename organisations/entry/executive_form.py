from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from organisations.entry.choosing import choice_of
from organisations.entry.executive import Occasion
from organisations.entry.line import Line, corrected, lines_of, packed, renumbered, unpacked
from organisations.entry.table import Table, TableError, read_file, read_text
from organisations.models import Body, Meeting, Membership, Source

FIRST_LINES = 5
MORE_LINES = 10


class ExecutiveForm(forms.Form):
    """What all terms of a new executive have in common, and its lines."""

    starts_on = forms.DateField(
        label=_("First day in office"),
        widget=AdminDateInput,
        help_text=_("Terms that this executive follows end on the day before."),
    )
    locator = forms.CharField(
        label=_("Place in the source"),
        required=False,
        max_length=255,
        help_text=_("Page, paragraph or heading where it stands."),
    )
    began_by = forms.ChoiceField(
        label=_("How the terms began"),
        choices=Membership.Began.choices,
        initial=Membership.Began.ELECTED,
    )
    ends_terms = forms.BooleanField(
        label=_("Ends the terms in office now"),
        required=False,
        help_text=_("On the day before, as over. You see which, and can leave out some."),
    )
    is_public = forms.BooleanField(
        label=_("Show these terms and new persons on the site"),
        required=False,
        help_text=_("Only for public offices. Otherwise only editors see the names."),
    )
    table = forms.CharField(
        label=_("Paste a table"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "wrap": "off", "spellcheck": "false"}),
        help_text=_(
            "Copied from a spreadsheet, or with commas or semicolons. Its first line names the "
            "columns, in any order: name, post, section, capacity, weight. Only the name is needed."
        ),
    )
    file = forms.FileField(
        label=_("Or upload a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        help_text=_("The same table as .csv or .xlsx."),
    )
    lines = forms.CharField(required=False, widget=forms.HiddenInput)

    shared = ("body", "meeting", "starts_on", "source", "locator", "began_by", "ends_terms")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"] = choice_of(Body, label=_("Body"))
        self.fields["meeting"] = choice_of(
            Meeting,
            label=_("Elected at the meeting"),
            required=False,
            help_text=_("The congress or plenum; empty where it isn't known."),
        )
        self.fields["source"] = choice_of(
            Source, label=_("Source"), help_text=_("The minutes or the document that says so.")
        )
        self.table_read = Table()

    def clean(self):
        """Read the lines. What can't be read is said where it was given."""
        data = super().clean()
        for name, read in (
            ("table", lambda text: lines_of(self._read(read_text(text)))),
            ("file", lambda file: lines_of(self._read(read_file(file.name, file.read())))),
            ("lines", unpacked),
        ):
            if not data.get(name):
                continue
            try:
                data["read"] = [*data.get("read", []), *read(data[name])]
            except TableError as error:
                self.add_error(None if name == "lines" else name, str(error))
        return data

    def _read(self, table: Table) -> Table:
        self.table_read = table
        return table

    @cached_property
    def all_lines(self) -> list[Line]:
        """What was pasted or uploaded or came from the screen before, with all corrections."""
        read = self.cleaned_data.get("read", [])
        if read and not self.cleaned_data.get("lines"):
            typed = corrected([], self.data)
            return [*read, *renumbered(typed, read[-1].number)]
        return corrected(read, self.data)

    @property
    def packed_lines(self) -> str:
        """The lines for the next screen."""
        return packed(self.all_lines)

    @property
    def chosen_terms(self) -> set[int] | None:
        """The terms to end that were left chosen, or None where none have been offered yet."""
        if "offers_terms" not in self.data:
            return None
        return {int(pk) for pk in self.data.getlist("ends") if pk.isdecimal()}

    @property
    def occasion(self) -> Occasion:
        """What all the terms have in common, of a valid form."""
        names = (*self.shared, "is_public")
        return Occasion(**{name: self.cleaned_data[name] for name in names})
