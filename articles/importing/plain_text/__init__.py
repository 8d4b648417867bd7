"""Plain text of a web page, as a neutral record."""

from articles.importing.plain_text.reader import NAME, read

__all__ = ["NAME", "read"]
