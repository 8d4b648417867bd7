"""Nothing goes live, or is set to go live, that is not complete: on no path.

The checks stand where rows are written, so that buttons, bulk actions, approval, schedules,
translations, copies, imports and code all meet them.
"""

from django.apps import apps
from django.db.models.signals import pre_save
from wagtail.models import Page, Revision

from articles.models.publishable import Publishable

# Saving other fields alone neither makes a page live nor changes what readers see.
FIELDS_THAT_PUBLISH = {"live", "body"}


def connect() -> None:
    """Called once, when the apps are ready."""
    for model in apps.get_models():
        if issubclass(model, Page):
            pre_save.connect(_stop_page, sender=model, dispatch_uid="articles.workflow.publication")
    pre_save.connect(_stop_schedule, sender=Revision, dispatch_uid="articles.workflow.publication")


def _stop_page(instance, raw, update_fields, **kwargs):
    """Raises `UnpublishableError` for a live page, also where it goes live as a bare `Page`."""
    if raw or not instance.live:
        return
    if update_fields is not None and not FIELDS_THAT_PUBLISH & set(update_fields):
        return
    if isinstance(instance, Publishable):
        instance.refuse_unless_publishable()
    elif issubclass(instance.specific_class or Page, Publishable) and not _is_live(instance):
        instance.get_specific().refuse_unless_publishable()


def _is_live(page) -> bool:
    """Whether readers see it already: as a bare page it is moved, and shows nothing new."""
    return Page.objects.filter(pk=page.pk, live=True).exists()


def _stop_schedule(instance, raw, update_fields, **kwargs):
    """Raises `UnpublishableError` for a revision that is set to go live."""
    if raw or not instance.approved_go_live_at:
        return
    if update_fields is not None and "approved_go_live_at" not in update_fields:
        return
    page = instance.as_object()
    if isinstance(page, Publishable):
        page.refuse_unless_publishable()
