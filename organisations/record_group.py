"""The menu of the organisation's record."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from organisations.account_viewset import PersonAccountViewSet
from organisations.rule_viewset import BodyRuleViewSet
from organisations.viewsets import (
    BodyViewSet,
    DecisionViewSet,
    EventViewSet,
    FigureViewSet,
    MeetingViewSet,
    MembershipViewSet,
    OrganisationViewSet,
    PersonViewSet,
    PostViewSet,
    RelationViewSet,
    SourceViewSet,
    TerritoryViewSet,
)


class RecordGroup(SnippetViewSetGroup):
    """The part of the menu for the organisation's record."""

    menu_label = _("Record")
    menu_icon = "group"
    menu_order = 200
    items = (
        OrganisationViewSet,
        BodyViewSet,
        BodyRuleViewSet,
        PersonViewSet,
        PostViewSet,
        MembershipViewSet,
        MeetingViewSet,
        DecisionViewSet,
        EventViewSet,
        RelationViewSet,
        FigureViewSet,
        SourceViewSet,
        TerritoryViewSet,
        PersonAccountViewSet,
    )
