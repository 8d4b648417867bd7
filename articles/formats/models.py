from datetime import timedelta

from django.core.files.storage import storages
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

GIVEN_UP_AFTER = timedelta(minutes=10)  # a worker that is at it so long has been killed
RETRY_AFTER = timedelta(minutes=1)  # a reader's request tries again what has failed


def private_storage():
    """Where made files lie: no web server shows that folder."""
    return storages["formats"]


class Format(models.TextChoices):
    """What a text can be taken along as; the value ends the name of the file."""

    MARKDOWN = "md", _("Markdown")
    EPUB = "epub", _("EPUB")
    PDF = "pdf", _("PDF")
    SHARE = "png", _("Share picture")


class MadeFileQuerySet(models.QuerySet):
    """Files that were made of texts."""

    def waiting_or_given_up(self, now):
        """Those that nobody is making: waiting, or left behind by a worker that was killed."""
        left = Q(state=MadeFile.State.MAKING, changed_at__lt=now - GIVEN_UP_AFTER)
        return self.filter(left | Q(state=MadeFile.State.WAITING))

    def failed(self):
        """Those that could not be made at the last attempt, also while they wait for the next."""
        return self.exclude(error="").exclude(state=MadeFile.State.READY)

    def older_than(self, version):
        """Those of the versions of the same text before it."""
        return self.filter(version__text_id=version.text_id, version__number__lt=version.number)

    def remove(self) -> None:
        """Delete rows, and files once that is certain."""
        found = list(self)
        self.filter(pk__in=[each.pk for each in found]).delete()
        for each in found:
            if each.file:
                transaction.on_commit(lambda name=each.file.name: private_storage().delete(name))


class MadeFile(models.Model):
    """A version of a text in one format: asked for, being made, there, or failed."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        MAKING = "making", _("being made")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")

    version = models.ForeignKey(
        "articles.Version",
        verbose_name=_("version"),
        on_delete=models.CASCADE,  # it can be made again from the version, never without it
        related_name="made_files",
    )
    format = models.CharField(_("format"), max_length=4, choices=Format)
    fingerprint = models.CharField(_("fingerprint of what it says"), max_length=64)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.WAITING)
    file = models.FileField(_("file"), storage=private_storage, blank=True, max_length=200)
    error = models.TextField(_("what went wrong"), blank=True)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now)

    objects = MadeFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("made file")
        verbose_name_plural = _("made files")
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "format"], name="formats_madefile_once")
        ]

    def __str__(self):
        return f"{self.version}.{self.format}"

    @classmethod
    def ask_for(cls, version, format, fingerprint) -> tuple["MadeFile", bool]:
        """The file, and whether it has to be made and nobody was asked before.

        However many ask at once, one of them is told so.
        """
        now = timezone.now()
        made, is_new = cls.objects.get_or_create(
            version=version, format=format, defaults={"fingerprint": fingerprint}
        )
        if is_new or made.is_current(fingerprint):
            return made, is_new
        is_stale = Q(state=cls.State.READY, changed_at=made.changed_at)
        has_failed = Q(state=cls.State.FAILED) & (
            Q(changed_at__lt=now - RETRY_AFTER) | ~Q(fingerprint=fingerprint)
        )
        at_work = [cls.State.MAKING, cls.State.WAITING]
        is_abandoned = Q(state__in=at_work, changed_at__lt=now - GIVEN_UP_AFTER)
        won = cls.objects.filter(is_stale | has_failed | is_abandoned, pk=made.pk).update(
            state=cls.State.WAITING, fingerprint=fingerprint, changed_at=now
        )
        if won:
            made.refresh_from_db()
        return made, bool(won)

    def begin(self) -> bool:
        """Take it up; False where somebody else does."""
        now = timezone.now()
        waiting = type(self).objects.waiting_or_given_up(now).filter(pk=self.pk)
        won = waiting.update(
            state=self.State.MAKING, changed_at=now, attempts=F("attempts") + 1, error=""
        )
        if won:
            self.refresh_from_db()
        return bool(won)

    def is_current(self, fingerprint: str) -> bool:
        """Whether the file is there and says what the text says now."""
        return (
            self.state == self.State.READY
            and self.fingerprint == fingerprint
            and bool(self.file)
            and self.file.storage.exists(self.file.name)
        )
