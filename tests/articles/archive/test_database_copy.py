"""The copy of a whole database, on whichever one the tests run."""

import pytest
from django.db import connection, connections

from articles.archive import database_copy
from articles.archive.database_copy import CopyError
from tests import database

ADDRESS = "anna@example.org"


@pytest.fixture
def used(tmp_path, transactional_db):
    """A connection to a database that other programs can open too."""
    if connection.vendor != "sqlite":
        yield connection
        return
    path = database.copy_template(tmp_path / "site.sqlite3")
    own = connections.create_connection("default")
    own.settings_dict = own.settings_dict | {"NAME": str(path)}
    yield own
    own.close()


def execute(used, statement, *values):
    with used.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else None


def accounts(used):
    return [email for (email,) in execute(used, "SELECT email FROM members_user ORDER BY email")]


@pytest.fixture
def copy(used, tmp_path):
    """A copy of the database with one account in it."""
    execute(
        used,
        "INSERT INTO members_user (password, is_superuser, email, display_name, "
        "interface_language, mail_rhythm, is_active, is_staff, date_joined) "
        "VALUES ('', %s, %s, '', 'en', 'at_once', %s, %s, '2026-01-01 00:00:00+00:00')",
        *(False, ADDRESS, True, False),
    )
    path = tmp_path / database_copy.file_name(used.settings_dict)
    database_copy.dump(used.settings_dict, path)
    return path


def test_the_database_is_as_it_was__when_it_is_loaded(used, copy):
    execute(used, "DELETE FROM members_user")
    database_copy.load(used.settings_dict, copy)
    assert accounts(used) == [ADDRESS]


def test_tables_of_a_newer_version_are_gone__when_it_is_loaded(used, copy):
    execute(used, "CREATE TABLE newer (account bigint REFERENCES members_user (id))")
    execute(used, "INSERT INTO newer SELECT id FROM members_user")
    database_copy.load(used.settings_dict, copy)
    assert "newer" not in used.introspection.table_names()
    assert accounts(used) == [ADDRESS]


def test_the_copy_can_be_loaded_twice(used, copy):
    database_copy.load(used.settings_dict, copy)
    database_copy.load(used.settings_dict, copy)
    assert accounts(used) == [ADDRESS]


def test_nothing_is_changed__when_the_copy_is_broken(used, copy):
    content = copy.read_bytes()
    if connection.vendor == "sqlite":
        copy.write_bytes(b"not a database" + content)
    else:
        copy.write_bytes(content + b"\nINSERT INTO no_such_table VALUES (1);\n")
    execute(used, "UPDATE members_user SET email = 'later@example.org'")
    with pytest.raises(CopyError):
        database_copy.load(used.settings_dict, copy)
    assert accounts(used) == ["later@example.org"]


def test_one_line_names_the_program__when_postgresqls_client_is_missing(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    settings = {"ENGINE": "django.db.backends.postgresql", "NAME": "plenum"}
    with pytest.raises(CopyError, match="pg_dump is needed"):
        database_copy.dump(settings, tmp_path / "copy")
