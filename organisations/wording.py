"""The fixed sentences in which claims are put: one pattern for each kind, none that judges.

Whoever says it, it is said in the same words; which source says so stands at the end.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

DEPARTURE = "departure"

# What a claim says, by its kind: those of relations, and those of other assertions.
CLAIMS = {
    "section_of": _("%(subject)s is a section of %(object)s"),
    "in_solidarity_with": _("%(subject)s is in political solidarity with %(object)s"),
    "split_from": _("%(subject)s split from %(object)s"),
    "claims_continuity_with": _("%(subject)s continues %(object)s"),
    "succeeds": _("%(subject)s succeeds %(object)s"),
    "faction_of": _("%(subject)s is a faction of %(object)s"),
    "works_inside": _("%(subject)s works inside %(object)s"),
    "founded": _("%(subject)s founded %(object)s"),
    "publishes": _("%(subject)s publishes %(object)s"),
    "affiliated_to": _("%(subject)s is affiliated to %(object)s"),
    DEPARTURE: _("%(subject)s left %(object)s"),
    "figure": _("%(subject)s: %(range)s %(measure)s"),
    "membership": _("%(who)s in %(place)s: %(role)s"),
    "elected_by": _("%(subject)s is elected by %(object)s"),
    "accountable_to": _("%(subject)s is accountable to %(object)s"),
    "acts_between_sessions_of": _("%(subject)s acts between sessions of %(object)s"),
    "seat": _("%(subject)s has its seat in %(place)s"),
}

# When, and who says so: whether a date is known, whether somebody claims it.
ATTRIBUTIONS = {
    (False, False): _("%(claim)s, according to “%(source)s”."),
    (True, False): _("%(claim)s (%(when)s), according to “%(source)s”."),
    (False, True): _("%(claim)s, according to %(claimant)s in “%(source)s”."),
    (True, True): _("%(claim)s (%(when)s), according to %(claimant)s in “%(source)s”."),
}

# What a contradiction is about, by the kind of its claims.
TOPICS = {
    "section_of": pgettext_lazy("what claims are about", "Being a section"),
    "in_solidarity_with": pgettext_lazy("what claims are about", "Political solidarity"),
    "split_from": pgettext_lazy("what claims are about", "Split"),
    "claims_continuity_with": pgettext_lazy("what claims are about", "Continuity"),
    "succeeds": pgettext_lazy("what claims are about", "Succession"),
    "faction_of": pgettext_lazy("what claims are about", "Being a faction"),
    "works_inside": pgettext_lazy("what claims are about", "Work inside another organisation"),
    "founded": pgettext_lazy("what claims are about", "Founding"),
    "publishes": pgettext_lazy("what claims are about", "Publishing"),
    "affiliated_to": pgettext_lazy("what claims are about", "Affiliation"),
    DEPARTURE: pgettext_lazy("what claims are about", "Leaving"),
    "figure": pgettext_lazy("what claims are about", "Numbers"),
    "membership": pgettext_lazy("what claims are about", "Terms of office"),
    "elected_by": pgettext_lazy("what claims are about", "Election"),
    "accountable_to": pgettext_lazy("what claims are about", "Accountability"),
    "acts_between_sessions_of": pgettext_lazy("what claims are about", "Acting between sessions"),
    "seat": pgettext_lazy("what claims are about", "Seat"),
}


def sentence(
    kind: str,
    claim: Any,
    when: str,
    values: dict[str, Any],
    write: Callable[[Any], str] = str,
) -> str:
    """A claim in its fixed sentence, in the language that is active.

    `claim` gives source and claimant, `when` is its time in words or "", `values` fill the pattern.
    `write` puts a record or some words into text, or into HTML.
    """
    claimant = claim.claimed_by
    pattern = ATTRIBUTIONS[bool(when), claimant is not None]
    said = write(str(CLAIMS[kind])) % {name: write(value) for name, value in values.items()}
    return write(str(pattern)) % {
        "claim": said,
        "when": write(when),
        "source": write(claim.source),
        "claimant": write(claimant),
    }


def language() -> str:
    """The language that is active, or the source language."""
    return get_language() or settings.LANGUAGE_CODE
