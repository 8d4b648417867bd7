"""Pictures, with caption and credit where the page states them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from articles.importing.markup import embed
from articles.importing.record import Block

# "Caption / Image: CREDIT", "Caption (Photo: CREDIT)", "Photo by CREDIT"; also in other languages.
SIGNS = (
    "image|photo(?:graph)?s?|picture|credit|foto|crédit(?: photo)?|photographie|bild|imagen|"
    "illustration"
)
CREDIT = re.compile(
    rf"(?P<caption>.*?)[\s/|.(\[–—-]*\b(?:{SIGNS})\s*(?:credit)?\s*"
    r"(?::|©|by\b|par\b|von\b)\s*(?P<credit>[^:\n]{2,120}?)[)\]]?\s*",
    re.IGNORECASE | re.DOTALL,
)
LAZY = ("data-src", "data-lazy-src", "data-original", "data-orig-file")
TINY = 2  # pixels: pictures that count readers


def address_of(image: Any) -> str | None:
    """Where a picture's file is; lazily loaded ones name it elsewhere."""
    for name in ("src", *LAZY):
        address = (image.get(name) or "").strip()
        if address and not address.startswith("data:"):
            return address
    return None


def split_credit(words: str) -> tuple[str | None, str | None]:
    """Caption and credit of a line that holds both; the whole is the caption where it doesn't."""
    match = CREDIT.fullmatch(words)
    if match:
        return match["caption"].strip(" /|.–—-([") or None, match["credit"].strip(" .")
    return words or None, None


def picture(image: Any, caption: str | None = None, credit: str | None = None) -> Block | None:
    """One picture; None for one that only counts readers."""
    sizes = [image.get(name) or "" for name in ("width", "height")]
    if any(size.isdigit() and int(size) <= TINY for size in sizes):
        return None
    alt = (image.get("alt") or "").strip() or None
    address = address_of(image)
    if not (address or alt or caption):
        return None
    return Block("image", text=alt, caption=caption, credit=credit, address=address)


def pictures(element: Any) -> list[Block]:
    """All pictures in an element, without captions."""
    made = (picture(image) for image in element.iter("img"))
    return [block for block in made if block]


def figure_of(element: Any, blocks_of: Callable[[Any], Any]) -> list[Block] | None:
    """The pictures, embeds, tables or quotation of a figure; None where it holds none of them."""
    captions = element.findall(".//figcaption")
    inner = next(iter(element.iter("table", "blockquote", "pre")), None)
    words = " ".join(" ".join("".join(each.itertext()).split()) for each in captions)
    if inner is None:
        inner = next((e for e in element.iter("figure") if e is not element), None)
        if inner is not None:
            return _gallery(element, blocks_of)
    if inner is not None:
        return _captioned(element, words, blocks_of)
    caption, credit = split_credit(words)
    images = list(element.iter("img"))
    if images:
        made = [picture(image, caption, credit) for image in images[:1]]
        made += [picture(image) for image in images[1:]]
        return [block for block in made if block]
    embeds = [block for each in element.iter(*embed.TAGS) for block in embed.embed_of(each)]
    address = embed.address_in("".join(element.itertext()).replace(words, "").strip())
    if embeds or address:
        first = embeds[0] if embeds else Block("embed", text=address, address=address)
        return [Block("embed", text=first.text, caption=words or None, address=first.address)]
    return None


def _gallery(element: Any, blocks_of: Callable[[Any], Any]) -> list[Block]:
    made = []
    own = [child for child in element if child.tag == "figcaption"]
    for child in element:
        if child.tag != "figcaption":
            made += figure_of(child, blocks_of) or blocks_of(child).blocks
    for caption in own:
        words = " ".join("".join(caption.itertext()).split())
        if words:
            made.append(Block("paragraph", text=words))
    return made


def _captioned(element: Any, words: str, blocks_of: Callable[[Any], Any]) -> list[Block]:
    for caption in element.findall(".//figcaption"):
        caption.drop_tree()
    blocks = blocks_of(_unwrapped(element)).blocks
    if blocks and words:
        first = blocks[0]
        name = "attribution" if first.type == "quote" else "caption"
        values = {key: getattr(first, key) for key in first.__dataclass_fields__}
        if not values[name]:
            blocks[0] = Block(**(values | {name: words}))
        else:
            blocks.append(Block("paragraph", text=words))
    return blocks


def _unwrapped(element: Any) -> Any:
    element.tag = "div"
    return element
