"""What readers may know of a vote: as much as the rule of the body says."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisations.models import BodyRule, Choice, Decision


@dataclass
class VoteShown:
    """The vote of a decision as its page and its text show it."""

    decision: Decision

    @property
    def visibility(self) -> str:
        """What the rule said then; where no rule was kept, the numbers that the record has."""
        values = self.decision.rule_values or {}
        return values.get("vote_visibility", BodyRule.Visibility.NUMBERS)

    @property
    def numbers(self) -> bool:
        """Whether the numbers are known and may be told."""
        return self.decision.has_counts and self.visibility != BodyRule.Visibility.RESULT

    @cached_property
    def names(self) -> list[tuple[str, list[str]]]:
        """Who voted how: persons who are public by name, the others by their number."""
        if self.visibility != BodyRule.Visibility.NAMES:
            return []
        voted, hidden = defaultdict(list), defaultdict(int)
        electors = self.decision.electors.select_related("ballot", "person").order_by("name", "pk")
        for elector in electors:
            choice = elector.ballot.choice if hasattr(elector, "ballot") else ""
            if elector.person is None or elector.person.is_public:
                voted[choice].append(elector.name)
            else:
                hidden[choice] += 1
        rows = []
        for choice, label in [*Choice.choices, ("", _("Did not vote"))]:
            names = voted[choice]
            if hidden[choice]:
                more = ngettext("%(count)s member", "%(count)s members", hidden[choice])
                names = [*names, more % {"count": hidden[choice]}]
            if names:
                rows.append((str(label), names))
        return rows

    @cached_property
    def dissents(self) -> list:
        """Dissent that was put on record for the public."""
        return list(self.decision.dissents.filter(is_public=True).select_related("elector"))
