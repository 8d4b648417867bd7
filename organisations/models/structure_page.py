from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from organisations import structure
from organisations.as_of import asked_day
from organisations.models.body import Body
from organisations.models.decision import Decision
from organisations.models.event import Event
from organisations.models.meeting import Meeting
from organisations.models.organisation import Organisation
from organisations.models.person import Person
from organisations.popolo.download import download

TEMPLATES = "pages/structure"


class StructurePage(RoutablePageMixin, Page):
    """The way into the organisation's record.

    Bodies and organisations may have pages of their own below it; whatever has none is a route
    made from the record, and so are persons, meetings, decisions, events, directory, timeline
    and genealogy.
    """

    template = "pages/structure_page.html"
    page_description = _("Our bodies, sections and history. One for each language.")
    parent_page_types = ["articles.HomePage"]
    subpage_types = ["organisations.BodyPage", "organisations.OrganisationPage"]
    max_count_per_parent = 1

    intro = RichTextField(
        _("introduction"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("One or two sentences above the list of bodies."),
    )

    content_panels = [*Page.content_panels, "intro"]
    search_fields = [*Page.search_fields, index.SearchField("intro")]

    # The day that a reader asked for; links below this page carry it.
    shown_on = None

    class Meta:
        verbose_name = _("structure page")
        verbose_name_plural = _("structure pages")

    @path("")
    def overview(self, request):
        """Our bodies, in the order of the election chain."""
        context = structure.overview(self, asked_day(request))
        self.shown_on = context["on"]
        return self.render(request, context_overrides={"structure_page": self, **context})

    @path("sections/", name="directory")
    def directory(self, request):
        """The sections by country."""
        return self._show(request, "directory", structure.directory(self, asked_day(request)))

    @path("timeline/", name="timeline")
    def timeline(self, request):
        """What happened, in the order of time."""
        return self._show(request, "timeline", structure.timeline(asked_day(request)))

    @path("genealogy/", name="genealogy")
    def genealogy(self, request):
        """How organisations came from one another, according to whom."""
        return self._show(request, "genealogy", structure.genealogy(asked_day(request)))

    @path("persons/<slug:key>/", name="person")
    def person(self, request, key):
        """One person's public roles and signed texts."""
        record = get_object_or_404(Person.objects.visible_to(request.user).with_names(), key=key)
        facts = structure.person(record, request.user, asked_day(request))
        return self._show(request, "person", facts)

    @path("bodies/<slug:key>/", name="body")
    def body(self, request, key):
        """A body without a page of its own."""
        record = get_object_or_404(Body.objects.with_names(), key=key)
        facts = structure.body(record, request.user, asked_day(request))
        return self._show(request, "body", facts)

    @path("organisations/<slug:key>/", name="organisation")
    def organisation(self, request, key):
        """An organisation without a page of its own."""
        record = get_object_or_404(Organisation.objects.with_names(), key=key)
        facts = structure.organisation(record, asked_day(request))
        return self._show(request, "organisation", facts)

    @path("meetings/<slug:key>/", name="meeting")
    def meeting(self, request, key):
        """A session of a body, with what it decided."""
        record = get_object_or_404(Meeting.objects.with_names(), key=key)
        facts = structure.meeting(record, request.user, asked_day(request))
        return self._show(request, "meeting", facts)

    @path("decisions/<slug:key>/", name="decision")
    def decision(self, request, key):
        """One decision, with its vote as far as it is known."""
        visible = Decision.objects.visible_to(request.user).with_names()
        record = get_object_or_404(visible, key=key)
        facts = structure.decision(record, request.user, asked_day(request))
        return self._show(request, "decision", facts)

    @path("events/<slug:key>/", name="event")
    def event(self, request, key):
        """A founding, a split, with its parties and its source."""
        record = get_object_or_404(Event.objects.with_parties(), key=key)
        return self._show(request, "event", {"event": record, "on": asked_day(request)})

    @path("popolo/", name="popolo")
    def popolo(self, request):
        """The whole public record for machines, the same for every reader."""
        return download(self.locale.language_code)

    @path("<slug:collection>/<slug:key>/popolo/", name="popolo_of")
    def popolo_of(self, request, collection, key):
        """What belongs to one organisation, body or person, for machines."""
        return download(self.locale.language_code, collection, key)

    def _show(self, request, name, context):
        self.shown_on = context.get("on")
        return self.render(
            request,
            template=f"{TEMPLATES}/{name}.html",
            context_overrides={"structure_page": self, **context},
        )
