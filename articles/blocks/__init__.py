"""The parts of a text."""

from articles.blocks.body import BodyBlock
from articles.blocks.picture import PictureBlock
from articles.blocks.text import HeadingBlock, NoteBlock, PullQuoteBlock, QuotationBlock

__all__ = [
    "BodyBlock",
    "HeadingBlock",
    "NoteBlock",
    "PictureBlock",
    "PullQuoteBlock",
    "QuotationBlock",
]
