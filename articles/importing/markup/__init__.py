"""From HTML of any origin to the blocks of the neutral record."""

from articles.importing.markup.tree import MarkupError, parsed
from articles.importing.markup.walk import Found, blocks_of

__all__ = ["Found", "MarkupError", "blocks_of", "parsed"]
