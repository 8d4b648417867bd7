"""The shape of a line or paragraph: what can be a title, a heading, a whole sentence."""

from __future__ import annotations

import re

LONGEST_TITLE = 200  # characters; a Wagtail title holds 255
LONGEST_HEADING = 100
LONGEST_WIDE_HEADING = 40  # the same in scripts whose words take a character or two

TERMINAL = ".!?…。！？؟۔।"
CLOSING = "”’»\"')]）」』"
PAUSE = ",;:، ؛；：、，"
QUESTION = "?？؟"
SENTENCE_END = re.compile(
    rf"(?<=[{re.escape(TERMINAL)}])[{re.escape(CLOSING)}]*\s+(?=[^\W\d_a-z]|[“\"«‘(])"
)
ABBREVIATION = re.compile(r"(?:^|[\s(])(?:\w|vs|No|St|Dr|Mr|Mrs|Ms|Prof|p|pp|[IVXLC]+|\d+)\.$")
NUMBERING = re.compile(r"(?:[IVXLC]{1,6}|\d{1,2}(?:\.\d{1,2})*)[.)]\s+")
WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
SALUTATION = re.compile(
    r"(?:dear|comrades|friends|chers?|chères?|camarades|estimad[oa]s|querid[oa]s|compañer[oa]s"
    r"|liebe|werte|sehr geehrte)\b",
    re.IGNORECASE,
)


def sentences(text: str) -> list[tuple[int, str]]:
    """The sentences of a text, each with where it begins; abbreviations don't end one."""
    found, start = [], 0
    for match in SENTENCE_END.finditer(text):
        if ABBREVIATION.search(text[max(start, match.start() - 12) : match.start()]):
            continue
        found.append((start, text[start : match.end()].rstrip()))
        start = match.end()
    return [*found, (start, text[start:])]


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, quotation marks and brackets aside."""
    return text.rstrip(CLOSING)[-1:] in (*TERMINAL,) if text else False


def begins_lower(text: str) -> bool:
    """Whether a text begins in lower case, so that it continues something."""
    return text[:1].islower()


def stands_alone(text: str) -> bool:
    """Whether a line can be a title: short, one line, and not ending as a sentence."""
    if not text or len(text) > LONGEST_TITLE or "\n" in text or "://" in text:
        return False
    if begins_lower(text) or SALUTATION.match(text) or not any(char.isalpha() for char in text):
        return False
    last = text.rstrip(CLOSING)[-1:]
    return last not in PAUSE and (last not in TERMINAL or last in QUESTION or last == "!")


def is_heading(text: str, next_text: str) -> bool:
    """Whether a paragraph can head the next one.

    Short, one sentence, without final punctuation except a question mark, and followed by
    something that is no heading itself: of two such lines the first ends the part before.
    """
    return _has_heading_shape(text) and bool(next_text) and not _has_heading_shape(next_text)


def is_shout(text: str) -> bool:
    """Whether a paragraph would be a heading but for its exclamation mark: that or a slogan."""
    return text.endswith(("!", "！")) and _has_heading_shape(text[:-1])


def is_numbered(text: str) -> bool:
    """Whether a heading begins with a roman or arabic number."""
    return NUMBERING.match(text) is not None


def _has_heading_shape(text: str) -> bool:
    if not stands_alone(text) or text[-1] in "!！" or ";" in text:
        return False
    longest = LONGEST_WIDE_HEADING if WIDE.search(text) else LONGEST_HEADING
    number = NUMBERING.match(text)
    return len(text) <= longest and len(sentences(text[number.end() :] if number else text)) == 1
