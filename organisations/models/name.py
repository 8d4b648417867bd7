"""Names and descriptions: what is translated on a record is a row beside it."""

from collections.abc import Iterable
from datetime import date

from anyascii import anyascii
from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from organisations.models.assertion import Assertion, DatedAssertionQuerySet
from organisations.models.period import Period


class Name(Period, Assertion):
    """A name that something bore, in one language, for a time, according to a source."""

    class Kind(models.TextChoices):
        OFFICIAL = "official", _("official")
        SHORT = "short", _("short")
        FORMER = "former", _("former")
        ALIAS = "alias", _("other")
        AS_WRITTEN = "as-written", _("as written in a source")

    text = models.CharField(_("name"), max_length=255)
    abbreviation = models.CharField(_("abbreviation"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=10, default="en")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.OFFICIAL)

    objects = DatedAssertionQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["language", "starts_on_earliest", "pk"]
        constraints = [*Period.Meta.constraints, *Assertion.Meta.constraints]

    def __str__(self):
        return self.text


class Description(models.Model):
    """What something is, in the words of this site, in one language."""

    language = models.CharField(_("language"), max_length=10, default="en")
    text = models.TextField(_("description"))

    class Meta:
        abstract = True
        ordering = ["language"]

    def __str__(self):
        return self.text


def in_language(rows: Iterable, language: str | None = None):
    """The row in the reader's language, else in the source language, else the first; or None."""
    wanted = language or get_language() or settings.LANGUAGE_CODE
    rows = list(rows)
    for code in (wanted, settings.LANGUAGE_CODE):
        for row in rows:
            if row.language == code:
                return row
    return rows[0] if rows else None


def name_on(names: Iterable[Name], on: date | None = None, language: str | None = None):
    """The name to show: official before other kinds, possibly borne on the day, by language.

    Without a day it is the latest name that the rows know.
    """
    rank = {Name.Kind.OFFICIAL: 0, Name.Kind.SHORT: 1, Name.Kind.ALIAS: 2, Name.Kind.FORMER: 3}
    names = [name for name in names if name.status != Assertion.Status.WITHDRAWN]
    if on is not None:
        names = [name for name in names if name.period.possibly_contains(on)] or names
    ordered = sorted(names, key=lambda name: name.starts_on_earliest, reverse=True)
    ordered.sort(key=lambda name: rank.get(name.kind, 4))
    return in_language(ordered, language)


class Named(models.Model):
    """A record that has names (rows under `names`).

    Where a page shows the record as of a day, `shown_on` is that day, and it is called by the name
    that it bore then.
    """

    shown_on: date | None = None

    class Meta:
        abstract = True

    def __str__(self):
        name = self.name_on()
        return name.text if name else self.key

    def name_on(self, on: date | None = None, language: str | None = None):
        """The name row to show on a day in a language, or None where it has no name yet."""
        return name_on(self.names.all(), on or self.shown_on, language) if self.pk else None

    @property
    def abbreviation(self) -> str:
        """The short form that goes with the name shown, or the name itself."""
        name = self.name_on()
        return (name.abbreviation or name.text) if name else self.key

    @property
    def plain_names(self) -> str:
        """All its names in plain Latin letters, for whoever has no others on her keyboard.

        PostgreSQL's search, unlike SQLite's, keeps accents apart.
        """
        return anyascii(" ".join(name.text for name in self.names.all()))

    def key_words(self) -> str:
        rows = list(self.names.all())
        return rows[0].text if rows else ""
