from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from articles.canonical import one_line


class CallToActionBlock(blocks.StructBlock):
    """What a reader can do now, and where."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, default="")
    text = blocks.TextBlock(label=_("Text"), required=False, default="", rows=3)
    label = blocks.CharBlock(label=_("Words on the button"), max_length=60)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    address = blocks.URLBlock(
        label=_("Web address"), required=False, default="", help_text=_("For another site.")
    )

    def canonical_parts(self, value):
        label = one_line(value["label"])
        button = f"[{label}]({value['address']})" if value["address"] else f"[{label}]"
        parts = [one_line(value["heading"]), one_line(value["text"]), button if label else ""]
        return [("call_to_action", "\n\n".join(part for part in parts if part))]

    class Meta:
        icon = "pick"
        label = _("Call to action")
        template = "blocks/call_to_action.html"
        description = _("What a reader can do now: a few words and a button.")
        preview_value = {
            "heading": "The tap needs you",
            "text": "We meet on the first Saturday of the month.",
            "label": "Take a turn",
            "page": None,
            "address": "https://example.org/turns",
        }

    def clean(self, value):
        """Refuses a button that leads nowhere or to two places, except in a draft."""
        cleaned = super().clean(value)
        if self.is_deferred_validation or bool(cleaned["page"]) != bool(cleaned["address"]):
            return cleaned
        raise StructBlockValidationError(
            {
                "address": ValidationError(
                    _("A button leads to one place: choose a page or give an address.")
                )
            }
        )
