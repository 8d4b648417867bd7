import datetime

from django.core.exceptions import ValidationError
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.urls import reverse
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from organisations.models.key import Keyed, KeyedManager
from organisations.models.panels import PERIOD_PANELS
from organisations.models.period import Period
from organisations.period import today


@deconstructible
class ProofStorage(FileSystemStorage):
    """Where letters and contracts lie. Their address is a view that asks who may read them."""

    def url(self, name):
        return reverse("articles_proof", args=[name.rpartition("/")[2]])


class Permission(Keyed, Period, index.Indexed):
    """By what right a text is shown here."""

    class Basis(models.TextChoices):
        OWN = "own", _("our own text")
        PERMISSION = "permission", _("permission of the holder")
        LICENCE = "licence", _("licence")
        PUBLIC_DOMAIN = "public-domain", _("public domain")
        EXCERPT = "excerpt", _("short excerpt")
        NONE = "none", _("none: only a summary and a link")

    basis = models.CharField(_("basis"), max_length=13, choices=Basis)
    holder = models.CharField(
        _("rights holder"),
        max_length=255,
        blank=True,
        help_text=_("Whose text it is, as readers are to see it. Needed for a licence."),
    )
    licence = models.CharField(
        _("licence"), max_length=60, blank=True, help_text=_("Such as: CC BY-SA 4.0.")
    )
    terms = models.TextField(
        _("terms"),
        blank=True,
        help_text=_("What the holder asks to be said with the text. Readers see it."),
    )
    note = models.TextField(
        _("proof"),
        blank=True,
        help_text=_("Who gave the permission, when and how. Never shown to readers."),
    )
    proof = models.FileField(
        _("proof as a file"),
        blank=True,
        upload_to="proofs",
        storage=ProofStorage(),
        help_text=_("The letter or e-mail. Only editors of permissions can open it."),
    )

    objects = KeyedManager()

    panels = [
        "basis",
        MultiFieldPanel(
            ["holder", "licence", "terms"],
            heading=_("What readers see"),
            help_text=_("The line on rights below each text is made from this."),
        ),
        MultiFieldPanel(
            ["note", "proof"],
            heading=_("Proof"),
            help_text=_("A permission needs one of the two. Readers see neither."),
        ),
        MultiFieldPanel(
            PERIOD_PANELS,
            heading=_("From when to when it holds"),
            help_text=_("Leave empty where no time was agreed."),
        ),
        FieldPanel("key"),
    ]

    search_fields = [
        index.AutocompleteField("holder"),
        index.AutocompleteField("licence"),
        index.AutocompleteField("key"),
        index.FilterField("basis"),
    ]

    class Meta:
        verbose_name = _("permission")
        verbose_name_plural = _("permissions")
        ordering = ["key"]
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(basis="permission", note="", proof=""),
                name="articles_permission_has_proof",
                violation_error_message=_("Say who gave the permission, when and how."),
            ),
            models.CheckConstraint(
                condition=~models.Q(basis="licence", licence=""),
                name="articles_permission_names_licence",
                violation_error_message=_("Name the licence."),
            ),
            models.CheckConstraint(
                condition=~models.Q(basis="licence", holder=""),
                name="articles_permission_licence_has_holder",
                violation_error_message=_("Name the holder: a licence is somebody’s."),
            ),
        ]

    def __str__(self):
        parts = [self.get_basis_display(), self.holder, self.licence]
        return ", ".join(str(part) for part in parts if part)

    def key_words(self):
        return f"{self.basis} {self.holder} {self.licence}"

    def clean(self):
        """Puts on its field what the table would refuse."""
        super().clean()
        missing = {}
        if self.basis == self.Basis.PERMISSION and not (self.note.strip() or self.proof):
            missing["note"] = _("Say who gave the permission, when and how, or add the letter.")
        if self.basis == self.Basis.LICENCE:
            if not self.licence.strip():
                missing["licence"] = _("Name the licence.")
            if not self.holder.strip():
                missing["holder"] = _("Name the holder: a licence is somebody’s.")
        if missing:
            raise ValidationError(missing)

    def allows_full_text(self, on: datetime.date | None = None) -> bool:
        """Whether more than a summary may be shown on a day (None: today in UTC)."""
        if self.basis == self.Basis.NONE:
            return False
        return self.period.possibly_contains(today() if on is None else on)
