"""`make run`: one clear line where something is wrong, and nothing done twice."""

import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model

from config import run
from config.faults import Fault
from tests import database


def free_port():
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return attempt.getsockname()[1]


@pytest.fixture
def variables(tmp_path):
    """The environment of a newcomer with a migrated database in a folder of its own."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("ADMIN_")}
    data = tmp_path / "data"
    data.mkdir()
    database.copy_template(data / "plenum.sqlite3")
    for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
        clean.pop(name, None)
    return clean | {"DATA_DIR": str(data), "PORT": str(free_port())}


START = "import sys; from config import run; sys.exit(run.main())"


def fails_with_one_line(variables, code=START):
    """Run it; returns what it said on stderr, which is one line, and no traceback."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env=variables,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode != 0
    (line,) = done.stderr.splitlines()
    assert "Traceback" not in line
    return line


class TestFaults:
    def test_a_port_in_use(self, variables):
        with socket.create_server(("127.0.0.1", int(variables["PORT"]))):
            line = fails_with_one_line(variables)
        assert f"Port {variables['PORT']} is in use" in line

    @pytest.mark.parametrize("port", ["eighty", "0", "70000"])
    def test_a_port_that_is_none(self, variables, port):
        assert "The variable PORT is wrong" in fails_with_one_line(variables | {"PORT": port})

    def test_a_folder_that_cannot_be_written(self, variables, tmp_path):
        (tmp_path / "file").write_text("not a folder")
        folder = str(tmp_path / "file" / "data")
        assert f"The folder {folder} cannot be written" in fails_with_one_line(
            variables | {"DATA_DIR": folder}
        )

    @pytest.mark.parametrize(
        ("address", "said"),
        [
            ("plenum", "The variable DATABASE_URL is wrong"),
            ("mysql://localhost/plenum", "The variable DATABASE_URL is wrong"),
            ("postgres://a:hush@127.0.0.1:1/plenum", "DATABASE_URL"),
            ("sqlite:////nowhere/at/all/plenum.sqlite3", "DATABASE_URL"),
        ],
    )
    def test_a_database_that_is_not_there(self, variables, address, said):
        line = fails_with_one_line(variables | {"DATABASE_URL": address})
        assert said in line
        assert "hush" not in line

    def test_a_file_that_is_no_database_and_stays_as_it_is(self, variables, tmp_path):
        path = tmp_path / "minutes.txt"
        path.write_text("these are minutes of a meeting\n" * 100)
        line = fails_with_one_line(variables | {"DATABASE_URL": f"sqlite:///{path}"})
        assert "DATABASE_URL" in line
        assert path.read_text() == "these are minutes of a meeting\n" * 100

    def test_a_driver_that_is_missing(self, variables):
        code = f"import sys; sys.modules['psycopg'] = sys.modules['psycopg2'] = None; {START}"
        line = fails_with_one_line(
            variables | {"DATABASE_URL": "postgres://127.0.0.1/plenum"}, code
        )
        assert "psycopg" in line

    @pytest.mark.parametrize("address", ["plenum", "sqlite:////nowhere/at/all/plenum.sqlite3"])
    def test_djangos_own_commands_say_it_in_one_line_too(self, variables, address):
        code = "import sys, manage; sys.argv = ['manage.py', 'migrate', '--check']; manage.main()"
        line = fails_with_one_line(variables | {"DATABASE_URL": address}, code)
        assert "DATABASE_URL" in line

    def test_a_fixture_with_a_mistake_changes_nothing(self, variables, tmp_path):
        broken = tmp_path / "broken.yaml"
        broken.write_text("organisations.organisation:\n  a: {no_such_field: 1}\n")
        code = START.replace("sys.exit", f"run.FIXTURES = ['{broken}']; sys.exit")
        line = fails_with_one_line(variables, code)
        assert "broken.yaml" in line
        with sqlite3.connect(variables["DATA_DIR"] + "/plenum.sqlite3") as connection:
            count = "SELECT count(*) FROM organisations_organisation"
            assert connection.execute(count).fetchone() == (0,)


