"""The body of a text: headings, paragraphs, quotations, captions and lists, in their order."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from articles.importing.readers.plain_text import quotation
from articles.importing.readers.plain_text.ledger import Ledger
from articles.importing.readers.plain_text.lines import BULLET, SYMBOL, Paragraph
from articles.importing.readers.plain_text.quotation import LeadIn
from articles.importing.readers.plain_text.shape import is_heading, is_shout
from articles.importing.record import Block, Confidence

LEVEL = 2  # plain text does not say which heading is below which
LONGEST_CAPTION = 600  # characters
LONGEST_QUOTATION = 20  # paragraphs
PICTURE = r"(?:image|photo|photograph|picture|foto|fotografía|imagen|imagem|bild|credit)s?"
CAPTION = re.compile(
    rf"(?P<caption>\S.*?)\s*(?:/\s*{PICTURE}(?:\s+credit)?\s*:\s*|[(\[]{PICTURE}(?:\s*:|\s+by)\s+)"
    r"(?P<credit>[^()\[\]]+?)[)\]]?",
    re.IGNORECASE | re.DOTALL,
)
CREDIT = re.compile(
    rf"{PICTURE}(?:\s+(?:credit|by))?\s*:\s*(?P<credit>\S.{{1,120}})", re.IGNORECASE
)
EDITORIAL = re.compile(r"\[[^\[\]]{1,60}\]")
OPENING, CLOSING = "“«„", "”»"


class Body:
    """The blocks of one text, with their places in the ledger."""

    def __init__(self, ledger: Ledger, unheaded: Collection[int] = ()) -> None:
        self.ledger = ledger
        self.unheaded = unheaded  # lines that are no headings, whatever their shape
        self.blocks: list[Block] = []
        self._lead_in: LeadIn | None = None
        self._lead_in_line = 0
        self._source: tuple[str, int] = ("", 0)  # of the last quotation: attribution, its line
        self._speaker = ""  # who spoke there

    def read(self, paragraphs: Sequence[Paragraph]) -> None:
        """Take every paragraph in turn."""
        index = 0
        while index < len(paragraphs):
            index += self._take(paragraphs, index)

    def _take(self, paragraphs: Sequence[Paragraph], index: int) -> int:
        """Take what begins at this index; the number of paragraphs it used."""
        paragraph = paragraphs[index]
        following = paragraphs[index + 1].text if index + 1 < len(paragraphs) else ""
        items = _items(paragraphs, index)
        lead_in, self._lead_in = self._lead_in, None
        if len(items) > 1:
            self._add_list(items)
            return len(items)
        if self._takes_caption(paragraph):
            return 1
        if lead_in or quotation.has_own_marks(paragraph.text):
            return self._take_quotation(paragraphs, index, lead_in)
        if is_heading(paragraph.text, following) and paragraph.number not in self.unheaded:
            self._add(Block("heading", level=LEVEL, text=paragraph.text), paragraph.number)
            return 1
        self._take_paragraph(paragraph, following)
        return 1

    def _add(self, block: Block, line: int, **lines: int) -> None:
        """Add a block whose values stand on this line, or where `lines` says otherwise."""
        path = f"blocks.{len(self.blocks)}"
        self.blocks.append(block)
        confidence: Confidence = "stated" if block.type == "paragraph" else "recognised"
        for name in ("text", "attribution", "caption", "credit"):
            if getattr(block, name) is not None:
                self.ledger.place(f"{path}.{name}", lines.get(name, line), confidence)

    def _take_paragraph(self, paragraph: Paragraph, following: str) -> None:
        self._add(Block("paragraph", text=paragraph.text), paragraph.number)
        self._lead_in = quotation.read_lead_in(paragraph.text)
        self._lead_in_line = paragraph.lines[-1].number
        if is_shout(paragraph.text) and following:
            evidence = "a short line with an exclamation mark: a heading or a slogan"
            self.ledger.probable(
                "heading", paragraph.number, paragraph.text, paragraph.text, evidence
            )

    def _takes_caption(self, paragraph: Paragraph) -> bool:
        if len(paragraph.text) > LONGEST_CAPTION:
            return False
        match = CAPTION.fullmatch(paragraph.text) or CREDIT.fullmatch(paragraph.text)
        if not match:
            return False
        caption = match.groupdict().get("caption")
        self._add(Block("image", caption=caption, credit=match["credit"]), paragraph.number)
        self.ledger.lost("image", paragraph.number, None, "a caption without its picture")
        return True

    def _add_list(self, items: Sequence[Paragraph]) -> None:
        path = f"blocks.{len(self.blocks)}"
        texts = [SYMBOL.sub("", item.text, count=1) for item in items]
        self.blocks.append(Block("list", items=tuple(texts)))
        for number, item in enumerate(items):
            self.ledger.place(f"{path}.items.{number}", item.number, "recognised")

    def _take_quotation(
        self, paragraphs: Sequence[Paragraph], index: int, lead_in: LeadIn | None
    ) -> int:
        first = paragraphs[index]
        count = _length_of_quotation(
            [each.text for each in paragraphs[index : index + LONGEST_QUOTATION]]
        )
        quoted = [each.text for each in paragraphs[index : index + count]]
        after = paragraphs[index + count : index + count + 1]
        source, line = self._source_of(paragraphs[index + count - 1], lead_in)
        own_line = quotation.source_on_own_line(after[0].text) if after else ""
        if own_line:
            source, line, count, after = own_line, after[0].number, count + 1, []
        else:
            quoted[-1] = quotation.without_source(quoted[-1])
        self._source = (source, line)
        block = Block("quote", text="\n\n".join(quoted), attribution=source or None)
        self._add(block, first.number, attribution=line)
        if after and EDITORIAL.search(after[0].text) and quoted[-1][-1] not in CLOSING:
            evidence = "an editor's square brackets: it may belong to the quotation above"
            text = after[0].text
            self.ledger.probable("quotation", after[0].number, text, text, evidence)
        return count

    def _source_of(self, last: Paragraph, lead_in: LeadIn | None) -> tuple[str, int]:
        """The attribution of a quotation and its line, from itself or from what leads into it."""
        in_brackets = quotation.source_in_brackets(last.text)
        above = (self.blocks[-1].text or "") if self.blocks else ""
        if lead_in is None:
            self._speaker = quotation.named_writer(above)
            source = in_brackets or self._speaker
        elif lead_in.carries_on and not (lead_in.attribution or in_brackets):
            return self._source
        else:
            self._speaker = self._speaker if lead_in.carries_on else lead_in.speaker
            source = in_brackets or lead_in.attribution
        line = last.number if in_brackets else self._lead_in_line
        if source and self._speaker and self._speaker not in source:
            evidence = "the sentence before names or continues this speaker"
            proposal = f"{self._speaker}, {source}"
            self.ledger.probable("attribution", line, source, proposal, evidence)
        return source, line


def _items(paragraphs: Sequence[Paragraph], first: int) -> list[Paragraph]:
    """The run of bulleted or numbered paragraphs that begins at this index."""
    end = first
    while end < len(paragraphs) and BULLET.match(paragraphs[end].text):
        end += 1
    return list(paragraphs[first:end])


def _length_of_quotation(texts: Sequence[str]) -> int:
    """How many paragraphs a quotation has: those that open a mark again until one closes it."""
    count = 1
    while (
        count < len(texts)
        and texts[count - 1][0] in OPENING
        and not quotation.without_source(texts[count - 1]).endswith(tuple(CLOSING))
        and texts[count][0] in OPENING
    ):
        count += 1
    return count
