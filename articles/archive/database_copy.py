"""A consistent copy of the whole database in one file, and the way back in one transaction."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

# As many pages at a time as a slow disk writes at once; other programs may read in between.
PAGES = 1000
# Milliseconds that the server waits for others to let go of a table before it gives up.
LOCK_TIMEOUT = 30_000


class CopyError(Exception):
    """The copy could not be made or brought back; the message says why, and what to do."""


def kind_of(database: dict[str, Any]) -> str:
    """`sqlite` or `postgresql`, from a database's settings."""
    return "sqlite" if database["ENGINE"].endswith("sqlite3") else "postgresql"


def file_name(database: dict[str, Any]) -> str:
    """The copy's name inside a backup."""
    return {"sqlite": "database.sqlite3", "postgresql": "database.sql"}[kind_of(database)]


def exists(database: dict[str, Any]) -> bool:
    """Whether there is anything yet; a PostgreSQL database exists before its first table."""
    return kind_of(database) == "postgresql" or Path(database["NAME"]).exists()


def dump(database: dict[str, Any], target: Path) -> None:
    """Write the state of one moment to `target`, while others read and write.

    Raises `CopyError`.
    """
    if kind_of(database) == "postgresql":
        run_client(database, ["pg_dump", "--no-owner", "--no-privileges", f"--file={target}"])
        return
    try:
        with open_sqlite(database["NAME"]) as source, open_sqlite(target) as copy:
            source.backup(copy)
            # One file that needs no other beside it.
            copy.execute("PRAGMA journal_mode=DELETE")
            (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.Error as error:
        raise CopyError(f"The database {database['NAME']} cannot be copied: {error}.") from None
    if verdict != "ok":
        raise CopyError(f"The database {database['NAME']} is damaged: {verdict}.")


def load(database: dict[str, Any], source: Path) -> None:
    """Put the copy in the place of the database, in one transaction: wholly or not at all.

    Raises `CopyError`; then the database is as it was.
    """
    if kind_of(database) == "postgresql":
        # Also what the copy does not know, such as tables of a newer version.
        empty = "DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public"
        command = ["psql", "--no-psqlrc", "--quiet", "--single-transaction"]
        command += ["--set=ON_ERROR_STOP=1", "--output=/dev/null"]
        run_client(database, [*command, f"--command={empty}", f"--file={source}"])
        return
    set_damaged_aside(Path(database["NAME"]))
    try:
        with open_sqlite(source) as copy, open_sqlite(database["NAME"]) as target:
            copy.backup(target, pages=PAGES, progress=report_nothing)
    except sqlite3.Error as error:
        raise CopyError(
            f"The database {database['NAME']} cannot be replaced: {error}. "
            "Stop the site, and try again."
        ) from None


def report_nothing(status: int, remaining: int, total: int) -> None:
    """Called between the steps of a copy; tests interrupt it here."""


@contextlib.contextmanager
def open_sqlite(path: str | Path):
    """A connection that waits for other writers, and is closed at the end."""
    with contextlib.closing(sqlite3.connect(path, timeout=20)) as connection:
        yield connection


def set_damaged_aside(path: Path) -> None:
    """Rename a file that is no database any more, so that the copy can take its place."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        return
    try:
        with open_sqlite(path) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):  # locked, not damaged
            raise CopyError(f"The database {path} cannot be replaced: {error}.") from None
        for suffix in ("", "-wal", "-shm"):
            damaged = Path(f"{path}{suffix}")
            if damaged.exists():
                damaged.rename(f"{path}.damaged{suffix}")


def run_client(database: dict[str, Any], command: list[str]) -> None:
    """Run one of PostgreSQL's own programs; the password is not visible to other users.

    Raises `CopyError` with what the program said.
    """
    if shutil.which(command[0]) is None:
        raise CopyError(
            f"The program {command[0]} is needed to copy a PostgreSQL database, and is not here: "
            "install PostgreSQL's client (on Debian: apt install postgresql-client)."
        )
    variables = {
        "PGHOST": database.get("HOST"),
        "PGPORT": database.get("PORT"),
        "PGUSER": database.get("USER"),
        "PGPASSWORD": database.get("PASSWORD"),
        "PGDATABASE": database["NAME"],
        "PGSSLMODE": database.get("OPTIONS", {}).get("sslmode"),
        "PGOPTIONS": f"-c lock_timeout={LOCK_TIMEOUT}",
    }
    given = {name: str(value) for name, value in variables.items() if value}
    done = subprocess.run(
        command,
        env=os.environ | given,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    if done.returncode:
        said = " ".join(done.stderr.split()) or f"exit code {done.returncode}"
        raise CopyError(f"{command[0]} failed: {said.removesuffix('.')}.")
