from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from articles import withdrawal
from articles.viewsets import TextGroup

register_snippet(TextGroup)


@hooks.register("insert_global_admin_css")
def own_look():
    return format_html('<link rel="stylesheet" href="{}">', static("plenum/admin.css"))


@hooks.register("register_admin_urls")
def withdrawal_addresses():
    return withdrawal.urls


hooks.register("before_unpublish_page", withdrawal.ask_why)
hooks.register("before_bulk_action", withdrawal.one_by_one)


@hooks.register("register_log_actions")
def withdrawal_in_the_log(actions):
    actions.register_action("articles.withdraw", _("Withdraw"), _("Withdrawn"))
