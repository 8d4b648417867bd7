"""The organisation's record in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column

from organisations.models import (
    Body,
    Decision,
    Event,
    Figure,
    Meeting,
    Membership,
    Organisation,
    Person,
    Post,
    Relation,
    Source,
    Territory,
)
from organisations.models.fetching import organisation_at
from organisations.record_viewset import (
    DateColumn,
    PeriodColumn,
    RecordChooserViewSet,
    RecordViewSet,
    by_name,
    filters,
)

KIND = Column("kind", label=_("Kind"), accessor="get_kind_display")


class OrganisationViewSet(RecordViewSet):
    """Organisations, ours and others."""

    model = Organisation
    icon = "globe"
    list_display = [
        "__str__",
        "kind",
        Column("places", label=_("Where")),
        PeriodColumn(_("Life")),
    ]
    chooser_columns = [KIND, Column("places", label=_("Where"))]
    filterset_class = filters(Organisation, "kind")

    @classmethod
    def records(cls):
        return by_name(super().records())


class BodyViewSet(RecordViewSet):
    """Bodies of organisations."""

    model = Body
    icon = "group"
    list_display = ["__str__", "kind", "organisation", PeriodColumn(_("Life"))]
    chooser_columns = [KIND, Column("organisation", label=_("Organisation"))]
    filterset_class = filters(Body, "kind", organisation=OrganisationViewSet.records)

    @classmethod
    def records(cls):
        return by_name(super().records()).prefetch_related(*organisation_at("organisation"))


class PersonViewSet(RecordViewSet):
    """Persons who are named publicly."""

    model = Person
    icon = "user"
    list_display = [
        "__str__",
        "sort_name",
        BooleanColumn("is_public", label=_("Public"), sort_key="is_public"),
    ]
    chooser_columns = [
        DateColumn("born_on", _("Born")),
        BooleanColumn("is_public", label=_("Public")),
    ]
    filterset_class = filters(Person, "is_public")


class PostViewSet(RecordViewSet):
    """Posts in bodies and organisations."""

    model = Post
    icon = "key"
    place = Column("place", label=_("Where"), accessor=lambda post: post.body or post.organisation)
    list_display = ["__str__", place, "places", PeriodColumn()]
    chooser_columns = [place]
    filterset_class = filters(Post, body=BodyViewSet.records)

    @classmethod
    def records(cls):
        return super().records().prefetch_related(*organisation_at("organisation"))


class MembershipViewSet(RecordViewSet):
    """Terms of office and seats."""

    model = Membership
    icon = "calendar-alt"
    list_display = [
        "__str__",
        Column("place", label=_("Where")),
        "capacity",
        PeriodColumn(),
        BooleanColumn("is_public", label=_("Public"), sort_key="is_public"),
        "status",
    ]
    search_backend_name = None
    search_fields = [
        "person__names__text",
        "member_organisation__names__text",
        "name_as_written",
        "key",
    ]
    filterset_class = filters(
        Membership, "capacity", "is_public", "status", body=BodyViewSet.records
    )


class MeetingViewSet(RecordViewSet):
    """Sessions of bodies."""

    model = Meeting
    icon = "calendar"
    list_display = ["__str__", "body", "place", "status", PeriodColumn()]
    chooser_columns = [PeriodColumn()]
    filterset_class = filters(Meeting, "status", body=BodyViewSet.records)


class DecisionViewSet(RecordViewSet):
    """What bodies resolved."""

    model = Decision
    icon = "check"
    list_display = [
        "title",
        "body",
        DateColumn("decided_on", _("Decided")),
        "result",
        "visibility",
    ]
    search_backend_name = None
    search_fields = ["title", "body__names__text", "key"]
    filterset_class = filters(Decision, "result", "visibility", body=BodyViewSet.records)


class EventViewSet(RecordViewSet):
    """Foundings, splits, mergers and the like."""

    model = Event
    icon = "date"
    list_display = [
        "__str__",
        "kind",
        DateColumn("happened_on", _("When")),
        "place",
        "status",
    ]
    search_backend_name = None
    search_fields = ["descriptions__title", "place", "parties__organisation__names__text", "key"]
    filterset_class = filters(Event, "kind", "status")

    @classmethod
    def records(cls):
        return Event.objects.with_parties()


class RelationViewSet(RecordViewSet):
    """Assertions between two organisations."""

    model = Relation
    icon = "link"
    list_display = ["__str__", "kind", PeriodColumn(), "source", "status"]
    search_backend_name = None
    search_fields = ["subject__names__text", "object__names__text", "key"]
    filterset_class = filters(Relation, "kind", "status")


class FigureViewSet(RecordViewSet):
    """Numbers that sources give for organisations."""

    model = Figure
    icon = "order"
    list_display = [
        "__str__",
        "measure",
        DateColumn("dated_on", _("When")),
        "source",
        "status",
    ]
    search_backend_name = None
    search_fields = ["subject__names__text", "key"]
    filterset_class = filters(Figure, "measure", "status")


class SourceChooserViewSet(RecordChooserViewSet):
    """A new source can be named where it is needed first."""

    form_fields = ["title", "kind", "author", "dated_on", "address", "language"]


class SourceViewSet(RecordViewSet):
    """What assertions rest on."""

    model = Source
    icon = "doc-full-inverse"
    chooser_viewset_class = SourceChooserViewSet
    list_display = ["title", "kind", "author", DateColumn("dated_on", _("Date"))]
    chooser_columns = [
        Column("author", label=_("Author")),
        DateColumn("dated_on", _("Date")),
    ]
    filterset_class = filters(Source, "kind")

    @classmethod
    def records(cls):
        return Source.objects.all()


class TerritoryViewSet(RecordViewSet):
    """Countries, parts of countries, former states."""

    model = Territory
    icon = "site"
    list_display = ["__str__", "code", "region"]
    chooser_columns = [Column("code", label=_("Code"))]
    filterset_class = filters(Territory, "region")

    @classmethod
    def records(cls):
        return Territory.objects.all()
