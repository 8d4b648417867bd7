"""The rule by which a body decides, in sentences that a member understands."""

import copy
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

VOTERS = {
    "full": gettext_lazy("full members"),
    "alternate": gettext_lazy("alternates in their own right"),
    "consultative": gettext_lazy("consultative members"),
    "observer": gettext_lazy("observers"),
}
FRACTIONS = {
    (1, 2): pgettext_lazy("a part of a whole", "one half"),
    (1, 3): pgettext_lazy("a part of a whole", "one third"),
    (2, 3): pgettext_lazy("a part of a whole", "two thirds"),
    (1, 4): pgettext_lazy("a part of a whole", "one quarter"),
    (3, 4): pgettext_lazy("a part of a whole", "three quarters"),
}
QUORUM = {
    "voting": gettext_lazy("At least %(part)s of the votes must be cast."),
    "present": gettext_lazy("At least %(part)s of those present must take part."),
    "entitled": gettext_lazy("At least %(part)s of all who may vote must take part."),
}
MORE_THAN = {
    "voting": gettext_lazy("More than %(part)s of the votes cast."),
    "present": gettext_lazy("More than %(part)s of those present."),
    "entitled": gettext_lazy("More than %(part)s of all who may vote."),
}
AT_LEAST = {
    "voting": gettext_lazy("At least %(part)s of the votes cast."),
    "present": gettext_lazy("At least %(part)s of those present."),
    "entitled": gettext_lazy("At least %(part)s of all who may vote."),
}
ALL = {
    "voting": gettext_lazy("All votes cast."),
    "present": gettext_lazy("All who are present."),
    "entitled": gettext_lazy("All who may vote."),
}
VISIBILITY = {
    "names": gettext_lazy("Who voted how."),
    "numbers": gettext_lazy("The numbers, but not who voted how."),
    "result": gettext_lazy("Only the result."),
}


def in_words(rule: Any) -> list[tuple[str, str]]:
    """What the rule says, point by point: (what it is about, a sentence)."""
    return [
        (_("Who votes"), capfirst(", ".join(str(VOTERS[each]) for each in rule.capacities)) + "."),
        (_("Quorum"), _quorum(rule)),
        (_("Majority"), _majority(rule)),
        (_("By circulation"), _circulation(rule)),
        (_("Term of office"), _term(rule.term_months)),
        (_("What is shown of a vote"), str(VISIBILITY[rule.vote_visibility])),
    ]


def rule_then(decision: Any) -> Any:
    """The rule by which a body took a decision, as it was then; None where it is not known."""
    if decision.rule_id is None:
        return None
    rule = copy.copy(decision.rule)
    for name, value in (decision.rule_values or {}).items():
        field = rule._meta.get_field(name.removesuffix("_id"))
        setattr(rule, name, value if field.is_relation else field.to_python(value))
    return rule


def _part(numerator: int, denominator: int) -> str:
    words = FRACTIONS.get((numerator, denominator))
    return str(words) if words else f"{numerator}/{denominator}"


def _quorum(rule: Any) -> str:
    if not rule.quorum_numerator:
        return _("None: those who take part decide.")
    if rule.quorum_numerator == rule.quorum_denominator:
        return str(ALL[rule.quorum_base])
    part = _part(rule.quorum_numerator, rule.quorum_denominator)
    return str(QUORUM[rule.quorum_base]) % {"part": part}


def _majority(rule: Any) -> str:
    part = _part(rule.majority_numerator, rule.majority_denominator)
    if rule.majority_numerator == rule.majority_denominator:
        words = str(ALL[rule.majority_base])
    else:
        patterns = MORE_THAN if rule.majority_is_strict else AT_LEAST
        words = str(patterns[rule.majority_base]) % {"part": part}
    if rule.majority_base != "voting":
        return words
    if rule.counts_abstentions:
        abstentions = _("Abstentions count as votes cast.")
    else:
        abstentions = _("Abstentions don’t count.")
    return f"{words} {abstentions}"


def _circulation(rule: Any) -> str:
    if rule.circulation_days is None:
        return _("Not possible: the body decides only at meetings.")
    words = ngettext(
        "Possible; the vote is open for %(number)d day.",
        "Possible; the vote is open for %(number)d days.",
        rule.circulation_days,
    ) % {"number": rule.circulation_days}
    if not rule.minimum_days:
        return words
    early = ngettext(
        "It can close early, but not before %(number)d day has passed.",
        "It can close early, but not before %(number)d days have passed.",
        rule.minimum_days,
    ) % {"number": rule.minimum_days}
    return f"{words} {early}"


def _term(months: int | None) -> str:
    if months is None:
        return _("Not limited.")
    if months % 12:
        words = ngettext("%(number)d month.", "%(number)d months.", months)
        return words % {"number": months}
    years = months // 12
    return ngettext("%(number)d year.", "%(number)d years.", years) % {"number": years}
