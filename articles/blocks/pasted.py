"""What Word and web pages write in their own way, brought into plain HTML before it is read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from articles.footnote import MARK

NO_WORDS = ["script", "style", "template", "head", "xml", "svg", "object"]
LONGEST_AUTHOR = 255
# Tags inside of which a word goes on: "<b>W</b>ord" is one word.
WITHIN_WORDS = frozenset(
    re.split(
        " ",
        "a abbr b bdi bdo big cite code del dfn em font i ins kbd mark o:p q s samp small span "
        "strike strong sub sup tt u var wbr",
    )
)
ORDERED = re.compile(r"^\(?\s*(?:\d+|[a-z]|[ivxlc]+)[.)]", re.IGNORECASE)
LEVEL = re.compile(r"mso-list\s*:[^;]*\blevel(\d)")
NUMBER = re.compile(r"^\W*(?:\d+|[*†‡]+|[a-z]|[ivx]+)\W*$", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """A paragraph, or a line of an item in the lists that it stands in, the outermost first."""

    lists: tuple[str, ...]
    begins: bool
    html: str


def in_lists(lines: list[Line]) -> str:
    """The HTML of lines: paragraphs, and lists with the items and lists inside them."""
    html, is_open = "", []
    for line in lines:
        if line.lists and not line.begins and len(is_open) == len(line.lists):
            html += f"<br/>{line.html}"
            continue
        while is_open and (
            len(is_open) > len(line.lists) or tuple(is_open) != line.lists[: len(is_open)]
        ):
            html += f"</li></{is_open.pop()}>"
        if not line.lists:
            html += f"<p>{line.html}</p>"
            continue
        html += "</li><li>" if len(is_open) == len(line.lists) else ""
        for kind in line.lists[len(is_open) :]:
            html += f"<{kind}><li>"
            is_open.append(kind)
        html += line.html
    return html + "".join(f"</li></{kind}>" for kind in reversed(is_open))


def plain(node: Tag) -> str:
    """The words inside, with a space where another line or cell begins."""
    return " ".join("".join(_pieces(node)).split())


def _pieces(node: Tag) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, Tag):
            between = "" if child.name in WITHIN_WORDS else " "
            yield between
            yield from _pieces(child)
            yield between
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            yield str(child)


def prepared(soup: BeautifulSoup) -> BeautifulSoup:
    """Without code, and with Word's lists as lists."""
    for tag in soup.find_all(NO_WORDS):
        tag.decompose()
    for comment in soup.find_all(string=lambda text: isinstance(text, PreformattedString)):
        comment.extract()
    paragraphs = [p for p in soup.find_all("p") if _level(p)]
    runs: list[list[Tag]] = []
    for paragraph in paragraphs:
        if runs and paragraph.find_previous_sibling() is runs[-1][-1]:
            runs[-1].append(paragraph)
        else:
            runs.append([paragraph])
    for run in runs:
        _make_list(soup, run)
    return soup


def _level(paragraph: Tag) -> int:
    """How deep a paragraph of Word stands in a list; 0 where it stands in none."""
    found = LEVEL.search(str(paragraph.get("style") or ""))
    if found:
        return int(found[1])
    return int("MsoListParagraph" in " ".join(paragraph.get("class") or []))


def _make_list(soup: BeautifulSoup, paragraphs: list[Tag]) -> None:
    """Paragraphs of Word → one list, nested by their levels, without the printed signs."""
    outer = None
    stack: list[tuple[int, Tag]] = []
    for paragraph in paragraphs:
        level = _level(paragraph)
        kind = _kind(paragraph)
        while stack and stack[-1][0] > level:
            stack.pop()
        if not stack or stack[-1][0] < level:
            made = soup.new_tag(kind)
            if stack and stack[-1][1].contents:
                stack[-1][1].contents[-1].append(made)
            elif outer is not None:
                outer.append(made)
            else:
                outer = made
                paragraph.insert_before(made)
            stack.append((level, made))
        item = paragraph.extract()
        item.name, item.attrs = "li", {}
        stack[-1][1].append(item)


