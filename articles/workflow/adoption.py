"""The step of a statement's way at which its body adopts it, or does not.

A vote is opened on a screen of its own (`articles.workflow.vote`), and closed by the worker or by
the last vote that matters. What follows is done here, in the same transaction.
"""

import logging

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import post_save, pre_delete, pre_save
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.locks import WorkflowLock
from wagtail.models import Revision, Task, TaskState

from articles.models import Adoption, StatementPage
from articles.models.publishable import UnpublishableError
from organisations.ballot import elector_for
from organisations.models import Decision, Elector, PersonAccount, TextChange
from organisations.voting import change_text, decision_closed, end_without_result, text_changed

logger = logging.getLogger(__name__)

Result = Decision.Result
# Who may open votes, settle doubts about electors, and record what a meeting decided.
MAY_OPEN = "organisations.add_decision"


class TaskInUseError(ValidationError):
    """A step can't be switched off while texts wait at it."""


class AdoptionLock(WorkflowLock):
    """While a body is asked for its vote, its text stays as it is."""

    def get_message(self, user):
        state = self.object.current_workflow_task_state
        if not isinstance(state, AdoptionTaskState) or not state.is_voted_on:
            return _("The text waits until the vote of its body is opened.")
        return format_html(
            '{} <a href="{}">{}</a>',
            _("The text is under vote, and stays as it is until the vote is closed."),
            reverse("plenum_vote", args=[state.decision_id]),
            _("To the vote"),
        )


