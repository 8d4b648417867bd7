"""What a web page has around its text: teasers, share buttons, forms, pop-ups.

A line counts as furniture only if it says nothing else. From the first that only stands after
texts everything up to the end is furniture, except a thread of comments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.importing.readers.plain_text.lines import Paragraph

LONGEST_MARKER = 200
COMMENT_COUNT = re.compile(
    r"(?P<number>\d+|no)\s+(?:comments?|responses?|replies|commentaires?|comentarios?|kommentare?)"
    r"(?:\s+(?:to|on|sur|zu)\s.*)?",
    re.IGNORECASE,
)
_KINDS = {
    "latest articles": r"""
        (?:latest|recent|related|popular|featured|more)\s+(?:articles?|posts?|news|stories)
            (?:\s+(?:from|by|in|on)\s.{1,40})?
        |(?:derniers|autres)\s+articles|articles\s+(?:récents|liés|similaires)
        |(?:últimos|más)\s+artículos|artículos\s+relacionados|artigos\s+relacionados
        |(?:neueste|weitere|ähnliche)\s+(?:artikel|beiträge)
        |you\s+(?:may|might)\s+also\s+(?:like|enjoy).*|read\s+(?:next|more)|à\s+lire\s+aussi""",
    "share": r"""
        (?:share|tweet|print|e-?mail)(?:\s+(?:this|it))?(?:\s+(?:article|post|page|story))?
            (?:\s+(?:on|via|with)\s+\S+(?:\s+\S+)?)?
        |partager(?:\s.{1,30})?|compartir(?:\s.{1,30})?|(?:teilen|drucken)
        |like\s+this|follow\s+us(?:\s.{1,30})?""",
    "reply form": r"""
        leave\s+a\s+(?:reply|comment)|post\s+a\s+comment|write\s+a\s+comment|cancel\s+reply|submit
        |laisser\s+un\s+commentaire|deja\s+un\s+comentario|schreibe\s+einen\s+kommentar
        |avatar\s+placeholder|your\s+e-?mail\s+address\s+will\s+not\s+be\s+published.*
        |required\s+fields.*|this\s+site\s+uses\s+akismet.*|save\s+my\s+name.*|comments\s+are\s+closed
        |add\s+a\s+comment""",
    "navigation": r"""
        (?:previous|next|older|newer)\s+(?:posts?|articles?|page|story)(?:\s*:.*)?
        |(?:article|entrada)\s+(?:précédent|suivant|anterior|siguiente)(?:\s*:.*)?""",
    "menu": r"""
        skip\s+to\s+(?:main\s+)?content|main\s+menu|menu|toggle\s+navigation|search|back\s+to\s+top
        |home(?:\s*[>»/›].*)?|you\s+are\s+here.*""",
    "newsletter": r"""
        subscribe(?:\s+to\s.{1,40})?|sign\s+up(?:\s.{1,40})?|join\s+our\s+mailing\s+list.*|newsletter""",
    "pop-up": r".*\b(?:pop-?up|we\s+use\s+cookies|cookie\s+policy|accept\s+(?:all\s+)?cookies)\b.*",
}
KINDS = {kind: re.compile(pattern, re.IGNORECASE | re.VERBOSE) for kind, pattern in _KINDS.items()}
# These end a text wherever they stand; a button or an offer can also interrupt one.
AFTER_TEXTS = ("latest articles", "comment count", "reply form", "navigation")
MARK = re.compile(r"[\s!:*→←»«…]+$")


def furniture_kind(text: str) -> str | None:
    """What kind of furniture a paragraph is by its own words; None if it is not."""
    if len(text) > LONGEST_MARKER or "\n" in text:
        return None
    bare = MARK.sub("", text)
    if COMMENT_COUNT.fullmatch(bare) or bare.lower() in (
        "comments",
        "commentaires",
        "comentarios",
        "kommentare",
    ):
        return "comment count"
    for kind, pattern in KINDS.items():
        if pattern.fullmatch(bare) or pattern.fullmatch(text):
            return kind
    return None


def comments_announced(text: str) -> int:
    """How many comments a line such as "3 Comments" announces."""
    match = COMMENT_COUNT.fullmatch(MARK.sub("", text))
    return int(match["number"]) if match and match["number"].isdigit() else 0


def tail_begins(paragraphs: Sequence[Paragraph]) -> int:
    """The index at which the furniture after the text begins; the length if there is none.

    It begins with what only stands after texts, and with the buttons right before that. What
    follows must be less than what went before, or the text would be thrown away.
    """
    before, after = 0, sum(len(paragraph.text) for paragraph in paragraphs)
    begins = len(paragraphs)
    for index, paragraph in enumerate(paragraphs):
        if after < before and furniture_kind(paragraph.text) in AFTER_TEXTS:
            begins = index
            break
        before, after = before + len(paragraph.text), after - len(paragraph.text)
    while begins > 0 and furniture_kind(paragraphs[begins - 1].text):
        begins -= 1
    return begins


def sorted_by_kind(tail: Sequence[Paragraph]) -> list[tuple[str, Paragraph]]:
    """The paragraphs of a tail, each with its own kind or that of the one before it.

    The short line above a pop-up is its heading.
    """
    kinds: list[str] = []
    for paragraph in tail:
        kinds.append(furniture_kind(paragraph.text) or (kinds[-1] if kinds else "furniture"))
    for index in range(1, len(tail)):
        above = tail[index - 1].text
        if kinds[index] == "pop-up" and furniture_kind(above) is None and len(above) < 60:
            kinds[index - 1] = "pop-up"
    return list(zip(kinds, tail, strict=True))