def _kind(paragraph: Tag) -> str:
    """Of which kind the list is, by the sign that Word printed; the sign is no word."""
    for span in paragraph.find_all("span", style=re.compile("mso-list", re.IGNORECASE)):
        sign = span.get_text().strip()
        span.decompose()
        if ORDERED.match(sign):
            return "ol"
    return "ul"


def noted(soup: BeautifulSoup) -> None:
    """Footnotes at the end, to which numbers in the text lead and which lead back → our notes."""
    names = {}
    order = {}
    for place, tag in enumerate(soup.find_all(True)):
        order[id(tag)] = place
        for name in (tag.get("id"), tag.get("name")):
            names.setdefault(name, tag)
    for link in soup.find_all("a", href=re.compile("^#.")):
        note = None if link.decomposed else _note_of(link, names)
        if note is None or note.find(MARK) or order[id(note)] < order[id(link)]:
            continue  # a way back leads to the text: that is no note
        for back in _ways_back(note):
            back.decompose()
        is_raised = link.parent.name == "sup" and plain(link.parent) == plain(link)
        holder = link.parent if is_raised else link
        made = soup.new_tag(MARK, attrs={"data-note": ""})
        holder.replace_with(made)
        made.extend(list(note.extract().contents))


def _note_of(link: Tag, names: dict) -> Tag | None:
    """The note that a number in the text leads to, without the number in front of it."""
    target = names.get(link["href"][1:])
    if target is None or target.decomposed or not NUMBER.match(plain(link)):
        return None
    own = {link.get("id"), link.get("name"), *(each.get("id") for each in link.parents)}
    holds = target.name in ("li", "div", "p", "aside", "dd")
    note = target if holds else target.find_parent(["li", "p", "div"])
    if note is None or note in link.parents:
        return None
    ways = _ways_back(note)
    # Others that lead elsewhere: several notes, or a chapter.
    return note if ways and all(way["href"][1:] in own - {None} for way in ways) else None


def _ways_back(note: Tag) -> list[Tag]:
    """The links of a note that lead to another place of the page."""
    return note.find_all("a", href=re.compile("^#."))


def attribution_of(quotation: Tag) -> str:
    """Who said it, where the quotation ends with that; it is taken out of the quotation."""
    tags = [child for child in quotation.children if isinstance(child, Tag)]
    if not tags or tags[-1].name not in ("cite", "footer", "figcaption"):
        return ""
    words = plain(tags[-1]).lstrip("—–- ")
    if not words or len(words) > LONGEST_AUTHOR:
        return ""
    tags[-1].decompose()
    return words


def rows_in(tag: Tag) -> tuple[list[list[str]], str, str] | None:
    """The cells of a table, where its heads are, its caption; None where it only makes columns."""
    rows = [row.find_all(["td", "th"], recursive=False) for row in tag.find_all("tr")]
    rows = [row for row in rows if row]
    width = max((sum(_span(cell) for cell in row) for row in rows), default=0)
    cells = [cell for row in rows for cell in row]
    if tag.find(["table", "ul", "ol", "blockquote", "iframe", MARK]) or min(len(rows), width) < 2:
        return None
    if any(len(cell.find_all("p")) > 1 for cell in cells):
        return None
    found = tag.find("caption")
    caption = plain(found) if found else ""
    known = [word for text in (caption, *map(plain, cells)) for word in text.split()]
    if len(known) != len(plain(tag).split()):
        return None  # there are words between the cells
    words = [
        [word for cell in row for word in (plain(cell), *[""] * (_span(cell) - 1))] for row in rows
    ]
    filled = [row + [""] * (width - len(row)) for row in words]
    return filled, _heads(rows), caption


def _span(cell: Tag) -> int:
    text = str(cell.get("colspan") or "1")
    return min(int(text), 50) if text.isdecimal() and int(text) else 1


def _heads(rows: list[list[Tag]]) -> str:
    has_row = all(cell.name == "th" for cell in rows[0])
    has_column = all(row[0].name == "th" for row in rows[1:])
    return {(True, True): "both", (True, False): "row", (False, True): "column"}.get(
        (has_row, has_column), "neither"
    )
