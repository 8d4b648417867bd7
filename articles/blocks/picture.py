from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

from articles.canonical import one_line


class PictureValue(blocks.StructValue):
    """A picture in a text, with the words that stand for it there."""

    @property
    def alt(self) -> str:
        """What screen readers say: the words given here win over the picture's own.

        Templates read a block's parts before its properties, so it can't be called like one.
        """
        if self.is_decorative:
            return ""
        picture = self.get("picture")
        return self.get("alternative_text") or (picture.description if picture else "")

    @property
    def is_decorative(self) -> bool:
        """Whether it carries no meaning: marked here, or on the picture and not told here."""
        picture = self.get("picture")
        return bool(self.get("decorative")) or bool(
            picture and picture.is_decorative and not self.get("alternative_text")
        )

    @property
    def credit(self) -> str:
        """Who made it and on which terms, as far as the picture says so."""
        picture = self.get("picture")
        if not picture:
            return ""
        licence = picture.get_licence_display() if picture.licence else ""
        return ", ".join(str(part) for part in (picture.credit, licence) if part)


class PictureBlock(blocks.StructBlock):
    """A picture with caption; it can't be published without words for those who can't see it."""

    picture = ImageChooserBlock(label=_("Picture"))
    alternative_text = blocks.CharBlock(
        label=_("Alternative text"),
        required=False,
        default="",
        help_text=_("What it shows here. Empty: the picture's own alternative text."),
    )
    decorative = blocks.BooleanBlock(
        label=_("Decorative"),
        required=False,
        help_text=_("It carries no meaning here: screen readers pass over it."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, default="")

    def canonical_parts(self, value):
        """None: pictures are no words of the text."""
        return []

    def reading_parts(self, value):
        """What stands below it, for formats that show no pictures; no canonical text."""
        parts = (one_line(value.get("caption") or ""), one_line(value.credit))
        return [("picture", "\n\n".join(part for part in parts if part))]

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blocks/picture.html"
        preview_template = "blocks/previews/picture.html"
        description = _("A picture with caption, credit and licence.")
        value_class = PictureValue

    def clean(self, value):
        """Refuses a picture without words, except in a draft that is only saved."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        picture = cleaned.get("picture")
        if cleaned.get("decorative") and cleaned.get("alternative_text"):
            raise StructBlockValidationError(
                {
                    "alternative_text": ValidationError(
                        _("A decorative picture has no alternative text: remove text or mark.")
                    )
                }
            )
        if picture and not cleaned.is_decorative and not cleaned.alt:
            raise StructBlockValidationError(
                {
                    "alternative_text": ValidationError(
                        _(
                            "The picture “%(title)s” has no alternative text and is not "
                            "decorative. Say what the picture shows, here or on the picture "
                            "itself, or mark it as decorative."
                        )
                        % {"title": picture.title}
                    )
                }
            )
        return cleaned


class PictureGroupBlock(blocks.StructBlock):
    """Pictures that belong together, each with its own words, and a caption for all."""

    pictures = blocks.ListBlock(PictureBlock(), label=_("Pictures"), min_num=2)
    caption = blocks.CharBlock(label=_("Caption for all"), required=False, default="")

    def canonical_parts(self, value):
        """None: pictures are no words of the text."""
        return []

    def reading_parts(self, value):
        """What stands below the pictures, for formats that show none."""
        each = self.child_blocks["pictures"].child_block
        parts = [part for picture in value["pictures"] for part in each.reading_parts(picture)]
        return [*parts, ("picture", one_line(value.get("caption") or ""))]

    class Meta:
        icon = "image"
        label = _("Group of pictures")
        template = "blocks/picture_group.html"
        preview_template = "blocks/previews/picture_group.html"
        description = _("Two or more pictures beside each other.")
