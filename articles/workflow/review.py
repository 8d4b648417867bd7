"""The steps at which one of us reads a text: rights check, sub-editing."""

import datetime

from django import forms
from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState

from articles.models import Permission, TextPage
from articles.models.publishable import UnpublishableError

DAYS = 7


class RefusedError(UnpublishableError):
    """Somebody can't do a step with `page`; the message is a sentence for her."""

    def __init__(self, page, reason: str):
        ValidationError.__init__(self, {NON_FIELD_ERRORS: [reason]})
        self.page = page


class ReasonForm(forms.Form):
    """What a text is sent back with."""

    comment = forms.CharField(
        label=_("What has to be changed"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever wrote the text reads this."),
    )


class ReviewState(TaskState):
    """A text that waits for a reader: whose turn it is, and until when."""

    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,  # it waits for the pool again
        related_name="+",
        help_text=_("Nobody: whoever of the pool comes first."),
    )
    stand_in = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("stand-in"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,  # as above
        related_name="+",
        help_text=_("May do it in her place."),
    )
    due_at = models.DateTimeField(_("due"), null=True, blank=True, db_index=True)
    reminded_at = models.DateTimeField(null=True, editable=False)
    found_overdue_at = models.DateTimeField(null=True, editable=False)

    exclude_fields_in_copy = ["reminded_at", "found_overdue_at"]

    class Meta:
        verbose_name = _("wait for a reader")
        verbose_name_plural = _("waits for a reader")

    @property
    def text(self):
        """The page as it is in the latest draft."""
        return self.workflow_state.content_object.get_latest_revision_as_object()

    def concerns(self, user) -> bool:
        """Whether it is the turn of somebody who belongs to the pool."""
        return self.assignee_id is None or user.pk in (self.assignee_id, self.stand_in_id)

    def refuse_last_author(self, user) -> None:
        """Raises `RefusedError` for whoever changed the text last."""
        if user is not None and user.pk == last_author(self.workflow_state.content_object):
            reason = gettext("You changed this text last: somebody else has to approve it.")
            raise RefusedError(self.text, reason)

    @transaction.atomic
    def approve(self, user=None, update=True, comment=""):
        """Approves what stands in the latest draft, which is what she has before her."""
        stored = ReviewState.objects.select_for_update().get(pk=self.pk)
        if stored.status != self.STATUS_IN_PROGRESS:
            raise PermissionDenied(gettext("Somebody has dealt with this already."))
        self.refuse_last_author(user)
        self.revision = Page.objects.get(pk=self.workflow_state.object_id).get_latest_revision()
        return super().approve(user=user, update=update, comment=comment)

    @transaction.atomic
    def reject(self, user=None, update=True, comment=""):
        """Sends the text back with a reason."""
        if not comment.strip():
            raise RefusedError(self.text, gettext("Say what has to be changed."))
        return super().reject(user=user, update=update, comment=comment)


def last_author(page) -> int | None:
    """The account that changed a page's latest draft, as the database has it."""
    return Page.objects.values_list("latest_revision__user_id", flat=True).get(pk=page.pk)


class ReviewTask(AbstractGroupApprovalTask):
    """Somebody of a pool reads the text; not she who changed it last."""

    days = models.PositiveSmallIntegerField(
        _("days"), default=DAYS, help_text=_("Within how many days it should be done.")
    )

    admin_form_fields = [*AbstractGroupApprovalTask.admin_form_fields, "days"]
    task_state_class = ReviewState

    class Meta:
        verbose_name = _("reading by one of a pool")
        verbose_name_plural = _("readings by one of a pool")
        permissions = [("publish_alone", "Can publish a text without a second person")]

    @classmethod
    def get_description(cls):
        return _("Somebody of the chosen roles reads the text, but not she who changed it last")

    def start(self, workflow_state, user=None):
        state = super().start(workflow_state, user=user)
        state.due_at = state.started_at + datetime.timedelta(days=self.days)
        state.save(update_fields=["due_at"])
        return state

    def in_pool(self, user) -> bool:
        """Whether somebody may read at this step at all."""
        return user.is_active and (user.is_superuser or self._user_in_groups(user))

    def get_actions(self, obj, user):
        state = obj.current_workflow_task_state
        if not isinstance(state, ReviewState) or not self.in_pool(user) or not state.concerns(user):
            return []
        actions = [("reject", _("Send back"), True)]
        if user.pk != last_author(obj):
            actions += [
                ("approve", _("Approve"), False),
                ("approve", _("Approve with comment"), True),
            ]
        return actions

    def get_form_for_action(self, action):
        return ReasonForm if action == "reject" else super().get_form_for_action(action)

    @transaction.atomic
    def on_action(self, task_state, user, action_name, **kwargs):
        state = task_state.specific
        if not self.in_pool(user) or not state.concerns(user):
            reason = gettext("It is not your turn. You can have it handed over to you.")
            raise RefusedError(state.text, reason)
        super().on_action(state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        if not self.in_pool(user):
            return TaskState.objects.none()
        turn = Q(reviewstate__assignee=None) | Q(reviewstate__assignee=user)
        turn |= Q(reviewstate__stand_in=user)
        return TaskState.objects.filter(turn, task=self, status=TaskState.STATUS_IN_PROGRESS)

    @transaction.atomic
    def deactivate(self, user=None):
        """Refused while texts wait here: Wagtail would go on as if they were approved."""
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS).first()
        if waiting:
            reason = gettext("Texts wait at this step: have them approved or sent back before.")
            raise RefusedError(waiting.workflow_state.content_object, reason)
        super().deactivate(user=user)


class RightsCheckTask(ReviewTask):
    """Somebody looks by what right a text that is not ours is shown; ours pass."""

    class Meta:
        verbose_name = _("rights check")
        verbose_name_plural = _("rights checks")

    @classmethod
    def get_description(cls):
        return _("Somebody of the chosen roles checks the rights; texts of our own pass")

    def start(self, workflow_state, user=None):
        page = workflow_state.content_object
        text = page.get_latest_revision_as_object()
        if isinstance(text, TextPage) and is_from_elsewhere(text):
            return super().start(workflow_state, user=user)
        state = ReviewState(
            workflow_state=workflow_state,
            revision=page.get_latest_revision(),
            task=self,
            status=TaskState.STATUS_SKIPPED,
            finished_at=timezone.now(),
        )
        state.save()
        return state


def is_from_elsewhere(text: TextPage) -> bool:
    """Whether a text stood elsewhere before, or is shown by another's right than our own."""
    if text.right is None:
        return bool(text.earlier_appearances)
    return text.right.basis != Permission.Basis.OWN
