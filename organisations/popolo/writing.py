"""The file: Popolo's collections, and below the extension's key what Popolo has no class for."""

import datetime
import json

from django.conf import settings

from organisations.period import today
from organisations.popolo.composing import Composition
from organisations.popolo.schema import COLLECTIONS, EXTENSION, FORMAT, OWN_COLLECTIONS
from organisations.popolo.selection import Records

# Beside the records' own: made of the motions.
VOTE_EVENTS = "vote_events"


def document(
    records: Records, on: datetime.date | None = None, language: str = settings.LANGUAGE_CODE
) -> dict:
    """The records as Popolo; names and parents are those of a day (None: today in UTC)."""
    composition = Composition(records, on or today(), language)
    head: dict = {"format": FORMAT, "on": composition.on.isoformat(), "language": language}
    head |= {name: [] for name in OWN_COLLECTIONS.values()}
    made: dict = {name: [] for name in (*COLLECTIONS.values(), VOTE_EVENTS)}
    for (kind, key), data in records.items():
        if kind in OWN_COLLECTIONS:
            head[OWN_COLLECTIONS[kind]].append({"id": key, **data})
        else:
            made[COLLECTIONS[kind]].append(composition.item(kind, key))
        if kind == "decision":
            made[VOTE_EVENTS].append(composition.vote_event(key))
    return {EXTENSION: head, **made}


def as_text(content: dict) -> str:
    """The file's text; the same records always make the same text."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
