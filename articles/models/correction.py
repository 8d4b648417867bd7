from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CorrectionQuerySet(models.QuerySet):
    """Changes to public texts."""

    def delete(self):
        raise ValidationError(_("Corrections stay on the record and can't be deleted."))


class CorrectionManager(models.Manager.from_queryset(CorrectionQuerySet)):
    """Corrections with the number of the version before, which notices link to."""

    def get_queryset(self):
        found = super().get_queryset().select_related("from_version")
        return found.defer("from_version__content", "from_version__canonical_text")


class Correction(models.Model):
    """A dated note of a change to a public text, with the version before it kept readable."""

    class Kind(models.TextChoices):
        WORDING = "wording", _("wording: nothing else is said, no notice")
        FACT = "fact", _("correction of fact")
        UPDATE = "update", _("update")
        WITHDRAWAL = "withdrawal", _("withdrawal")

    text = models.ForeignKey(
        "articles.TextPage",
        verbose_name=_("text"),
        on_delete=models.PROTECT,  # a correction stays as long as the record
        related_name="corrections",
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    from_version = models.ForeignKey(
        "articles.Version",
        verbose_name=_("version before"),
        on_delete=models.PROTECT,  # readers may ask what stood there
        related_name="corrections_after",
    )
    to_version = models.OneToOneField(
        "articles.Version",
        verbose_name=_("version after"),
        null=True,
        on_delete=models.PROTECT,  # as above
        related_name="correction",
        help_text=_("None after a withdrawal."),
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        on_delete=models.SET_NULL,  # accounts may be erased; the correction stays
        related_name="+",
    )
    note = models.TextField(_("note"), blank=True)

    objects = CorrectionManager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="withdrawal", to_version__isnull=True)
                | (~models.Q(kind="withdrawal") & models.Q(to_version__isnull=False)),
                name="articles_correction_leads_to_a_version",
            ),
            models.CheckConstraint(
                condition=models.Q(to_version__isnull=True)
                | ~models.Q(to_version=models.F("from_version")),
                name="articles_correction_changes_something",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="wording") | ~models.Q(note=""),
                name="articles_correction_has_note",
                violation_error_message=_("Say what was changed: readers see this note."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.note}"

    def delete(self, *args, **kwargs):
        raise ValidationError(_("Corrections stay on the record and can't be deleted."))


class Correctable(models.Model):
    """A text whose changes after publication are classed and told to readers.

    The two fields travel with the draft; when it goes live they become a `Correction`, and are
    emptied.
    """

    change_kind = models.CharField(
        _("kind of change"),
        max_length=10,
        blank=True,
        choices=[choice for choice in Correction.Kind.choices if choice[0] != "withdrawal"],
        help_text=_(
            "Only for a text that is public already. Wording carries no notice; a correction of "
            "fact and an update are shown to readers with your note."
        ),
    )
    change_note = models.TextField(
        _("note on the change"),
        blank=True,
        help_text=_("What was wrong or is new, in a sentence. Readers see it, with the date."),
    )

    class Meta:
        abstract = True

    def faults_of_change(self) -> dict[str, str]:
        """What keeps changed words from replacing those that are public, by its field."""
        if self.alias_of_id or not self.changes_public_words():
            return {}
        if not self.change_kind:
            sentence = _(
                "The words differ from those that were public: say under “Change” what "
                "kind of change it is."
            )
            return {"change_kind": str(sentence)}
        if self.change_kind != Correction.Kind.WORDING and not self.change_note.strip():
            sentence = _("Say under “Change” what was changed: readers see this note.")
            return {"change_note": str(sentence)}
        return {}

    @property
    def withdrawal(self):
        """The correction that withdrew it, where it was public and is no longer; or None."""
        if self.live or not self.pk:
            return None
        told = Correction.objects.filter(kind=Correction.Kind.WITHDRAWAL)
        return told.filter(text_id=self.alias_of_id or self.pk).first()

    @property
    def reason_to_stay(self) -> str:
        """Why it can't be deleted, once it was public; "" for a draft that nobody saw."""
        if not self.first_published_at:
            return ""
        sentence = _(
            "“%(title)s” was public and can't be deleted: withdraw it, and its address says why."
        )
        return sentence % {"title": self.title}

    def withdraw(self, user, note: str) -> Correction:
        """Take the text off the site; its address says from now on why.

        Raises ValidationError without a note, and where it was never public.
        """
        last = self.versions.last()
        if last is None:
            raise ValidationError(_("It was never public; delete the draft instead."))
        if not note.strip():
            raise ValidationError(_("Say why it is withdrawn: readers see this note."))
        correction = Correction.objects.create(
            text_id=self.pk,
            kind=Correction.Kind.WITHDRAWAL,
            from_version=last,
            made_by=user,
            note=note.strip(),
        )
        if self.live:
            self.unpublish(user=user)
        return correction
