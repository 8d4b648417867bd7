"""Lists: each item one line of words, nested ones with what they stand under."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.html import escape

from articles.importing.record import Block


def list_of(element: Any, blocks_of: Callable[[Any], Any]) -> list[Block]:
    """The list as a block, and after it what can't stand in a list: pictures, tables, embeds."""
    items, markup, others = _items(element, blocks_of)
    if not items:
        return others
    listed = Block("list", items=tuple(items), markup=f"<{element.tag}>{markup}</{element.tag}>")
    return [listed, *others]


def _items(element: Any, blocks_of) -> tuple[list[str], str, list[Block]]:
    items: list[str] = []
    marked: list[str] = []
    others: list[Block] = []
    for child in element:
        if not isinstance(child.tag, str):
            continue
        blocks = blocks_of(child).blocks
        words, inside = [], []
        for block in blocks:
            if block.type == "list":
                inside.append(block)
            elif block.text and block.type in ("paragraph", "heading", "quote", "verse", "note"):
                words.append(block)
            else:
                others.append(block)
        text = "\n".join(block.text or "" for block in words)
        nested = [item for block in inside for item in block.items]
        if not (text or nested):
            continue
        items += [text] if text else []
        items += nested
        own = "<br/>".join(block.markup or escape(block.text) for block in words)
        marked.append(f"<li>{own}{''.join(block.markup or '' for block in inside)}</li>")
    return items, "".join(marked), others


def definitions(element: Any, blocks_of: Callable[[Any], Any]) -> list[Block]:
    """Terms and what they mean: paragraphs, a term in bold."""
    made: list[Block] = []
    for child in element.iter("dt", "dd"):
        for block in blocks_of(child).blocks:
            if child.tag == "dt" and block.type == "paragraph":
                markup = f"<b>{block.markup}</b>"
                block = Block("paragraph", text=block.text, markup=markup)
            made.append(block)
    return made
