"""What the admin's lists, forms and choosers of all records have in common."""

import django_filters
from babel import Locale
from django.conf import settings
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Lower
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import ObjectList, extract_panel_definitions_from_model_class
from wagtail.admin.ui.tables import Column
from wagtail.search.backends import get_search_backend
from wagtail.snippets.views import chooser, snippets

from organisations.models.name import Name

MOST_FOUND = 1000  # more than anybody reads through
SECOND_OFFICIAL_NAME = _(
    "There is an official name in this language from the same day. Say since when this one held, "
    "or call one of the two former or other."
)
PRESENT_TWICE = _("This member is on the list already.")
REPLACED_PRESENT = _(
    "This member is on the list as present: an alternate stands in for the absent."
)
UNKNOWN_LANGUAGE = _("“%(code)s” is no language code. Such are: en, pt, zh-hans.")


class RecordForm(WagtailAdminModelForm):
    """The key of a stored record is shown, and can't be changed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "key" in self.fields:
            self.fields["key"].disabled = True
        if self.instance.pk and "rule" in self.fields:
            rules = self.fields["rule"].queryset
            self.fields["rule"].queryset = rules.filter(body=self.instance.body_id)
        for formset in self.formsets.values():
            formset.form = _told_its_record(formset, self.instance)

    def clean(self):
        cleaned = super().clean()
        self._refuse_second_official_name()
        self._refuse_presence_of_the_replaced()
        self._refuse_unknown_languages(cleaned)
        return cleaned

    def _refuse_second_official_name(self):
        """As the table does; Django checks its rule against rows only that are stored already."""
        seen = set()
        for row in self._rows("names"):
            name = row.cleaned_data
            if name.get("kind") != Name.Kind.OFFICIAL:
                continue
            kind = (name["language"], name["starts_on"])
            if kind in seen:
                row.add_error("kind", SECOND_OFFICIAL_NAME)
            seen.add(kind)

    def _refuse_presence_of_the_replaced(self):
        """An alternate votes in place of a member who is absent, and nobody is present twice."""
        rows = self._rows("attendances")
        present = [row.cleaned_data["membership"] for row in rows]
        for number, row in enumerate(rows):
            if row.cleaned_data["membership"] in present[:number]:
                row.add_error("membership", PRESENT_TWICE)
            if row.cleaned_data["replaces"] in present:
                row.add_error("replaces", REPLACED_PRESENT)

    def _refuse_unknown_languages(self, cleaned):
        rows = [row for relation in self.formsets for row in self._rows(relation)]
        for form, data in [(self, cleaned), *((row, row.cleaned_data) for row in rows)]:
            code = data.get("language")
            if code and code.partition("-")[0] not in Locale("en").languages:
                form.add_error("language", UNKNOWN_LANGUAGE % {"code": code})

    def _rows(self, relation):
        """The rows of a relation that will be stored, as far as they are right in themselves."""
        formset = self.formsets.get(relation)
        forms = formset.forms if formset is not None else ()
        return [row for row in forms if row.is_valid() and not row.cleaned_data.get("DELETE")]


def _told_its_record(formset, record):
    """The class of a row's form, whose row knows from the beginning which record it is part of.

    Otherwise rows would be checked without it, and refused when they are stored: too late for a
    sentence at the field. Of the electors only those of the record are offered.
    """

    class Row(formset.form):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            setattr(self.instance, formset.fk.name, record)
            if "elector" in self.fields:
                electors = self.fields["elector"].queryset
                self.fields["elector"].queryset = electors.filter(decision=record.pk)

    return Row


class RecordIndexView(snippets.IndexView):
    """A list that can be searched, filtered and sorted at once, by any of its columns."""

    def search_queryset(self, queryset):
        if not (self.is_searching and self.search_backend_name):
            return super().search_queryset(queryset).distinct()
        # The index is asked for keys only: it can't sort by what is computed from dates and names.
        found = get_search_backend(self.search_backend_name).autocomplete(
            self.search_query, self.model
        )
        return queryset.filter(pk__in=[record.pk for record in found[:MOST_FOUND]])


class ChooseRecords:
    """A chooser that shows beside each name what tells it from another of the same name."""

    def get_object_list(self):
        return self.model_class.snippet_viewset.records()

    @property
    def columns(self):
        return [*super().columns, *self.model_class.snippet_viewset.chooser_columns]


class ChooseView(ChooseRecords, chooser.ChooseView):
    """The whole chooser."""


class ChooseResultsView(ChooseRecords, chooser.ChooseResultsView):
    """The list in the chooser, while somebody searches."""


class RecordChooserViewSet(chooser.SnippetChooserViewSet):
    """Chooses a record by any name that it ever had."""

    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView


class RecordViewSet(snippets.SnippetViewSet):
    """A record in the admin. A list takes the same number of queries however long it is."""

    index_view_class = RecordIndexView
    chooser_viewset_class = RecordChooserViewSet
    chooser_columns: list[Column] = []
    chooser_per_page = 20
    list_per_page = 50
    copy_view_enabled = False  # the copy would bear the key of the first

    @classmethod
    def records(cls):
        """All records with what lists print of them."""
        return cls.model.objects.with_names()

    def get_queryset(self, request):
        return self.records()

    def get_edit_handler(self):
        panels = extract_panel_definitions_from_model_class(self.model)
        return ObjectList(panels, base_form_class=RecordForm).bind_to_model(self.model)


def by_name(records):
    """Records that have names, in the order of the official ones in the source language."""
    names = records.model._meta.get_field("names").related_model
    first = (
        names.objects.filter(**{records.model._meta.model_name: OuterRef("pk")})
        .annotate(
            is_foreign=~Q(language=settings.LANGUAGE_CODE),
            is_other=~Q(kind=names.Kind.OFFICIAL),
        )
        .order_by("is_other", "is_foreign", "-starts_on_earliest", "pk")
    )
    return records.annotate(first_name=Lower(Subquery(first.values("text")[:1]))).order_by(
        "first_name", "key"
    )


class PeriodColumn(Column):
    """When a record holds, as far as it is known, in the editor's language."""

    def __init__(self, label=""):
        super().__init__(
            "period",
            label=label or _("Period"),
            sort_key="starts_on_earliest",
            accessor=lambda record: record.period.display(get_language() or settings.LANGUAGE_CODE),
        )


class DateColumn(Column):
    """A partial date, in the editor's language."""

    def __init__(self, field, label):
        super().__init__(
            field,
            label=label,
            sort_key=f"{field}_earliest",
            accessor=lambda record: getattr(record, f"get_{field}_display")(),
        )


def filters(model, *choices, **records):
    """The filters of a list: fields by their choices, and fields that lead to records.

    `records` gives for each such field a function for the records to choose from, with names.
    """
    attributes = {
        name: django_filters.ModelChoiceFilter(
            queryset=lambda request, find=find: find(),
            label=capfirst(model._meta.get_field(name).verbose_name),
        )
        for name, find in records.items()
    }
    meta = type("Meta", (), {"model": model, "fields": list(choices)})
    return type(f"{model.__name__}FilterSet", (WagtailFilterSet,), {**attributes, "Meta": meta})
