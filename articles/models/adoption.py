import hashlib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.models import Decision
from organisations.models.key import Keyed, KeyedManager


class AdoptionQuerySet(models.QuerySet):
    """By which decision which words of a statement may be public."""

    def in_force(self):
        """Those on which words may stand: a body's decision holds, and a second person said so.

        A translation also needs its original, which `articles.models.standing` looks at.
        """
        return self.filter(
            Q(kind=Adoption.Kind.RELEASED)
            | Q(
                decision__result=Decision.Result.ADOPTED,
                decision__confirmed_as__result=Decision.Result.ADOPTED.value,
            ),
            confirmed_at__isnull=False,
        )


class Adoption(Keyed):
    """That a body adopted exactly these words of a statement; or why they are public without that.

    Whether a statement stands is computed from the digest of the words that are shown and from
    these rows: see `articles.models.standing`. They are records of their own, no part of the page.
    """

    class Kind(models.TextChoices):
        ADOPTED = "adopted", _("text adopted")
        WORDING = "wording", _("change of wording, confirmed")
        TRANSLATION = "translation", _("translation of the text adopted")
        RELEASED = "released", _("released without adoption")

    text = models.ForeignKey(
        "articles.TextPage",
        verbose_name=_("statement"),
        on_delete=models.PROTECT,  # a decision without what it was about
        related_name="adoptions",
        limit_choices_to={"statementpage__isnull": False},
    )
    kind = models.CharField(_("kind"), max_length=11, choices=Kind, default=Kind.ADOPTED)
    decision = models.ForeignKey(
        Decision,
        verbose_name=_("decision"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # nobody could say by whom it was adopted
        related_name="adoptions",
    )
    text_hash = models.CharField(
        _("digest of the words"),
        max_length=70,
        blank=True,
        db_index=True,
        help_text=_("In a fixture, empty means: the words that it brings."),
    )
    canonical_text = models.TextField(_("words"), blank=True, editable=False)
    version = models.OneToOneField(
        "articles.Version",
        verbose_name=_("version"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,  # what was public, and by what right, belong together
        related_name="adoption",
        help_text=_("The first publication of these words; none as long as they wait."),
    )
    shown_as = models.CharField(max_length=32, blank=True, editable=False)
    note = models.TextField(_("note"), blank=True)
    made_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,  # accounts may be erased; the adoption stays
        related_name="+",
    )
    # Everybody who wrote the words or proposed the link: none of them is the second person.
    author_ids = models.JSONField(default=list, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("confirmed by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,  # as above
        related_name="+",
    )

    objects = KeyedManager.from_queryset(AdoptionQuerySet)()

    class Meta:
        verbose_name = _("adoption")
        verbose_name_plural = _("adoptions")
        ordering = ["text", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="released", decision__isnull=True)
                | (~Q(kind="released") & Q(decision__isnull=False)),
                name="articles_adoption_has_decision",
                violation_error_message=_("Name the decision by which the body adopted it."),
            ),
            models.UniqueConstraint(
                fields=["text", "decision", "text_hash"],
                name="articles_adoption_words_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self):
        return f"{self.text_id}: {self.get_kind_display()}"

    def save(self, *args, **kwargs):
        if self._state.adding and self.made_by_id is None and not self.author_ids:
            # A fixture or a command on the server: nobody in the admin could have made it.
            self.confirmed_at = self.confirmed_at or timezone.now()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ValidationError(_("Adoptions stay on the record and can't be deleted."))

    def key_words(self):
        day = timezone.now().date().isoformat()
        digest = hashlib.sha256(f"{self.text_id} {self.text_hash}".encode()).hexdigest()[:8]
        return f"{self.kind} {day} {digest}"

    @property
    def is_own_text(self) -> bool:
        """Whether the body decided about these words, or a second person said they are the same."""
        return self.kind in (self.Kind.ADOPTED, self.Kind.WORDING)
