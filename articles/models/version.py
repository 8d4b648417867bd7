from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.canonical import canonical_text, digest

NOT_DELETED = _("What was public stays on the record and can't be deleted.")


def signed_in(content: dict) -> list:
    """Who signed, in the words of a page's serialised content: what a byline says, no keys."""
    bylines = [
        (
            each.get("role"),
            each.get("name"),
            bool(each.get("is_anonymous")),
            [affiliation.get("text") for affiliation in each.get("affiliations", [])],
        )
        for each in content.get("bylines", [])
    ]
    return [bylines, content.get("author_note", "")]


class VersionQuerySet(models.QuerySet):
    """What was public, in the words it had."""

    def delete(self):
        raise ValidationError(NOT_DELETED)

    def latest_of(self, text_id: int):
        """The newest version of a text; None before it was ever public."""
        return self.filter(text_id=text_id).order_by("-number").first()


class Version(models.Model):
    """A text as it went public: written each time it goes live with other words.

    A revision proves nothing: autosave overwrites its content, and deleting a page deletes it.
    So the content, its canonical text and the digest are kept here.
    """

    text = models.ForeignKey(
        "articles.TextPage",
        verbose_name=_("text"),
        on_delete=models.PROTECT,  # what was once public stays on the record
        related_name="versions",
    )
    number = models.PositiveIntegerField(_("number"))
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        verbose_name=_("revision"),
        null=True,
        on_delete=models.SET_NULL,  # old revisions may be purged; the version has its own words
        related_name="+",
    )
    content = models.JSONField(_("content"), encoder=DjangoJSONEncoder)
    canonical_text = models.TextField(_("canonical text"))
    text_hash = models.CharField(_("digest of the words"), max_length=70, db_index=True)
    published_at = models.DateTimeField(_("published at"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("published by"),
        null=True,
        on_delete=models.SET_NULL,  # accounts may be erased; what was public stays
        related_name="+",
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["text", "number"]
        constraints = [
            models.UniqueConstraint(fields=["text", "number"], name="articles_version_number_once")
        ]

    def __str__(self):
        return f"{self.text_id}/{self.number}"

    def delete(self, *args, **kwargs):
        raise ValidationError(NOT_DELETED)

    def as_page(self):
        """The page as it was, for reading; it must not be saved.

        Bylines and affiliations are those of its content, whatever became of them since.
        """
        page_class = self.text.specific_class
        page = page_class.from_serializable_data(self.content, check_fks=False, strict_fks=False)
        page.pk, page.path, page.depth = self.text_id, self.text.path, self.text.depth
        page.notices = []  # it was corrected later, if at all
        return page


class Versioned(models.Model):
    """A text whose words are kept each time they go public."""

    class Meta:
        abstract = True

    @property
    def canonical_text(self) -> str:
        """Its words and nothing else, in the form that is hashed (`articles.canonical`)."""
        # An alias has the words of its original, whatever language it stands among.
        locale = self.alias_of.locale if self.alias_of_id else self.locale
        return canonical_text(
            locale.language_code,
            self.title,
            self.kicker,
            self.standfirst,
            self.canonical_blocks(),
        )

    def canonical_blocks(self):
        """The types and plain texts of its blocks, and of what else belongs to its words."""
        yield from self.body.stream_block.canonical_parts(self.body)

    @property
    def text_hash(self) -> str:
        """The digest of its words as they stand here."""
        return digest(self.canonical_text)

    def changes_public_words(self) -> bool:
        """Whether it says something else than what was last public."""
        last = Version.objects.latest_of(self.pk) if self.pk else None
        return bool(last) and not self.says_as(last)

    def says_as(self, version: Version) -> bool:
        """Whether a version has the same words, signed in the same way."""
        if version.text_hash != self.text_hash:
            return False
        return signed_in(version.content) == signed_in(self.serializable_data())

    def keep_version(self, revision, user, at) -> tuple[Version | None, Version | None]:
        """Keep what it says now that it is public: (the version before, the one made or None).

        The row is locked, so that two publications at once get two numbers.
        """
        type(self).objects.select_for_update().filter(pk=self.pk).values("pk").first()
        last = Version.objects.latest_of(self.pk)
        text = self.canonical_text
        if last and self.says_as(last):
            return last, None
        made = Version.objects.create(
            text_id=self.pk,
            number=last.number + 1 if last else 1,
            revision=revision,
            content=self.serializable_data(),
            canonical_text=text,
            text_hash=digest(text),
            published_at=at,
            published_by=user,
        )
        return last, made
