"""Who recorded something: the account on whose behalf the admin acts, wherever a row is made."""

from django.apps import apps
from django.db.models.signals import pre_save
from wagtail.log_actions import get_active_log_context


def connect() -> None:
    """Called once, when the apps are ready."""
    for model in apps.get_app_config("organisations").get_models():
        if any(field.name == "recorded_by" for field in model._meta.fields):
            pre_save.connect(_sign, sender=model, dispatch_uid="organisations.recording")


def sign(row) -> None:
    """Note the acting account in a new row that says who recorded it, and does not yet."""
    user = get_active_log_context().user
    if user and getattr(row, "recorded_by_id", user.pk) is None:
        row.recorded_by = user


def _sign(instance, raw, **kwargs):
    if not raw and instance._state.adding:
        sign(instance)
