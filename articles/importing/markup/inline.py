"""Words within a paragraph: as plain text, and with the few marks that rich text keeps."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import escape

MARKS = {
    "b": "b", "strong": "b", "i": "i", "em": "i", "cite": "i", "dfn": "i", "var": "i",
    "sup": "sup", "sub": "sub",
}  # fmt: skip
SAFE_ADDRESS = re.compile(r"(?:https?:|mailto:|tel:|/|\?|[\w./-]+(?:$|[?#]))", re.IGNORECASE)
SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass
class Words:
    """A run of words that grows: plain in `text`, with marks in `markup`.

    White space is one blank, as a browser shows it; "\\n" is a line break that the source sets.
    """

    pieces: list[str] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)

    def add(self, words: str | None, keeps_lines: bool = False) -> None:
        """Append words of the source."""
        if not words:
            return
        if keeps_lines:
            for number, line in enumerate(words.replace("\r\n", "\n").split("\n")):
                if number:
                    self.break_line()
                self._append(line)
            return
        words = SPACE.sub(" ", words)
        if words.startswith(" ") and self._ends_blank():
            words = words[1:]
        self._append(words)

    def _append(self, words: str) -> None:
        self.pieces.append(words)
        self.marked.append(escape(words))

    def _ends_blank(self) -> bool:
        last = next((piece for piece in reversed(self.pieces) if piece), "\n")
        return last[-1] in " \n"

    def break_line(self) -> None:
        """A line break that the source sets."""
        self.pieces.append("\n")
        self.marked.append("<br/>")

    def mark(self, markup: str) -> None:
        """A tag of our own; it has no words."""
        self.marked.append(markup)

    @property
    def text(self) -> str:
        lines = "".join(self.pieces).split("\n")
        return "\n".join(line.strip(" ") for line in lines).strip("\n ")

    @property
    def markup(self) -> str:
        return _trimmed("".join(self.marked))

    def __bool__(self) -> bool:
        return bool(self.text.strip())


def _trimmed(markup: str) -> str:
    return re.sub(r"^(?:\s|<br/>)+|(?:\s|<br/>)+$", "", markup)


def tags_of(element: Any) -> tuple[str, str]:
    """The opening and the closing tag that rich text has for an element; empty where none."""
    if element.tag == "a":
        address = (element.get("href") or "").strip()
        if address and not address.startswith("#") and SAFE_ADDRESS.match(address):
            return f'<a href="{escape(address)}">', "</a>"
        return "", ""
    name = MARKS.get(element.tag) or _styled(element.get("style") or "")
    return (f"<{name}>", f"</{name}>") if name else ("", "")


def _styled(style: str) -> str:
    """Word processors and visual editors say it by style."""
    style = style.replace(" ", "").lower()
    if re.search(r"font-weight:(?:bold|[6-9]00)", style):
        return "b"
    return "i" if "font-style:italic" in style else ""
