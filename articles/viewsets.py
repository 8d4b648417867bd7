"""The records about texts in the admin."""

from django.db.models import Count
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from articles.models import Appearance, Notice, Permission, Series, Topic
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
        Column("texts", label=_("Texts"), accessor="text_count"),
        Column("merged_into", label=_("Merged into")),
    ]
    search_backend_name = None
    search_fields = ["name", "names__text", "key"]

    @classmethod
    def records(cls):
        counted = Topic.objects.annotate(text_count=Count("text_links"))
        return counted.select_related("merged_into").prefetch_related("names")


class SeriesViewSet(RecordViewSet):
    """Texts that are read one after the other."""

    model = Series
    icon = "list-ol"
    list_display = [
        Column("label", label=_("Name")),
        Column("parts", label=_("Parts"), accessor=lambda series: len(series.parts.all())),
        Column("key", label=_("Key"), sort_key="key"),
    ]
    search_backend_name = None
    search_fields = ["names__text", "key"]

    @classmethod
    def records(cls):
        return Series.objects.prefetch_related("names", "parts")


class NoticeViewSet(RecordViewSet):
    """What readers are told on the front page for a time."""

    model = Notice
    icon = "info-circle"
    list_display = [
        Column("title", label=_("Title")),
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        Column("starts_on", label=_("First day"), sort_key="starts_on"),
        Column("ends_on", label=_("Last day"), sort_key="ends_on"),
    ]
    search_backend_name = None
    search_fields = ["texts__title", "key"]
    filterset_class = filters(Notice, "kind")

    @classmethod
    def records(cls):
        return Notice.objects.prefetch_related("texts")


class FreeTagsItem(MenuItem):
    """The way to the free tags, for those who keep topics."""

    def __init__(self):
        address = reverse_lazy("articles_free_tags")
        super().__init__(_("Free tags"), address, name="free-tags", icon_name="tag", order=900)

    def is_shown(self, request):
        return request.user.has_perm("articles.change_topic")


class TextGroup(SnippetViewSetGroup):
    """The part of the menu for what is recorded about texts."""

    menu_label = _("About texts")
    menu_icon = "tag"
    menu_order = 210
    items = (TopicViewSet, SeriesViewSet, NoticeViewSet, AppearanceViewSet, PermissionViewSet)

    def get_submenu_items(self):
        return [*super().get_submenu_items(), FreeTagsItem()]
