"""The background worker: runs queued tasks, and what has to happen at a time."""

import logging
import time

from django.core.management import call_command
from django.db import close_old_connections
from django_tasks_db.management.commands.db_worker import Worker

from articles.workflow import telling, triage
from articles.workflow.schedule import publish_due
from organisations import audit, notification
from organisations.telling import remind_due
from organisations.voting import close_due

logger = logging.getLogger(__name__)

PUBLISH_EVERY = 60  # seconds
PRUNE_EVERY = 24 * 60 * 60

# What else happens at a time; each by itself, so that one which fails holds up no other.
EACH_MINUTE = (telling.remind, notification.send_due)
EACH_DAY = (triage.erase_unused, notification.forget_old)


def do_each(chores) -> None:
    """Do one after another; what fails is logged, and done again in the next round."""
    for chore in chores:
        try:
            chore()
        except Exception:
            logger.exception("%s.%s failed", chore.__module__, chore.__name__)


class SiteWorker(Worker):
    """One task after another; once a minute, between two tasks, what is due is published.

    On SIGTERM or SIGINT it finishes the task that it is at, and ends; a page that is just going
    live is rolled back, and goes live when a worker runs again.
    """

    def __init__(self, worker_id: str, interval: float = 1):
        super().__init__(
            queue_names=["*"],
            interval=interval,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=1,
            worker_id=worker_id,
            excluded_queue_names=[],
        )
        self._published_at = self._pruned_at = float("-inf")

    def run(self) -> None:
        """Work until told to stop."""
        while self.running:
            if not self.run_one():
                time.sleep(self.interval)

    def run_one(self) -> bool:
        """Do what the clock asks for, then at most one task; False where none was waiting."""
        close_old_connections()
        self.keep_time()
        self._run_tasks = 0
        if self.running:
            super().run()
        return self._run_tasks > 0

    def keep_time(self, now: float | None = None) -> None:
        """Publish what is due if a minute has passed; once a day, forget the results of old tasks.

        `now` is in seconds of the monotonic clock, so that setting the machine's clock stops
        neither.
        """
        now = time.monotonic() if now is None else now
        if now - self._published_at >= PUBLISH_EVERY:
            self._published_at = now
            with audit.acting(audit.How.WORKER):
                closed = close_due()
                remind_due()
                outcome = publish_due()
                do_each(EACH_MINUTE)
            if closed:
                logger.info("Votes closed: %s", closed)
            if outcome.published or outcome.taken_down or outcome.failed:
                logger.info(
                    "On schedule: %s published, %s taken down, %s failed",
                    outcome.published,
                    outcome.taken_down,
                    outcome.failed,
                )
        if now - self._pruned_at >= PRUNE_EVERY:
            self._pruned_at = now
            call_command("prune_db_task_results", verbosity=0)
            do_each(EACH_DAY)
