"""What a page shows of another site: videos, sound, posts."""

from __future__ import annotations

import re
from typing import Any

from articles.importing.record import Block

TAGS = ("iframe", "video", "audio", "embed", "object")
ADDRESS = re.compile(r"https?://\S+")


def address_in(words: str) -> str | None:
    """The address that these words are, if they are nothing else."""
    return words if ADDRESS.fullmatch(words) else None


def embed_of(element: Any) -> list[Block]:
    """The embed of an element; none where it names no address."""
    address = (element.get("src") or element.get("data-src") or "").strip()
    if not address:
        source = next((each.get("src") for each in element.iter("source") if each.get("src")), "")
        address = source.strip()
    if address.startswith("//"):
        address = f"https:{address}"
    if not address or address.startswith(("about:", "javascript:", "data:")):
        return []
    return [Block("embed", text=address, address=address)]
