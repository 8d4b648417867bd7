import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import InlinePanel, MultiFieldPanel

from organisations.models.key import Keyed, KeyedManager
from organisations.models.name import in_language
from organisations.period import today


class NoticeQuerySet(models.QuerySet):
    """What readers are told on the front page, for a time."""

    def on_day(self, on: datetime.date | None = None):
        """Those that stand there on a day, the latest first."""
        day = on or today()
        running = models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=day)
        return self.filter(running, starts_on__lte=day).order_by("-starts_on", "key")

    def next_change(self, on: datetime.date | None = None) -> datetime.date | None:
        """The next day on which one appears or has gone; None where nothing is planned."""
        day = on or today()
        ends = self.filter(ends_on__gte=day).aggregate(models.Min("ends_on"))["ends_on__min"]
        starts = self.filter(starts_on__gt=day).aggregate(models.Min("starts_on"))
        days = [starts["starts_on__min"], ends + datetime.timedelta(days=1) if ends else None]
        return min((each for each in days if each), default=None)


class Notice(Keyed, ClusterableModel):
    """What readers are told on the front page from one day to another; or what moved where."""

    class Kind(models.TextChoices):
        NOTICE = "notice", _("notice")
        MOVED = "moved", _("something has moved")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.NOTICE)
    starts_on = models.DateField(_("first day"), default=today)
    ends_on = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Empty: until it is taken down.")
    )
    moved_from = models.CharField(
        _("what moved"),
        max_length=255,
        blank=True,
        help_text=_("Its old name or address, as readers know it."),
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,  # a notice of what is gone misleads
        related_name="+",
        help_text=_("Where it leads, or where the thing is now."),
    )
    address = models.URLField(
        _("web address"), max_length=500, blank=True, help_text=_("Where that is another site.")
    )

    objects = KeyedManager.from_queryset(NoticeQuerySet)()

    panels = [
        "kind",
        MultiFieldPanel(["starts_on", "ends_on"], heading=_("Shown")),
        InlinePanel("texts", heading=_("Words"), label=_("Language"), min_num=1),
        MultiFieldPanel(["moved_from", "page", "address"], heading=_("Where it leads")),
        "key",
    ]

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-starts_on", "key"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="articles_notice_ends_after_start",
                violation_error_message=_("The last day is before the first one."),
            ),
            models.CheckConstraint(
                condition=models.Q(page__isnull=True) | models.Q(address=""),
                name="articles_notice_leads_to_one",
                violation_error_message=_("A notice leads to a page or to a web address."),
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="moved")
                | (
                    ~models.Q(moved_from="")
                    & (models.Q(page__isnull=False) | ~models.Q(address=""))
                ),
                name="articles_notice_says_what_moved_where",
                violation_error_message=_(
                    "Say what moved, and choose the page or web address where it is now."
                ),
            ),
        ]

    def __str__(self):
        return self.title or self.key

    def clean(self):
        super().clean()
        if self.kind != self.Kind.MOVED and self.moved_from:
            raise ValidationError(
                {"moved_from": _("Only an announcement that something has moved says what.")}
            )

    def key_words(self):
        return self.title or f"{self.kind} {self.starts_on}"

    @property
    def words(self):
        """The row in the reader's language, else in the source language, else another; or None."""
        return in_language(self.texts.all())

    @property
    def title(self) -> str:
        """Its title in the reader's language, where it has one."""
        return self.words.title if self.words else ""


class NoticeText(models.Model):
    """The words of a notice in one language."""

    notice = ParentalKey(Notice, related_name="texts", on_delete=models.CASCADE)
    language = models.CharField(_("language"), max_length=10, default="en")
    title = models.CharField(_("title"), max_length=150)
    text = models.TextField(_("text"), blank=True)

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "language"], name="articles_noticetext_once")
        ]

    def __str__(self):
        return self.title
