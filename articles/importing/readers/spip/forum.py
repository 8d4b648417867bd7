"""The forum of SPIP: what readers wrote below articles, as threads."""

from __future__ import annotations

from collections import Counter

from articles.importing.markup import blocks_of, parsed
from articles.importing.readers.spip.shortcuts import convert
from articles.importing.readers.spip.tables import Row
from articles.importing.record import Comment

PUBLIC = "publie"


def threads(rows: list[Row]) -> tuple[dict[str, tuple[Comment, ...]], dict[str, Counter]]:
    """The public comments of each article in the order of replies, and the others counted."""
    left_out: dict[str, Counter] = {}
    children: dict[str, list[Row]] = {}
    public = {row.get("id_forum") for row in rows if row.get("statut") == PUBLIC}
    roots: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: (row.get("date_heure", ""), row.get("id_forum", ""))):
        article = row.get("id_objet") or row.get("id_article") or ""
        if row.get("objet", "article") != "article":
            continue
        if row.get("statut") != PUBLIC:
            left_out.setdefault(article, Counter())[row.get("statut") or "unknown"] += 1
        elif row.get("id_parent", "0") in public:
            children.setdefault(row["id_parent"], []).append(row)
        else:
            roots.setdefault(article, []).append(row)
    return {article: _thread(found, children) for article, found in roots.items()}, left_out


def _thread(roots: list[Row], children: dict[str, list[Row]]) -> tuple[Comment, ...]:
    comments: list[Comment] = []
    waiting: list[tuple[Row, int, int | None]] = [(row, 0, None) for row in reversed(roots)]
    seen: set[str] = set()
    while waiting:
        row, depth, parent = waiting.pop()
        number = row.get("id_forum", "")
        if number in seen:
            continue
        seen.add(number)
        comments.append(_comment(row, depth, parent))
        place = len(comments) - 1
        replies = children.get(number, [])
        waiting += [(reply, depth + 1, place) for reply in reversed(replies)]
    return tuple(comments)


def _comment(row: Row, depth: int, parent: int | None) -> Comment:
    blocks = blocks_of(parsed(convert(row.get("texte", "")).html)).blocks
    text = "\n\n".join(block.text or "\n".join(block.items) for block in blocks)
    return Comment(
        author=row.get("auteur") or None,
        url=row.get("url_site") or None,
        depth=depth,
        parent=parent,
        text=text or None,
    )
