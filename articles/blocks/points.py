import uuid

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from articles.blocks.words import WordsBlock


def short_address(id: str) -> str:
    """The anchor of a point: made from its own id, so that it moves with the point."""
    try:
        return f"p-{uuid.UUID(id).hex[:8]}"
    except ValueError:
        return f"p-{id}"


class PointsBlock(blocks.StructBlock):
    """Numbered points, such as demands or theses, each with its own address."""

    first_number = blocks.IntegerBlock(
        label=_("First number"),
        default=1,
        min_value=1,
        help_text=_("More than 1 where the points go on from those above."),
    )
    points = blocks.ListBlock(WordsBlock(label=_("Point")), label=_("Points"), min_num=1)

    def numbered(self, value):
        """Each point with its number and its anchor."""
        first = value.get("first_number") or 1
        for number, point in enumerate(value["points"].bound_blocks, start=first):
            yield {"number": number, "anchor": short_address(point.id), "text": point.value}

    def canonical_parts(self, value):
        words = self.child_blocks["points"].child_block
        return [
            (f"point {point['number']}", words.plain(point["text"]))
            for point in self.numbered(value)
        ]

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        return {**context, "points": list(self.numbered(value))}

    class Meta:
        icon = "list-ol"
        label = _("Numbered points")
        template = "blocks/points.html"
        description = _("Demands or theses; each point has an address that moves with it.")
        preview_value = {
            "first_number": 1,
            "points": [
                "<p>The tap stays open at noon.</p>",
                "<p>The key hangs where everybody can reach it.</p>",
            ],
        }
