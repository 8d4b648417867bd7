"""Typesetting with typst, in our own fonts: nothing of the machine's, nothing from the net."""

import json
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
FONTS = HERE / "fonts"

# First the faces made for a language, then all others, for words of other languages.
WESTERN = ["Plenum Text", "Noto Serif"]
OTHERS = ["Noto Naskh Arabic", "Noto Sans SC", "Noto Serif Sinhala", "Noto Serif Tamil"]
TEXT_FACES = {
    "ar": ["Noto Naskh Arabic"],
    "ur": ["Noto Nastaliq Urdu", "Noto Naskh Arabic"],
    "zh": ["Noto Sans SC"],
    "si": ["Noto Serif Sinhala"],
    "ta": ["Noto Serif Tamil"],
    "ru": ["Noto Serif"],
}
AT_MOST = 120  # seconds; ten thousand words take one
# Signs that are seen in what they do to others, or not at all.
UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}


class TypesettingError(RuntimeError):
    """The typesetter could not do it."""


@cache
def _folder() -> tempfile.TemporaryDirectory:
    """The unpacked fonts, for as long as the process runs."""
    folder = tempfile.TemporaryDirectory(prefix="plenum-fonts-")
    with tarfile.open(FONTS / "fonts.tar.xz") as archive:
        archive.extractall(folder.name, filter="data")
    return folder


@cache
def _covered() -> frozenset[str]:
    families = json.loads((FONTS / "coverage.json").read_text())
    return frozenset("".join(families.values()))


def unprintable(text: str) -> set[str]:
    """The signs that none of our fonts has."""
    return {sign for sign in set(text) - _covered() if unicodedata.category(sign) not in UNSEEN}


def can_print(text: str) -> bool:
    """Whether our fonts have all signs of a text."""
    return not unprintable(text)


def faces(language: str, is_display: bool = False) -> list[str]:
    """The fonts for a language (BCP 47), the best first."""
    first = TEXT_FACES.get(language.partition("-")[0], [])
    western = ["Plenum Display", *WESTERN] if is_display else WESTERN
    return list(dict.fromkeys([*first, *western, *OTHERS]))


def typeset(template: str, data: dict, files: dict[str, bytes], **options) -> bytes:
    """What a template of ours makes of some data, as bytes; of several pictures the first.

    Words travel as data, never as code of the typesetter: nothing in a text can give it orders.
    Raises `TypesettingError` with what it says.
    """
    with tempfile.TemporaryDirectory(prefix="plenum-typst-") as name:
        folder = Path(name)
        (folder / "main.typ").write_text((HERE / "templates" / template).read_text())
        (folder / "data.json").write_text(json.dumps(data))
        (folder / "options.json").write_text(json.dumps(options))
        for file_name, content in files.items():
            (folder / file_name).write_bytes(content)
        command = [sys.executable, HERE / "compositor.py", name, _folder().name]
        try:
            subprocess.run(command, check=True, capture_output=True, text=True, timeout=AT_MOST)
        except subprocess.CalledProcessError as error:
            raise TypesettingError(error.stderr.strip() or f"exit {error.returncode}") from error
        except subprocess.TimeoutExpired as error:
            raise TypesettingError(f"It was not done after {AT_MOST} seconds.") from error
        return (folder / "made-1").read_bytes()
