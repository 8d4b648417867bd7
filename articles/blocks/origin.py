from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from articles.canonical import one_line


class OriginBlock(blocks.StructBlock):
    """What quoted words have in common: where they come from. Optional texts default to ""."""

    author = blocks.CharBlock(label=_("Author"), required=False, default="")
    work = blocks.CharBlock(label=_("Work"), required=False, default="")
    year = blocks.CharBlock(label=_("Year"), required=False, default="", max_length=20)
    address = blocks.URLBlock(label=_("Link"), required=False, default="")

    def with_origin(self, words, value) -> str:
        """Words, and below them who wrote them where."""
        origin = ", ".join(value[part] for part in ("author", "work", "year") if value.get(part))
        return f"{words}\n\n— {one_line(origin)}" if origin else words
