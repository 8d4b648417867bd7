"""The background worker runs tasks one by one and looks at the clock between them."""

import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from articles.workflow import worker as worker_module
from articles.workflow.schedule import Outcome
from articles.workflow.worker import SiteWorker
from tests import database

DONE = []


@task
def remember(name):
    DONE.append(name)


@task
def fail():
    raise RuntimeError("this task does not work")


@pytest.fixture
def worker(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    DONE.clear()
    return SiteWorker(worker_id="test")


@pytest.fixture
def rounds(monkeypatch):
    """How often the worker has looked for what is due."""
    looked = []
    monkeypatch.setattr(worker_module, "publish_due", lambda: looked.append(len(DONE)) or Outcome())
    return looked


@pytest.mark.django_db(transaction=True)
class TestSiteWorker:
    def test_it_runs_what_is_queued_and_says_when_nothing_is(self, worker, rounds):
        remember.enqueue("one")
        remember.enqueue("two")
        assert [worker.run_one(), worker.run_one(), worker.run_one()] == [True, True, False]
        assert DONE == ["one", "two"]

    def test_it_goes_on__when_a_task_fails(self, worker, rounds):
        fail.enqueue()
        remember.enqueue("after")
        worker.run_one()
        worker.run_one()
        assert DONE == ["after"]
        assert DBTaskResult.objects.failed().count() == 1

    def test_it_publishes_once_a_minute(self, worker, rounds):
        looked = []
        for second in [0, 30, 59, 60, 90, 119, 120]:
            worker.keep_time(now=second)
            looked.append(len(rounds))
        assert looked == [1, 1, 1, 2, 2, 2, 3]

    def test_it_looks_at_the_clock_before_each_task__however_long_the_queue_is(
        self, worker, monkeypatch
    ):
        looked = []
        monkeypatch.setattr(worker, "keep_time", lambda: looked.append(len(DONE)))
        for name in ["one", "two", "three"]:
            remember.enqueue(name)
        for _ in range(3):
            worker.run_one()
        assert looked == [0, 1, 2]

    def test_it_takes_no_further_task__when_it_was_asked_to_stop(self, worker, rounds):
        remember.enqueue("late")
        worker.running = False
        worker.run()
        assert DONE == []


def test_the_process_ends_by_itself__when_it_gets_sigterm(tmp_path):
    path = database.copy_template(tmp_path / "site.sqlite3")
    process = subprocess.Popen(
        [sys.executable, "manage.py", "run_worker"],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "config.settings.development",
            "DATABASE_URL": f"sqlite:///{path}",
            "DATA_DIR": str(tmp_path),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout.readline() == "The background worker is running.\n"
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=30)
    finally:
        process.kill()
    assert process.returncode == 0
    assert "Traceback" not in errors
