"""The records about texts in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from articles.models import Appearance, Permission, Topic
from organisations.record_viewset import DateColumn, PeriodColumn, RecordViewSet, filters
from organisations.viewsets import OrganisationViewSet


class AppearanceViewSet(RecordViewSet):
    """Publications of texts."""

    model = Appearance
    icon = "doc-full"
    list_display = [
        Column("text", label=_("Text"), accessor="text.title"),
        Column("where", label=_("Publication")),
        DateColumn("appeared_on", _("Date")),
        BooleanColumn("is_first", label=_("First"), sort_key="is_first"),
        "permission",
    ]
    search_backend_name = None
    search_fields = ["text__title", "publication", "organisation__names__text", "title", "key"]
    filterset_class = filters(Appearance, "is_first", organisation=OrganisationViewSet.records)

    @classmethod
    def records(cls):
        return Appearance.objects.with_names().select_related("text")


class PermissionViewSet(RecordViewSet):
    """By what right texts of others are shown."""

    model = Permission
    icon = "key"
    list_display = ["__str__", "basis", "holder", "licence", PeriodColumn()]
    filterset_class = filters(Permission, "basis")

    @classmethod
    def records(cls):
        return Permission.objects.all()


class TopicViewSet(RecordViewSet):
    """What texts are about."""

    model = Topic
    icon = "tag"
    list_display = [
        "name",
        Column("label", label=_("In your language")),
        Column("merged_into", label=_("Merged into")),
    ]
    search_backend_name = None
    search_fields = ["name", "names__text", "key"]

    @classmethod
    def records(cls):
        return Topic.objects.select_related("merged_into").prefetch_related("names")


class TextGroup(SnippetViewSetGroup):
    """The part of the menu for what is recorded about texts."""

    menu_label = _("About texts")
    menu_icon = "tag"
    menu_order = 210
    items = (TopicViewSet, AppearanceViewSet, PermissionViewSet)
