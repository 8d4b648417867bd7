from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from articles.models.permission import Permission
from organisations.models.fetching import organisation_link_at
from organisations.models.key import Keyed, KeyedManager
from organisations.models.period import PartialDateField
from organisations.period import PartialDate, PartialDateError


class AppearanceQuerySet(models.QuerySet):
    """Publications of texts."""

    def with_names(self):
        return self.select_related("organisation", "permission").prefetch_related(
            "organisation__namesakes"
        )

    def for_texts(self):
        """With what the page of a text shows of them."""
        return self.select_related("organisation", "permission", "text").prefetch_related(
            *organisation_link_at("organisation")
        )


class Appearance(Keyed):
    """One publication of a text somewhere, on a date, at an address, by some right.

    A record and no child row of the page: going back to an earlier revision loses none.
    """

    class Direction(models.TextChoices):
        EARLIER = "earlier", _("it stood there before it stood here")
        LATER = "later", _("it was reprinted there later")

    text = models.ForeignKey(
        "articles.TextPage",
        verbose_name=_("text"),
        on_delete=models.CASCADE,  # a draft that is thrown away takes it along
        related_name="appearances",
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("publication"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # where it appeared would be lost
        related_name="appearances",
        help_text=_("The newspaper, magazine or site, where the record knows it."),
    )
    direction = models.CharField(
        _("direction"), max_length=7, choices=Direction, default=Direction.EARLIER
    )
    publication = models.CharField(
        _("publication as printed"),
        max_length=255,
        blank=True,
        help_text=_("As it calls itself there. Empty: the name of the publication above."),
    )
    title = models.CharField(
        _("title there"), max_length=255, blank=True, help_text=_("Where it differs from ours.")
    )
    appeared_on = PartialDateField(_("date"))
    address = models.URLField(_("web address"), max_length=500, blank=True)
    identifier = models.CharField(
        _("identifier there"),
        max_length=120,
        blank=True,
        help_text=_("Its number or old address there, such as article3502 or p=123."),
    )
    is_own_site = models.BooleanField(
        _("an earlier site of ours"),
        default=False,
        help_text=_(
            "Whoever asks this site for the address or the identifier above is led to the text."
        ),
    )
    language = models.CharField(_("language"), max_length=10, blank=True)
    is_first = models.BooleanField(
        _("first publication"),
        default=False,
        help_text=_("Only where it is known that the text stood nowhere before."),
    )
    permission = models.ForeignKey(
        Permission,
        verbose_name=_("permission"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # the right to show the text would be lost
        related_name="appearances",
    )

    objects = KeyedManager.from_queryset(AppearanceQuerySet)()

    panels = [
        FieldPanel("text"),
        MultiFieldPanel(
            ["direction", "organisation", "publication", "title", "appeared_on", "is_first"],
            heading=_("Where and when"),
            help_text=_("Only what is known; an empty date is shown as not known."),
        ),
        MultiFieldPanel(
            ["address", "identifier", "is_own_site", "language"],
            heading=_("Where it is found there"),
        ),
        MultiFieldPanel(
            ["permission"],
            heading=_("By what right"),
            help_text=_(
                "Without a basis only a summary with a link can be published here. A later "
                "reprint elsewhere needs none."
            ),
        ),
        FieldPanel("key"),
    ]

    class Meta:
        verbose_name = _("appearance")
        verbose_name_plural = _("appearances")
        ordering = ["-is_first", "appeared_on_earliest", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["text"],
                condition=models.Q(is_first=True),
                name="articles_appearance_one_first",
                violation_error_message=_("This text has a first publication already."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "identifier"],
                condition=~models.Q(identifier="") & models.Q(organisation__isnull=False),
                name="articles_appearance_identifier_once",
                violation_error_message=_("Another text has this identifier there."),
            ),
            models.CheckConstraint(
                condition=models.Q(is_first=False) | models.Q(direction="earlier"),
                name="articles_appearance_first_is_earlier",
                violation_error_message=_("A first publication is no later reprint."),
            ),
        ]

    def __str__(self):
        return f"{self.text}: {self.where}"

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        self.text.renew_day_for_sorting()

    def delete(self, *args, **kwargs):
        text, result = self.text, super().delete(*args, **kwargs)
        text.renew_day_for_sorting()
        return result

    @property
    def is_earlier(self) -> bool:
        """Whether the text stood there before it stood here."""
        return self.direction == self.Direction.EARLIER

    @property
    def where(self) -> str:
        """The publication as printed, else by its name in the record."""
        return self.publication or (str(self.organisation) if self.organisation else self.address)

    @property
    def permission_allows_full_text(self) -> bool:
        """Whether it says by what right the text stands here in full."""
        return bool(self.permission) and self.permission.allows_full_text()

    def key_words(self):
        return f"{self.where} {self.appeared_on} {self.identifier or self.text.slug}"

    def clean(self):
        """Refuses what can't be said of a publication, each on its field."""
        super().clean()
        faults = {
            name: sentence
            for name, sentence in (
                ("publication", self._fault_of_place()),
                ("is_first", self._fault_of_direction()),
                ("appeared_on", self._fault_of_date()),
                ("permission", self._fault_of_right()),
            )
            if sentence
        }
        if faults:
            raise ValidationError(faults)

    def _fault_of_place(self):
        if not (self.organisation_id or self.publication.strip() or self.address):
            return _("Say where it appeared: the publication, its name as printed or an address.")
        return ""

    def _fault_of_direction(self):
        if self.is_first and not self.is_earlier:
            return _("A first publication is no later reprint.")
        return ""

    def _fault_of_date(self):
        if not self.text_id:
            return ""
        try:
            appeared = PartialDate.parse(self.appeared_on)
        except PartialDateError:
            return ""  # the field says so itself
        return self.text.specific.fault_of_appearance(appeared)

    def _fault_of_right(self):
        """What is public in full stays so by some right."""
        if not self.text_id or not self.is_earlier or self.permission_allows_full_text:
            return ""
        text = self.text.specific
        if not text.live or text.is_summary_only or text.alias_of_id:
            return ""
        others = [each for each in text.origins if each.pk != self.pk]
        own = text.permission
        if (own and own.allows_full_text()) or any(e.permission_allows_full_text for e in others):
            return ""
        return _("The text is public in full: say by what right, or make it a summary first.")
