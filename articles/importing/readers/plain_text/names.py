"""Names of persons as a byline or an author note writes them, with their affiliations."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Small words inside names: de la Cruz, von der Leyen, bin Ali, Costa e Silva.
PARTICLE = re.compile(
    r"al|bin|das?|de|del|della|der|di|dos?|du|e|el|ibn|las?|le|los|ten|van|von|y|zu", re.IGNORECASE
)
# A part of a byline with one of these is no person.
ORGANISATION = re.compile(
    r"\b(?:alliance|alternative|assembly|association|body|branch|campaign|centre|center|collective"
    r"|commission|committee|congress|council|executive|federation|front|group|institute"
    r"|international|labou?r|league|movement|network|organi[sz]ation|party|parti|partido|partei"
    r"|secretariat|section|solidarity|syndicat|sindicato|tendency|union|university|workers)\b",
    re.IGNORECASE,
)
LONGEST_NAME = 8  # words
LONGEST_SIGNED = 120  # characters

AND = re.compile(r"\s+(?:and|et|y|und|e|&)\s+")
IN_BRACKETS = re.compile(r"\s*\(([^()]+)\)\s*$")

# What an author note says about someone. The affiliation runs to the end of its clause.
MEMBER = (
    r"(?:a\s+)?(?:\w+\s+)?(?:member|supporter|activist|organi[sz]er|delegate)"
    r"\s+(?:of|in|with|for)"
)
POST = (
    r"(?:the\s+|an?\s+)?(?:[\w-]+\s+){0,3}"
    r"(?:secretary|president|chair|chairperson|treasurer|editor|councillor|spokesperson|director)"
    r"\s+(?:of|for|at)"
)
NOTE = re.compile(
    rf"(?P<name>[^.,;:()]{{2,80}}?)\s+(?:is|are)\s+"
    rf"(?i:(?P<member>{MEMBER}|affiliated\s+(?:with|to))|(?P<post>{POST}))\s+(?P<rest>\S.*)",
    re.DOTALL,
)
FORMER = re.compile(
    r"\b(?:formerly|an?\s+former|used to be|has been|was|(?:has\s+)?had\s+experience\s+being)"
    r"\s+(?:a\s+)?(?:member|supporter)s?\s+of\s+|\bformer\s+member\s+of\s+",
)
CLAUSE_END = re.compile(
    r"[;,]\s+(?:and\s*)?(?:(?:has|was|is|who|where|which|formerly)\b|$)|[.;]?\s*$"
)
LONGEST_NOTE = 500  # characters
ARTICLE = re.compile(r"^(?:both\s+)?(?:the\s+)?", re.IGNORECASE)


@dataclass(frozen=True)
class AuthorNote:
    """One sentence about an author: the name in it, affiliations today and former ones."""

    name: str
    affiliations: tuple[str, ...]
    former: tuple[str, ...]


def is_personal_name(text: str) -> bool:
    """Whether a text has the shape of a person's name, in any script."""
    words = text.split()
    if (
        not 0 < len(words) <= LONGEST_NAME
        or len(text) > LONGEST_SIGNED
        or any(char.isdigit() for char in text)
    ):
        return False
    if ORGANISATION.search(text) or re.search(r"[:;!?\"“”()\[\]/@]", text):
        return False
    bearing = [word for word in words if not PARTICLE.fullmatch(word)]
    return bool(bearing) and all(_begins_a_name(word) for word in bearing)


def split_names(text: str) -> list[tuple[str, str]] | None:
    """The persons of a byline, each with the affiliation printed beside the name or "".

    None if a part of it is neither.
    """
    found: list[tuple[str, str]] = []
    for part in AND.split(text):
        for piece in re.split(r",\s+(?![^()]*\))", part):
            bracket = IN_BRACKETS.search(piece)
            name = piece[: bracket.start()] if bracket else piece
            if is_personal_name(name) and (not found or len(name.split()) > 1):
                found.append((name.strip(), bracket[1].strip() if bracket else ""))
            elif found and not found[-1][1]:
                found[-1] = (found[-1][0], piece.strip())
            else:
                return None
    return found or None


def read_note(text: str) -> AuthorNote | None:
    """Read "NAME is a member of …", "NAME is affiliated with …"; None if it says no such thing."""
    match = NOTE.match(text) if len(text) <= LONGEST_NOTE else None
    if not match or not is_personal_name(match["name"]):
        return None
    rest = match["rest"]
    former = FORMER.search(rest)
    now = _clause(rest[: former.start()] if former else rest)
    past = (_bare(_clause(rest[former.end() :])),) if former else ()
    if match["post"]:
        return AuthorNote(match["name"].strip(), (_bare(f"{match['post']} {now}"),), past)
    affiliations = tuple(_bare(part) for part in _split_affiliations(now))
    if "former" in match["member"].lower():
        return AuthorNote(match["name"].strip(), (), affiliations)
    return AuthorNote(match["name"].strip(), affiliations, past)


def _begins_a_name(word: str) -> bool:
    letter = next((char for char in word if char.isalpha()), "")
    return bool(letter) and not letter.islower()


def _clause(text: str) -> str:
    end = CLAUSE_END.search(text)
    return text[: end.start()] if end else text


def _bare(text: str) -> str:
    return ARTICLE.sub("", text.strip().rstrip(",;")).strip()


def _split_affiliations(text: str) -> list[str]:
    """Split at "and" only where it can't be inside a name: before an article, after an acronym."""
    parts = [text]
    for match in re.finditer(r",?\s+and\s+(?=(?P<article>(?:of\s+)?the\s|an?\s)?\w)", text):
        left, right = text[: match.start()], text[match.end() :]
        if left.count("(") != left.count(")") or left.lower().startswith("both "):
            continue
        last = left.split()[-1]
        is_complete = last.endswith(")") or (last.isupper() and len(last) > 1)
        if match["article"] or (is_complete and _begins_a_name(right)):
            return [left, *_split_affiliations(right)]
    return parts
