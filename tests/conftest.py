"""Settings and fixtures that all tests share.

A test that needs content asks for `site` (roles, workflow, home pages) or for `loaded` (all of
that, and our fixtures). Each is made once in each process, so tests that ask for more run later.
"""

import datetime
import os

import hypothesis
import pytest
import time_machine
from django.core.cache import cache
from django.core.management import call_command
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation

from config import catalogues
from tests import database

# Reading a locale or making a table takes longer than hypothesis allows one example.
hypothesis.settings.register_profile("plenum", deadline=None)
hypothesis.settings.load_profile("plenum")

# TEST_CLOCK=2028-02-29T12:00:00+00:00: each test begins at that moment, for its code at least.
CLOCK = os.environ.get("TEST_CLOCK")
CONTENT_FIXTURES = ("organisations", "texts", "demonstration")


def pytest_configure(config):
    # The processes of xdist find what the first one made.
    if not hasattr(config, "workerinput"):
        catalogues.compile_all()
    if CLOCK:
        # What tests share is made an hour before any of them begins.
        before = datetime.datetime.fromisoformat(CLOCK) - datetime.timedelta(hours=1)
        traveller = time_machine.travel(before)
        traveller.start()
        config.add_cleanup(traveller.stop)


def pytest_collection_modifyitems(items):
    """The less content a test asks for, the earlier it runs."""

    def content(item):
        return ("shared_site" in item.fixturenames) + ("shared_content" in item.fixturenames)

    items.sort(key=content)


@pytest.fixture(autouse=True)
def _clock():
    if not CLOCK:
        yield
        return
    with time_machine.travel(datetime.datetime.fromisoformat(CLOCK)):
        yield


@pytest.fixture(autouse=True)
def _nothing_left_over():
    """No test finds the language or the cached site of the one before."""
    yield
    translation.deactivate()
    cache.clear()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """The test database: copied on SQLite, migrated on PostgreSQL."""
    from django.db import connection

    with django_db_blocker.unblock():
        if connection.vendor != "sqlite":
            made = setup_databases(verbosity=0, interactive=False)
            database.remember(connection)
            yield
            database.forget(connection)
            teardown_databases(made, verbosity=0)
            return
        name = connection.settings_dict["NAME"]
        connection.close()
        connection.settings_dict["NAME"] = connection.creation._get_test_db_name()
        database.fill(connection)
        yield
        connection.close()
        connection.settings_dict["NAME"] = name


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """After a transactional test, which empties all tables, put back the rows of migrations."""
    result = yield
    marker = item.get_closest_marker("django_db")
    is_transactional = "transactional_db" in item.fixturenames or (
        marker and marker.kwargs.get("transaction")
    )
    if is_transactional and nextitem is not None:
        from pytest_django.plugin import blocking_manager_key

        with item.config.stash[blocking_manager_key].unblock():
            database.refill()
    return result


@pytest.fixture(scope="session")
def shared_site(django_db_setup, django_db_blocker):
    """Roles, workflow and home pages, in the database until the last test."""
    from django.db import connection

    with django_db_blocker.unblock():
        call_command("setup_site", verbosity=0)
        database.remember(connection)


@pytest.fixture(scope="session")
def shared_content(shared_site, django_db_blocker):
    """Our fixtures, in the database until the last test."""
    from django.db import connection

    with django_db_blocker.unblock():
        call_command("loaddata", *CONTENT_FIXTURES, verbosity=0)
        database.remember(connection)


@pytest.fixture
def site(shared_site, db):
    """The site as it is before any content: roles, workflow, home pages."""
    from wagtail.models import Site

    return Site.objects.get(is_default_site=True)


@pytest.fixture
def loaded(shared_content, site):
    """The site with our fixtures, demonstration included; what a newcomer sees."""
    return site
