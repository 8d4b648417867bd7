"""Zip archives from elsewhere, within limits: a small file can hold terabytes of nothing."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath

from articles.importing.source import LARGEST, Source, SourceError

MOST_FILES = 10_000
LARGEST_UNPACKED = 2 * 1024**3  # bytes of all files together
HIGHEST_RATIO = 200  # unpacked to packed; text comes to about 10
SMALL = 1024**2  # bytes unpacked below which no ratio is a danger


@contextmanager
def checked_archive(source: Source) -> Iterator[zipfile.ZipFile]:
    """An archive whose contents stay within limits. Raises `SourceError` for any other."""
    try:
        with source.open() as file, zipfile.ZipFile(file) as archive:
            _check(source.name, archive)
            yield archive
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError) as error:
        raise SourceError(f"{source.name}: is a damaged or locked archive ({error})") from None


def _check(name: str, archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MOST_FILES:
        raise SourceError(f"{name}: holds more than {MOST_FILES} files; split it")
    if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        limit = LARGEST_UNPACKED // 1024**2
        raise SourceError(f"{name}: unpacks to more than {limit} MB; split it")
    for entry in entries:
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or "\0" in entry.filename:
            raise SourceError(f"{name}: holds a file that leads out of it ({entry.filename!r})")
        if entry.flag_bits & 1:
            raise SourceError(f"{name}: is locked with a password")
        too_dense = entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1)
        if entry.file_size > SMALL and too_dense:
            raise SourceError(f"{name}: holds a file that is packed too densely to be a text")


def files_of(source: Source) -> Iterator[Source]:
    """The files in an archive, in the order of their names; what is no text for a reader is left.

    A file larger than one text may be is refused when it is reached.
    """
    with checked_archive(source) as archive:
        for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
            hidden = any(part.startswith((".", "__MACOSX")) for part in entry.filename.split("/"))
            if entry.is_dir() or hidden:
                continue
            if entry.file_size > LARGEST:
                limit = LARGEST // 1024**2
                raise SourceError(f"{source.name}: {entry.filename} is larger than {limit} MB")
            yield Source(f"{source.name}/{entry.filename}", archive.read(entry))
