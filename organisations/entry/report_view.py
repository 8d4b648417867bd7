"""The reports in the admin: on the screen, as CSV and as XLSX."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from organisations import claims, warning
from organisations.entry import report

DAYS = 90
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Line:
    """A line of a report: what stands in its cells, and where its record is edited.

    A cell holds a text, or a tuple of texts.
    """

    cells: dict[str, Any]
    address: str = ""


def edit_address(record) -> str:
    """Where a record is edited, or "" where it has no form of its own."""
    viewset = getattr(type(record), "snippet_viewset", None)
    try:
        return reverse(viewset.get_url_name("edit"), args=[record.pk]) if viewset else ""
    except NoReverseMatch:
        return ""


def on_screen(value):
    """A cell as a page shows it: of several texts each has its own line."""
    if not isinstance(value, tuple):
        return value
    return format_html_join("", "<span class='entry-one'>{}</span>", ((each,) for each in value))


def harmless(value) -> str:
    """A cell's text as a spreadsheet shows it and does not reckon with it."""
    text = " / ".join(value) if isinstance(value, tuple) else str(value)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


class RecordReport(ReportView):
    """A report for those who keep the record."""

    permission = "organisations.change_membership"
    template_name = "organisations/admin/report.html"
    header_icon = "clipboard-list"
    table_classname = "listing entry-report"
    name = ""
    explanation = ""
    no_results_message = _("There is nothing to report.")
    headings: dict[str, Any] = {}

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def columns(self):
        first, *others = self.headings.items()

        def cell(name):
            return lambda line: on_screen(line.cells[name])

        return [
            TitleColumn(
                first[0],
                label=first[1],
                accessor=cell(first[0]),
                get_url=lambda line: line.address or None,
            ),
            *(Column(name, label=label, accessor=cell(name)) for name, label in others),
        ]

    @property
    def list_export(self):
        return list(self.headings)

    @property
    def export_headings(self):
        return self.headings

    @property
    def export_filename(self):
        return self.name

    def get_index_url(self):
        return reverse(f"plenum_entry:{self.name}")

    def get_queryset(self):
        return self.records()

    def decorate_paginated_queryset(self, object_list):
        return [self.line(record) for record in self.fetched(object_list)]

    def fetched(self, records):
        """The records of one screen, or of the whole file."""
        return records

    def to_row_dict(self, item):
        return {name: harmless(value) for name, value in item.cells.items()}

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        if getattr(response, "streaming", False) and self.is_export_of_text:
            # Written now, while the reader's language is the one of the words.
            response.streaming_content = list(response.streaming_content)
        return response

    @property
    def is_export_of_text(self):
        return self.request.GET.get("export") == self.FORMAT_CSV

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        if not self.is_export:
            lines = self.decorate_paginated_queryset(context["object_list"])
            context["table"] = self.get_table(lines)
        return context | {"explanation": self.explanation}


class TermsEndingReport(RecordReport):
    """Terms that end soon."""

    name = "terms-ending"
    page_title = _("Terms ending within 90 days")
    explanation = _("Terms that end, or can end, today or within 90 days.")
    headings = {
        "term": _("Term"),
        "where": _("Where"),
        "capacity": _("Capacity"),
        "ends_on": _("End"),
    }

    def records(self):
        return report.terms_ending(DAYS)

    def line(self, term):
        cells = {
            "term": str(term),
            "where": str(term.place),
            "capacity": str(term.get_capacity_display()),
            "ends_on": term.get_ends_on_display(),
        }
        return Line(cells, reverse("plenum_entry:successor", args=[term.pk]))


class VacantPostsReport(RecordReport):
    """Posts with fewer holders than places."""

    name = "vacant-posts"
    page_title = _("Vacant posts")
    explanation = _("Posts that nobody holds today, or fewer than they have places.")
    headings = {
        "post": _("Post"),
        "where": _("Where"),
        "places": _("Places"),
        "holders": _("Holders"),
    }

    def records(self):
        return report.vacant_posts()

    def line(self, post):
        cells = {
            "post": str(post),
            "where": str(post.body or post.organisation),
            "places": str(_("not limited") if post.places is None else post.places),
            "holders": str(post.holders),
        }
        return Line(cells, edit_address(post))


class SingleSourceReport(RecordReport):
    """Facts that rest on one source."""

    name = "single-source"
    page_title = _("Facts without a second source")
    explanation = _("What stands on one source only. A further source is added on its form.")
    headings = {"fact": _("Fact"), "kind": _("Kind"), "source": _("Source")}

    def records(self):
        return report.facts_without_second_source()

    def fetched(self, records):
        return report.fetched(records)

    def line(self, fact):
        cells = {
            "fact": str(fact),
            "kind": report.kind_of(fact),
            "source": str(fact.source),
        }
        return Line(cells, edit_address(report.record_of(fact)))


class ContradictionsReport(RecordReport):
    """Claims of which not all can be so."""

    name = "contradictions"
    page_title = _("Contradictions")
    explanation = _("Claims on any day of which not all can be so. Nobody has to settle them.")
    headings = {"claims": _("Claims"), "topic": _("About"), "sources": _("Sources")}

    def records(self):
        return claims.contradictions(claims.EVER)

    def line(self, contradiction):
        cells = {
            "claims": tuple(claim.sentence for claim in contradiction.claims),
            "topic": str(contradiction.topic),
            "sources": tuple(dict.fromkeys(str(claim.source) for claim in contradiction.claims)),
        }
        return Line(cells, edit_address(report.record_of(contradiction.assertions[0])))


class NoContactReport(RecordReport):
    """Sections that nobody can reach."""

    name = "no-contact"
    page_title = _("Sections without contact")
    explanation = _("Sections of today for which the record has no public contact.")
    headings = {"section": _("Section"), "where": _("Where")}

    def records(self):
        return report.sections_without_contact()

    def line(self, section):
        cells = {"section": str(section), "where": section.places}
        return Line(cells, edit_address(section))


class WarningsReport(RecordReport):
    """What looks wrong with terms."""

    name = "term-warnings"
    page_title = _("Warnings on terms")
    explanation = _("What looks wrong with terms of office. Sources do say such things.")
    headings = {
        "term": _("Term"),
        "where": _("Where"),
        "level": _("Level"),
        "message": _("What looks wrong"),
    }

    def records(self):
        return warning.findings()

    def line(self, finding):
        term = finding.membership
        cells = {
            "term": str(term),
            "where": str(term.place),
            "level": str(finding.level.label),
            "message": str(finding.message),
        }
        return Line(cells, edit_address(term))


REPORTS = (
    TermsEndingReport,
    VacantPostsReport,
    SingleSourceReport,
    ContradictionsReport,
    NoContactReport,
    WarningsReport,
)
