"""A migrated SQLite database made once and copied into memory for each run of the tests.

Migrating takes half a minute; nothing changes between runs unless a migration does.
"""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings

remembered: sqlite3.Connection | None = None


def migrations_digest() -> str:
    """A digest of all migrations, ours and those of the packages."""
    digest = hashlib.sha256()
    for config in apps.get_app_configs():
        for path in sorted(Path(config.path).glob("migrations/*.py")):
            digest.update(str(path.relative_to(config.path)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def template() -> Path:
    """The migrated database, made now where there is none for these migrations."""
    folder = Path(tempfile.gettempdir()) / f"plenum-tests-{os.getuid()}"
    folder.mkdir(exist_ok=True)
    path = folder / f"migrated-{migrations_digest()}.sqlite3"
    if not path.exists():
        unfinished = path.with_suffix(f".{os.getpid()}")
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity=0"],
            cwd=settings.BASE_DIR,
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "config.settings.development",
                "DATABASE_URL": f"sqlite:///{unfinished}",
            },
            check=True,
        )
        with sqlite3.connect(unfinished) as database:
            database.execute("PRAGMA journal_mode=DELETE")
        unfinished.replace(path)
    return path


def copy_template(target: Path) -> Path:
    """A migrated database of its own, for a test that starts other processes."""
    shutil.copyfile(template(), target)
    return target


def fill(connection) -> None:
    """Copy what was remembered, or else the migrated database, into the one that the tests use."""
    connection.ensure_connection()
    source = remembered or sqlite3.connect(template())
    try:
        source.backup(connection.connection)
    finally:
        if source is not remembered:
            source.close()


def remember(connection) -> None:
    """Keep all rows as they are now, to put them back after a test has emptied the tables."""
    global remembered
    if connection.vendor != "sqlite":
        copy_postgresql(connection, connection.settings_dict["NAME"], kept_name(connection))
        return
    if remembered:
        remembered.close()
    remembered = sqlite3.connect(":memory:")
    connection.connection.backup(remembered)


def refill() -> None:
    """Put back the rows that were remembered, after a test has emptied the tables."""
    from django.db import connection

    if connection.vendor == "sqlite":
        fill(connection)
    else:
        copy_postgresql(connection, kept_name(connection), connection.settings_dict["NAME"])


def forget(connection) -> None:
    """Drop what was remembered on PostgreSQL."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{kept_name(connection)}" WITH (FORCE)')


def kept_name(connection) -> str:
    return f"{connection.settings_dict['NAME']}_kept"


def copy_postgresql(connection, source: str, target: str) -> None:
    """Make one database anew as a copy of another, to which nobody may be connected."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


@contextmanager
def for_other_processes(connection, folder: Path):
    """The address of a migrated database of its own, which other processes may share and change."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{copy_template(folder / 'site.sqlite3')}"
        return
    own = connection.settings_dict
    name = f"{own['NAME']}_shared"
    copy_postgresql(connection, kept_name(connection), name)
    user = own["USER"] + (f":{own['PASSWORD']}" if own["PASSWORD"] else "")
    place = f"{user}@{own['HOST']}" if user else own["HOST"]
    try:
        yield f"postgres://{place}{':' if own['PORT'] else ''}{own['PORT']}/{name}"
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
