"""Taking a file apart: what it says of each record, with every value checked for itself."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from organisations.popolo.mistake import Mistake, PopoloError, shown
from organisations.popolo.schema import (
    COLLECTIONS,
    EXTENSION,
    FORMAT,
    OWN_COLLECTIONS,
    RECORDS,
    Rows,
)
from organisations.popolo.writing import VOTE_EVENTS

LARGEST = 100 * 1024 * 1024


@dataclass
class Item:
    """A record in the file: where, what it is called there, and what the extension says."""

    path: str
    kind: str
    id: str
    data: dict
    given: dict
    # Keys that an identifier of our scheme gives it.
    keys: list[str] = field(default_factory=list)


@dataclass
class Content:
    """A file that could be read."""

    on: datetime.date
    language: str
    items: list[Item]
    vote_events: list[dict]
    mistakes: list[str]


def read(raw: bytes) -> Content:
    """Read a file's bytes. Raises `PopoloError` where it is no file of ours at all.

    What is wrong with single records is in the content's mistakes.
    """
    try:
        return _content(_parsed(raw))
    except Mistake as mistake:
        raise PopoloError([str(mistake)]) from None


def _parsed(raw: bytes) -> dict:
    if len(raw) > LARGEST:
        raise Mistake("", f"The file is larger than {LARGEST // 1024**2} MB.")
    try:
        found = json.loads(
            raw.decode("utf-8-sig"), object_pairs_hook=_no_repetition, parse_constant=_no_number
        )
    except UnicodeDecodeError:
        raise Mistake("", "The file is not in UTF-8.") from None
    except RecursionError:
        raise Mistake("", "The file is nested too deeply.") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise Mistake(place, f"this is not JSON ({error.msg}).") from None
    except ValueError:  # more digits than Python reads
        raise Mistake("", "The file has a number that is too large.") from None
    if not isinstance(found, dict):
        raise Mistake("", "The file has to be one JSON object.")
    return found


def _no_repetition(pairs: list[tuple[str, object]]) -> dict:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _value in pairs if name in seen or seen.add(name))
        raise Mistake("", f"One object has the name {shown(twice)} twice.")
    return found


def _no_number(text: str) -> NoReturn:
    raise Mistake("", f"{text} is no number in JSON.")


def _content(found: dict) -> Content:
    head = found.get(EXTENSION)
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise Mistake(
            EXTENSION,
            f"the file needs an object with “format”: {FORMAT} here. Without our extension "
            "nothing says which source a fact rests on.",
        )
    known = {"format", "on", "language", *OWN_COLLECTIONS.values()}
    _refuse_unknown(head, known, f"{EXTENSION}.")
    _refuse_unknown(found, {EXTENSION, VOTE_EVENTS, *COLLECTIONS.values()}, "")
    language = head.get("language")
    if language not in [code for code, _name in settings.LANGUAGES]:
        raise Mistake(f"{EXTENSION}.language", f"{shown(language)} is no language of this site.")
    content = Content(_day(head.get("on")), language, [], [], [])
    for kind, name in OWN_COLLECTIONS.items():
        for path, item in _listed(head, name, f"{EXTENSION}."):
            _note(content, path, item, kind, {**item, "record": kind}, path)
    for name in dict.fromkeys(COLLECTIONS.values()):
        for path, item in _listed(found, name, ""):
            _note(content, path, item, None, item.get(EXTENSION), f"{path}.{EXTENSION}")
    content.vote_events = [item for _path, item in _listed(found, VOTE_EVENTS, "")]
    return content


def _day(value: object) -> datetime.date:
    try:
        return datetime.date.fromisoformat(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        message = f"{shown(value)} is no day like 2019-07-21."
        raise Mistake(f"{EXTENSION}.on", message) from None


def _refuse_unknown(found: dict, known: set[str], prefix: str) -> None:
    for name in found:
        if name not in known:
            raise Mistake(prefix.rstrip("."), f"{shown(name)} is not known here.")


def _listed(found: dict, name: str, prefix: str) -> Iterator[tuple[str, dict]]:
    """The objects of a list, with their paths; none where it is not there."""
    path = f"{prefix}{name}"
    items = found.get(name, [])
    if not isinstance(items, list):
        raise Mistake(path, f"has to be a list, not {shown(items)}.")
    for number, item in enumerate(items):
        if not isinstance(item, dict):
            raise Mistake(f"{path}[{number}]", f"has to be an object, not {shown(item)}.")
        yield f"{path}[{number}]", item


def _note(content: Content, path: str, item: dict, kind, said, where: str) -> None:
    """Keep a record of the file, or what is wrong with it."""
    try:
        if not isinstance(said, dict):
            raise Mistake(path, f"has no object “{EXTENSION}”, so nothing says what it rests on.")
        said = dict(said)
        named = said.pop("record", None)
        collection = path.partition("[")[0]
        kinds = [kind] if kind else _kinds_in(collection)
        if named not in kinds:
            raise Mistake(f"{where}.record", f"{shown(named)} is none of {', '.join(kinds)}.")
        name = _text(item.get("id"), f"{path}.id")
        if kind:
            said.pop("id")
        data = _checked(RECORDS[named], said, where)
        content.items.append(Item(path, named, name, data, item, _own_keys(item, path)))
    except Mistake as mistake:
        content.mistakes.append(str(mistake))


def _kinds_in(collection: str) -> list[str]:
    return [kind for kind, name in COLLECTIONS.items() if name == collection]


def _own_keys(item: dict, path: str) -> list[str]:
    if "identifiers" not in item:
        return []
    return [
        _text(each.get("identifier"), f"{where}.identifier")
        for where, each in _listed(item, "identifiers", f"{path}.")
        if each.get("scheme") == EXTENSION
    ]


def _text(value: object, path: str) -> str:
    if not isinstance(value, str) or not value:
        raise Mistake(path, f"has to be text, not {shown(value)}.")
    if not _can_be_stored(value):
        raise Mistake(path, f"{shown(value)} has a character that can't be stored.")
    return value


def _can_be_stored(text: str) -> bool:
    """Whether there is no NUL in it, which PostgreSQL refuses, and no half of a character."""
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def _checked(rows: Rows, said: dict, path: str) -> dict:
    """The values of a row as an export would write them. Raises `Mistake`."""
    _refuse_unknown(said, {*rows.fields, *rows.children}, path)
    data = {}
    for name in rows.fields:
        value = _value(rows.model._meta.get_field(name), said.get(name), f"{path}.{name}")
        if value not in ("", None):
            data[name] = value
    for name, child in rows.children.items():
        below = [_checked(child, row, where) for where, row in _listed(said, name, f"{path}.")]
        if below:
            data[name] = below
    return data


def _value(column: models.Field, value: object, path: str) -> object:
    """A value that fits its column; the default, or nothing, where the file says nothing."""
    if value is None or (value == "" and column.is_relation):
        value = None if column.is_relation else column.get_default()
        if value in ("", None):
            if not column.blank:
                raise Mistake(path, "is missing.")
            return value
    elif _type_of(column) is str:
        value = _text(value, path) if value != "" else value
    elif type(value) is not _type_of(column):
        wanted = "true or false" if _type_of(column) is bool else "a whole number"
        raise Mistake(path, f"has to be {wanted}, not {shown(value)}.")
    if column.is_relation:
        return value
    try:
        cleaned = column.clean(value, None)
    except ValidationError as error:
        raise Mistake(path, " ".join(error.messages)) from None
    return cleaned.isoformat() if isinstance(cleaned, datetime.date) else cleaned


def _type_of(column: models.Field) -> type:
    if isinstance(column, models.BooleanField):
        return bool
    return int if isinstance(column, models.IntegerField) else str
