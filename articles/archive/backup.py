"""Backups: database and media in one file that proves by itself that it is whole."""

import contextlib
import datetime
import gzip
import hashlib
import json
import os
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from articles.archive import database_copy

MANIFEST = "manifest.json"
FORMAT = 1
BLOCK = 1024 * 1024  # bytes read at a time


class BackupError(Exception):
    """A backup is not usable; the message says which, and what is wrong with it."""


@dataclass(frozen=True)
class Site:
    """Where the things are that a backup holds."""

    database: dict[str, Any]
    media: Path
    backups: Path

    @classmethod
    def of_settings(cls) -> "Site":
        return cls(connection.settings_dict, Path(settings.MEDIA_ROOT), Path(settings.BACKUP_DIR))


# --- Making one ---------------------------------------------------------------------------------


def back_up(site: Site, name: str = "plenum", now: datetime.datetime | None = None) -> Path:
    """Write database and media to one new file, and return its path.

    The database first: a picture uploaded meanwhile is one file too many, never one too few. The
    file gets its name when it is complete. Raises `CopyError`, and `OSError` where the folder
    cannot be written.
    """
    now = now or timezone.now()
    site.backups.mkdir(parents=True, exist_ok=True)
    target = unused(site.backups / f"{name}-{now:%Y%m%d-%H%M%S}.tar.gz")
    with working_folder(site.backups) as folder:
        copy = folder / database_copy.file_name(site.database)
        database_copy.dump(site.database, copy)
        unfinished = folder / "backup"
        unfinished.touch(mode=0o600)
        with unfinished.open("wb") as file:
            write_archive(file, site, copy, now)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(target)
    return target


def unused(path: Path) -> Path:
    """The path itself, or with a number where two backups were made in one second."""
    number = 2
    candidate = path
    while candidate.exists():
        candidate = path.with_name(path.name.replace(".tar.gz", f"-{number}.tar.gz"))
        number += 1
    return candidate


@contextlib.contextmanager
def working_folder(beside: Path) -> Iterator[Path]:
    """A folder on the same disk, readable by this account only, gone at the end."""
    beside.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".unfinished-", dir=beside) as folder:
        yield Path(folder)


def write_archive(file: IO[bytes], site: Site, copy: Path, now: datetime.datetime) -> None:
    """Add the database's copy, each media file, and last the list of them all."""
    files: dict[str, dict[str, Any]] = {}
    with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as archive:
        for path, name in [(copy, copy.name), *media_files(site.media)]:
            # A file deleted since the folder was listed belongs to no page any more.
            with contextlib.suppress(FileNotFoundError):
                files[name] = add(archive, path, name)
        manifest = {
            "format": FORMAT,
            "made_at": now.isoformat(),
            "database": database_copy.kind_of(site.database),
            "files": files,
        }
        with tempfile.TemporaryDirectory(dir=copy.parent) as folder:
            listed = Path(folder) / MANIFEST
            listed.write_text(json.dumps(manifest, indent=1, sort_keys=True), encoding="utf-8")
            archive.add(listed, MANIFEST)


