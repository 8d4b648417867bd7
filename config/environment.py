"""Typed reading of the environment: each error names the variable and says what it must be."""

import os
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import environ
from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")

TRUE_WORDS = {"1", "true", "yes", "on"}
FALSE_WORDS = {"0", "false", "no", "off", ""}


class Missing:
    """Marks a variable that has no default: the site cannot start without it."""


def load_file(path: Path) -> None:
    """Read `.env`, where there is one; what the environment already says wins."""
    if path.is_file():
        environ.Env.read_env(path)


def _read(name: str, expected: str, convert: Callable[[str], T], default: Any) -> T:
    raw = os.environ.get(name)
    if raw is None:
        if default is Missing:
            raise ImproperlyConfigured(
                f"The variable {name} is not set. It must be {expected}; see .env.example."
            )
        return default
    try:
        return convert(raw.strip())
    except (ValueError, KeyError, ImproperlyConfigured):
        shown = "its value" if "SECRET" in name or "URL" in name else f"“{raw}”"
        raise ImproperlyConfigured(
            f"The variable {name} is wrong: {shown} is not {expected}; see .env.example."
        ) from None


def text(name: str, default: Any = Missing) -> str:
    """A piece of text that is not empty."""

    def convert(raw: str) -> str:
        if not raw:
            raise ValueError
        return raw

    return _read(name, "a text that is not empty", convert, default)


def flag(name: str, default: Any = Missing) -> bool:
    """Yes or no, in the words people write into such files."""

    def convert(raw: str) -> bool:
        word = raw.lower()
        if word not in TRUE_WORDS | FALSE_WORDS:
            raise ValueError
        return word in TRUE_WORDS

    return _read(name, "yes or no", convert, default)


def number(name: str, default: Any = Missing) -> int:
    """A whole number."""
    return _read(name, "a whole number", int, default)


def words(name: str, default: Any = Missing) -> list[str]:
    """A list of words with commas between them."""

    def convert(raw: str) -> list[str]:
        return [word.strip() for word in raw.split(",") if word.strip()]

    return _read(name, "a list of words with commas between them", convert, default)


def folder(name: str, default: Any = Missing) -> Path:
    """The path of a folder."""
    return _read(name, "the path of a folder", lambda raw: Path(raw).expanduser(), default)


def database(name: str, default: Any = Missing) -> dict[str, Any]:
    """A database address: `postgres://user:password@host/name` or `sqlite:///path`."""

    def convert(raw: str) -> dict[str, Any]:
        with warnings.catch_warnings():
            # It would print the address, and the password in it.
            warnings.simplefilter("ignore")
            config = environ.Env.db_url_config(raw)
        engine = config.get("ENGINE", "")
        if not engine.endswith(("postgresql", "sqlite3")) or not config.get("NAME"):
            raise ValueError
        return dict(config)

    return _read(
        name,
        "a database address such as postgres://user:password@host/name or sqlite:///path",
        convert,
        default,
    )


def mail(name: str, default: Any = Missing) -> dict[str, Any]:
    """A mail server's address: `smtp+tls://user:password@host:587`."""

    def convert(raw: str) -> dict[str, Any]:
        config = environ.Env.email_url_config(raw)
        if not config.get("EMAIL_BACKEND"):
            raise ValueError
        return {key: value for key, value in config.items() if key.startswith("EMAIL_")}

    return _read(
        name, "a mail server's address such as smtp+tls://user:password@host:587", convert, default
    )
