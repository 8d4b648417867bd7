"""Quotations: the lead-in that announces one, and where its words say it comes from.

A lead-in ends in a colon, but so do sentences that announce a list. Only one that says who speaks
(a verb of saying, "the last word to …", "and later") makes the next paragraph a quotation. The
attribution is a run of the lead-in's own words, from the person to the work.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.importing.readers.plain_text.shape import sentences

COLON = (":", "：")
LONGEST_ATTRIBUTION = 200  # characters
LONGEST_LEAD_IN = 1000
LONGEST_SOURCE = 130

SAYING = re.compile(
    r"\b(?:(?<!following )(?<!united )(?<!these )(?<!those )(?<!member )states|stated"
    r"|explain(?:s|ed)|wr(?:ites|ote)|sa(?:ys|id)|summari[sz]e[sd]|argue[sd]|put(?:s)?\sit|not(?:es|ed)"
    r"|conclude[sd]|declare[sd]|describe[sd]|observe[sd]|remark(?:s|ed)|add(?:s|ed)|repl(?:ies|ied)"
    r"|insist(?:s|ed)|warn(?:s|ed)|report(?:s|ed)|recall(?:s|ed)|continue[sd]|drew\sconclusions"
    r"|told\s\w+|asked|answered|announced|claim(?:s|ed)|comment(?:s|ed)"
    r"|explique|expliquait|écrit|écrivait|déclare|déclarait|affirme|affirmait|ajoute|résume"
    r"|explica|explicaba|escribe|escribió|dice|dijo|afirma|declaró|escreve|escreveu|disse"
    r"|schreibt|schrieb|erklärt|erklärte|sagt|sagte|fasst)\b",
    re.IGNORECASE,
)
GIVEN_TO = re.compile(
    r"\b(?:last\s+word|words?|lines|passage|paragraph|quotation|dernier\s+mot|palabras|mots)\s+"
    r"(?:back\s+)?(?:to|by|from|of|de|à)\s+(?:the\s+)?(?P<person>\w[^,;:]*?)(?=[,;:]|\s+(?:in|who|from)\b)",
)
CARRIED_ON = re.compile(
    r"(?:and\s+)?(?:later|further(?:\s+on)?|elsewhere|again|similarly|likewise"
    r"|et\s+plus\s+loin|plus\s+loin|y\s+más\s+adelante|und\s+weiter)\b",
    re.IGNORECASE,
)
PRONOUN = re.compile(
    r"(?:he|she|they|we|it|i|this|that|one|who|which|il|elle|él|ella|er|sie)\b", re.I
)
QUOTED = re.compile(r"“[^“”]{3,160}”|«[^«»]{3,160}»|„[^„“”]{3,160}[“”]|\"[^\"]{3,160}\"")
IN_WORK = re.compile(
    r"\bin\s+(?:his|her|their|its|the)\s+"
    r"(?P<work>[^\W\d_a-z][\w’'-]*(?:\s+(?:[^\W\d_a-z][\w’'-]*|of|the|and|for|on|to|in|a)\b)*)"
)
BOUNDARY = re.compile(
    r"(?:^|[,;:]\s+|\0\s+|\b(?:as|what|how|that|and|but|when|comme|como|wie)\s+)", re.IGNORECASE
)
OPENING, CLOSING = '“«„"「『', '”»“"」』'
SOURCE_IN_BRACKETS = re.compile(r"\s*[(\[](?P<source>[^()\[\]]{3,120})[)\]]\.?$")
WRITTEN_BY = re.compile(
    r"\b(?:written|said|spoken|given|penned)\s+(?:\w+\s+)?by\s+(?P<person>[^\W\d_a-z]\S*(?:\s+[^\W\d_a-z]\S*)*)"
)
DASH_LINE = re.compile(r"[—–―-]{1,2}\s*(?P<source>[^\W\d_].{1,118})")


@dataclass(frozen=True)
class LeadIn:
    """A sentence that announces a quotation; `attribution` in its words, "" if it names nobody.

    `speaker` is the part of it that says who speaks. `carries_on` is whether the quotation comes
    from where the one before came from.
    """

    attribution: str = ""
    speaker: str = ""
    carries_on: bool = False


def read_lead_in(text: str) -> LeadIn | None:
    """What a paragraph announces; None if it announces no quotation.

    The last two sentences count: "As X explains in Y, … An alternative must exist:".
    """
    if not text.endswith(COLON):
        return None
    last_two = [sentence for _, sentence in sentences(text[-LONGEST_LEAD_IN:])[-2:]]
    for sentence in reversed(last_two):
        said = _said_in(sentence)
        if said:
            return said
        if CARRIED_ON.match(sentence) and sentence == last_two[-1]:
            work = IN_WORK.search(sentence)
            return LeadIn(work["work"] if work else "", carries_on=True)
    return None


def has_own_marks(text: str) -> bool:
    """Whether a paragraph stands in quotation marks from its first word to its last."""
    text = without_source(text)
    if len(text) < 20 or text[0] not in OPENING or text[-1] not in CLOSING:
        return False
    if text[0] == '"':
        return text.count('"') == 2
    closing = CLOSING[OPENING.index(text[0])]
    return closing not in text[1:-1] and text[-1] in (closing, "”")


def without_source(text: str) -> str:
    """A quotation without the source that stands in brackets after its closing mark."""
    match = SOURCE_IN_BRACKETS.search(text, max(0, len(text) - LONGEST_SOURCE))
    if match and text[: match.start()].endswith(tuple(CLOSING)):
        return text[: match.start()]
    return text


def source_in_brackets(text: str) -> str:
    """The source in brackets after a quotation, or ""."""
    match = SOURCE_IN_BRACKETS.search(text, max(0, len(text) - LONGEST_SOURCE))
    return match["source"] if match and without_source(text) != text else ""


def source_on_own_line(text: str) -> str:
    """The source in a line of its own after a quotation, behind a dash; or ""."""
    match = DASH_LINE.fullmatch(text)
    return match["source"].rstrip() if match and not match["source"].endswith((".", ":")) else ""


def named_writer(text: str) -> str:
    """Who "written by …" names in the paragraph before a quotation; or ""."""
    match = WRITTEN_BY.search(text)
    return match["person"].rstrip(",.;:") if match else ""


def _said_in(sentence: str) -> LeadIn | None:
    """The run of words from speaker to work; None if nothing is said in the sentence."""
    masked = QUOTED.sub(lambda match: "\0" * len(match.group()), sentence)
    given = GIVEN_TO.search(masked)
    saying = None if given else SAYING.search(masked)
    speaker = given.span("person") if given else None
    if saying:
        speaker = _subject(masked, saying.start())
    elif not given:
        return None
    spans = [span for span in (speaker, _work(sentence)) if span]
    if not spans:
        return LeadIn()
    run = sentence[min(start for start, _ in spans) : max(end for _, end in spans)]
    if len(run) > LONGEST_ATTRIBUTION:
        run = sentence[slice(*spans[0])]
    return LeadIn(run, sentence[slice(*speaker)] if speaker else "")


def _subject(masked: str, end: int) -> tuple[int, int] | None:
    """Where the words stand that say who speaks: what is before the verb, in its clause."""
    before = masked[:end].rstrip().rstrip(",").rstrip()
    work = re.search(rf",\s+{IN_WORK.pattern}$", before)
    if work:
        before = before[: work.start()]
    start = max((match.end() for match in BOUNDARY.finditer(before)), default=0)
    subject = before[start:].strip().strip("\0").strip()
    if not subject or PRONOUN.match(subject):
        return None
    start += before[start:].index(subject)
    return start, start + len(subject)


def _work(sentence: str) -> tuple[int, int] | None:
    """Where the work's title stands: in quotation marks with a capital, or after "in his"."""
    for match in QUOTED.finditer(sentence):
        title = match.group()[1:-1]
        if title[0].isupper() and len(title.split()) > 1:
            return match.span()
    work = IN_WORK.search(sentence)
    return work.span("work") if work else None
