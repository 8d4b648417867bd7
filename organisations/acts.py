"""Acts on accounts and on the record that go into the log: power given and taken, confirmations."""

from django.contrib.auth import get_user_model
from django.db.models.signals import m2m_changed, post_init, post_save
from wagtail.log_actions import get_active_log_context

from organisations import audit
from organisations.confirmation import confirmed

POWERS = ("is_superuser", "is_staff", "is_active")
ACTS = {"post_add": "give-role", "post_remove": "take-role"}


def connect() -> None:
    """Called once, when the apps are ready."""
    name, user = "organisations.acts", get_user_model()
    m2m_changed.connect(_role_changed, sender=user.groups.through, dispatch_uid=name)
    post_init.connect(_remember, sender=user, dispatch_uid=name)
    post_save.connect(_power_changed, sender=user, dispatch_uid=name)
    confirmed.connect(_confirmed, dispatch_uid=name)


def _role_changed(instance, action, reverse, model, pk_set, **kwargs):
    if action == "pre_clear" and not reverse:
        names = list(instance.groups.values_list("name", flat=True))
        _record("take-role", [instance], names)
    if action in ACTS and pk_set:
        changed = model.objects.filter(pk__in=pk_set)
        if reverse:
            _record(ACTS[action], list(changed), [instance.name])
        else:
            _record(ACTS[action], [instance], list(changed.values_list("name", flat=True)))


def _record(act: str, accounts: list, roles: list[str]) -> None:
    for account in accounts:
        if roles:
            actor = get_active_log_context().user
            audit.record(act, actor, account, details={"roles": sorted(roles)})


def _powers(account) -> dict:
    return {name: account.__dict__.get(name) for name in POWERS}


def _remember(instance, **kwargs):
    instance._powers_as_loaded = _powers(instance)


def _power_changed(instance, created, raw, **kwargs):
    before, after = instance._powers_as_loaded, _powers(instance)
    instance._powers_as_loaded = after
    changed = {name: value for name, value in after.items() if value != before[name]}
    if created:
        changed = {"is_superuser": True} if instance.is_superuser else {}
    if changed and not raw:
        audit.record("change-power", get_active_log_context().user, instance, details=changed)


def _confirmed(record, by, **kwargs):
    audit.record("confirm", by, record, details=record.deciding_values())
