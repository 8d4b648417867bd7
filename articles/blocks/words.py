from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText, get_text_for_indexing

from articles import canonical
from articles.footnote import gathered, has_blank_note, spaced

MARK_FEATURES = ["bold", "italic", "superscript", "link", "document-link", "footnote"]
LIST_FEATURES = [*MARK_FEATURES, "ol", "ul"]
# Headings and quotations are kept when they are pasted; "split into blocks" sets them apart.
PARAGRAPH_FEATURES = [*LIST_FEATURES, "h2", "h3", "h4", "blockquote"]


class WordsBlock(blocks.RichTextBlock):
    """Words with marks, links and notes."""

    def __init__(self, features=LIST_FEATURES, **kwargs):
        super().__init__(features=features, **kwargs)

    def plain(self, value) -> str:
        """Its words as the canonical text has them."""
        return canonical.rich_text(value.source)

    def get_searchable_content(self, value):
        # A note would run into the word before it.
        source = gathered(getattr(value, "source", value) or "")
        return [get_text_for_indexing(spaced(source))]

    def clean(self, value):
        cleaned = super().clean(value)
        if not self.is_deferred_validation and has_blank_note(cleaned.source):
            raise ValidationError(
                _("A footnote says nothing: write its words, or take its mark away.")
            )
        return cleaned


class ParagraphsBlock(WordsBlock):
    """Running text."""

    def __init__(self, features=PARAGRAPH_FEATURES, **kwargs):
        super().__init__(features=features, **kwargs)

    def canonical_parts(self, value):
        """Its words, as the canonical text has them: (type, plain text) pairs."""
        return [("rich_text", self.plain(value))]

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "blocks/rich_text.html"
        description = _("Paragraphs with lists, links and footnotes.")
        preview_value = RichText(
            "<p>The hall was <b>full</b> before the doors had closed.<small>The caretaker counted "
            "two hundred chairs.</small> Three things were on the table:</p>"
            "<ul><li>the water,</li><li>the fence,</li><li>the key to the shed.</li></ul>"
        )
