"""A PDF: its lines put together to paragraphs again. Always to be checked by eye."""

from articles.importing.readers.pdf.reader import NAME, READER

__all__ = ["NAME", "READER"]
