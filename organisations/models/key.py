from anyascii import anyascii
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

KEY_LENGTH = 120


class KeyedManager(models.Manager):
    """Finds a record by its permanent key."""

    def get_by_natural_key(self, key):
        return self.get(key=key)


class Keyed(models.Model):
    """A record with a permanent key.

    The key is the record's name in fixtures, public addresses, Popolo and the archive. It is made
    once, never changed and never used again for something else.
    """

    key = models.SlugField(
        _("permanent key"),
        max_length=KEY_LENGTH,
        unique=True,
        blank=True,
        help_text=_(
            "The record's name in addresses and files, made from its name when left empty. "
            "It can never be changed."
        ),
    )

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db, field_names, values):
        instance = super().from_db(db, field_names, values)
        instance._key_as_loaded = instance.__dict__.get("key")
        return instance

    def natural_key(self):
        return (self.key,)

    def key_words(self) -> str:
        """The words that a new key is made from: by default what the record is called."""
        return str(self)

    def refuse_changed_key(self) -> None:
        """Raises ValidationError where somebody gave a stored record another key."""
        loaded = getattr(self, "_key_as_loaded", None)
        if loaded and self.key != loaded:
            raise ValidationError(
                {"key": _("The key “%(key)s” is permanent and can't be changed.") % {"key": loaded}}
            )

    def clean(self):
        super().clean()
        self.refuse_changed_key()

    def save(self, *args, **kwargs):
        self.refuse_changed_key()
        if not self.key:
            self.key = self.unused_key(self.key_words())
        super().save(*args, **kwargs)
        self._key_as_loaded = self.key

    def unused_key(self, words: str) -> str:
        """A key made from `words` in plain letters, with a number where it is taken."""
        stem = self.stem(words)
        taken = type(self)._base_manager.filter(key__startswith=stem)
        return _unused(stem, set(taken.values_list("key", flat=True)))

    @classmethod
    def give_keys(cls, records) -> None:
        """Give many new records keys, as saving one by one would, in one query."""
        taken = set(cls._base_manager.values_list("key", flat=True))
        for record in records:
            record.key = record.key or _unused(cls.stem(record.key_words()), taken)
            taken.add(record.key)

    @classmethod
    def stem(cls, words: str) -> str:
        """What a key made from `words` begins with."""
        return slugify(anyascii(words))[: KEY_LENGTH - 8].strip("-") or cls._meta.model_name


def _unused(stem: str, taken: set[str]) -> str:
    key, number = stem, 1
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key
