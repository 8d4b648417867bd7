"""Which type of page a record suggests. A proposal: the editor can move the draft."""

import re

from articles.importing.record import Record
from articles.models import ArticlePage, DocumentPage, TextPage

OF_ARTICLE = re.compile(r"\bthis (?:article|letter|interview|talk|review|essay)\b", re.IGNORECASE)
NUMBERED = re.compile(r"(?:[IVX]{1,5}|\d{1,2})\.\s")
FEWEST_PARTS = 2


def suggested_type(record: Record) -> type[TextPage]:
    """A document where parts are numbered, or where nobody signed a text without a day.

    A text that calls itself an article is one. Statements are never suggested: which body
    speaks is for the editor to say.
    """
    headings = [block.text or "" for block in record.blocks if block.type == "heading"]
    if sum(1 for heading in headings if NUMBERED.match(heading)) >= FEWEST_PARTS:
        return DocumentPage
    words = [record.standfirst, *(b.text for b in record.blocks if b.type == "paragraph")]
    is_called_article = any(OF_ARTICLE.search(each) for each in words if each)
    if record.authors or record.dates or is_called_article:
        return ArticlePage
    return DocumentPage
