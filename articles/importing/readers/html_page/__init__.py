"""An HTML page: what its metadata states, and the text in it."""

from articles.importing.readers.html_page.reader import NAME, READER

__all__ = ["NAME", "READER"]
