from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.search import index
from wagtail.search.backends import get_search_backends

from organisations.models.key import Keyed, KeyedManager
from organisations.territory import all_codes, is_known_code, region_of, territory_name


class TerritoryManager(KeyedManager):
    """Finds territories by key; knows all that can be."""

    def ensure_all(self) -> int:
        """Make the territories that we can name and the table lacks; how many those were."""
        known = set(self.values_list("code", flat=True))
        missing = [
            self.model(key=code.lower(), code=code, region=region_of(code))
            for code in all_codes()
            if code not in known
        ]
        made = self.bulk_create(missing)
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(self.model, made)
        return len(made)


class Territory(Keyed, index.Indexed):
    """A country, a part of one, or a former state, by its ISO 3166 code (parts 1, 2 and 3)."""

    class Region(models.TextChoices):
        AFRICA = "africa", _("Africa")
        AMERICAS = "americas", _("Americas")
        ASIA = "asia", _("Asia")
        EUROPE = "europe", _("Europe")
        OCEANIA = "oceania", _("Oceania")
        ANTARCTICA = "antarctica", _("Antarctica")

    code = models.CharField(
        _("ISO 3166 code"),
        max_length=8,
        unique=True,
        help_text=_("Such as IE, GB-ENG (a part of a country) or SUHH (a former state)."),
    )
    region = models.CharField(
        _("region"),
        max_length=10,
        choices=Region,
        blank=True,
        help_text=_("Empty: the region in which the United Nations count it."),
    )

    objects = TerritoryManager()

    search_fields = [
        index.AutocompleteField("code"),
        index.AutocompleteField("names"),
        index.FilterField("region"),
    ]

    class Meta:
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        ordering = ["code"]

    def __str__(self):
        return self.name_in(get_language())

    def name_in(self, language: str | None) -> str:
        """Its name in a language."""
        return territory_name(self.code, language or "en")

    @property
    def names(self) -> str:
        """Its names in all languages of the site: what a search for it finds."""
        return " ".join({self.name_in(language) for language, _name in settings.LANGUAGES})

    def clean(self):
        super().clean()
        self.code = self.code.strip().upper()
        if not is_known_code(self.code):
            raise ValidationError(
                {"code": _("“%(code)s” is no ISO 3166 code that we know.") % {"code": self.code}}
            )

    def save(self, *args, **kwargs):
        if not self.region and is_known_code(self.code):
            self.region = region_of(self.code)
        super().save(*args, **kwargs)

    def key_words(self):
        return self.code
