"""By what right a text stands here, and what readers are told of it."""

from django.db import models
from django.db.models import prefetch_related_objects
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.images import get_image_model

from articles.media.credit import names_only_platform
from articles.models.appearance import Appearance
from articles.models.permission import Permission
from organisations.models.fetching import organisation_link_at

Basis = Permission.Basis
# With these it is somebody else's, and whole: search engines are sent to where it stood first.
ON_LOAN = (Basis.PERMISSION, Basis.LICENCE, Basis.PUBLIC_DOMAIN)


class Rightful(models.Model):
    """A text that stands here by some right, or else only as a summary."""

    permission = models.ForeignKey(
        Permission,
        verbose_name=gettext_lazy("right to show it here"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # the right to show the text would be lost
        related_name="texts",
        help_text=gettext_lazy(
            "Needed where the text stood elsewhere before, unless it is recorded there. Empty for "
            "a text that is published here first."
        ),
    )

    class Meta:
        abstract = True

    @cached_property
    def origins(self) -> list[Appearance]:
        """Where it stood, or for a translation without appearances of its own, the original."""
        if not self.pk:
            return []
        found = Appearance.objects.for_texts()
        if "appearances" in getattr(self, "_prefetched_objects_cache", ()):
            own = list(self.appearances.all())
            prefetch_related_objects(own, "permission", *organisation_link_at("organisation"))
        else:
            own = list(found.filter(text_id=self.pk))
        return own or list(found.filter(text__translation_key=self.translation_key))

    @property
    def earlier_appearances(self) -> list[Appearance]:
        """Where it stood before it stood here."""
        return [each for each in self.origins if each.is_earlier]

    @property
    def reprints(self) -> list[Appearance]:
        """Where else it stands that the dates do not name: reprints, and what was not the first."""
        earlier = self.earlier_appearances
        named = [each for each in earlier if each.is_first] or earlier
        return [each for each in self.origins if each not in named]

    @property
    def right(self) -> Permission | None:
        """Its own permission, else one that its earlier appearances name; one that holds first."""
        if self.permission:
            return self.permission
        given = [each.permission for each in self.earlier_appearances if each.permission]
        return next((each for each in given if each.allows_full_text()), next(iter(given), None))

    def fault_of_right(self) -> str:
        """Why only a summary of it may be public; "" where more may."""
        if self.is_summary_only or self.alias_of_id:
            return ""
        right = self.right
        if right is None:
            if not self.earlier_appearances:
                return ""  # published here first
            return _(
                "It stood elsewhere before, and nothing says by what right it stands here in "
                "full: record a permission, or make it “only a summary”."
            )
        if right.basis == Basis.NONE:
            return _("There is no right to show it in full: make it “only a summary”.")
        if not right.allows_full_text():
            return _("The permission has ended: record a new one, or make it “only a summary”.")
        return ""

    def faults_of_credits(self) -> list[str]:
        """The pictures in the text whose credit names no maker, one sentence each.

        The picture's own form refuses them; this holds for those that came another way.
        """
        model = get_image_model()
        used = self.body.stream_block.extract_references(self.body)
        numbers = {target for kind, target, *_where in used if kind is model}
        pictures = model.objects.filter(pk__in=numbers).order_by("title", "pk") if numbers else []
        return [
            _("The credit of the picture “%(title)s” names only a platform: say who made it.")
            % {"title": picture.title}
            for picture in pictures
            if names_only_platform(picture.credit)
        ]

    @property
    def rights_line(self) -> str:
        """What readers are told of the rights, made from what is recorded and nothing else."""
        right = self.right
        if right is not None:
            return _line(right)
        if self.is_summary_only:
            return _("A summary written for this site; the text itself is not reproduced.")
        return "" if self.earlier_appearances else _("First published on this site.")

    @property
    def canonical_elsewhere(self) -> str:
        """The address that search engines should rather show; "" where this page is the one.

        So it is for a whole text of somebody else's that first stood elsewhere, in the same
        language, at an address that is known.
        """
        right = self.right
        if self.is_summary_only or right is None or right.basis not in ON_LOAN:
            return ""
        first = next((each for each in self.earlier_appearances if each.is_first), None)
        if first is None or first.text_id != self.pk:
            return ""
        is_same = first.language in ("", self.locale.language_code)
        return first.address if is_same else ""


def _line(right: Permission) -> str:
    said = {"holder": right.holder, "licence": right.licence}
    with_holder = {
        Basis.PERMISSION: _("Shown with the permission of %(holder)s."),
        Basis.LICENCE: _("%(holder)s, licence %(licence)s."),
        Basis.EXCERPT: _("A short excerpt; the rights are with %(holder)s."),
        Basis.NONE: _("All rights are with %(holder)s: here only a summary."),
    }
    plain = {
        Basis.OWN: _("Our own text."),
        Basis.PERMISSION: _("Shown with permission."),
        Basis.PUBLIC_DOMAIN: _("In the public domain."),
        Basis.EXCERPT: _("A short excerpt."),
        Basis.NONE: _("The rights are with others: here only a summary."),
    }
    if right.basis == Basis.OWN and right.licence:
        return _("Our own text, licence %(licence)s.") % said
    if right.holder and right.basis in with_holder:
        return with_holder[right.basis] % said
    return plain.get(right.basis, "")
