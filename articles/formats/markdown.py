"""A text as Markdown (CommonMark, with tables and footnotes as most programs read them)."""

import re
from xml.etree.ElementTree import Element

import yaml

from articles.formats.markup import (
    has_class,
    has_paragraphs,
    note_of,
    notes_of,
    runs,
    whole_number,
    words,
)
from articles.formats.source import DatedFact, Portable

SPECIAL = re.compile(r"([\\`*_\[\]<>~^|])")
AT_START = re.compile(r"^(\s*)([#+=-]|\d+[.)])")
LEVEL = {"h2": "##", "h3": "###", "h4": "####", "h5": "#####", "h6": "######"}
MARKS = {"strong": "**", "em": "*", "cite": "*", "sup": "^", "sub": "~", "code": "`"}


def escaped(text: str) -> str:
    """Words as Markdown, so that no sign of theirs becomes a mark."""
    return SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text))


def inline(element: Element) -> str:
    """The running text of an element on one line, marks included; hard breaks end lines."""
    parts = [escaped(element.text or "")]
    for child in element:
        parts += [_marked(child), escaped(child.tail or "")]
    return re.sub(" +", " ", "".join(parts))


def _marked(element: Element) -> str:
    if note := note_of(element):
        return f"[^{note}]"
    text = inline(element)
    if element.tag == "br":
        return "\\\n"
    if element.tag == "img":
        return f"![{escaped(element.get('alt', ''))}](<{_address(element.get('src', ''))}>)"
    bare = text.strip()
    if not bare:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    if element.tag == "a" and element.get("href", "").startswith(("http:", "https:", "mailto:")):
        bare = f"[{bare}](<{_address(element.get('href', ''))}>)"
    elif element.tag in MARKS:
        bare = f"{MARKS[element.tag]}{bare}{MARKS[element.tag]}"
    return f"{before}{bare}{after}"


def _address(address: str) -> str:
    return re.sub(r"[<>\s\\]", "", address)


def blocks(element: Element) -> list[str]:
    """The paragraphs below an element, each as Markdown."""
    written: list[str] = []
    for child in runs(element):
        written += [part for part in _block(child) if part]
    return written


def _block(element: Element) -> list[str]:
    write = WRITERS.get(element.tag)
    if write:
        return write(element)
    return blocks(element) if has_paragraphs(element) else _paragraph(element)


def _paragraph(element: Element) -> list[str]:
    lines = [AT_START.sub(r"\1\\\2", line.strip()) for line in inline(element).split("\n")]
    text = "\n".join(lines).strip().removesuffix("\\")
    return [f"**{text}**" if text and has_class(element, "speaker") else text]


def _heading(element: Element) -> list[str]:
    return [f"{LEVEL[element.tag]} {inline(element).replace(chr(92) + chr(10), ' ').strip()}"]


def _quoted(element: Element) -> list[str]:
    text = "\n\n".join(blocks(element))
    return ["\n".join(f"> {line}".rstrip() for line in text.split("\n"))] if text else []


def _list(element: Element) -> list[str]:
    items = []
    number = whole_number(element.get("start", ""))
    for item in element:
        number = whole_number(item.get("value", ""), number)
        mark = f"{number}." if element.tag == "ol" else "-"
        text = "\n\n".join(blocks(item))
        indent = " " * (len(mark) + 1)
        items.append(
            f"{mark} "
            + "\n".join(indent + line if line else "" for line in text.split("\n")).strip()
        )
        number += 1
    return ["\n".join(items)]


def _table(element: Element) -> list[str]:
    caption = element.find("caption")
    rows = [[_cell(cell) for cell in row if cell.tag in ("td", "th")] for row in element.iter("tr")]
    width = max((len(row) for row in rows), default=0)
    if not width:
        return _paragraph(caption) if caption is not None else []
    has_head = any(cell.tag == "td" for cell in element.iter()) and all(
        cell.tag == "th" for cell in next(element.iter("tr"))
    )
    if not has_head:
        rows.insert(0, [""] * width)
    rows = [row + [""] * (width - len(row)) for row in rows]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * width)
    head = _paragraph(caption) if caption is not None and words(caption) else []
    return [*head, "\n".join(lines)]


def _cell(element: Element) -> str:
    text = " ".join(blocks(element)) if has_paragraphs(element) else inline(element)
    return re.sub(r"\\?\n", " ", text).strip()


def _section(element: Element) -> list[str]:
    """The notes at the end, each where programs look for it; other sections are what they hold."""
    if not has_class(element, "footnotes"):
        return blocks(element) if has_paragraphs(element) else _paragraph(element)
    notes = []
    for name, note in notes_of(element).items():
        text = "\n\n".join(blocks(note)).replace("\n", "\n    ")
        notes.append(f"[^{name}]: {text}")
    return notes


WRITERS = {
    **dict.fromkeys(LEVEL, _heading),
    "hr": lambda element: ["---"],
    "p": _paragraph,
    "pre": _paragraph,
    "section": _section,
    "blockquote": _quoted,
    "ul": _list,
    "ol": _list,
    "table": _table,
}


def front_matter(text: Portable) -> str:
    """What is known of the text, as YAML; what is not known is left out."""
    data = {
        "title": text.title,
        "kicker": text.kicker,
        "summary": text.standfirst,
        "language": text.language,
        "issued_by": text.issued_by,
        "signed_by": [
            {"name": each.name, "role": each.role, "affiliations": each.affiliations}
            if each.affiliations
            else {"name": each.name, "role": each.role}
            for each in text.signatures
        ],
        "dates": [_dated(fact) for fact in text.dates],
        "rights": text.rights,
        "publisher": text.publisher,
        "address": text.address,
        "original": text.original_address,
        "topics": text.topics,
        "version": text.version,
        "published_here": text.published_at[:10],
        "superseded": text.is_superseded,
        "hash": text.text_hash,
        "corrections": [{"date": day, "note": note} for day, note in text.notices],
    }
    known = {name: value for name, value in data.items() if value not in ("", [], False)}
    return yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=1000)


def _dated(fact: DatedFact) -> dict[str, str]:
    known = {"kind": fact.key, "date": fact.edtf, "where": fact.place, "address": fact.address}
    return {name: value for name, value in known.items() if value}


def markdown(text: Portable) -> bytes:
    """The whole file, in UTF-8."""
    parts = [f"---\n{front_matter(text)}---", f"# {escaped(text.title).strip()}"]
    if text.standfirst:
        parts.append(escaped(text.standfirst).strip())
    if text.body is None:
        if text.original_address:
            parts.append(f"<{text.original_address}>")
    else:
        parts += blocks(text.body)
    if text.author_note:
        parts.append(escaped(text.author_note).strip())
    return ("\n\n".join(parts) + "\n").encode()
