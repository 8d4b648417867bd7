"""A backup is whole or there is none; a restore brings back all of it or changes nothing."""

import contextlib
import datetime
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tarfile

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from articles.archive import backup, database_copy
from articles.archive.backup import BackupError, Site, back_up, restore

MADE_AT = datetime.datetime(2026, 2, 3, 4, 5, 6, tzinfo=datetime.UTC)


def run_sql(site, *statements):
    with contextlib.closing(sqlite3.connect(site.database["NAME"])) as connection, connection:
        connection.execute("PRAGMA journal_mode=WAL")
        for statement in statements:
            connection.execute(statement)


def texts(site):
    with contextlib.closing(sqlite3.connect(site.database["NAME"])) as connection:
        return [text for (text,) in connection.execute("SELECT text FROM note ORDER BY text")]


def files(site):
    return {name: path.read_bytes() for path, name in backup.media_files(site.media)}


@pytest.fixture
def site(tmp_path):
    """A small site: two notes and two files."""
    made = Site(
        {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "site.sqlite3")},
        tmp_path / "media",
        tmp_path / "backups",
    )
    (made.media / "images").mkdir(parents=True)
    (made.media / "images" / "flag.png").write_bytes(b"a flag")
    (made.media / "minutes.pdf").write_bytes(b"minutes")
    run_sql(made, "CREATE TABLE note (text)", "INSERT INTO note VALUES ('first'), ('second')")
    return made


@pytest.fixture
def archive(site):
    return back_up(site, now=MADE_AT)


@pytest.fixture
def changed(site, archive):
    """The site after the backup: a note gone and one new, a file changed, one gone, one new."""
    run_sql(site, "DELETE FROM note WHERE text = 'first'", "INSERT INTO note VALUES ('third')")
    (site.media / "images" / "flag.png").write_bytes(b"another flag")
    (site.media / "minutes.pdf").unlink()
    (site.media / "new.pdf").write_bytes(b"new")
    return site


def state(site):
    return texts(site), files(site)


