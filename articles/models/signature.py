from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from organisations.models.fetching import body_at, organisation_link_at, person_at

ACTORS = ("person", "body", "organisation")


def at_most_one(*fields: str) -> models.Q:
    """The condition that no two of these foreign keys are set."""
    condition = models.Q(**{f"{name}__isnull": True for name in fields})
    for chosen in fields:
        condition |= models.Q(**{f"{name}__isnull": name != chosen for name in fields})
    return condition


def exactly_one(*fields: str) -> models.Q:
    """The condition that one of these foreign keys is set and no other."""
    condition = models.Q()
    for chosen in fields:
        condition |= models.Q(**{f"{name}__isnull": name != chosen for name in fields})
    return condition


class Signature(models.Model):
    """Who put a name under a text, by the name as signed.

    What the person or body is called or does today never changes it: the name is written down
    when the draft is saved, and each version keeps it.
    """

    name = models.CharField(
        _("name as signed"),
        max_length=255,
        blank=True,
        help_text=_("Exactly as the text was signed. Empty: the name of the person or body below."),
    )
    person = models.ForeignKey(
        "organisations.Person",
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # the index of her texts would lose one
    )
    body = models.ForeignKey(
        "organisations.Body",
        verbose_name=_("body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # as above
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # as above
    )

    one_actor_message = _("Choose one: a person, a body or an organisation.")

    class Meta:
        abstract = True

    @property
    def actor(self):
        """The person, body or organisation that signed, where the record knows it; or None."""
        return self.person or self.body or self.organisation

    @property
    def has_actor(self) -> bool:
        """Whether the record knows who signed, asked without fetching it."""
        return any(getattr(self, f"{each}_id") for each in ACTORS)

    def write_down_name(self, language: str) -> None:
        """Where none is given, keep the name the actor has now, in the language of the text."""
        if self.name or not self.has_actor:
            return
        row = self.actor.name_on(language=language)
        self.name = row.text if row else str(self.actor)

    def clean(self):
        super().clean()
        chosen = [each for each in ACTORS if getattr(self, f"{each}_id")]
        if len(chosen) > 1:
            raise ValidationError({chosen[1]: self.one_actor_message})

    def save(self, *args, **kwargs):
        self.write_down_name(self.text.locale.language_code)
        super().save(*args, **kwargs)


def with_actors(signatures) -> list[Signature]:
    """Names under a text with what links to their bearers need, in a fixed number of queries."""
    found = list(signatures)
    prefetch_related_objects(
        found, *person_at("person"), *body_at("body"), *organisation_link_at("organisation")
    )
    return found
