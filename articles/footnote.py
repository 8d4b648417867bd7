"""Notes written in the text: where they stand, what they say, their numbers.

In a stored rich text a note is `<small>…</small>` at the place of its reference. Draftail cuts it
up where a mark or a link begins inside of it; `gathered` puts the pieces together again.
"""

import itertools
import re
from collections.abc import Iterator

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

MARK = "small"
NOTE = re.compile(rf"<{MARK}>(.*?)</{MARK}>", re.DOTALL)

_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"<(/?)([a-z0-9]+)", re.IGNORECASE)
_INLINE = {"a", "b", "strong", "i", "em", "sup", "sub", "code", MARK}
_BLANK = re.compile(r"(?:\s|&nbsp;|\u200b|<br\s*/?>)*")

# A tag that is open, with its place, so that two links beside each other stay two.
Open = tuple[int, str, str]
Run = tuple[str, tuple[Open, ...]]


def has_note(html: str) -> bool:
    """Whether a rich text has notes."""
    return f"<{MARK}" in html


def gathered(html: str) -> str:
    """The rich text with each note in one piece, marks and links inside of it."""
    if not has_note(html):
        return html
    done: list[str] = []
    runs: list[Run] = []
    is_open: tuple[Open, ...] = ()
    for place, piece in enumerate(_TAG.split(html)):
        match = _NAME.match(piece)
        name = match[2].lower() if match else ""
        if name in _INLINE:
            is_open = _closed(is_open, name) if match[1] else (*is_open, (place, name, piece))
        elif piece and (not match or name == "br"):
            runs.append((piece, is_open))
        elif piece:
            done += [*_written(runs), piece]
            runs = []
    return "".join([*done, *_written(runs)])


def _closed(is_open: tuple[Open, ...], name: str) -> tuple[Open, ...]:
    """The tags still open after one of that name has ended."""
    for index in range(len(is_open) - 1, -1, -1):
        if is_open[index][1] == name:
            return is_open[:index] + is_open[index + 1 :]
    return is_open


def _is_in_note(run: Run) -> bool:
    return any(name == MARK for _place, name, _tag in run[1])


def _written(runs: list[Run]) -> Iterator[str]:
    for is_note, group in itertools.groupby(runs, key=_is_in_note):
        html = with_tags(group)
        yield f"<{MARK}>{html}</{MARK}>" if is_note else html


def with_tags(runs: Iterator[Run]) -> str:
    """Runs of text with the tags that they stand in, each opened and closed in order."""
    done, now = [], []
    for text, tags in runs:
        wanted = [tag for tag in tags if tag[1] != MARK]
        common = 0
        while now[common : common + 1] == wanted[common : common + 1] != []:
            common += 1
        done += [f"</{name}>" for _place, name, _tag in reversed(now[common:])]
        done += [tag for _place, _name, tag in wanted[common:]]
        done.append(text)
        now = wanted
    return "".join([*done, *(f"</{name}>" for _place, name, _tag in reversed(now))])


def has_blank_note(html: str) -> bool:
    """Whether a note of the rich text says nothing."""
    if re.search(rf"<{MARK}>(?:<[^>]+>)*</{MARK}>", html):
        return True
    return any(
        _BLANK.fullmatch(re.sub(r"</?[a-z]+[^>]*>", "", note))
        for note in NOTE.findall(gathered(html))
    )


def spaced(html: str) -> str:
    """The rich text with a space before each note, so that it does not run into its word."""
    return html.replace(f"<{MARK}>", f" <{MARK}>")


def numbered(html: str, prefix: str = "") -> SafeString:
    """HTML with gathered notes → numbers that lead to the notes, and the notes at its end.

    `prefix` keeps the addresses of several texts on one page apart.
    """
    notes: list[str] = []

    def reference(match: re.Match[str]) -> str:
        words = match[1].strip()
        if _BLANK.fullmatch(words):
            return ""
        notes.append(words)
        return format_html(
            '<sup class="noteref"><a href="#{0}note-{1}" id="{0}noteref-{1}" '
            'role="doc-noteref">{1}</a></sup>',
            prefix,
            len(notes),
        )

    html = NOTE.sub(reference, html)
    if notes:
        html += _list(notes, prefix)
    return mark_safe(html)


def _list(notes: list[str], prefix: str) -> str:
    items = "\n".join(
        format_html(
            '<li id="{0}note-{1}">{2} <a href="#{0}noteref-{1}" class="noteback" '
            'role="doc-backlink" aria-label="{3}">↩</a></li>',
            prefix,
            number,
            mark_safe(words),
            _("Back to the text, note %(number)s") % {"number": number},
        )
        for number, words in enumerate(notes, start=1)
    )
    return format_html(
        '\n<section class="footnotes" role="doc-endnotes" aria-label="{}">\n<ol>\n{}\n</ol>\n'
        "</section>",
        _("Notes"),
        mark_safe(items),
    )
