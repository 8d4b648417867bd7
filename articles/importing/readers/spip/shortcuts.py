"""SPIP's typographical shortcuts, as HTML.

Written from SPIP's documentation of its shortcuts. What must stay as it is (code) is set aside
first; then come the shortcuts that begin a line, then those within one, the longest first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape

from articles.importing.readers.spip.lines import structured

ASIDE = "\x1a{}\x1a"
LITERAL = re.compile(
    r"<(?P<tag>code|cadre|math|script|html|style)\b[^>]*>(?P<inner>.*?)</(?P=tag)>", re.S | re.I
)
FENCED = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*\n(?P<inner>.*?)\n(?P=fence)[ \t]*$", re.S | re.M
)
BRACKETED = re.compile(r"<(?P<address>https?://[^\s<>\"]+)>")
MULTI = re.compile(r"<multi>(?P<inner>.*?)</multi>", re.S | re.I)
NOTE = re.compile(r"\[\[(?P<inner>(?:(?!\[\[|\]\]).)*(?:\]\]\](?!\])|\]\]))", re.S)
LINK = re.compile(r"\[(?P<text>[^\[\]]*?)-+>\s*(?P<address>[^\]]*?)\s*\]", re.S)
GLOSSARY = re.compile(r"\[\?(?P<term>[^\]|{}\n]+)(?:\|[^\]]*)?\]")
ANCHOR = re.compile(r"\[(?P<name>#?[\w/.-]+)<-\]")
ALIGNED = re.compile(r"\[\|(.*?)\|\]|\[/(.*?)/\]|\[\((.*?)\)\]", re.S)
TITLE = re.compile(
    r"\{\{\{[*]*\s*(?P<a>.*?)\s*[*]*\}\}\}|\{(?P<level>[2-6])\{\s*(?P<b>.*?)\s*\}(?P=level)\}",
    re.DOTALL,
)
STRONG = re.compile(r"\{\{(?P<words>(?:[^{}]|\{[^{}]*\})+?)\}\}")
EMPHASIS = re.compile(r"\{(?P<words>[^{}\x1a]*(?:\x1a\d+\x1a[^{}\x1a]*)*)\}")
DOCUMENT = re.compile(
    r"<(?P<kind>img|doc|emb|image|document|audio|video|embed)(?P<id>\d+)(?:\|[^>]*)?>", re.I
)
QUOTE = re.compile(r"<quote\b[^>]*>(?P<inner>.*?)</quote>", re.S | re.I)
VERSE = re.compile(r"<(?:poesie|poetry)\b[^>]*>(?P<inner>.*?)</(?:poesie|poetry)>", re.S | re.I)
KINDS = "art|article|rub|rubrique|br|breve|aut|auteur|mot|doc|document|site"
INTERNAL = re.compile(rf"(?:(?P<kind>{KINDS})\s*)?(?P<id>\d+)(?P<anchor>#\S*)?", re.I)
PAGES = {
    "art": "article", "rub": "rubrique", "br": "breve", "aut": "auteur", "doc": "document",
}  # fmt: skip


@dataclass
class Converted:
    """The HTML of a text, its notes in order, and what it names but doesn't hold."""

    html: str = ""
    notes: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)


def convert(text: str, language: str | None = None) -> Converted:
    """A text in SPIP's shortcuts as HTML; `language` chooses among texts in several."""
    made = Converted()
    kept: list[str] = []

    def keep(markup: str) -> str:
        kept.append(markup)
        return ASIDE.format(len(kept) - 1)

    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x1a", "")
    text = FENCED.sub(lambda match: f"<code>\n{match['inner']}\n</code>", text)
    text = LITERAL.sub(lambda match: keep(_literal(match)), text)
    text = BRACKETED.sub(r"&lt;[->\g<address>]&gt;", text)
    text = MULTI.sub(lambda match: _in_language(match["inner"], language, made), text)
    text = DOCUMENT.sub(lambda match: keep(_document(match, made)), text)
    text = _notes(text, made)
    made.html = _restored(_body(text), kept)
    made.notes = [_restored(_inline(note.strip()), kept) for note in made.notes]
    return made


def _restored(html: str, kept: list[str]) -> str:
    for _round in range(3):  # what was set aside may hold what was set aside before
        html = re.sub("\x1a(\\d+)\x1a", lambda match: kept[int(match[1])], html)
    return html


