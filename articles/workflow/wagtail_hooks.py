from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail_localize.models import Translation

from articles.models.publishable import Publishable
from articles.workflow.guide import FirstSteps, GuideView

GUIDE = "plenum_guide"
# What is new in Wagtail, and its guide, speak of other menus than ours.
NOT_OURS = ("whats-new-in-wagtail", "editor-guide")


@hooks.register("register_admin_urls")
def guide_address():
    return [path("guide/", GuideView.as_view(), name=GUIDE)]


@hooks.register("construct_homepage_panels")
def add_first_steps(request, panels):
    panels.append(FirstSteps())


@hooks.register("register_help_menu_item")
def guide_in_menu():
    return MenuItem(_("Guide for editors"), reverse(GUIDE), icon_name="help", order=100)


@hooks.register("construct_help_menu")
def leave_out_what_is_not_ours(request, items):
    items[:] = [item for item in items if not item.name.startswith(NOT_OURS)]


@hooks.register("before_edit_page", order=-1)
def refuse_incomplete_translation(request, page):
    """Before the translations' own form, which publishes only after the answer is written."""
    if request.POST.get("action") != "publish" or not isinstance(page, Publishable):
        return
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    ).first()
    if translation:
        source = translation.source
        translated = source.get_ephemeral_translated_instance(page.locale, fallback=True)
        translated.refuse_unless_publishable()
