"""Lines of a header that say themselves what they hold: "Publication date: …", "© …", an address.

A label without a value holds nothing: "Published on" is no date, but the trace of one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.importing.readers.plain_text.dates import read_date

LABELS = {
    "published": (
        "published|published on|first published|publication date|date of publication|posted"
        "|posted on|date|publié le|mis en ligne le|date de publication|publicado|publicado el"
        "|publicado em|fecha|fecha de publicación|data|data de publicação|veröffentlicht"
        "|veröffentlicht am|erschienen am|datum|опубликовано|дата публикации|дата"
        "|发布日期|日期|تاريخ النشر"
    ),
    "written": "written|written on|date of writing|écrit le|escrito el|escrito em|geschrieben am",
    "delivered": "delivered|delivered on|given on|speech given on|prononcé le|pronunciado el",
    "updated": "updated|updated on|last updated|last modified|modified|mis à jour le|actualizado",
    "author": (
        "author|authors|by|written by|text by|auteur|auteure|auteurs|par|autor|autora|autores|por"
        "|verfasser|verfasserin|von|автор|авторы|作者|الكاتب"
    ),
    "translator": (
        "translated by|translation|translation by|translator|traduit par|traduction|traducción"
        "|tradução|übersetzung|übersetzt von|перевод|译者|ترجمة"
    ),
    "title": "title|titre|título|titel|заглавие",
    "language": "language|langue|idioma|sprache|язык",
    "section": "section|category|rubrique|sección|seção|rubrik|рубрика",
    "topics": "tags|topics|keywords|filed under|mots-clés|etiquetas|palabras clave|schlagwörter",
    "publication": "publication|published in|source|first published in|publié dans|quelle",
    "url": "url|link|permalink|address|web address|original",
    "rights": "rights|licence|license|droits|derechos|rechte",
    "identifier": "doi|isbn|issn",
}
DATE_FIELDS = ("published", "written", "delivered", "updated")
FIELD_BY_LABEL = {label: field for field, labels in LABELS.items() for label in labels.split("|")}
LABEL = re.compile(
    r"(?P<label>"
    + "|".join(map(re.escape, sorted(FIELD_BY_LABEL, key=len, reverse=True)))
    + r")(?![\w-])\s*(?P<colon>[:：])?\s*(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)
ADDRESS = re.compile(r"<?(?P<url>https?://[^\s<>]+)>?")
SPIP_ADDRESS = re.compile(r"spip\.php\?(?P<identifier>article\d+)\b")
SECTION = re.compile(r"[-–—]\s+(?P<section>[^-–—\n]{2,60}?)\s+[-–—]")
RIGHTS = re.compile(r"(?:copyright\b|©|\(c\)\s).*", re.IGNORECASE | re.DOTALL)
HOLDER = re.compile(
    r"(?:copyright\s*)?(?:©|\(c\))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?,?\s+)?(?:by\s+)?"
    r"(?P<holder>[^\W\d_][^\n.|]*?)\s*(?:\s[-–—|]\s.*|\.?\s*all\s+rights.*|[.,;]\s.*|\.?$)",
    re.IGNORECASE | re.DOTALL,
)


LONGEST_LINE = 400  # characters
LONGEST_VALUE = 250  # what the tables hold
LONGEST_IDENTIFIER = 120


@dataclass(frozen=True)
class Labelled:
    """What a labelled line holds: the field of the record, and the value or ""."""

    field: str
    value: str
    label: str = ""
    is_stated: bool = True


def read_label(text: str) -> Labelled | None:
    """Read a line in one of the fixed forms; None if it is none of them."""
    if len(text) > LONGEST_LINE or "\n" in text:
        return None
    address = ADDRESS.fullmatch(text)
    if address:
        return Labelled("url", address["url"])
    section = SECTION.fullmatch(text)
    if section:
        return Labelled("section", section["section"])
    if RIGHTS.fullmatch(text):
        return Labelled("rights", text)
    if read_date(text):
        return Labelled("published", text, is_stated=False)
    return _after_label(text)


def rights_holder(rights: str) -> str:
    """Who a line such as "Copyright © NAME - slogan - All rights reserved" names, or ""."""
    match = HOLDER.match(rights)
    return match["holder"].strip() if match and len(match["holder"]) <= LONGEST_VALUE else ""


def identifier_in(address: str) -> str:
    """The number under which a site made with SPIP keeps the text, as "article3502"; or ""."""
    match = SPIP_ADDRESS.search(address)
    return match["identifier"] if match else ""


def _after_label(text: str) -> Labelled | None:
    match = LABEL.fullmatch(text)
    if not match:
        return None
    field, value = FIELD_BY_LABEL[match["label"].lower()], match["value"].strip()
    is_date = field in DATE_FIELDS
    if len(value) > (LONGEST_IDENTIFIER if field == "identifier" else LONGEST_VALUE):
        return None
    if field == "url" and not ADDRESS.fullmatch(value):
        return None
    if field == "publication" and ADDRESS.fullmatch(value):
        field = "url"
    if not match["colon"]:
        # Without its colon a label may be any word: only a date, or the lack of one, shows it.
        is_trace = not value and (is_date or field in ("author", "translator"))
        if not is_trace and not (is_date and value and read_date(value)):
            return None
    if is_date and value and not read_date(value):
        return None
    return Labelled(field, value, match["label"])