def _literal(match: re.Match) -> str:
    tag, inner = match["tag"].lower(), match["inner"]
    if tag == "html":
        return inner
    if tag in ("script", "style"):
        return ""
    if tag == "cadre" or (tag == "code" and "\n" in inner.strip("\n")):
        return "\n\n<pre>" + escape(inner.strip("\n"), quote=False) + "</pre>\n\n"
    return "<code>" + escape(inner, quote=False) + "</code>"


def _in_language(inner: str, language: str | None, made: Converted) -> str:
    parts = re.split(r"\[([a-z_]{2,10})\]", inner)
    texts = dict(zip(parts[1::2], parts[2::2], strict=True))
    if not texts:
        return inner
    chosen = language if language in texts else next(iter(texts))
    made.languages += [each for each in texts if each != chosen and each not in made.languages]
    return (parts[0] + texts[chosen]).strip()


def _document(match: re.Match, made: Converted) -> str:
    made.documents.append(match["id"])
    return f'<img src="spip:document{match["id"]}" alt=""/>'


def _notes(text: str, made: Converted) -> str:
    def note(match: re.Match) -> str:
        inner = match["inner"]
        inner = inner[:-2] if inner.endswith("]]") else inner
        named = re.match(r"\s*<(?P<name>[^<>\n]{0,20})>\s*", inner)
        is_named = named is not None and not named["name"].startswith(("a ", "i", "b", "/"))
        if named is not None and (is_named or named["name"] in ("a", "b", "i")):
            inner, label = inner[named.end() :], named["name"]
        else:
            label = str(1 + sum(1 for _each in made.notes))
        made.notes.append(inner)
        return f"<sup>[{escape(label)}]</sup>" if label else ""

    for _round in range(3):
        text, changed = NOTE.subn(note, text)
        if not changed:
            break
    return text


def _body(text: str) -> str:
    text = VERSE.sub(_verse, text)
    for _round in range(4):
        text, changed = QUOTE.subn(_quote, text)
        if not changed:
            break
    text = TITLE.sub(_title, text)
    text = re.sub(r"\n-{4,}[ \t]*(?=\n|$)|\n_{4,}[ \t]*(?=\n|$)", "\n\n<hr/>\n\n", "\n" + text)
    return structured(text, _inline)


def _verse(match: re.Match) -> str:
    lines = match["inner"].strip("\n").split("\n")
    return (
        '\n\n<blockquote class="poesie">'
        + "".join(f"<div>{line.strip()}</div>" for line in lines)
        + "</blockquote>\n\n"
    )


def _quote(match: re.Match) -> str:
    return f"\n\n<blockquote>\n\n{match['inner'].strip()}\n\n</blockquote>\n\n"


def _title(match: re.Match) -> str:
    level = int(match["level"] or 2)
    if match["level"]:
        level += 1  # {2{…}2} stands below {{{…}}}
    words = match["a"] if match["a"] is not None else match["b"]
    return f"\n\n<h{level}>{words}</h{level}>\n\n"


def _inline(text: str) -> str:
    text = ANCHOR.sub("", text)
    text = GLOSSARY.sub(lambda match: match["term"].strip(), text)
    text = LINK.sub(_link, text)
    for _round in range(3):
        text = STRONG.sub(r"<strong>\g<words></strong>", text)
        text = EMPHASIS.sub(r"<em>\g<words></em>", text)
    text = re.sub(
        r"\[\|(.*?)\|\]|\[/(.*?)/\]|\[\((.*?)\)\]",
        lambda m: m[1] or m[2] or m[3] or "",
        text,
        flags=re.S,
    )
    return text.replace("~", "\u00a0")


def _link(match: re.Match) -> str:
    words, address = match["text"].strip(), match["address"].strip()
    words = re.split(r"\||(?<=\w)\{[a-z_]{2,10}\}$", words)[0]
    internal = INTERNAL.fullmatch(address)
    if internal:
        kind = (internal["kind"] or "article").lower()
        address = f"spip.php?{PAGES.get(kind, kind)}{internal['id']}{internal['anchor'] or ''}"
    return f'<a href="{escape(address)}">{words or escape(address)}</a>'
