"""Finds the text of a page among what stands around it.

Two libraries that go about it in different ways look at the page. The tree is readability's,
which keeps quotations and figures; where the two differ much, an editor is told, and where
readability found next to nothing, the other's is taken.
"""

from __future__ import annotations

import copy
import logging
from collections import Counter
from typing import Any

import trafilatura
from lxml import html
from readability import Document

from articles.importing.record import Finding

ALIKE = 0.75  # share of words that two extractions have in common, below which an editor is told
FEWEST = 0.35  # share of the other's words, below which readability has missed the text
SHORT = 400  # characters: a page of so few words is one text
PICTURES = ("figure", "img", "picture")


def extract(root: html.HtmlElement) -> tuple[html.HtmlElement, list[Finding]]:
    """The element that holds the text, and what an editor should know of how it was found."""
    page = html.tostring(root, encoding="unicode")
    first = _readability(page)
    second = _trafilatura(page)
    if second is None:
        return first, []
    ours, theirs = _count(first), _count(second)
    share = _alike(ours, theirs)
    if sum(ours.values()) < FEWEST * sum(theirs.values()):
        evidence = "one of two ways to find the text found next to nothing; the other is used"
        return second, [Finding("probable", "body", None, None, None, evidence)]
    _bring_back_pictures(root, first)
    if share >= ALIKE:
        return first, []
    evidence = f"two ways to find the text have {share:.0%} of its words in common"
    return first, [Finding("probable", "body", None, None, None, evidence)]


def _readability(page: str) -> html.HtmlElement:
    logging.getLogger("readability").setLevel(logging.CRITICAL)
    try:
        summary = Document(page).summary(html_partial=True)
        return html.fragment_fromstring(summary, create_parent="div")
    except Exception:  # a page without words makes it fail in many ways
        return html.fragment_fromstring("", create_parent="div")


def _trafilatura(page: str) -> html.HtmlElement | None:
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = trafilatura.extract(
        page, output_format="html", include_comments=False, include_tables=True
    )
    if not found:
        return None
    tree = html.document_fromstring(found)
    return tree.find("body") if tree.find("body") is not None else tree


def _count(element: html.HtmlElement) -> Counter:
    return Counter(" ".join(element.itertext()).casefold().split())


def _alike(ours: Counter, theirs: Counter) -> float:
    common = sum((ours & theirs).values())
    total = sum(ours.values()) + sum(theirs.values())
    return 2 * common / total if total else 1.0


def _bring_back_pictures(root: html.HtmlElement, found: html.HtmlElement) -> None:
    """Captions that readability left out, from the figure with the same picture in the page."""
    figures = {}
    for figure in root.iter("figure"):
        for image in figure.iter("img"):
            if image.get("src"):
                figures.setdefault(image.get("src"), figure)
    for image in list(found.iter("img")):
        figure = figures.get(image.get("src"))
        if figure is None or any(parent.tag == "figure" for parent in image.iterancestors()):
            continue
        caption = figure.find(".//figcaption")
        if caption is not None and "".join(caption.itertext()).strip():
            _captioned(image, caption)


def _captioned(image: Any, caption: Any) -> None:
    figure = html.Element("figure")
    figure.tail, image.tail = image.tail, None
    image.getparent().replace(image, figure)
    figure.append(image)
    copied = copy.deepcopy(caption)
    copied.tail = None
    figure.append(copied)
