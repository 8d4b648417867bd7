"""Nothing goes live, or is set to go live, that is not complete: on no path.

The checks stand where rows are written, so that buttons, bulk actions, approval, schedules,
translations, copies, imports and code all meet them.
"""

from django.apps import apps
from django.db.models.signals import post_save, pre_save
from wagtail.models import Page, Revision

from articles.models import StatementPage
from articles.models.publishable import Publishable
from articles.models.standing import note_shown

# Saving other fields alone neither makes a page live nor changes what readers see.
FIELDS_THAT_PUBLISH = {
    "live",
    "title",
    "kicker",
    "standfirst",
    "body",
    "locale",
    "issued_by",
    "alias_of",
}


def connect() -> None:
    """Called once, when the apps are ready."""
    for model in apps.get_models():
        if issubclass(model, Page):
            pre_save.connect(_stop_page, sender=model, dispatch_uid="articles.workflow.publication")
    pre_save.connect(_stop_schedule, sender=Revision, dispatch_uid="articles.workflow.publication")
    post_save.connect(_note_shown, sender=StatementPage, dispatch_uid="articles.workflow.shown")


def _stop_page(instance, update_fields, **kwargs):
    """Raises `UnpublishableError` for a live page, also where it goes live as a bare `Page`.

    Nothing goes round it by loading rows as they are (`raw`): our fixtures never do.
    """
    if not instance.live:
        return
    if update_fields is not None and not FIELDS_THAT_PUBLISH & set(update_fields):
        return
    if _waits_for_original(instance):
        instance.live = False
        return
    if isinstance(instance, Publishable):
        instance.refuse_unless_publishable()
    elif issubclass(instance.specific_class or Page, Publishable):
        _stop_bare(instance)


def _stop_bare(instance) -> None:
    """A live page saved as a bare `Page`: moved, it shows nothing new; retitled, it does."""
    before = Page.objects.filter(pk=instance.pk, live=True).values_list("title", flat=True).first()
    if before == instance.title:
        return
    page = instance.get_specific()
    page.title = instance.title
    page.refuse_unless_publishable()


def _waits_for_original(page) -> bool:
    """Whether it is an alias whose original is not public yet, or no longer.

    Wagtail makes aliases live as soon as their original is scheduled.
    """
    if not page.alias_of_id:
        return False
    return not Page.objects.filter(pk=page.alias_of_id, live=True).exists()


def _note_shown(instance, **kwargs):
    """The words of a statement were found to stand before it was saved: lists may show the row."""
    if instance.live:
        note_shown(instance)


def _stop_schedule(instance, update_fields, **kwargs):
    """Raises `UnpublishableError` for a revision that is set to go live."""
    if not instance.approved_go_live_at:
        return
    if update_fields is not None and "approved_go_live_at" not in update_fields:
        return
    page = instance.as_object()
    if isinstance(page, Publishable):
        page.refuse_unless_publishable()
