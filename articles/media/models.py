"""Pictures and files, each with credit, holder, licence, source and alternative text."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from articles.media.credit import names_only_platform
from organisations.models.key import Keyed


class Licence(models.TextChoices):
    """On which terms others may use a picture or a file."""

    OWN = "own", _("our own")
    PERMISSION = "permission", _("used with permission")
    CC_BY = "cc-by", "CC BY"
    CC_BY_SA = "cc-by-sa", "CC BY-SA"
    CC_BY_NC = "cc-by-nc", "CC BY-NC"
    CC_BY_NC_SA = "cc-by-nc-sa", "CC BY-NC-SA"
    CC_BY_ND = "cc-by-nd", "CC BY-ND"
    CC_BY_NC_ND = "cc-by-nc-nd", "CC BY-NC-ND"
    CC0 = "cc0", "CC0"
    PUBLIC_DOMAIN = "public-domain", _("public domain")


PLATFORM_CREDIT = _(
    "“%(credit)s” is where it was found, not who made it: name a person or an agency, or leave "
    "this empty."
)
# Terms that somebody has to have given.
SOMEBODYS = frozenset(Licence) - {Licence.OWN, Licence.CC0, Licence.PUBLIC_DOMAIN}


class Rights(models.Model):
    """Who made something, who holds the rights, on which terms it is used, where it is from."""

    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("Who made it, as it is to be printed: a person or agency, not a platform."),
    )
    holder = models.CharField(
        _("rights holder"),
        max_length=255,
        blank=True,
        help_text=_("Who holds the rights, where that is not who made it."),
    )
    licence = models.CharField(
        _("licence"),
        max_length=20,
        blank=True,
        choices=Licence,
        help_text=_("Leave empty where it is not known."),
    )
    source_address = models.URLField(
        _("source"), blank=True, help_text=_("The web address where it was found.")
    )

    class Meta:
        abstract = True

    def clean(self):
        """Refuses a credit that names nobody, and terms that are nobody's."""
        super().clean()
        faults = {}
        if names_only_platform(self.credit):
            faults["credit"] = PLATFORM_CREDIT % {"credit": self.credit}
        if self.licence in SOMEBODYS and not (self.holder.strip() or self.credit.strip()):
            faults["holder"] = _("Name the holder, or the maker above: a licence is somebody’s.")
        if faults:
            raise ValidationError(faults)


class Picture(Keyed, Rights, AbstractImage):
    """A picture. A text may use it only with alternative text or marked as decorative."""

    # Wagtail's own column, which its editor offers as the alternative text of a picture.
    description = models.CharField(
        _("alternative text"),
        max_length=500,
        blank=True,
        help_text=_("What the picture shows, for people who can't see it."),
    )
    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("Carries no meaning of its own: screen readers pass over it."),
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "is_decorative",
        "collection",
        "tags",
        "credit",
        "holder",
        "licence",
        "source_address",
        *(name for name in Image.admin_form_fields if name.startswith("focal_point")),
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_decorative=False) | models.Q(description=""),
                name="media_picture_decorative_says_nothing",
                violation_error_message=_(
                    "A decorative picture has no alternative text: remove the text or the mark."
                ),
            )
        ]

    def key_words(self):
        return self.title


class Rendition(AbstractRendition):
    """A picture in the size and format that a page needs."""

    image = models.ForeignKey(Picture, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="media_rendition_once"
            )
        ]


class File(Keyed, Rights, AbstractDocument):
    """A file that readers can download."""

    admin_form_fields = (
        *Document.admin_form_fields,
        "credit",
        "holder",
        "licence",
        "source_address",
    )

    class Meta(AbstractDocument.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def key_words(self):
        return self.title
