from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models.elector import Elector


class Choice(models.TextChoices):
    """What an elector can say."""

    FOR = "for", _("For")
    AGAINST = "against", _("Against")
    ABSTAINED = "abstained", _("Abstained")


class Way(models.TextChoices):
    """By which way a vote came."""

    ADMIN = "admin", _("in the admin")
    LINK = "link", _("by the link in the mail")


class Kept(models.Model):
    """A row that is added once and stays as it is."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise ValidationError(_("This stays on the record as it is."))
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ValidationError(_("This stays on the record as it is."))


class Ballot(models.Model):
    """The vote of an elector as it stands; written only by `organisations.voting.cast`."""

    elector = models.OneToOneField(
        Elector,
        verbose_name=_("elector"),
        on_delete=models.PROTECT,  # a vote is somebody's
        related_name="ballot",
    )
    choice = models.CharField(_("vote"), max_length=9, choices=Choice)
    cast_at = models.DateTimeField(_("cast at"))
    way = models.CharField(_("how"), max_length=5, choices=Way)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        ordering = ["elector"]

    def __str__(self):
        return f"{self.elector}: {self.get_choice_display()}"

    def delete(self, *args, **kwargs):
        raise ValidationError(_("A vote that was cast can be changed, but not deleted."))


class BallotChange(Kept):
    """That an elector changed her vote before the close."""

    ballot = models.ForeignKey(
        Ballot,
        verbose_name=_("ballot"),
        on_delete=models.PROTECT,  # what was changed would be lost
        related_name="changes",
    )
    from_choice = models.CharField(_("before"), max_length=9, choices=Choice)
    to_choice = models.CharField(_("after"), max_length=9, choices=Choice)
    changed_at = models.DateTimeField(_("changed at"))
    way = models.CharField(_("how"), max_length=5, choices=Way)

    class Meta:
        verbose_name = _("changed vote")
        verbose_name_plural = _("changed votes")
        ordering = ["changed_at", "pk"]

    def __str__(self):
        return f"{self.ballot.elector}: {self.from_choice} → {self.to_choice}"


class TextChange(models.Model):
    """Other words for a text under vote: both texts are kept, and what became of the change.

    While it waits no vote is taken. Confirmed by a second person as wording only, the vote goes
    on about the new words; else the vote is void.
    """

    class Fate(models.TextChoices):
        WAITING = "waiting", _("waits for a second person")
        WORDING = "wording", _("wording only")
        VOID = "void", _("the vote is void")
        TAKEN_BACK = "taken-back", _("taken back")

    decision = models.ForeignKey(
        "organisations.Decision",
        verbose_name=_("decision"),
        on_delete=models.PROTECT,  # what was voted on would not be known
        related_name="text_changes",
    )
    old_text = models.TextField(_("text before"))
    old_hash = models.CharField(_("digest before"), max_length=70)
    new_text = models.TextField(_("text after"))
    new_hash = models.CharField(_("digest after"), max_length=70)
    fate = models.CharField(_("what became of it"), max_length=10, choices=Fate, default="waiting")
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        on_delete=models.SET_NULL,  # accounts may be erased; the texts stay
        related_name="+",
    )
    # Everybody who had a hand in the new words: none of them is the second person.
    author_ids = models.JSONField(_("accounts that wrote it"), default=list)
    settled_at = models.DateTimeField(_("settled at"), null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("settled by"),
        null=True,
        on_delete=models.SET_NULL,  # as above
        related_name="+",
    )

    class Meta:
        verbose_name = _("change of a text under vote")
        verbose_name_plural = _("changes of texts under vote")
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision"],
                condition=models.Q(fate="waiting"),
                name="organisations_textchange_one_waits",
            )
        ]

    def __str__(self):
        return f"{self.decision}: {self.get_fate_display()}"

    def delete(self, *args, **kwargs):
        raise ValidationError(_("This stays on the record as it is."))
