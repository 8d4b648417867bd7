"""SPIP: dumps of its database, and texts in its shortcuts."""

from articles.importing.readers.spip.reader import NAME, READER

__all__ = ["NAME", "READER"]
