"""The comments of a post as a thread: approved ones and pingbacks, in the order of replies."""

from __future__ import annotations

from collections import Counter
from html import unescape

from articles.importing.markup import MarkupError, blocks_of, parsed
from articles.importing.record import Comment

APPROVED = ("1", "approve", "approved", "")
LINKS = ("pingback", "trackback")
DEEPEST = 50  # replies within replies; no site sets them deeper


def comments_of(rows: list[dict[str, str]]) -> tuple[tuple[Comment, ...], Counter]:
    """The thread, each reply below what it answers; and what was left out, counted by kind.

    Left out is what readers of the old site did not see either: spam, what waits for approval, and
    marks without words such as likes.
    """
    kept: list[dict[str, str]] = []
    others: Counter[str] = Counter()
    for row in rows:
        kind = row.get("comment_type") or "comment"
        if kind not in ("comment", *LINKS):
            others[kind] += 1
        elif row.get("comment_approved", "1") not in APPROVED:
            others["spam" if row.get("comment_approved") == "spam" else "not approved"] += 1
        else:
            kept.append(row)
    children: dict[str, list[dict[str, str]]] = {}
    ids = {row.get("comment_id", "") for row in kept}
    for row in kept:
        parent = row.get("comment_parent", "0")
        children.setdefault(parent if parent in ids else "0", []).append(row)
    comments: list[Comment] = []
    _thread(children, comments)
    return tuple(comments), others


def _thread(children: dict[str, list[dict[str, str]]], comments: list[Comment]) -> None:
    waiting: list[tuple[dict[str, str], int, int | None]] = [
        (row, 0, None) for row in reversed(children.get("0", []))
    ]
    while waiting:
        row, depth, parent = waiting.pop()
        comments.append(_comment(row, depth, parent))
        place = len(comments) - 1
        replies = children.get(row.get("comment_id", ""), []) if depth < DEEPEST else []
        waiting += [(reply, depth + 1, place) for reply in reversed(replies)]


def _comment(row: dict[str, str], depth: int, parent: int | None) -> Comment:
    kind = "pingback" if row.get("comment_type") in LINKS else "comment"
    markup = row.get("comment_content", "").replace("\r\n", "\n").replace("\n", "<br/>")
    try:
        blocks = blocks_of(parsed(markup)).blocks
        text = "\n\n".join(block.text or "\n".join(block.items) for block in blocks)
    except MarkupError:
        text = row.get("comment_content", "")
    author = unescape(row.get("comment_author", "")).strip() or None
    return Comment(
        author=author,
        url=row.get("comment_author_url", "").strip() or None,
        depth=depth,
        parent=parent,
        kind=kind,  # type: ignore[arg-type]
        text=(author if kind == "pingback" and author else text) or None,
    )
