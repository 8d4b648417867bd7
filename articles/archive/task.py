"""What is to be done with an entry, as the site and what was last loaded tell."""

import enum
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Page

from articles.archive.entry import Entry
from articles.archive.models import LoadedEntry
from articles.archive.naming import Names, resolved
from articles.archive.state import content_of, fingerprint, state_of
from articles.models import HomePage


class Fate(enum.Enum):
    """What is to be done with an entry."""

    MAKE = "make"
    ADOPT = "remember, as it says the same"
    TAKE_OVER = "take over what holds nothing yet"
    CHANGE = "change"
    DRAFT = "put a draft on top"
    KEEP_BACK = "keep back"


@dataclass(eq=False)
class Task:
    """An entry, what is on the site under its name, and what is to be done with both."""

    entry: Entry
    fate: Fate
    record: models.Model | None = None
    is_finished: bool = False
    reason: str = ""  # why it is kept back
    fingerprint: str = ""  # what to remember, where that is not simply the state afterwards

    @property
    def is_new(self) -> bool:
        return self.fate in (Fate.MAKE, Fate.TAKE_OVER)


def task_of(entry: Entry, loaded: LoadedEntry | None, names: Names) -> Task:
    """What is to be done with an entry that does not say what it said when it was loaded."""
    if loaded is None:
        return task_of_new(entry, names)
    record = entry.model._base_manager.filter(pk=loaded.number).first()
    if record is None:
        return Task(entry, Fate.KEEP_BACK, reason="it was deleted here.")
    names.note(entry.model, entry.key, record.pk)
    if fingerprint(record) == loaded.fingerprint:
        return Task(entry, Fate.CHANGE, record)
    if entry.is_page:
        return Task(entry, Fate.DRAFT, record)
    return Task(entry, Fate.KEEP_BACK, record, reason="it was edited here.")


def task_of_new(entry: Entry, names: Names) -> Task:
    """What is to be done with an entry that was never loaded."""
    number = names.numbers.get(entry.identity)
    if number is None:
        twin = translation_in_place(entry, names)
        if twin:
            reason = f"its original has a translation here already: {twin}."
            return Task(entry, Fate.KEEP_BACK, reason=reason)
        return Task(entry, Fate.MAKE)
    # None for a page of another type.
    record = entry.model._base_manager.filter(pk=number).first()
    if record is not None and says_the_same(record, entry, names):
        return Task(entry, Fate.ADOPT, record)
    if record is not None and holds_nothing(record):
        return Task(entry, Fate.TAKE_OVER, record)
    return Task(entry, Fate.KEEP_BACK, record, reason="it was made here, and not by a fixture.")


def translation_in_place(entry: Entry, names: Names) -> str:
    """The address of a translation that stands where a new page would; or ""."""
    original = entry.translation_of if entry.is_page and not entry.address.is_home else None
    number = names.numbers.get(original.identity) if original else None
    if not number:
        return ""
    twin = Page.objects.filter(
        translation_key__in=Page.objects.filter(pk=number).values("translation_key"),
        locale__language_code=entry.address.language,
    ).first()
    return str(names.homes.address(entry.address.language, twin.url_path)) if twin else ""


def holds_nothing(record: models.Model) -> bool:
    """Whether it is as the set-up leaves it: a home with a title, settings without content."""
    if isinstance(record, BaseSiteSetting):
        return not content_of(record)
    if not isinstance(record, HomePage):
        return False
    content, _slug = content_of(record)
    is_edited = record.revisions.filter(user__isnull=False).exists()
    return content.keys() <= {"title"} and not is_edited


def says_the_same(record: models.Model, entry: Entry, names: Names) -> bool:
    """Whether what was made here is what the entry says: territories, or a dump of this site."""
    if isinstance(record, AbstractBaseUser):
        return False  # nobody knows whether the password is the same
    record = entry.model._base_manager.get(pk=record.pk)  # it is changed to compare it
    if isinstance(record, Page):
        latest = record.get_latest_revision_as_object()
        if state_of(record) != entry.state:
            return False
        if record.live and content_of(record) != content_of(latest):
            return False
        record = latest
    return entry.schema.is_there(record, resolved(entry.values, names))
