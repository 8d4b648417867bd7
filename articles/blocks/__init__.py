"""The parts of a text."""

from articles.blocks.body import BodyBlock
from articles.blocks.picture import PictureBlock, PictureGroupBlock
from articles.blocks.table import TableBlock
from articles.blocks.text import HeadingBlock, NoteBlock, PullQuoteBlock, QuotationBlock, VerseBlock
from articles.blocks.words import ParagraphsBlock, WordsBlock

__all__ = [
    "BodyBlock",
    "HeadingBlock",
    "NoteBlock",
    "ParagraphsBlock",
    "PictureBlock",
    "PictureGroupBlock",
    "PullQuoteBlock",
    "QuotationBlock",
    "TableBlock",
    "VerseBlock",
    "WordsBlock",
]
