import wagtail.admin.rich_text.editors.draftail.features as draftail
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.widgets import Button
from wagtail.snippets.models import register_snippet

from articles import footnote, proof, splitting, topic_screens, withdrawal
from articles.blocks.links import LinkInLanguage
from articles.models import Topic
from articles.viewsets import TextGroup

register_snippet(TextGroup)


@hooks.register("insert_global_admin_css")
def own_look():
    return format_html('<link rel="stylesheet" href="{}">', static("plenum/admin.css"))


@hooks.register("register_admin_urls")
def own_addresses():
    return [*withdrawal.urls, *proof.urls]


@hooks.register("register_admin_urls")
def topic_addresses():
    return topic_screens.urls


@hooks.register("register_snippet_listing_buttons")
def rename_topic(record, user, next_url=None):
    """In the list of topics: a new name with a new address."""
    is_standing = isinstance(record, Topic) and not record.merged_into_id
    if is_standing and user.has_perm("articles.change_topic"):
        address = reverse("articles_rename_topic", args=[record.pk])
        yield Button(_("Rename"), address, icon_name="edit", priority=45)


hooks.register("before_unpublish_page", withdrawal.ask_why)
hooks.register("before_bulk_action", withdrawal.one_by_one)


@hooks.register("register_log_actions")
def withdrawal_in_the_log(actions):
    actions.register_action("articles.withdraw", _("Withdraw"), _("Withdrawn"))


@hooks.register("register_rich_text_features", order=10)
def footnotes_and_links(features):
    """Footnotes, typed where their number will stand; links that lead to the reader's language."""
    control = {
        "type": "FOOTNOTE",
        "icon": "superscript",
        "description": _("Footnote: mark its words; they become a numbered note"),
        "style": {"fontSize": ".85em", "background": "#f0e8da", "color": "#17130f"},
    }
    features.register_editor_plugin("draftail", "footnote", draftail.InlineStyleFeature(control))
    features.register_converter_rule(
        "contentstate",
        "footnote",
        {
            "from_database_format": {footnote.MARK: InlineStyleElementHandler("FOOTNOTE")},
            "to_database_format": {"style_map": {"FOOTNOTE": footnote.MARK}},
        },
    )
    features.register_link_type(LinkInLanguage)


@hooks.register("register_admin_urls")
def splitting_addresses():
    return splitting.urls


@hooks.register("register_page_header_buttons")
def split_button(page, user, view_name, next_url=None):
    """Among the actions of the page that is being edited."""
    if view_name == "edit" and splitting.has_body(page):
        yield Button(
            _("Split into blocks"),
            reverse("articles_split", args=[page.pk]),
            icon_name="cut",
            priority=70,
        )
