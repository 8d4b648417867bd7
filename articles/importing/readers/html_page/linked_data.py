"""The JSON-LD of a page: what it says of the text, by schema.org's words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

TEXTS = frozenset(
    [
        "Article", "NewsArticle", "BlogPosting", "Report", "ScholarlyArticle", "OpinionNewsArticle",
        "AnalysisNewsArticle", "ReportageNewsArticle", "ReviewNewsArticle", "TechArticle",
        "SocialMediaPosting", "LiveBlogPosting", "CreativeWork", "Book", "Review", "Interview",
    ]
)  # fmt: skip
DEEPEST = 12
WRAPPING = re.compile(r"^\s*(?://)?\s*(?:<!\[CDATA\[|<!--)|(?://)?\s*(?:\]\]>|-->)\s*$")


def text_of(root: Any) -> dict[str, Any]:
    """The first object that describes a text; empty where none does or none can be read."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(WRAPPING.sub("", "".join(script.itertext())), strict=False)
        except (ValueError, RecursionError):
            continue
        for each in objects(data):
            if TEXTS & set(listed(each.get("@type"))) and (
                each.get("headline") or each.get("name")
            ):
                return each
    return {}


def objects(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """All objects in it, the outer ones first."""
    if depth > DEEPEST:
        return
    if isinstance(data, dict):
        yield data
        data = [data.get("@graph"), data.get("mainEntity"), data.get("mainEntityOfPage")]
    if isinstance(data, list):
        for each in data:
            yield from objects(each, depth + 1)


def listed(value: Any) -> list[Any]:
    """A value as a list, however many it is."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def words(value: Any) -> str | None:
    """A value as words: itself, or the name of the object that it is."""
    for each in listed(value):
        if isinstance(each, dict):
            each = each.get("name") or each.get("@value")
        if isinstance(each, str) and each.strip():
            return each.strip()
    return None


def names(value: Any) -> list[str]:
    """The names in it; addresses are none."""
    found = (words(each) for each in listed(value))
    return [name for name in found if name and not name.startswith(("http:", "https:"))]
