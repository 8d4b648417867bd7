"""Plain text of a web page, as a neutral record."""

from articles.importing.readers import Reader, Text
from articles.importing.readers.plain_text.reader import NAME, read

__all__ = ["NAME", "READER", "read"]

# Whatever no other reader knows; it refuses what is no text.
READER = Reader(
    NAME,
    order=100,
    recognises=lambda source: True,
    read=lambda source: iter([Text(source, read(source))]),
)
