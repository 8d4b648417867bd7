"""Tables: `caption`, where the `heads` are, and `rows` of cells."""

from typing import Any

from articles.archive.mistake import Mistake, meant
from articles.archive.reading import Node
from articles.blocks.table import HEADERS, TableBlock, rows_of, table

PARTS = ("caption", "heads", "rows")


def read_table(node: Node) -> dict[str, Any]:
    """What Wagtail stores for a table. Raises `Mistake`."""
    parts = node.mapping
    for name, value in parts.items():
        if name not in PARTS:
            raise Mistake(
                value.place,
                f"unknown part “{name}” of a table; there are {', '.join(PARTS)}."
                f"{meant(name, PARTS)}",
            )
    heads = parts["heads"].text if "heads" in parts else "neither"
    if heads not in HEADERS:
        reason = f"“{heads}” is none of {', '.join(HEADERS)}.{meant(heads, HEADERS)}"
        raise Mistake(parts["heads"].place, reason)
    rows = parts["rows"].items if "rows" in parts else []
    cells = [[cell.text for cell in row.items] for row in rows]
    width = max(map(len, cells), default=0)
    filled = [row + [""] * (width - len(row)) for row in cells]
    return table(filled, heads, parts["caption"].text if "caption" in parts else "")


def write_table(block: TableBlock, stored: Any) -> dict[str, Any]:
    """What a fixture says for it."""
    if not stored:
        return {}
    heads = block.headers(stored)
    written = {"caption": stored.get("table_caption"), "heads": heads, "rows": rows_of(stored)}
    return {name: value for name, value in written.items() if value}
