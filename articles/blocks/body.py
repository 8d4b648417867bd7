from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from articles.blocks.anchor import anchor_of
from articles.blocks.call_to_action import CallToActionBlock
from articles.blocks.file import FileBlock
from articles.blocks.interview import InterviewBlock
from articles.blocks.picture import PictureBlock, PictureGroupBlock
from articles.blocks.points import PointsBlock
from articles.blocks.rendering import render
from articles.blocks.table import TableBlock
from articles.blocks.text import (
    HeadingBlock,
    NoteBlock,
    PullQuoteBlock,
    QuotationBlock,
    VerseBlock,
)
from articles.blocks.video import VideoBlock
from articles.blocks.words import ParagraphsBlock

WORDS, MEDIA, MORE = gettext_lazy("Words"), gettext_lazy("Pictures and files"), gettext_lazy("More")


class BodyBlock(blocks.StreamBlock):
    """The body of a text."""

    rich_text = ParagraphsBlock(group=WORDS)
    heading = HeadingBlock(group=WORDS)
    quotation = QuotationBlock(group=WORDS)
    pull_quote = PullQuoteBlock(group=WORDS)
    points = PointsBlock(group=WORDS)
    interview = InterviewBlock(group=WORDS)
    verse = VerseBlock(group=WORDS)
    note = NoteBlock(group=WORDS)
    picture = PictureBlock(group=MEDIA)
    pictures = PictureGroupBlock(group=MEDIA)
    video = VideoBlock(group=MEDIA)
    file = FileBlock(group=MEDIA)
    table = TableBlock(group=MORE)
    call_to_action = CallToActionBlock(group=MORE)

    def canonical_parts(self, value):
        """The words of all blocks in their order, as (type, plain text) pairs."""
        return [part for child in value for part in child.block.canonical_parts(child.value)]

    def reading_parts(self, value):
        """The same for formats that show no pictures and files: with the words below these."""
        return [
            part
            for child in value
            for part in getattr(child.block, "reading_parts", child.block.canonical_parts)(
                child.value
            )
        ]

    def word_count(self, value) -> int:
        """How many words a reader has before her, as white space divides them."""
        return sum(len(words.split()) for _kind, words in self.canonical_parts(value))

    def render_basic(self, value, context=None):
        return render(value, context)

    def problems(self, value) -> list[str]:
        """What keeps it from being published: one sentence each, with the block it is about."""
        try:
            self.clean(value)
        except ValidationError as error:
            return list(self._sentences(value, error))
        return []

    def _sentences(self, value, error):
        for index, inside in sorted((getattr(error, "block_errors", None) or {}).items()):
            place = _("Block %(number)s (%(label)s)") % {
                "number": index + 1,
                "label": value[index].block.label,
            }
            for message in messages_in(inside):
                yield f"{place}: {message}"
        yield from (str(each) for each in getattr(error, "non_block_errors", []))

    class Meta:
        required = False

    def clean(self, value):
        """Names headings that have no anchor yet; refuses one anchor for two, except in a draft."""
        cleaned = super().clean(value)
        headings = [(i, child.value) for i, child in enumerate(cleaned) if is_heading(child)]
        taken, errors = set(), {}
        for index, heading in headings:
            if heading["anchor"] and heading["anchor"] in taken:
                errors[index] = StructBlockValidationError(
                    {"anchor": ValidationError(_same_anchor(heading["anchor"]))}
                )
            taken.add(heading["anchor"])
        if errors and not self.is_deferred_validation:
            raise StreamBlockValidationError(errors)
        for _index, heading in headings:
            if not heading["anchor"] and heading["text"]:
                heading["anchor"] = anchor_of(heading["text"], taken)
                taken.add(heading["anchor"])
        return cleaned


def _same_anchor(anchor: str) -> str:
    return _(
        "Another heading above has the anchor “%(anchor)s”: give this one another, or leave it "
        "empty."
    ) % {"anchor": anchor}


def is_heading(child) -> bool:
    return child.block_type == "heading"


def messages_in(error: ValidationError):
    """The messages of a block's error and of all blocks inside it."""
    inside = getattr(error, "block_errors", None)
    if inside is None:
        yield from error.messages
        return
    for below in inside.values() if isinstance(inside, dict) else inside:
        if below is not None:
            yield from messages_in(below)
    yield from (str(each) for each in getattr(error, "non_block_errors", []))
