from anyascii import anyascii
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

LONGEST = 60


def anchor_of(words: str, taken=()) -> str:
    """A name for a place in the text, made from its words; none that is taken."""
    first = slugify(anyascii(words))[:LONGEST].strip("-") or "part"
    anchor, number = first, 2
    while anchor in taken:
        anchor, number = f"{first}-{number}", number + 1
    return anchor


class AnchorBlock(blocks.RegexBlock):
    """The name of a place in the text; it stays when the words there are corrected."""

    def __init__(self, **kwargs):
        super().__init__(
            regex=r"^[a-z0-9]+(-[a-z0-9]+)*$",
            required=False,
            max_length=LONGEST + 5,
            error_messages={"invalid": _("Only small letters a–z, digits and single hyphens.")},
            **kwargs,
        )

    def get_translatable_segments(self, value):
        """None: the place has one name in all languages."""
        return []

    def restore_translated_segments(self, value, segments):
        return value

    class Meta:
        default = ""