class TestBackUp:
    def test_it_is_named_by_its_time_and_readable_by_nobody_else(self, archive):
        assert archive.name == "plenum-20260203-040506.tar.gz"
        assert archive.stat().st_mode & 0o077 == 0

    def test_no_other_is_replaced__when_two_are_made_in_one_second(self, site, archive):
        assert back_up(site, now=MADE_AT) != archive
        assert len(list(site.backups.glob("*.tar.gz"))) == 2

    def test_it_holds_what_is_committed__while_another_writes(self, site):
        writer = sqlite3.connect(site.database["NAME"], isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO note VALUES ('not committed')")
        archive = back_up(site)
        writer.execute("COMMIT")
        writer.close()
        restore(site, archive)
        assert texts(site) == ["first", "second"]

    def test_nothing_is_left_behind__when_the_database_is_damaged(self, site):
        with open(site.database["NAME"], "r+b") as file:
            file.write(b"not a database any more" * 100)
        with pytest.raises(database_copy.CopyError, match="cannot be copied"):
            back_up(site)
        assert list(site.backups.iterdir()) == []

    def test_no_unfinished_file_has_its_name__when_it_is_interrupted(self, site, monkeypatch):
        def interrupted(*arguments):
            raise KeyboardInterrupt

        monkeypatch.setattr(backup, "add", interrupted)
        with pytest.raises(KeyboardInterrupt):
            back_up(site)
        assert list(site.backups.iterdir()) == []


class TestRestore:
    def test_all_is_as_it_was(self, site, archive, changed):
        restore(site, archive)
        assert state(site) == (
            ["first", "second"],
            {"media/images/flag.png": b"a flag", "media/minutes.pdf": b"minutes"},
        )

    def test_it_works_on_an_empty_machine(self, site, archive, tmp_path):
        empty = Site(
            site.database | {"NAME": str(tmp_path / "other" / "site.sqlite3")},
            tmp_path / "other" / "media",
            tmp_path / "other" / "backups",
        )
        assert restore(empty, archive) is None
        assert state(empty) == state(site)

    def test_what_was_there_before_is_kept(self, site, archive, changed):
        before = state(site)
        kept = restore(site, archive)
        restore(site, kept)
        assert state(site) == before

    def test_the_damaged_database_is_set_aside__when_it_cannot_be_read(self, site, archive):
        path = site.database["NAME"]
        with open(path, "wb") as file:
            file.write(b"not a database" * 1000)
        restore(site, archive)
        assert texts(site) == ["first", "second"]
        assert os.path.exists(path + ".damaged")

    def test_no_working_file_is_left_behind(self, site, archive, changed):
        restore(site, archive)
        assert [path for path in site.backups.iterdir() if path.suffix != ".gz"] == []


def repack(archive, change):
    """Write the backup anew with its entries, a dict of name and bytes, changed."""
    with tarfile.open(archive) as packed:
        entries = {entry.name: packed.extractfile(entry).read() for entry in packed}
    change(entries)
    with tarfile.open(archive, "w:gz") as packed:
        for name, content in entries.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            packed.addfile(entry, io.BytesIO(content))


def change_a_byte(entries):
    entries["media/minutes.pdf"] = b"Minutes"


def lose_a_file(entries):
    del entries["media/minutes.pdf"]


def add_a_file(entries):
    entries["media/extra.html"] = b"<script>"


def lose_the_list(entries):
    del entries["manifest.json"]


def break_the_list(entries):
    entries["manifest.json"] = b"{}"


def come_from_another_version(entries):
    manifest = json.loads(entries["manifest.json"])
    entries["manifest.json"] = json.dumps(manifest | {"format": 99}).encode()


def lead_out_of_the_folder(entries):
    entries["media/../../../outside"] = b"x"


def name_the_folder_itself(entries):
    entries["."] = b"x"


def use_a_file_as_a_folder(entries):
    entries["media/minutes.pdf/x"] = b"x"


@pytest.mark.usefixtures("changed")
class TestRefusal:
    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (change_a_byte, "media/minutes.pdf was changed"),
            (lose_a_file, "media/minutes.pdf is missing"),
            (add_a_file, "media/extra.html is not in its list"),
            (lose_the_list, "no backup of Plenum"),
            (break_the_list, "its list of files cannot be read"),
            (come_from_another_version, "format 99"),
            (lead_out_of_the_folder, "outside"),
            (name_the_folder_itself, "cannot be unpacked"),
            (use_a_file_as_a_folder, "cannot be unpacked"),
        ],
    )
    def test_nothing_is_touched__when_the_backup_is_not_whole(self, site, archive, change, said):
        before = state(site)
        repack(archive, change)
        with pytest.raises(BackupError, match=said):
            restore(site, archive)
        assert state(site) == before

    @pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.9, 0.999])
    def test_nothing_is_touched__when_its_end_is_missing(self, site, archive, share):
        before = state(site)
        content = archive.read_bytes()
        archive.write_bytes(content[: int(len(content) * share)])
        with pytest.raises(BackupError):
            restore(site, archive)
        assert state(site) == before

    def test_a_flipped_bit_is_found__wherever_it_matters(self, archive, tmp_path):
        content = archive.read_bytes()
        manifest = backup.unpack(archive, tmp_path / "whole")
        unnoticed = []
        for position in range(len(content)):
            flipped = bytearray(content)
            flipped[position] ^= 1
            archive.write_bytes(flipped)
            with contextlib.suppress(BackupError):
                assert backup.unpack(archive, tmp_path / str(position)) == manifest
                unnoticed.append(position)
        # In the header of gzip (date, system, name) and between blocks are bits without meaning.
        assert len(unnoticed) < 25

    def test_nothing_is_touched__when_the_file_is_something_else(self, site, tmp_path):
        before = state(site)
        for path in (tmp_path / "missing.tar.gz", tmp_path, tmp_path / "text"):
            (tmp_path / "text").write_text("not a backup")
            with pytest.raises(BackupError):
                restore(site, path)
        assert state(site) == before

    def test_nothing_is_touched__when_the_database_is_of_another_kind(self, site, archive):
        elsewhere = Site(
            {"ENGINE": "django.db.backends.postgresql", "NAME": "plenum"}, site.media, site.backups
        )
        before = state(site)
        with pytest.raises(BackupError, match=r"sqlite.*postgresql"):
            restore(elsewhere, archive)
        assert state(site) == before

    def test_the_files_are_as_before__when_the_database_is_held_by_another(
        self, site, archive, monkeypatch
    ):
        before = state(site)

        def locked(*arguments):
            raise database_copy.CopyError("locked")

        monkeypatch.setattr(database_copy, "load", locked)
        with pytest.raises(database_copy.CopyError):
            restore(site, archive)
        assert state(site) == before


KILLED_HALF_WAY = """
import os, pathlib, signal, sys
from articles.archive import backup, database_copy
database_copy.PAGES = 1
database_copy.report_nothing = lambda *step: os.kill(os.getpid(), signal.SIGKILL)
folder = pathlib.Path(sys.argv[1])
site = backup.Site(
    {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "site.sqlite3")},
    folder / "media",
    folder / "backups",
)
backup.restore(site, pathlib.Path(sys.argv[2]))
"""


def test_the_old_site_is_still_there__when_the_process_is_killed_half_way(
    site, archive, changed, tmp_path
):
    before_texts, before_files = state(site)
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_HALF_WAY, tmp_path, archive],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.test"},
    )
    assert killed.returncode == -signal.SIGKILL
    assert texts(site) == before_texts
    assert before_files.items() <= files(site).items()
    restore(site, archive)
    assert texts(site) == ["first", "second"]


class TestCommands:
    @pytest.fixture(autouse=True)
    def _of_this_site(self, site, monkeypatch):
        monkeypatch.setattr(Site, "of_settings", classmethod(lambda cls: site))

    def test_one_makes_what_the_other_brings_back(self, site, capsys):
        before = state(site)
        call_command("backup_site")
        (archive,) = site.backups.iterdir()
        assert str(archive) in capsys.readouterr().out
        run_sql(site, "DELETE FROM note")
        call_command("restore_site", archive)
        assert state(site) == before

    def test_one_line_says_what_is_wrong__when_there_is_no_such_backup(self, tmp_path):
        with pytest.raises(CommandError, match=r"there is no such file\. Nothing was changed"):
            call_command("restore_site", tmp_path / "missing.tar.gz")

    def test_one_line_says_what_to_do__when_no_file_is_named(self):
        with pytest.raises(CommandError, match="make restore FILE="):
            call_command("restore_site", "")
