"""Author lines: "by NAME on DATE", "translated by NAME", "DATE by NAME"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.importing.readers.plain_text.dates import read_date
from articles.importing.readers.plain_text.names import split_names

LONGEST_BYLINE = 300  # characters
TRANSLATOR = (
    r"(?:translated|translation|traduit|traducido|traduzido|übersetzt)\s+(?:by|par|por|von)"
)
SEPARATOR = r"(?:\s+on\s+|\s+le\s+|\s+am\s+|\s+el\s+|\s*[|·•]\s*|,\s+|\s+[-–—]\s+)"
BYLINE = re.compile(
    r"(?:(?P<before>[^|·•]*\d[^|·•]*?)\s+)??"
    rf"(?:(?P<translator>{TRANSLATOR})|(?:(?:written|posted|text|article)\s+)?(?:by|par|por|von|بقلم))"
    r"\s*:?\s+(?P<names>[^|·•]+?)"
    rf"(?:{SEPARATOR}(?P<after>[^|·•]*\d[^|·•]*))?",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    r"(?:posted|published|publié|publicado|veröffentlicht)(?:\s+(?:on|le|el|am))?\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Byline:
    """The persons of an author line with the affiliation printed there; the date beside them."""

    names: tuple[tuple[str, str], ...]
    role: str | None = None
    date: str = ""


def read_byline(text: str) -> Byline | None:
    """Read an author line; None if any part of it is neither name nor date."""
    if len(text) > LONGEST_BYLINE or "\n" in text:
        return None
    match = BYLINE.fullmatch(text)
    if not match:
        return None
    dates = []
    for part in (match["before"], match["after"]):
        if not part:
            continue
        printed = PUBLISHED.sub("", part).strip()
        if not read_date(printed):
            return None
        dates.append(printed)
    names = split_names(match["names"])
    if not names or len(dates) > 1:
        return None
    role = "translator" if match["translator"] else None
    return Byline(tuple(names), role, dates[0] if dates else "")
