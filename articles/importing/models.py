from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportedTextQuerySet(models.QuerySet):
    """What was imported, by content and by name of the source; the originals stay unread."""

    def of_content(self, sha256: str):
        """The import of exactly these bytes, under whatever name."""
        return self.defer("original").filter(sha256=sha256)

    def last_of(self, source: str):
        """The last import from a source of this name; or None."""
        return self.defer("original").filter(source=source).first()


class ImportedText(models.Model):
    """One import of one source: its original bytes, what was read in them, the draft made of it.

    The bytes are kept as they came, so that every repair can be undone. Comments and losses
    stay here, in `record`, because a page has no place for them.
    """

    source = models.CharField(_("source"), max_length=2000, db_index=True)
    sha256 = models.CharField(_("SHA-256 of the original"), max_length=64, unique=True)
    original = models.BinaryField(_("original"))
    record = models.JSONField(_("what was read"))
    page = models.ForeignKey(
        "articles.TextPage",
        verbose_name=_("page"),
        null=True,
        on_delete=models.SET_NULL,  # the original outlives a draft that is thrown away
        related_name="imports",
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        verbose_name=_("revision"),
        null=True,
        on_delete=models.SET_NULL,  # old revisions are purged
        related_name="+",
        help_text=_("The one this import made; a later one is an editor's work."),
    )
    imported_at = models.DateTimeField(_("imported"), auto_now=True)

    objects = ImportedTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("imported text")
        verbose_name_plural = _("imported texts")
        ordering = ["-imported_at", "-pk"]

    def __str__(self):
        return self.source

    @property
    def is_untouched(self) -> bool:
        """Whether its draft is still as the import left it, and nobody has begun with it."""
        page = self.page
        return (
            page is not None
            and not page.live
            and not page.locked
            and page.current_workflow_state is None
            and page.latest_revision_id == self.revision_id
        )
