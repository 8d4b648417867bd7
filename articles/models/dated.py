"""The dates of a text, kept apart: none stands in for another."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel

from organisations.models.period import PartialDateField
from organisations.period import PartialDate, PartialDateError, today

HELP = _(
    "Only what is known; leave empty what is not. Where and when it was published is recorded "
    "under “About texts”, the day on which it came here by itself."
)
WRITTEN_AND_DELIVERED = [
    "written_on",
    FieldRowPanel(["delivered_on", "delivered_at", "delivered_place"]),
]
DATE_PANEL = MultiFieldPanel(
    [*WRITTEN_AND_DELIVERED, FieldRowPanel(["adopted_on", "adopted_at"])],
    heading=_("Dates"),
    help_text=HELP,
)
# When a statement was adopted, the decision of its body says and nobody else.
DATE_PANEL_OF_STATEMENTS = MultiFieldPanel(
    WRITTEN_AND_DELIVERED, heading=_("Dates"), help_text=HELP
)


@dataclass(frozen=True)
class TextDate:
    """One of a text's dates as readers see it; `date` "" where they would look for it in vain.

    `where` says at what event, by whom or in which publication, `address` leads there, and
    `record` is the publication where the record knows it. `kind` is how templates tell them apart.
    """

    kind: str
    label: str
    date: str = ""
    where: str = ""
    address: str = ""
    record: Any = None
    title: str = ""


def known(text: str) -> PartialDate | None:
    """The date in a field, or None where nothing can be said of it."""
    try:
        date = PartialDate.parse(str(text or ""))
    except PartialDateError:
        return None  # the field says so itself
    return None if date.is_unknown or date.is_open else date


class Dated(models.Model):
    """A text with its dates. Each may be partial or missing."""

    written_on = PartialDateField(_("written"))
    delivered_on = PartialDateField(_("delivered"))
    delivered_at = models.CharField(
        _("delivered at"),
        max_length=255,
        blank=True,
        help_text=_("The event, for a talk or a report."),
    )
    delivered_place = models.CharField(_("delivered in"), max_length=120, blank=True)
    adopted_on = PartialDateField(_("adopted"))
    adopted_at = models.CharField(
        _("adopted by"),
        max_length=255,
        blank=True,
        help_text=_("The body or congress, for a text adopted elsewhere or long ago."),
    )

    class Meta:
        abstract = True

    def faults_of_dates(self) -> dict[str, str]:
        """Dates that contradict each other or the calendar, each with a sentence for its field.

        Only what is certain: where two partial dates may be in order, nobody is stopped.
        """
        faults: dict[str, str] = {}
        for name in ("written_on", "delivered_on", "adopted_on"):
            date = known(getattr(self, name))
            if date and date.earliest > today():
                faults[name] = _now("This day (%(date)s) lies in the future.") % {"date": date}
        first = self.first_appearance if self.pk else None
        for later, sentence in self._what_follows(first):
            written = known(self.written_on)
            if written and later and later.is_certainly_before(written):
                faults.setdefault("written_on", sentence % {"date": written, "other": later})
        delivered, published = known(self.delivered_on), first and known(first.appeared_on)
        if delivered and published and published.is_certainly_before(delivered):
            sentence = _now("It was delivered (%(date)s) after it was first published (%(other)s).")
            faults.setdefault("delivered_on", sentence % {"date": delivered, "other": published})
        return faults

    def _what_follows(self, first):
        """What can't come before a text is written: its dates, and the sentence for each."""
        yield (
            known(self.adopted_on),
            _now("It was written (%(date)s) after it was adopted (%(other)s)."),
        )
        yield (
            known(first.appeared_on) if first else None,
            _now("It was written (%(date)s) after it was first published (%(other)s)."),
        )

    def fault_of_appearance(self, appeared: PartialDate) -> str:
        """Why it can't have appeared on that date; "" where it can."""
        if appeared.is_unknown or appeared.is_open:
            return ""
        if appeared.earliest > today():
            return _now("This day (%(date)s) lies in the future.") % {"date": appeared}
        said = {
            "written_on": _now("It appeared (%(date)s) before it was written (%(other)s)."),
            "delivered_on": _now("It appeared (%(date)s) before it was delivered (%(other)s)."),
        }
        for name, sentence in said.items():
            date = known(getattr(self, name))
            if date and appeared.is_certainly_before(date):
                return sentence % {"date": appeared, "other": date}
        return ""

    @property
    def expects_delivery(self) -> bool:
        """Whether readers would look for the day on which it was spoken."""
        return bool(self.delivered_on or self.delivered_at or self.delivered_place)

    @property
    def date_of_adoption(self) -> TextDate | None:
        """When and by whom it was adopted, as far as that is recorded here."""
        if not (self.adopted_on or self.adopted_at):
            return None
        return TextDate("adopted", _("Adopted"), self.adopted_on, self.adopted_at)

    @property
    def dates_shown(self) -> list[TextDate]:
        """What is known of it in the order in which things happen, and the gaps one would notice.

        When it came here and was last corrected is added where it is shown: those are no partial
        dates.
        """
        shown = [*filter(None, [self._delivery(), self.date_of_adoption]), *self._publications()]
        if self.written_on or not any(each.date for each in shown):
            shown.insert(0, TextDate("written", _("Written"), self.written_on))
        return shown

    def _delivery(self):
        if not self.expects_delivery:
            return None
        where = " · ".join(filter(None, (self.delivered_at, self.delivered_place)))
        return TextDate("delivered", _("Delivered"), self.delivered_on, where)

    def _publications(self):
        """First publication; without one that is known as such, all that preceded this page."""
        earlier = self.earlier_appearances
        for each in [each for each in earlier if each.is_first] or earlier:
            yield TextDate(
                "first" if each.is_first else "earlier",
                _("First published") if each.is_first else _("Published"),
                each.appeared_on,
                each.where,
                each.address,
                each.organisation,
                each.title if each.title != self.title else "",
            )
        if self.is_summary_only and not earlier:
            yield TextDate("first", _("First published"))

    @property
    def last_corrected_at(self):
        """When readers were last told of a change; None where they never were."""
        return self.notices[0].made_at if self.notices else None
