import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

TRIES = 8  # over about four hours


class NotificationQuerySet(models.QuerySet):
    """Words to somebody about something that happened."""

    def unread_by(self, user):
        return self.filter(recipient=user, read_at=None)

    def due(self, now: datetime.datetime):
        """Those that should go out by mail now."""
        return self.filter(state=Notification.State.WAITING, send_at__lte=now)

    def failed(self):
        """Those that were tried so often that nobody tries any more."""
        return self.filter(state=Notification.State.FAILED)


class Notification(models.Model):
    """Words to one account, or to one address without an account, in the recipient's language.

    Nothing confidential stands in it: mail is read by others, too. It says that something waits,
    and leads there.
    """

    class Kind(models.TextChoices):
        SUBMITTED = "submitted", _("A text waits for you")
        SENT_BACK = "sent_back", _("Sent back")
        APPROVED = "approved", _("Approved")
        PUBLISHED = "published", _("Published")
        SCHEDULED = "scheduled", _("Scheduled")
        HANDED_OVER = "handed_over", _("Handed over")
        DUE = "due", _("Due soon")
        OVERDUE = "overdue", _("Overdue")
        SUBMISSION = "submission", _("Submission")
        BALLOT = "ballot", _("A vote is asked for")
        BALLOT_REMINDER = "ballot_reminder", _("Reminder of a vote")
        BALLOT_VOID = "ballot_void", _("A vote is void")
        DECISION = "decision", _("A decision is taken")
        EMERGENCY = "emergency", _("Released without adoption")
        CORRECTED = "corrected", _("Corrected")

    class State(models.TextChoices):
        WAITING = "waiting", _("waits to be sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("could not be sent")
        HERE_ONLY = "here_only", _("in the admin only")

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        on_delete=models.CASCADE,  # nobody is left to be told
        related_name="notifications",
    )
    address = models.EmailField(_("e-mail address"), blank=True)
    kind = models.CharField(_("kind"), max_length=20)
    language = models.CharField(_("language"), max_length=10)
    subject = models.CharField(_("subject"), max_length=255)
    text = models.TextField(_("text"), blank=True)
    link = models.CharField(_("link"), max_length=500, blank=True)
    is_urgent = models.BooleanField(_("can't wait"), default=False)
    is_daily = models.BooleanField(_("in the daily mail"), default=False)
    made_at = models.DateTimeField(_("made at"), default=timezone.now, db_index=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.WAITING, db_index=True
    )
    send_at = models.DateTimeField(_("next try at"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    error = models.CharField(_("what went wrong"), max_length=255, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-made_at", "-pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(recipient__isnull=False, address="")
                | (models.Q(recipient__isnull=True) & ~models.Q(address="")),
                name="organisations_notification_one_recipient",
            )
        ]
        indexes = [
            models.Index(fields=["state", "send_at"], name="organisations_notif_due"),
        ]

    def __str__(self):
        return self.subject

    @property
    def mail_address(self) -> str:
        """Where the mail goes."""
        return self.recipient.email if self.recipient else self.address

    def get_kind_display(self) -> str:
        """The kind in words; one that is no longer known as it was written."""
        return self.Kind(self.kind).label if self.kind in self.Kind.values else self.kind

    def note_failure(self, error: str) -> None:
        """After a try that failed: the next one later, and after the last none."""
        self.error = error[:255]
        if self.tries >= TRIES:
            self.state = self.State.FAILED
        self.save(update_fields=["error", "state"])

    def try_again(self) -> None:
        """By hand, when what kept the mail from going out has been put right."""
        self.state, self.tries, self.send_at = self.State.WAITING, 0, timezone.now()
        self.save(update_fields=["state", "tries", "send_at"])
