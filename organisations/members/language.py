"""The account's interface language is the one truth; Wagtail's profile follows it."""

from django.conf import settings
from django.db.models.signals import post_save, pre_save


def connect() -> None:
    """Called once, when the apps are ready."""
    name = "organisations.members.language"
    post_save.connect(_keep_profile, sender=settings.AUTH_USER_MODEL, dispatch_uid=name)
    pre_save.connect(_follow_account, sender="wagtailusers.UserProfile", dispatch_uid=name)


def _keep_profile(instance, raw, **kwargs):
    """An account has a profile from the beginning: mails to it are written in its language."""
    if raw:
        return
    from wagtail.users.models import UserProfile

    profile, is_new = UserProfile.objects.get_or_create(user=instance)
    if not is_new and profile.preferred_language != instance.interface_language:
        profile.save()


def _follow_account(instance, raw, **kwargs):
    if raw:
        return
    from organisations.members.models import User

    instance.preferred_language = User.objects.values_list("interface_language", flat=True).get(
        pk=instance.user_id
    )
