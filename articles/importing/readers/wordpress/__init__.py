"""A WordPress export (WXR 1.0 to 1.2), read item by item."""

from articles.importing.readers.wordpress.reader import NAME, READER

__all__ = ["NAME", "READER"]