def media_files(media: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(media.rglob("*")):
        if path.is_file():
            yield path, f"media/{path.relative_to(media).as_posix()}"


def add(archive: tarfile.TarFile, path: Path, name: str) -> dict[str, Any]:
    """Add one file, and return its size in bytes and its SHA-256 as they went in."""
    with path.open("rb") as file:
        entry = archive.gettarinfo(arcname=name, fileobj=file)
        reader = HashingReader(file)
        archive.addfile(entry, reader)  # type: ignore[arg-type]
    return {"size": entry.size, "sha256": reader.digest.hexdigest()}


class HashingReader:
    """Reads a file and digests what was read."""

    def __init__(self, file: IO[bytes]):
        self.file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self.file.read(size)
        self.digest.update(block)
        return block


# --- Bringing one back --------------------------------------------------------------------------


def restore(site: Site, archive: Path) -> Path | None:
    """Make database and media what they were in the backup; returns a backup of what was there.

    Nothing of the site is touched before the whole backup has been unpacked and found correct.
    Then: files that are missing are added; the database is replaced in one transaction; and only
    then files that the backup does not know are removed. Interrupted at any moment, it leaves the
    old site or the new one, and can be run again.
    Raises `BackupError`, `CopyError` and `OSError`.
    """
    with working_folder(site.backups) as folder:
        manifest = unpack(archive, folder)
        check_kind(site, manifest, archive)
        before = None
        with contextlib.suppress(database_copy.CopyError):  # damaged: then it is set aside
            if database_copy.exists(site.database):
                before = back_up(site, "before-restore")
        added, different = add_media(folder / "media", site.media)
        try:
            database_copy.load(site.database, folder / database_copy.file_name(site.database))
        except BaseException:
            for path in added:
                path.unlink(missing_ok=True)
            raise
        for new, old in different:
            os.replace(new, old)
        remove_unknown(site.media, manifest)
    return before


def unpack(archive: Path, folder: Path) -> dict[str, Any]:
    """Unpack a backup into `folder`, and return its list of files, to which all correspond.

    Raises `BackupError` where a byte differs, a file is missing, or one is too many.
    """
    try:
        found = unpack_files(archive, folder)
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        listed = manifest["files"]
        if manifest["format"] != FORMAT:
            raise BackupError(
                f"{archive} was made by another version of Plenum (format {manifest['format']}, "
                f"here {FORMAT})."
            )
    except FileNotFoundError as error:
        if error.filename == str(archive):
            raise BackupError(f"{archive}: there is no such file.") from None
        raise BackupError(f"{archive} is no backup of Plenum, or its end is missing.") from None
    except IsADirectoryError:
        raise BackupError(f"{archive} is a folder, not a backup.") from None
    except (EOFError, gzip.BadGzipFile, tarfile.TarError, zlib.error) as error:
        raise BackupError(f"{archive} is damaged, or no backup: {error}.") from None
    except (KeyError, TypeError, ValueError):
        raise BackupError(f"{archive} is damaged: its list of files cannot be read.") from None
    except OSError as error:  # a damaged name, or no room on the disk
        raise BackupError(f"{archive} cannot be unpacked: {error}.") from None
    found.pop(MANIFEST, None)
    for name in sorted(listed.keys() | found.keys()):
        if name not in found:
            raise BackupError(f"{archive} is damaged: {name} is missing.")
        if name not in listed:
            raise BackupError(f"{archive} is damaged: {name} is not in its list of files.")
        if found[name] != listed[name]["sha256"]:
            raise BackupError(f"{archive} is damaged: {name} was changed since it was made.")
    return manifest


def unpack_files(archive: Path, folder: Path) -> dict[str, str]:
    """Unpack each file, and return its SHA-256; refuses a name that leads out of the folder."""
    check_whole(archive)
    found = {}
    with gzip.open(archive) as stream, tarfile.open(fileobj=stream, mode="r|") as packed:
        for entry in packed:
            parts = PurePosixPath(entry.name).parts
            if not entry.isfile() or ".." in parts or entry.name.startswith("/"):
                raise BackupError(f"{archive} is no backup of Plenum: it holds {entry.name}.")
            path = folder.joinpath(*parts)
            path.parent.mkdir(parents=True, exist_ok=True)
            content = packed.extractfile(entry)
            assert content is not None  # it is a file
            reader = HashingReader(content)
            with path.open("xb") as target:
                shutil.copyfileobj(reader, target, BLOCK)  # type: ignore[misc]
            found[entry.name] = reader.digest.hexdigest()
    return found


def check_whole(archive: Path) -> None:
    """Read to the end, where the packed file's own check is: a damaged tar may raise anything."""
    with gzip.open(archive) as stream:
        while stream.read(BLOCK):
            pass


def check_kind(site: Site, manifest: dict[str, Any], archive: Path) -> None:
    here = database_copy.kind_of(site.database)
    if manifest["database"] != here:
        raise BackupError(
            f"{archive} holds a database of {manifest['database']}, and DATABASE_URL names one of "
            f"{here}: set DATABASE_URL to a database of the same kind."
        )


def add_media(source: Path, media: Path) -> tuple[list[Path], list[tuple[Path, Path]]]:
    """Move in the files that are missing.

    Returns their paths, and for each file that is there with another content its new and its old
    path.
    """
    added, different = [], []
    for path, _name in media_files(source):
        target = media / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            os.replace(path, target)
            added.append(target)
        elif digest(path) != digest(target):
            different.append((path, target))
    return added, different


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def remove_unknown(media: Path, manifest: dict[str, Any]) -> None:
    for path, name in list(media_files(media)):
        if name not in manifest["files"]:
            path.unlink(missing_ok=True)
