"""The steps of texts on their way to the public that Wagtail does not have, and what is sent in."""

from articles.workflow.adoption import AdoptionTask, AdoptionTaskState
from articles.workflow.review import ReviewState, ReviewTask, RightsCheckTask
from articles.workflow.submission import Submission

__all__ = [
    "AdoptionTask",
    "AdoptionTaskState",
    "ReviewState",
    "ReviewTask",
    "RightsCheckTask",
    "Submission",
]
