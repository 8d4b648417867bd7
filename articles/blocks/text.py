"""Blocks made of words.

Optional texts have the default "": wagtail-localize can't submit a page for translation where one
is stored as null (wagtail-localize issues 690 and 918).
"""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from articles.blocks.anchor import AnchorBlock
from articles.blocks.origin import OriginBlock
from articles.blocks.words import MARK_FEATURES, WordsBlock
from articles.canonical import one_line


class HeadingBlock(blocks.StructBlock):
    """A heading inside a text, with the place it has in the contents list."""

    text = blocks.CharBlock(label=_("Heading"), max_length=255)
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[("2", _("Section")), ("3", _("Subsection"))],
        default="2",
    )
    anchor = AnchorBlock(
        label=_("Anchor"),
        help_text=_(
            "Its name in addresses, made from the heading when left empty. It stays when the "
            "words change: links to this place go on leading here."
        ),
    )

    def canonical_parts(self, value):
        return [(f"heading {value['level']}", one_line(value["text"]))]

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading.html"
        description = _("A section or subsection; it stands in the contents list.")
        preview_value = {"text": "How the shed was opened", "level": "2", "anchor": "shed"}


class QuotationBlock(OriginBlock):
    """Somebody else's words, set apart, with where they come from."""

    text = WordsBlock(label=_("Quotation"), features=MARK_FEATURES)

    def canonical_parts(self, value):
        words = self.child_blocks["text"].plain(value["text"])
        return [("quotation", self.with_origin(words, value))]

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "blocks/quotation.html"
        form_layout = ["text", "author", "work", "year", "address"]
        description = _("Somebody else’s words, with author, work, year and link.")
        preview_value = {
            "text": "<p>A garden that nobody waters belongs to nobody.</p>",
            "author": "Ada Alder",
            "work": "Letters from the allotment",
            "year": "1921",
            "address": "https://example.org/letters",
        }


class PullQuoteBlock(blocks.CharBlock):
    """A few words of the text, repeated large."""

    def canonical_parts(self, value):
        return [("pull_quote", one_line(value))]

    class Meta:
        icon = "pick"
        label = _("Pull quote")
        template = "blocks/pull_quote.html"
        description = _("A few words of the text, repeated large.")
        preview_value = "Nobody had asked who held the key."


class NoteBlock(blocks.StructBlock):
    """A box beside the argument: an explanation, an editor's remark."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, default="")
    text = WordsBlock(label=_("Text"))

    def canonical_parts(self, value):
        parts = [one_line(value["heading"]), self.child_blocks["text"].plain(value["text"])]
        return [("note", "\n\n".join(part for part in parts if part))]

    class Meta:
        icon = "info-circle"
        label = _("Note box")
        template = "blocks/note.html"
        description = _("An explanation or an editor’s remark, in a box beside the argument.")
        preview_value = {
            "heading": "What a plot is",
            "text": "<p>Two hundred square metres, a tap and a share of the shed.</p>",
        }


class VerseBlock(OriginBlock):
    """A poem or a song: its lines and stanzas as they were written."""

    text = blocks.TextBlock(
        label=_("Verse"),
        rows=8,
        help_text=_("One line a line; an empty line begins a new stanza."),
    )

    def stanzas(self, value) -> list[list[str]]:
        """The lines of each stanza."""
        lines = [line.strip() for line in (value.get("text") or "").splitlines()]
        stanzas: list[list[str]] = [[]]
        for line in lines:
            if line:
                stanzas[-1].append(line)
            elif stanzas[-1]:
                stanzas.append([])
        return [stanza for stanza in stanzas if stanza]

    def canonical_parts(self, value):
        stanzas = ["\n".join(map(one_line, stanza)) for stanza in self.stanzas(value)]
        return [("verse", self.with_origin("\n\n".join(stanzas), value))]

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        return {**context, "stanzas": self.stanzas(value)}

    class Meta:
        icon = "grip"
        label = _("Verse")
        template = "blocks/verse.html"
        form_layout = ["text", "author", "work", "year", "address"]
        description = _("A poem or a song, with its lines and stanzas.")
        preview_value = {
            "text": "We dug the bed in April,\nwe raked it flat in May.\n\n"
            "And June was dry as paper,\nand who would dare to stay?",
            "author": "Song of the gardeners",
            "work": "",
            "year": "",
            "address": "",
        }
