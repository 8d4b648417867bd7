"""A file that is to be imported: read within limits, and decoded."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePath
from typing import BinaryIO

from charset_normalizer import from_bytes

LARGEST = 20 * 1024 * 1024  # bytes; the longest books as plain text are about a quarter of it
LARGEST_EXPORT = 1024**3  # bytes of an export of many texts, which is read piece by piece
HEAD = 4096  # bytes by which a format is told
MOST_LINES = 200_000
BINARY_BEGINNINGS = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a zip archive (or a Word file)",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
    b"{\\rtf": "an RTF file",
}
PIECEMEAL = (b"<?xml", b"<rss", b"SQLite format 3", b"--", b"/*", b"PK\x03\x04")
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
PLAIN_CONTROLS = frozenset("\t\n\r\f\v\x85")


class SourceError(Exception):
    """A file that can't be imported; the message is one line that names file and reason."""


@dataclass(frozen=True)
class Source:
    """The bytes of a file under the name by which it was asked for.

    A large export stays on the disk at `path`, and `data` is only its beginning.
    """

    name: str
    data: bytes
    path: Path | None = None

    @property
    def sha256(self) -> str:
        """The hash of the original bytes, by which a second import knows the file."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def head(self) -> bytes:
        """Its first bytes, without a mark of their order and blanks before them."""
        return self.data[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()

    @property
    def suffix(self) -> str:
        """The end of its name, as ".html"; in lower case."""
        return PurePath(self.name).suffix.lower()

    def open(self) -> BinaryIO:
        """Its bytes as a file, from the first."""
        return self.path.open("rb") if self.path else BytesIO(self.data)


@dataclass(frozen=True)
class Decoded:
    """A source as text. `encoding` is the one that was guessed, empty for UTF-8."""

    text: str
    encoding: str = ""


def open_source(path: str) -> Source:
    """Read the file at this path; `SourceError` if there is no text to be had from it."""
    name = printable(path)
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISDIR(mode):
            raise SourceError(f"{name}: is a folder; name the files in it")
        if not stat.S_ISREG(mode):
            raise SourceError(f"{name}: is not an ordinary file")
        with Path(path).open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise SourceError(f"{name}: there is no such file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"{name}: can't be read ({reason})") from None
    if len(data) > LARGEST:
        return _large(name, Path(path), data[:HEAD])
    return Source(name, data)


def _large(name: str, path: Path, head: bytes) -> Source:
    """A file too large to hold: an export that can be read piece by piece, or refused."""
    source = Source(name, head, path)
    if not source.head.startswith(PIECEMEAL):
        raise SourceError(f"{name}: is larger than {LARGEST // 1024**2} MB; split it")
    if path.stat().st_size > LARGEST_EXPORT:
        raise SourceError(f"{name}: is larger than {LARGEST_EXPORT // 1024**2} MB; split it")
    return source


def printable(path: str) -> str:
    """A path that fits on one line and into a database, whatever bytes the file's name has."""
    text = path.encode("utf-8", "backslashreplace").decode()
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text)


def decode(source: Source) -> Decoded:
    """The text of a source: UTF-8 if it is that, else the likeliest encoding.

    Raises `SourceError` for what is empty, no text at all, or nothing but line ends.
    """
    data = source.data
    for beginning, description in BINARY_BEGINNINGS.items():
        if data.startswith(beginning):
            raise SourceError(f"{source.name}: is {description}, not plain text")
    decoded = _decoded(source)
    if _is_binary(decoded.text):
        raise SourceError(f"{source.name}: is a binary file, not plain text")
    if not decoded.text.strip():
        raise SourceError(f"{source.name}: is empty")
    if decoded.text.count("\n") + decoded.text.count("\r") > MOST_LINES:
        raise SourceError(f"{source.name}: has more than {MOST_LINES} lines; split it")
    return decoded


def _decoded(source: Source) -> Decoded:
    if source.data.startswith(UTF_16_MARKS):
        try:
            return Decoded(source.data.decode("utf-16"), "utf_16")
        except UnicodeDecodeError:
            raise SourceError(f"{source.name}: is broken UTF-16") from None
    try:
        return Decoded(source.data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        pass
    if b"\0" in source.data:
        raise SourceError(f"{source.name}: is a binary file, not plain text")
    match = from_bytes(source.data).best()
    if match is None:
        raise SourceError(f"{source.name}: its encoding can't be recognised")
    return Decoded(str(match), match.encoding)


def _is_binary(text: str) -> bool:
    if "\0" in text:
        return True
    sample = text[:100_000]
    controls = sum(1 for char in sample if char < " " and char not in PLAIN_CONTROLS)
    return controls * 100 > len(sample)
