"""Blocks made of words.

Optional texts have the default "": wagtail-localize can't submit a page for translation where one
is stored as null (wagtail-localize issues 690 and 918).
"""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from articles.canonical import one_line, rich_text

PARAGRAPH_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "superscript"]


class ParagraphsBlock(blocks.RichTextBlock):
    """Running text."""

    def canonical_parts(self, value):
        """Its words, as the canonical text has them: (type, plain text) pairs."""
        return [("rich_text", rich_text(value.source))]

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "blocks/rich_text.html"


class HeadingBlock(blocks.StructBlock):
    """A heading inside a text, with the place it has in the contents list."""

    text = blocks.CharBlock(label=_("Heading"), max_length=255)
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[("2", _("Section")), ("3", _("Subsection"))],
        default="2",
    )

    def canonical_parts(self, value):
        return [(f"heading {value['level']}", one_line(value["text"]))]

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading.html"


class QuotationBlock(blocks.StructBlock):
    """Somebody else's words, set apart, with where they come from."""

    text = blocks.RichTextBlock(label=_("Quotation"), features=["bold", "italic", "link"])
    author = blocks.CharBlock(label=_("Author"), required=False, default="")
    work = blocks.CharBlock(label=_("Work"), required=False, default="")
    year = blocks.CharBlock(label=_("Year"), required=False, default="", max_length=20)
    address = blocks.URLBlock(label=_("Link"), required=False, default="")

    def canonical_parts(self, value):
        origin = ", ".join(value[part] for part in ("author", "work", "year") if value[part])
        words = rich_text(value["text"].source)
        return [("quotation", f"{words}\n\n— {one_line(origin)}" if origin else words)]

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "blocks/quotation.html"


class PullQuoteBlock(blocks.CharBlock):
    """A few words of the text, repeated large."""

    def canonical_parts(self, value):
        return [("pull_quote", one_line(value))]

    class Meta:
        icon = "pick"
        label = _("Pull quote")
        template = "blocks/pull_quote.html"


class NoteBlock(blocks.StructBlock):
    """A box beside the argument: an explanation, an editor's remark."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, default="")
    text = blocks.RichTextBlock(label=_("Text"), features=PARAGRAPH_FEATURES)

    def canonical_parts(self, value):
        parts = [one_line(value["heading"]), rich_text(value["text"].source)]
        return [("note", "\n\n".join(part for part in parts if part))]

    class Meta:
        icon = "info-circle"
        label = _("Note box")
        template = "blocks/note.html"
