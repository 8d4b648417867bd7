"""The end of a text's way through its workflow; Wagtail calls it by its name in the settings."""

from django.utils.translation import gettext

# Wagtail imports this module while its own models are still being made.


def finish(workflow_state, user=None) -> None:
    """Publish, or set to go live, what was approved last: not what was written since.

    Raises `RefusedError` where the last step was not approved: switching a step off, or cancelling
    what waits at it, would otherwise end the way as if everybody had agreed.
    """
    from articles.models import StatementPage
    from articles.workflow.adoption import publish_adopted
    from articles.workflow.review import RefusedError

    state = workflow_state.current_task_state
    if state is None or state.status not in (state.STATUS_APPROVED, state.STATUS_SKIPPED):
        reason = gettext("The last step was not approved; nothing was published.")
        raise RefusedError(workflow_state.content_object, reason)
    page = workflow_state.content_object
    page = getattr(page, "specific", page)
    if isinstance(page, StatementPage):
        publish_adopted(page, getattr(state.specific, "decision", None), state.revision, user)
    else:
        state.revision.publish(user=user, skip_permission_checks=True)
