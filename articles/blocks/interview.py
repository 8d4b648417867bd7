from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from articles.blocks.words import WordsBlock
from articles.canonical import one_line


class TurnBlock(blocks.StructBlock):
    """What one person says in an interview, until the other one speaks."""

    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("question", _("Question")), ("answer", _("Answer"))],
        default="question",
    )
    speaker = blocks.CharBlock(
        label=_("Who speaks"),
        required=False,
        default="",
        help_text=_("As printed before the words. Empty: whoever asked or answered before."),
    )
    text = WordsBlock(label=_("Words"))


class InterviewBlock(blocks.ListBlock):
    """Questions and answers, each with who speaks."""

    def __init__(self, **kwargs):
        kwargs.pop("child_block", None)
        super().__init__(TurnBlock(label=_("Turn")), min_num=1, **kwargs)

    def canonical_parts(self, value):
        words = self.child_block.child_blocks["text"]
        parts = []
        for turn in value:
            speaker = one_line(turn["speaker"])
            said = words.plain(turn["text"])
            parts.append((turn["kind"], f"**{speaker}:** {said}" if speaker else said))
        return parts

    class Meta:
        icon = "group"
        label = _("Interview")
        template = "blocks/interview.html"
        description = _("Questions and answers, with who speaks.")
        preview_value = [
            {"kind": "question", "speaker": "Wall", "text": "<p>Who held the key?</p>"},
            {"kind": "answer", "speaker": "Ada Alder", "text": "<p>Nobody. We took turns.</p>"},
        ]
