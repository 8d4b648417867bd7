"""Records, accounts and settings made and changed as entries say."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Site

from articles.archive.entry import Entry
from articles.archive.mistake import Mistakes
from articles.archive.naming import Names, name_field, resolved
from articles.archive.state import content_of
from articles.archive.validation import check, check_columns


def start(entry: Entry) -> models.Model:
    """A record that has nothing yet but its name."""
    if issubclass(entry.model, BaseSiteSetting):
        return entry.model.for_site(Site.objects.get(is_default_site=True))
    record = entry.model(**{name_field(entry.model): entry.key})
    if name_field(entry.model) == "key" and hasattr(record, "slug"):
        record.slug = entry.key
    return record


def make(record: models.Model, entry: Entry, names: Names, mistakes: Mistakes) -> bool:
    """Store a new record; whether it is finished, or `fill` has to be called.

    That is so where something it points at is made later; then only its own columns are stored.
    """
    if all(names.number(reference) is not None for reference in entry.references()):
        fill(record, entry, resolved(entry.values, names), mistakes)
        return True
    for name, part in entry.schema.parts.items():
        if not part.is_late:
            part.put(record, resolved(entry.values.get(name, part.empty()), names))
    set_password(record, entry)
    if check_columns(record, entry, mistakes):
        record.save()
    return False


def fill(record: models.Model, entry: Entry, values: dict[str, Any], mistakes: Mistakes) -> bool:
    """Store everything that an entry says; whether that changed the record."""
    is_made = record.pk is not None
    before = content_of(record) if is_made else None
    entry.schema.put(record, values)
    is_new_password = set_password(record, entry)
    if not check(record, entry, mistakes):
        return False
    if not is_made or is_new_password or content_of(record) != before:
        record.save()
    entry.schema.put(record, values, is_saved=True)
    return is_new_password or content_of(record) != before


def set_password(record: models.Model, entry: Entry) -> bool:
    """Give an account the password that its entry names; whether that is another one."""
    if not isinstance(record, AbstractBaseUser):
        return False
    password = entry.word("password")
    if not password and record.pk:
        return False
    if record.pk and record.check_password(password):
        return False
    record.set_password(password or None)
    return True
