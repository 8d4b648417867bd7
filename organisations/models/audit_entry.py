import hashlib
import json
import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

GENESIS = "0" * 64  # before the first entry


class AuditQuerySet(models.QuerySet):
    """Entries of the log, which are added and nothing else."""

    def update(self, **values):
        raise ValidationError(_("The log is only ever added to."))

    def delete(self):
        raise ValidationError(_("The log is only ever added to."))


class AuditEntry(models.Model):
    """An act that matters: who, how, when, on what, from which version to which.

    Written by `organisations.audit.record` only. Each entry holds the digest of the one before.
    Who acted is in the chain as a salted digest: the name can be forgotten, and the chain holds.
    """

    class How(models.TextChoices):
        ADMIN = "admin", _("in the admin")
        LINK = "link", _("by a link")
        FORM = "form", _("by a public form")
        WORKER = "worker", _("by the background worker")
        COMMAND = "command", _("by a command on the server")

    number = models.PositiveBigIntegerField(_("number"), unique=True)
    at = models.DateTimeField(_("time"), db_index=True)
    act = models.CharField(_("act"), max_length=60, db_index=True)
    how = models.CharField(_("way"), max_length=10, choices=How)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        on_delete=models.SET_NULL,  # accounts may be erased; the act stays
        related_name="+",
    )
    actor_name = models.CharField(_("who"), max_length=255, blank=True)
    actor_salt = models.CharField(max_length=32, blank=True)
    actor_digest = models.CharField(max_length=64, blank=True)
    subject_app = models.CharField(max_length=100)
    subject_model = models.CharField(_("kind"), max_length=100)
    subject_key = models.CharField(_("key"), max_length=120, db_index=True)
    subject_title = models.CharField(_("subject"), max_length=255)
    from_version = models.CharField(_("from version"), max_length=120, blank=True)
    to_version = models.CharField(_("to version"), max_length=120, blank=True)
    details = models.JSONField(_("details"), default=dict)
    previous = models.CharField(_("digest before"), max_length=64, unique=True)
    digest = models.CharField(_("digest"), max_length=64, unique=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the log")
        verbose_name_plural = _("log of acts")
        ordering = ["-number"]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.number}: {self.act} {self.subject_title}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise ValidationError(_("The log is only ever added to."))
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ValidationError(_("The log is only ever added to."))

    def sign(self, name: str) -> None:
        """Note who acted: her name, and what stands for it in the chain."""
        if name:
            self.actor_name, self.actor_salt = name[:255], secrets.token_hex(16)
            self.actor_digest = self.digest_of_name()

    def digest_of_name(self) -> str:
        return hashlib.sha256(f"{self.actor_salt}|{self.actor_name}".encode()).hexdigest()

    def computed_digest(self) -> str:
        """The digest of all that the entry says, and of the one before it."""
        said = {
            "number": self.number,
            "at": self.at.isoformat(),
            "act": self.act,
            "how": self.how,
            "actor": self.actor_digest,
            "subject": [
                self.subject_app,
                self.subject_model,
                self.subject_key,
                self.subject_title,
            ],
            "versions": [self.from_version, self.to_version],
            "details": self.details,
            "previous": self.previous,
        }
        text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


class AuditHead(models.Model):
    """The end of the chain: one row, which whoever adds an entry locks until she is done."""

    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        verbose_name = _("end of the log")
        default_permissions = ()
