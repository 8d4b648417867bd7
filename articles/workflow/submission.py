"""Texts that anybody sends in: kept until somebody takes them or a set time is over."""

import datetime
import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT = datetime.timedelta(days=90)


def new_token() -> str:
    return secrets.token_urlsafe(24)


class SubmissionQuerySet(models.QuerySet):
    """What was sent in."""

    def waiting(self):
        """Those that nobody has decided on."""
        return self.filter(state=Submission.State.RECEIVED)

    def unused(self, now: datetime.datetime):
        """Those that became no draft within the set time."""
        unused = (Submission.State.RECEIVED, Submission.State.DECLINED)
        return self.filter(state__in=unused, received_at__lt=now - KEPT)


class Submission(models.Model):
    """A text that somebody sent in, with what is needed to answer and to use it."""

    class State(models.TextChoices):
        RECEIVED = "received", _("received, waits to be read")
        TAKEN = "taken", _("taken up, is being edited")
        DECLINED = "declined", _("not used")
        ERASED = "erased", _("erased")

    class Right(models.TextChoices):
        OWN = "own", _("I wrote it, and it may be published here")
        HOLDER = "holder", _("somebody else wrote it and agrees")
        UNKNOWN = "unknown", _("I don't know whether it may be published")

    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    title = models.CharField(_("title"), max_length=255)
    signed_as = models.CharField(_("name as it should be printed"), max_length=255, blank=True)
    contact = models.EmailField(_("e-mail address"), blank=True)
    text = models.TextField(_("text"), blank=True)
    right = models.CharField(_("right to publish"), max_length=10, choices=Right)
    right_note = models.TextField(_("where it appeared before, who agrees"), blank=True)
    language = models.CharField(_("language"), max_length=10)
    received_at = models.DateTimeField(_("received at"), default=timezone.now, db_index=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.RECEIVED, db_index=True
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        on_delete=models.SET_NULL,  # accounts may be erased
        related_name="+",
    )
    answer = models.TextField(_("answer to the sender"), blank=True)
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("draft"),
        null=True,
        on_delete=models.SET_NULL,  # a draft may be thrown away
        related_name="submissions",
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["received_at", "pk"]
        default_permissions = ("view", "change")

    def __str__(self):
        return self.title or str(_("(erased)"))

    @property
    def erased_on(self) -> datetime.date:
        """When it is erased unless somebody takes it up."""
        return (self.received_at + KEPT).date()

    @property
    def is_public(self) -> bool:
        """Whether readers have what became of it."""
        return bool(self.page and self.page.live)

    @property
    def private_address(self) -> str:
        """Where its sender sees how it stands."""
        return reverse("submission", args=[self.token])

    def erase(self) -> None:
        """Forget text and sender; that something was sent in stays."""
        self.title = self.signed_as = self.contact = self.text = self.right_note = self.answer = ""
        self.state = self.State.ERASED
        self.save()
