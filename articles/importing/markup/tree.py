"""HTML as a tree, within limits, and without what is no text."""

from __future__ import annotations

import re

from lxml import etree, html

DEEPEST = 200  # elements within one another; the deepest honest pages have about 60
NO_TEXT = [
    "script",
    "style",
    "noscript",
    "template",
    "form",
    "button",
    "input",
    "select",
    "textarea",
    "object",
    "applet",
    "svg",
    "math",
    "canvas",
]
# No document may hold them, and lxml refuses them.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class MarkupError(ValueError):
    """HTML that can't be read; the message is the rest of a line that names the source."""


def parsed(markup: str, keep_scripts: bool = False) -> html.HtmlElement:
    """The tree of a page or fragment, its `body` at least.

    Raises `MarkupError` where elements lie too deep in one another.
    """
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    text = CONTROLS.sub("", markup).strip() or "<p></p>"
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise MarkupError(f"its markup can't be read ({error})") from None
    if depth_of(root) > DEEPEST:
        raise MarkupError(f"its elements lie more than {DEEPEST} deep in one another")
    if not keep_scripts:
        remove(root, *NO_TEXT)
    return root


def depth_of(root: html.HtmlElement) -> int:
    """How deep elements lie in one another, at most; without recursion."""
    deepest = depth = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
        if deepest > DEEPEST:
            break
    return deepest


def remove(root: html.HtmlElement, *names: str) -> None:
    """Take elements of these names out, and leave the text that follows them."""
    for element in list(root.iter(*names)):
        if element.getparent() is not None:
            element.drop_tree()
