from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.table_block import blocks as wagtail_table

from articles.canonical import one_line

HEADERS = ("row", "column", "both", "neither")


def rows_of(value) -> list[list[str]]:
    """The cells of a table, without the empty rows at its end."""
    rows = [[str(cell or "") for cell in row] for row in (value or {}).get("data") or []]
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows


def table(rows, headers="row", caption="") -> dict:
    """A table as it is stored."""
    return {
        "data": [list(row) for row in rows],
        "cell": [],
        "mergeCells": [],
        "table_caption": caption,
        "table_header_choice": headers,
        "first_row_is_table_header": headers in ("row", "both"),
        "first_col_is_header": headers in ("column", "both"),
    }


class TableBlock(wagtail_table.TableBlock):
    """A table with a caption, whose heads are told apart from its cells."""

    def headers(self, value) -> str:
        """Where its heads are: row, column, both or neither."""
        chosen = value.get("table_header_choice") or "neither"
        return "column" if chosen == "col" else chosen

    def canonical_parts(self, value):
        if not value:
            return []
        lines = [
            "| " + " | ".join(one_line(cell).replace("|", "\\|") for cell in row) + " |"
            for row in rows_of(value)
        ]
        parts = [one_line(value.get("table_caption") or ""), "\n".join(lines)]
        return [(f"table {self.headers(value)}", "\n\n".join(part for part in parts if part))]

    def get_searchable_content(self, value):
        content = super().get_searchable_content(value)
        caption = (value or {}).get("table_caption")
        return [caption, *content] if caption else content

    def render(self, value, context=None):
        """The template gets `rows`: each a list of (text, scope), scope "" for a plain cell."""
        value = value or table([])
        headers = self.headers(value)
        rows = [
            [(cell, self._scope(headers, row, column)) for column, cell in enumerate(cells)]
            for row, cells in enumerate(rows_of(value))
        ]
        has_head = headers in ("row", "both")
        more = {
            "caption": value.get("table_caption") or "",
            "head": rows[:1] if has_head else [],
            "rows": rows[1:] if has_head else rows,
        }
        return super().render(value, context={**(context or {}), **more})

    @staticmethod
    def _scope(headers, row, column) -> str:
        if row == 0 and headers in ("row", "both"):
            return "col"
        return "row" if column == 0 and headers in ("column", "both") else ""

    def get_translatable_segments(self, value):
        """The caption and each cell that says something."""
        from wagtail_localize.segments import StringSegmentValue

        if not value:
            return []
        segments = [
            StringSegmentValue(f"{row}-{column}", cell)
            for row, cells in enumerate(value.get("data") or [])
            for column, cell in enumerate(cells)
            if cell
        ]
        if value.get("table_caption"):
            segments.insert(0, StringSegmentValue("caption", value["table_caption"]))
        return segments

    def restore_translated_segments(self, value, segments):
        translated = {**value, "data": [list(row) for row in value["data"]]}
        for segment in segments:
            words = segment.render_text()
            if segment.path == "caption":
                translated["table_caption"] = words
            else:
                row, column = map(int, segment.path.split("-"))
                translated["data"][row][column] = words
        return translated

    class Meta:
        icon = "table"
        label = _("Table")
        template = "blocks/table.html"
        description = _("Rows and columns, with a caption and heads.")
        preview_value = table(
            [["Bed", "Metres", "Turns"], ["North", "12", "3"], ["South", "20", "5"]],
            headers="both",
            caption="Who waters what",
        )

    def clean(self, value):
        """Refuses a table without words, caption or a choice of heads, except in a draft."""
        if self.is_deferred_validation:
            return super().clean(value)
        if not rows_of(value):
            raise ValidationError(_("The table is empty: fill it in or take it away."))
        if not (value.get("table_caption") or "").strip():
            raise ValidationError(_("Say in the caption what the table is about."))
        if not value.get("table_header_choice"):
            raise ValidationError(_("Say which cells are heads: a row, a column, both or none."))
        return super().clean(value)
