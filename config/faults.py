"""What a person who runs the site can put right, said in one line."""

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandError
from django.core.serializers.base import DeserializationError
from django.db import Error as DatabaseError
from django.db import OperationalError


class Fault(Exception):  # noqa: N818 - it says what a person did, not what broke
    """Something is wrong outside the program: the message says what, where, and what to do."""


# Errors that never speak of a mistake in the program.
OUTSIDE = (Fault, ImproperlyConfigured, CommandError, DeserializationError, OperationalError)
OWN_PACKAGES = {"articles", "config", "organisations"}


def in_one_line(error: BaseException) -> str | None:
    """The error for a person, or None where only a programmer could use it.

    Several mistakes in a fixture are one line each.
    """
    if isinstance(error, DatabaseError):
        said = " ".join(str(error).split()).rstrip(".")
        return f"The database refused: {said} (see DATABASE_URL in docs/settings.md)."
    if isinstance(error, OUTSIDE):
        return str(error)
    if isinstance(error, ModuleNotFoundError) and error.name:
        package = error.name.partition(".")[0]
        if package not in OWN_PACKAGES:
            return f"The package {package} is not installed: `make run` installs what is needed."
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}."
    return None
