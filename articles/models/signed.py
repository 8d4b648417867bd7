"""Who speaks in a text, as its bylines say."""

from dataclasses import dataclass

from django.db import models
from django.db.models import prefetch_related_objects
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.models.byline import Byline, BylineAffiliation
from articles.models.signature import with_actors

Role = Byline.Role
OWN = (Role.AUTHOR, Role.SPEAKER)
# In this order, whatever the order of the bylines: those whose words they are come first.
LABELS = {
    Role.AUTHOR: _("Signed by"),
    Role.SPEAKER: _("Spoken by"),
    Role.INTERVIEWER: _("Interviewed by"),
    Role.TRANSLATOR: _("Translated by"),
    Role.TRANSCRIBER: _("Transcribed by"),
    Role.PHOTOGRAPHER: _("Photographs by"),
}


@dataclass(frozen=True)
class BylineGroup:
    """Those who had one role, in the order in which they are printed."""

    label: str
    bylines: list[Byline]
    is_own: bool


class Signed(models.Model):
    """A text with ordered bylines. What they say is frozen: nothing is read from memberships."""

    author_note = models.TextField(
        _("note on the author"), blank=True, help_text=_("As printed with the text.")
    )

    class Meta:
        abstract = True

    @cached_property
    def byline_list(self) -> list[Byline]:
        """Its bylines in the order in which they are printed."""
        return list(self.bylines.all())

    @property
    def authors(self) -> list[Byline]:
        """The bylines of those whose text it is."""
        return [byline for byline in self.byline_list if byline.role in OWN]

    @property
    def signatures_made(self) -> list:
        """All names under it: bylines, and whatever a kind of text adds."""
        return list(self.bylines.all())

    @cached_property
    def byline_groups(self) -> list[BylineGroup]:
        """Its bylines by role, with what links need: what is there already is not fetched again."""
        found = with_actors(self.byline_list)
        if all(byline.pk for byline in found):
            prefetch_related_objects(found, "affiliations")
        for byline in found:
            byline.affiliation_list = list(byline.affiliations.all())
        BylineAffiliation.fetch_actors([each for b in found for each in b.affiliation_list])
        groups = ((role, [each for each in found if each.role == role]) for role in LABELS)
        return [BylineGroup(LABELS[role], own, role in OWN) for role, own in groups if own]

    def save_revision(self, *args, **kwargs):
        """Writes down the names of those who signed, before anybody is renamed."""
        for signature in self.signatures_made:
            signature.write_down_name(self.locale.language_code)
        return super().save_revision(*args, **kwargs)
