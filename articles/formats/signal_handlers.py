"""What follows for made files when a text changes or leaves the site."""

from django.db.models.signals import post_save
from wagtail.signals import page_unpublished

from articles.formats.models import MadeFile
from articles.models import TextPage, Version


def connect() -> None:
    """Called once, when the apps are ready."""
    post_save.connect(forget_older, sender=Version, dispatch_uid="articles.formats.forget_older")
    page_unpublished.connect(forget_all, dispatch_uid="articles.formats.forget_all")


def forget_older(instance, created, **kwargs):
    """A new version is public: files of those before it are made again if somebody asks."""
    if created:
        MadeFile.objects.older_than(instance).remove()


def forget_all(sender, instance, **kwargs):
    """What is no longer public leaves no file behind."""
    if isinstance(instance, TextPage):
        MadeFile.objects.filter(version__text_id=instance.pk).remove()
