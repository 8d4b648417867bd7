"""The shortcuts of SPIP that begin a line: lists, tables, line breaks, and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable

ITEM = re.compile(r"-(?P<marks>[*#]+)[ \t]*(?P<words>.*)")
HYPHEN = re.compile(r"-+[ \t]+(?=\S)")
TABLE = re.compile(r"\|.*\|[ \t]*$")
TABLE_HEAD = re.compile(r"\|\|(?P<caption>[^|]*)\|?(?P<summary>[^|]*)\|\|[ \t]*$")
BLOCK = re.compile(
    r"</?(?:h[1-6]|hr|blockquote|div|p|ul|ol|li|table|tr|td|th|pre|figure|section|center|form|dl|dt|dd)\b",
    re.IGNORECASE,
)
BREAK = re.compile(r"_[ \t]+")
Inline = Callable[[str], str]


def structured(text: str, inline: Inline) -> str:
    """The paragraphs, lists and tables of a text whose blocks stand apart already."""
    made = []
    for part in re.split(r"\n[ \t]*\n", text):
        part = part.strip("\n")
        if part.strip():
            made.append(_part(part, inline))
    return "\n".join(made)


def _part(part: str, inline: Inline) -> str:
    """One run of lines without a blank one: words, lists and tables may follow one another."""
    made: list[str] = []
    words: list[str] = []
    items: list[tuple[str, str]] = []
    rows: list[str] = []

    def flush() -> None:
        if words:
            made.append(_paragraph(words, inline))
            words.clear()
        if items:
            made.append(_list(items, inline))
            items.clear()
        if rows:
            made.append(_table(rows, inline))
            rows.clear()

    for line in part.split("\n"):
        item = ITEM.match(line.strip())
        if item:
            if words or rows:
                flush()
            items.append((item["marks"], item["words"]))
        elif TABLE.match(line.strip()) and line.strip().startswith("|"):
            if words or items:
                flush()
            rows.append(line.strip())
        elif items and line.strip() and not BLOCK.match(line.strip()):
            items[-1] = (items[-1][0], items[-1][1] + "\n" + line.strip())
        else:
            if items or rows:
                flush()
            words.append(line)
    flush()
    return "\n".join(made)


def _paragraph(lines: list[str], inline: Inline) -> str:
    lines = [HYPHEN.sub("– ", BREAK.sub("", line, count=1), count=1) for line in lines]
    text = inline("\n".join(lines))
    if BLOCK.match(text.strip()):
        return text
    return "<p>" + re.sub(r"\n(?!\s*$)", "<br/>\n", text.strip()) + "</p>"


def _list(items: list[tuple[str, str]], inline: Inline) -> str:
    """Items by the depth and kind of their marks, nested in one another."""
    html: list[str] = []
    open_lists: list[str] = []
    for marks, words in items:
        depth = len(marks)
        tag = "ol" if marks[-1] == "#" else "ul"
        while len(open_lists) > depth:
            html.append(f"</li></{open_lists.pop()}>")
        if len(open_lists) == depth:
            html.append("</li>")
            if open_lists[-1] != tag:
                html.append(f"</{open_lists.pop()}>")
        while len(open_lists) < depth:
            html.append(f"<{tag}>" if len(open_lists) == depth - 1 else f"<{tag}><li>")
            open_lists.append(tag)
        text = BREAK.sub("", inline(words.strip()))
        html.append("<li>" + re.sub(r"\n(?:_[ \t]+)?", "<br/>", text))
    while open_lists:
        html.append(f"</li></{open_lists.pop()}>")
    return "".join(html)


def _table(rows: list[str], inline: Inline) -> str:
    caption = ""
    made = []
    for row in rows:
        head = TABLE_HEAD.match(row)
        if head and not made:
            caption = f"<caption>{inline(head['caption'].strip())}</caption>"
            continue
        cells = [cell.strip() for cell in row.strip().strip("|").split("|")]
        is_head = not made and all(re.fullmatch(r"\{\{.*\}\}", cell) or not cell for cell in cells)
        tag = "th" if is_head and any(cells) else "td"
        if tag == "th":
            cells = [cell.removeprefix("{{").removesuffix("}}") for cell in cells]
        made.append("<tr>" + "".join(f"<{tag}>{inline(c)}</{tag}>" for c in cells) + "</tr>")
    return f"<table>{caption}{''.join(made)}</table>"
