"""What follows when a text goes live or leaves the site."""

import datetime

from django.db.models import ProtectedError
from django.db.models.signals import pre_delete
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.signals import page_published, page_unpublished

from articles.models import Adoption, Correction, TextPage

NEVER = datetime.datetime(1, 1, 1, tzinfo=datetime.UTC)


def connect() -> None:
    """Called once, when the apps are ready."""
    page_published.connect(keep_version, dispatch_uid="articles.keep_version")
    page_unpublished.connect(keep_withdrawal, dispatch_uid="articles.keep_withdrawal")
    pre_delete.connect(keep_page, sender=TextPage, dispatch_uid="articles.keep_page")


def keep_page(sender, instance, **kwargs):
    """Raises ProtectedError for what was ever public, also where a page above it is deleted."""
    if reason := instance.reason_to_stay:
        raise ProtectedError(reason, {instance})


def keep_version(sender, instance, revision=None, **kwargs):
    """Keep the words that are public from now on, and tell readers what changed.

    Wagtail sends the signal at scheduling time too, when nothing is live yet (wagtail 13959).
    """
    if not isinstance(instance, TextPage) or not instance.live or instance.alias_of_id:
        return
    user = revision.user if revision else None
    before, after = instance.keep_version(revision, user, timezone.now())
    keep_adoption(instance, after or before)
    if before and after:
        Correction.objects.create(
            text_id=instance.pk,
            kind=instance.change_kind,
            from_version=before,
            to_version=after,
            made_by=user,
            note=instance.change_note.strip(),
        )
    if instance.change_kind or instance.change_note:
        forget_change(instance, revision)


def keep_adoption(page, version) -> None:
    """Bind the version that has just gone public to the decision on which it stands."""
    first = Adoption.objects.filter(text_id=page.pk, text_hash=version.text_hash).order_by("-pk")
    if first.filter(version__isnull=True).exists() and not hasattr(version, "adoption"):
        Adoption.objects.filter(pk=first.first().pk).update(version=version)


def forget_change(page, revision) -> None:
    """Empty the two fields, so that the next change is classed anew."""
    empty = {"change_kind": "", "change_note": ""}
    TextPage.objects.filter(pk=page.pk).update(**empty)
    if revision:
        revision.content = revision.content | empty
        revision.save(update_fields=["content"])


def keep_withdrawal(sender, instance, **kwargs):
    """Record the withdrawal of a text that was taken off the site without a word, as by a date."""
    if not isinstance(instance, TextPage):
        return
    last = instance.versions.last()
    told = instance.corrections.filter(
        kind=Correction.Kind.WITHDRAWAL,
        from_version=last,
        made_at__gte=instance.last_published_at or NEVER,
    )
    if last and not told.exists():
        Correction.objects.create(
            text_id=instance.pk,
            kind=Correction.Kind.WITHDRAWAL,
            from_version=last,
            note=_("No reason was given."),
        )
