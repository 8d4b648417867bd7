"""`manage.py run_worker`: the process that works in the background of a running site."""

import logging

from django.core.management.base import BaseCommand
from django.utils.crypto import get_random_string

from articles.workflow.worker import SiteWorker


class Command(BaseCommand):
    help = "Run queued tasks, and publish once a minute what is due. Stop it with SIGTERM."

    def handle(self, **options):
        # Not a line for every look into the queue and for every task that went well.
        for name in ("django_tasks", "django_tasks_db"):
            logging.getLogger(name).setLevel(logging.WARNING)
        worker = SiteWorker(worker_id=get_random_string(32))
        worker.configure_signals()
        self.stdout.write("The background worker is running.")
        self.stdout.flush()
        worker.run()
