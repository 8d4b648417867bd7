"""Every act that matters for what readers see goes into the log of acts, in its transaction."""

from django.db.models.signals import post_save
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import (
    page_published,
    page_unpublished,
    task_approved,
    task_rejected,
    workflow_cancelled,
    workflow_submitted,
)

from articles.models import Correction, TextPage
from articles.workflow.review import ReviewState
from organisations import audit


def connect() -> None:
    """Called once, when the apps are ready, and before versions are kept: the last is the old."""
    name = "articles.workflow.acts"
    workflow_submitted.connect(_submitted, sender=WorkflowState, dispatch_uid=name)
    workflow_cancelled.connect(_cancelled, sender=WorkflowState, dispatch_uid=name)
    task_approved.connect(_approved, sender=ReviewState, dispatch_uid=name)
    task_rejected.connect(_sent_back, sender=ReviewState, dispatch_uid=name)
    page_published.connect(_published, dispatch_uid=name)
    page_unpublished.connect(_unpublished, dispatch_uid=name)
    post_save.connect(_corrected, sender=Correction, dispatch_uid=name)


def _actor(user=None):
    return user or get_active_log_context().user


def _public_version(page) -> str:
    """What readers have: number and digest of the last version that was public."""
    last = page.versions.order_by("number").last() if isinstance(page, TextPage) else None
    return f"{last.number} {last.text_hash}" if last else ""


def _draft(revision) -> str:
    return f"revision {revision.pk}" if revision else ""


def _record_step(act, state, user, **details):
    page = state.workflow_state.content_object
    details |= {"workflow": state.workflow_state.workflow.name, "step": state.task.name}
    if isinstance(page, Page):
        version = _draft(state.revision)
        audit.record(act, _actor(user), page, to_version=version, details=details)


def _submitted(instance, user=None, **kwargs):
    page = instance.content_object
    version = _draft(page.get_latest_revision())
    details = {"workflow": instance.workflow.name}
    audit.record("submit", _actor(user), page, to_version=version, details=details)


def _cancelled(instance, user=None, **kwargs):
    details = {"workflow": instance.workflow.name}
    audit.record("cancel", _actor(user), instance.content_object, details=details)


def _approved(instance, user=None, **kwargs):
    _record_step("approve", instance, user, comment=instance.comment)


def _sent_back(instance, user=None, **kwargs):
    _record_step("send-back", instance, user, reason=instance.comment)


def _published(instance, revision=None, **kwargs):
    """Wagtail sends this at scheduling time, too, when nothing is live yet (wagtail 13959)."""
    if instance.alias_of_id:
        return
    details = {}
    if revision and revision.approved_go_live_at:
        details["goes_live_at"] = revision.approved_go_live_at
    user = _actor()
    if user and not _was_approved(revision):
        details["alone"] = True
    act = "schedule" if "goes_live_at" in details or not instance.live else "publish"
    now = instance.text_hash if isinstance(instance, TextPage) else ""
    audit.record(
        act,
        user,
        instance,
        from_version=_public_version(instance),
        to_version=_draft(revision) if act == "schedule" else now,
        details=details,
    )


def _was_approved(revision) -> bool:
    approved = TaskState.objects.filter(status=TaskState.STATUS_APPROVED, revision=revision)
    return revision is not None and approved.exists()


def _unpublished(instance, **kwargs):
    audit.record("unpublish", _actor(), instance, from_version=_public_version(instance))


def _corrected(instance, created, raw, **kwargs):
    if not created or raw:
        return
    act = "withdraw" if instance.kind == Correction.Kind.WITHDRAWAL else "correct"
    before, after = instance.from_version, instance.to_version
    audit.record(
        act,
        _actor(instance.made_by),
        Page.objects.get(pk=instance.text_id),
        from_version=f"{before.number} {before.text_hash}",
        to_version=f"{after.number} {after.text_hash}" if after else "",
        details={"kind": instance.kind, "note": instance.note},
    )
