"""The thread of comments below a page, where its markup marks them as such."""

from __future__ import annotations

import re
from typing import Any

from lxml import html

from articles.importing.markup import blocks_of
from articles.importing.record import Comment

COMMENT = re.compile(r"(?:^|\s)(?:comment|pingback|trackback)(?:\s|$)", re.IGNORECASE)
CONTAINER = re.compile(r"^(?:comments?|commentlist|comment-list|disqus_thread|respond)$", re.I)
AUTHORS = './/*[contains(concat(" ",@class," ")," fn ")] | .//*[contains(@class,"comment-author")]'
BODIES = './/*[contains(@class,"comment-content") or contains(@class,"comment-body")]'


def read_comments(root: html.HtmlElement) -> tuple[tuple[Comment, ...], list[Any]]:
    """The comments of a page in order, and the elements that hold them."""
    holders = [each for each in root.iter("div", "section", "ol", "ul") if _holds(each)]
    holders = [each for each in holders if not any(p in holders for p in each.iterancestors())]
    places: dict[Any, int] = {}
    comments: list[Comment] = []
    for holder in holders:
        for element in holder.iter("li", "article", "div"):
            if COMMENT.search(element.get("class") or "") and _is_outermost(element, places):
                parent = next((places[e] for e in element.iterancestors() if e in places), None)
                depth = comments[parent].depth + 1 if parent is not None else 0
                comment = _comment(element, parent, depth)
                if comment.text or comment.author:
                    places[element] = len(comments)
                    comments.append(comment)
    return tuple(comments), holders


def _holds(element: Any) -> bool:
    names = [element.get("id") or "", *(element.get("class") or "").split()]
    return any(CONTAINER.match(name) for name in names)


def _is_outermost(element: Any, places: dict[Any, int]) -> bool:
    """Not the article or div within a comment's own list item."""
    if element.tag == "li":
        return True
    parent = element.getparent()
    return parent not in places


def _comment(element: Any, parent: int | None, depth: int) -> Comment:
    kind = "comment"
    if re.search(r"pingback|trackback", element.get("class") or ""):
        kind = "pingback"
    own = html.fromstring(html.tostring(element, encoding="unicode"))
    for nested in own.xpath('.//ol | .//ul[contains(@class,"children")]'):
        nested.drop_tree()
    authors = own.xpath(AUTHORS)
    author = " ".join("".join(authors[0].itertext()).split()) if authors else None
    link = authors[0].xpath(".//a/@href | ./@href | ./ancestor::a/@href") if authors else []
    bodies = own.xpath(BODIES) or own.xpath(".//p/..")
    blocks = blocks_of(bodies[-1] if bodies else own).blocks
    text = "\n\n".join(block.text or "\n".join(block.items) for block in blocks)
    author = re.sub(r"\s*(?:says|said|a dit|dice)\s*:?$", "", author) if author else None
    return Comment(
        author=author or None,
        url=link[0] if link else None,
        depth=depth,
        parent=parent,
        kind=kind,  # type: ignore[arg-type]
        text=text or None,
    )
