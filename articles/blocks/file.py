from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from articles.canonical import one_line


class FileValue(blocks.StructValue):
    """A file in a text, with what readers know before they fetch it."""

    @property
    def name(self) -> str:
        """What it is called here, or else everywhere."""
        return self.get("title") or (self["file"].title if self.get("file") else "")

    @property
    def facts(self) -> str:
        """Kind, size, who made it and on which terms, as far as they are known."""
        file = self["file"]
        licence = file.get_licence_display() if file.licence else ""
        size = filesizeformat(file.file_size) if file.file_size else ""
        return ", ".join(
            str(part) for part in (file.file_extension.upper(), size, file.credit, licence) if part
        )


class FileBlock(blocks.StructBlock):
    """A file that readers can fetch."""

    file = DocumentChooserBlock(label=_("File"))
    title = blocks.CharBlock(
        label=_("Title"),
        required=False,
        default="",
        help_text=_("What it is called here. Empty: the file's own title."),
    )
    text = blocks.TextBlock(label=_("What it is"), required=False, default="", rows=2)

    def canonical_parts(self, value):
        parts = (one_line(value["title"]), one_line(value["text"]))
        return [("file", "\n\n".join(part for part in parts if part))]

    def reading_parts(self, value):
        """With the file's own title where it has none here."""
        parts = (one_line(value.name), one_line(value["text"]))
        return [("file", "\n\n".join(part for part in parts if part))]

    class Meta:
        icon = "doc-full-inverse"
        label = _("File")
        template = "blocks/file.html"
        preview_template = "blocks/previews/file.html"
        value_class = FileValue
        description = _("A file that readers can fetch, with its kind and size.")
