"""The files at a path: one, those in a folder, or those in a zip archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePath

from articles.importing.source import Source, SourceError, open_source, printable
from articles.importing.unpacking import files_of

# In a folder or archive; beside the texts lie pictures, styles and what a browser saved with them.
TEXTS = frozenset(
    [
        ".txt", ".text", ".html", ".htm", ".xhtml", ".xml", ".md", ".markdown", ".mdown", ".mkd",
        ".docx", ".pdf", ".spip", ".sql", ".sqlite",
    ]
)  # fmt: skip
MOST_FILES = 100_000


def sources_at(path: str) -> Iterator[Source | SourceError]:
    """The sources at a path, in their order; in the place of one that can't be read, why."""
    try:
        yield from _in_folder(path) if Path(path).is_dir() else _at(path)
    except SourceError as error:
        yield error


def _at(path: str) -> Iterator[Source | SourceError]:
    source = open_source(path)
    if source.head.startswith(b"PK\x03\x04") and source.suffix != ".docx":
        yield from _texts(path, files_of(source))
    else:
        yield source


def _in_folder(path: str) -> Iterator[Source | SourceError]:
    """By name, so that a second import meets them in the same order; links lead nowhere."""
    files = sorted(
        each
        for each in Path(path).rglob("*")
        if each.is_file() and not each.is_symlink() and not _is_hidden(each.relative_to(path))
    )
    if len(files) > MOST_FILES:
        raise SourceError(f"{printable(path)}: holds more than {MOST_FILES} files; split it")
    texts = [each for each in files if each.suffix.lower() in TEXTS]
    if not texts:
        raise SourceError(f"{printable(path)}: holds no file that can be imported")
    for each in texts:
        try:
            yield open_source(str(each))
        except SourceError as error:
            yield error


def _texts(path: str, sources: Iterator[Source]) -> Iterator[Source]:
    found = False
    for source in sources:
        if source.suffix in TEXTS:
            found = True
            yield source
    if not found:
        raise SourceError(f"{printable(path)}: holds no file that can be imported")


def _is_hidden(path: PurePath) -> bool:
    return any(part.startswith(".") for part in path.parts)