@pytest.mark.django_db
class TestAdministrator:
    @pytest.fixture(autouse=True)
    def _environment(self, monkeypatch):
        for name in ("ADMIN_EMAIL", "ADMIN_PASSWORD"):
            monkeypatch.delenv(name, raising=False)

    def test_one_is_made_with_a_random_password_shown_once(self, capsys):
        run.make_administrator()
        made = get_user_model().objects.get(is_superuser=True)
        password = capsys.readouterr().out.split("password ")[1].split(".")[0]
        assert len(password) >= 20
        assert made.check_password(password)
        run.make_administrator()
        assert capsys.readouterr().out == ""
        assert get_user_model().objects.count() == 1

    def test_the_given_one_is_made_and_its_password_is_not_shown(self, capsys, monkeypatch):
        monkeypatch.setenv("ADMIN_EMAIL", "Rosa@example.org")
        monkeypatch.setenv("ADMIN_PASSWORD", "freedom is always")
        run.make_administrator()
        made = get_user_model().objects.get(is_superuser=True)
        assert made.email == "rosa@example.org"
        assert made.check_password("freedom is always")
        assert "freedom" not in capsys.readouterr().out

    def test_nobody_becomes_one_by_the_way(self, monkeypatch):
        get_user_model().objects.create_user("rosa@example.org")
        monkeypatch.setenv("ADMIN_EMAIL", "rosa@example.org")
        with pytest.raises(Fault, match="ADMIN_EMAIL"):
            run.make_administrator()
        assert not get_user_model().objects.filter(is_superuser=True).exists()


class Process:
    """Stands for a process; `answers` are what `poll` says, one after the other."""

    def __init__(self, *answers):
        self.answers = list(answers)

    def poll(self):
        self.returncode = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return self.returncode


class TestWatch:
    @pytest.fixture(autouse=True)
    def _no_waiting(self, monkeypatch):
        monkeypatch.setattr(run.time, "sleep", lambda seconds: None)

    @pytest.fixture
    def wish(self, monkeypatch):
        monkeypatch.setattr(run.signal, "signal", lambda number, handler: None)
        return run.Wish()

    def test_it_is_said_once__when_the_worker_ends(self, wish, capsys):
        run.watch(Process(None, None, None, 0), Process(None, 1), wish)
        (line,) = capsys.readouterr().err.splitlines()
        assert "The background worker has ended (exit code 1)" in line

    def test_nothing_is_said__when_the_worker_runs_on(self, wish, capsys):
        run.watch(Process(None, None, 0), Process(None), wish)
        assert capsys.readouterr().err == ""

    def test_it_returns__when_it_is_asked_to_stop(self, wish, capsys):
        wish.note(signal.SIGTERM, None)
        run.watch(Process(None), Process(0), wish)
        assert capsys.readouterr().err == ""

    def test_one_line_says_so__when_the_server_ends_before_it_answers(self, wish):
        with pytest.raises(Fault, match="did not start"):
            run.wait_until_it_answers(Process(1), free_port(), wish)


@contextlib.contextmanager
def running(variables):
    """The site while it runs; gives what it printed until it was ready."""
    process = subprocess.Popen(
        [sys.executable, "-m", "config.run"],
        cwd=settings.BASE_DIR,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        printed = []
        while not printed or not printed[-1].startswith("Ctrl-C"):
            line = process.stdout.readline()
            assert line, f"it ended early: {process.communicate()[1]}"
            printed.append(line)
        yield "".join(printed)
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0
        assert "Traceback" not in errors
        # Nothing of it is left: neither server nor worker.
        with pytest.raises(ProcessLookupError):
            os.killpg(process.pid, 0)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


# Written by the worker, whenever it gets to it.
WORKERS_TABLES = ("django_tasks_", "wagtailsearch_", "wagtailcore_referenceindex", "sqlite_")


def rows(variables):
    """How many rows each table has."""
    with sqlite3.connect(variables["DATA_DIR"] + "/plenum.sqlite3") as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for (name,) in tables.fetchall()
            if not name.startswith(WORKERS_TABLES)
        }


def test_it_serves_and_does_nothing_twice(variables):
    address = f"http://127.0.0.1:{variables['PORT']}"
    with running(variables) as printed:
        assert "Administrator made" in printed
        assert f"{address}/admin/" in printed
        for email, password in run.demonstration_accounts():
            assert email in printed
            assert password in printed
        with urllib.request.urlopen(f"{address}/en/") as response:
            assert response.status == 200
            assert b'lang="en"' in response.read()
    before = rows(variables)
    with running(variables) as printed:
        assert "Administrator" not in printed.split("The site")[0]
    assert rows(variables) == before
