"""The site in Debian's Chromium, as a newcomer has it: our fixtures, and the demonstration.

The database is a file, since a browser asks for several things at once and a database in memory
has one connection for all. It is put back after each test; a test may change what it likes.
"""

import os
import shutil
import sqlite3
from contextlib import closing

import pytest
from django.core.management import call_command
from pytest_django.live_server_helper import LiveServer

from tests import database
from tests.conftest import CONTENT_FIXTURES

# Playwright's own loop runs in the thread of the test, which uses the database too.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PASSWORD = "demonstration-only"


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, tmp_path_factory):
    """A database file with everything in it, and a copy of it that stays as it is."""
    from django.db import connection

    folder = tmp_path_factory.mktemp("browser")
    with django_db_blocker.unblock():
        assert connection.vendor == "sqlite", "The browser tests run on SQLite."
        connection.close()
        connection.settings_dict["NAME"] = str(database.copy_template(folder / "site.sqlite3"))
        call_command("setup_site", verbosity=0)
        call_command("loaddata", *CONTENT_FIXTURES, verbosity=0)
        connection.close()
        shutil.copyfile(folder / "site.sqlite3", folder / "loaded.sqlite3")
        yield folder


@pytest.fixture(scope="session")
def server(django_db_setup):
    """The site, answering while the tests run; `server.url` is its address."""
    started = LiveServer("localhost")
    yield started
    started.stop()


@pytest.fixture(scope="session")
def base_url(server):
    """What comes before an address such as `/en/` in `page.goto`."""
    return server.url


@pytest.fixture(autouse=True)
def _as_loaded(django_db_setup, django_db_blocker):
    """Let the test use the database, and put it back when the browser is closed."""
    from django.db import connection

    with django_db_blocker.unblock():
        yield
        connection.close()
        with (
            closing(sqlite3.connect(django_db_setup / "loaded.sqlite3")) as loaded,
            closing(sqlite3.connect(django_db_setup / "site.sqlite3", timeout=20)) as used,
        ):
            loaded.backup(used)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """This machine's own Chromium, which calls nobody."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "Chromium is not installed (on Debian: apt install chromium)."
    return browser_type_launch_args | {
        "executable_path": program,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture
def sign_in(new_context):
    """`sign_in("editor@example.org")` gives a page of a browser in which she is signed in."""

    def enter(email, password=PASSWORD):
        page = new_context(locale="en").new_page()
        page.goto("/admin/")
        page.locator("input[name=login]").fill(email)
        page.locator("input[name=password]").fill(password)
        page.locator("form:has(input[name=password]) [type=submit]").click()
        page.wait_for_url("**/admin/")
        return page

    return enter