class AdoptionTaskState(TaskState):
    """A text that waits for its body: until the vote is opened, then until it is closed."""

    decision = models.ForeignKey(
        Decision,
        verbose_name=gettext_lazy("decision"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # what it waited for would not be known
        related_name="task_states",
    )
    open_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=gettext_lazy("may change the text"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    exclude_fields_in_copy = ["decision", "open_for"]

    class Meta:
        verbose_name = gettext_lazy("wait for adoption")
        verbose_name_plural = gettext_lazy("waits for adoption")

    @property
    def is_voted_on(self) -> bool:
        """Whether votes are being taken on it."""
        return self.decision is not None and self.decision.is_open

    @property
    def page(self) -> StatementPage:
        """The statement, as the database has it."""
        return StatementPage.objects.get(pk=self.workflow_state.object_id)

    def approve(self, user=None, update=True, comment=""):
        """Only a body approves here. Raises PermissionDenied for everybody else."""
        if self.decision is None or not self.decision.is_adopted:
            raise PermissionDenied(_("Only its body can adopt a statement."))
        return super().approve(user=user, update=update, comment=comment)

    @transaction.atomic
    def cancel(self, user=None, resume=False, comment=""):
        """Ends an open vote. Alone, Wagtail's own would go on to the end of the workflow."""
        withdraw(self.decision, user)
        if not resume and self.workflow_state.status == self.workflow_state.STATUS_IN_PROGRESS:
            self.workflow_state.cancel(user=user)
            return self
        return super().cancel(user=user, resume=resume, comment=comment)


class AdoptionTask(Task):
    """Waits for the adoption of a statement by the body that issues it."""

    task_state_class = AdoptionTaskState
    lock_class = AdoptionLock

    class Meta:
        verbose_name = gettext_lazy("adoption by the issuing body")
        verbose_name_plural = gettext_lazy("adoptions by the issuing body")

    @classmethod
    def get_description(cls):
        return gettext_lazy("The body that issues a statement adopts it by its own rule")

    def get_actions(self, obj, user):
        """Sending it back, before a vote is opened. Votes are cast on the ballot's own page."""
        state = obj.current_workflow_task_state
        if isinstance(state, AdoptionTaskState) and not state.is_voted_on and may_open(user):
            return [("reject", _("Send back"), True)]
        return []

    def on_action(self, task_state, user, action_name, **kwargs):
        """Asked on the server as well: the admin's addresses take any name of an action."""
        allowed = [each[0] for each in self.get_actions(task_state.specific.page, user)]
        if action_name not in allowed:
            raise PermissionDenied
        super().on_action(task_state, user, action_name, **kwargs)

    def locked_for_user(self, obj, user):
        """Locked for everybody, administrators too, but for whom a change of wording is open."""
        state = obj.current_workflow_task_state
        return not (isinstance(state, AdoptionTaskState) and state.open_for_id == user.pk)

    def user_can_access_editor(self, obj, user):
        state = obj.current_workflow_task_state
        decision = state.decision if isinstance(state, AdoptionTaskState) else None
        return decision is not None and elector_for(decision, user) is not None

    def get_task_states_user_can_moderate(self, user, **kwargs):
        """What waits for an account: votes to be opened, or her own ballot."""
        waiting = Q(pk__in=[])
        if may_open(user):
            waiting |= Q(adoptiontaskstate__decision__isnull=True)
        waiting |= Q(
            adoptiontaskstate__decision__result=Result.OPEN,
            adoptiontaskstate__decision__electors__in=electors_not_voted(user),
        )
        found = TaskState.objects.filter(waiting, status=TaskState.STATUS_IN_PROGRESS, task=self)
        return TaskState.objects.filter(pk__in=found.values("pk"))


def may_open(user) -> bool:
    """Whether an account may open votes."""
    return user.is_active and user.has_perm(MAY_OPEN)


def electors_not_voted(user):
    """The electors that an account is, in votes on which it has not voted."""
    links = PersonAccount.objects.effective().filter(account=user.pk)
    return Elector.objects.filter(
        person__in=[link.person_id for link in links if link.is_effective],
        ballot__isnull=True,
    )


def waiting_state(page_or_pk) -> AdoptionTaskState | None:
    """The wait for adoption that a page is at now."""
    pk = getattr(page_or_pk, "pk", page_or_pk)
    return (
        AdoptionTaskState.objects.filter(
            workflow_state__object_id=str(pk),
            workflow_state__base_content_type__model="page",
            workflow_state__status="in_progress",
            status=TaskState.STATUS_IN_PROGRESS,
        )
        .select_related("decision__body", "workflow_state")
        .order_by("-pk")
        .first()
    )


def withdraw(decision: Decision | None, user=None) -> None:
    """End a vote that nothing can come of any more."""
    if decision is not None and decision.is_open:
        end_without_result(decision, Result.WITHDRAWN, by=user)


# --- What follows from a vote -------------------------------------------------------------------


def connect() -> None:
    """Called once, when the apps are ready."""
    uid = "articles.workflow.adoption"
    decision_closed.connect(act_on_close, dispatch_uid=uid)
    text_changed.connect(act_on_change, dispatch_uid=uid)
    post_save.connect(note_edit, sender=Revision, dispatch_uid=uid)
    for model in (Task, AdoptionTask):
        pre_save.connect(keep_in_use, sender=model, dispatch_uid=uid)
    pre_delete.connect(end_with_page, sender=AdoptionTaskState, dispatch_uid=uid)


def keep_in_use(instance, **kwargs) -> None:
    """Refuses to switch the step off while texts wait at it: Wagtail would let them all through.

    Raises `TaskInUseError`.
    """
    waiting = AdoptionTaskState.objects.filter(
        task=instance.pk, status=TaskState.STATUS_IN_PROGRESS
    )
    if not instance.active and waiting.exists():
        raise TaskInUseError(
            _("Statements wait at this step. Finish or cancel their workflows first.")
        )


def act_on_close(sender, decision: Decision, **kwargs) -> None:
    """Publish what was adopted, or send it back; nothing here may undo the vote itself."""
    state = AdoptionTaskState.objects.filter(
        decision=decision, status=TaskState.STATUS_IN_PROGRESS
    ).first()
    if state is None or state.workflow_state.status != state.workflow_state.STATUS_IN_PROGRESS:
        return
    state.decision = decision
    if decision.result == Result.ADOPTED:
        adopt(state)
    elif decision.result == Result.VOID:
        state.cancel(resume=True, comment=_("The text was changed; the votes on it are void."))
    else:
        state.reject(comment=decision.get_result_display())


def adopt(state: AdoptionTaskState, made_by=None) -> None:
    """Record that the body adopted the words in its decision, then let them go public."""
    decision = state.decision
    Adoption.objects.get_or_create(
        text_id=state.page.pk,
        decision=decision,
        text_hash=decision.text_hash,
        defaults={
            "kind": Adoption.Kind.ADOPTED,
            "canonical_text": decision.text,
            "made_by": decision.opened_by,
            "confirmed_at": decision.closed_at or timezone.now(),
        },
    )
    try:
        with transaction.atomic():
            state.approve()
    except Exception:
        # The body has decided, and that stands; an editor publishes when the cause is mended.
        logger.exception("Adopted by decision %s, but it could not be published", decision.key)


@transaction.atomic
def publish_adopted(page: StatementPage, decision, revision, user=None) -> None:
    """Publish the words adopted, with their confirmed translations: all, or none."""
    candidates = [revision, page.get_latest_revision()]
    chosen = next((each for each in candidates if each and each.as_object().standing), None)
    if chosen is None:
        raise UnpublishableError(page, [page.missing_adoption()])
    chosen.publish(user=user, skip_permission_checks=True)
    translations = Adoption.objects.filter(
        kind=Adoption.Kind.TRANSLATION, decision=decision, confirmed_at__isnull=False
    )
    for each in translations.select_related("text"):
        latest = each.text.specific.get_latest_revision()
        if decision and latest and latest.as_object().text_hash == each.text_hash:
            _publish_with(latest, chosen)


def _publish_with(revision: Revision, original: Revision) -> None:
    """Publish a translation, at the time of its original where it has none of its own."""
    go_live_at = original.content.get("go_live_at")
    if go_live_at and not revision.content.get("go_live_at"):
        revision.content["go_live_at"] = go_live_at
        revision.save(update_fields=["content"])
    revision.publish(skip_permission_checks=True)


def note_edit(instance: Revision, **kwargs) -> None:
    """Other words for a text under vote wait for a second person, or void the votes."""
    state = waiting_state(instance.object_id)
    if state is None or not state.is_voted_on:
        return
    page = instance.as_object()
    if isinstance(page, StatementPage) and instance.is_latest_revision():
        change_text(state.decision, page.canonical_text, page.text_hash, by=instance.user)


def act_on_change(sender, change: TextChange, **kwargs) -> None:
    """After a second person confirmed the wording, the vote is about the new revision."""
    state = AdoptionTaskState.objects.filter(
        decision=change.decision_id, status=TaskState.STATUS_IN_PROGRESS
    ).first()
    if state is None or change.fate == TextChange.Fate.WAITING:
        return
    state.open_for = None
    if change.fate == TextChange.Fate.WORDING:
        state.revision = state.page.get_latest_revision()
    state.save()


def end_with_page(instance: AdoptionTaskState, **kwargs) -> None:
    """A draft is deleted while its body votes: the vote ends, and stays on the record."""
    if instance.status == TaskState.STATUS_IN_PROGRESS:
        withdraw(instance.decision)
