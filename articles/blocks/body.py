from wagtail import blocks

from articles.blocks.picture import PictureBlock
from articles.blocks.text import (
    PARAGRAPH_FEATURES,
    HeadingBlock,
    NoteBlock,
    ParagraphsBlock,
    PullQuoteBlock,
    QuotationBlock,
)


class BodyBlock(blocks.StreamBlock):
    """The body of a text."""

    rich_text = ParagraphsBlock(features=PARAGRAPH_FEATURES)
    heading = HeadingBlock()
    quotation = QuotationBlock()
    pull_quote = PullQuoteBlock()
    picture = PictureBlock()
    note = NoteBlock()

    def canonical_parts(self, value):
        """The words of all blocks in their order, as (type, plain text) pairs."""
        return [part for child in value for part in child.block.canonical_parts(child.value)]

    class Meta:
        required = False
