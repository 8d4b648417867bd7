"""What has to be right before a body votes by circulation, and the opening of the vote."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models, transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.audit import record
from organisations.electorate import Electorate, Entitlement, electorate_of, freeze
from organisations.models import Contact, Decision, Elector, PersonAccount

if TYPE_CHECKING:
    from organisations.models import Body, Source

# Sent in the transaction of the opening, with `decision` and `by`.
vote_opened = Signal()


class OpeningError(Exception):
    """A vote can't be opened; `reasons` are sentences, each with what to do."""

    def __init__(self, reasons: list[str]):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class Address:
    """Where an elector gets the link to her ballot: an account's mail, or a section's."""

    mail: str
    account: models.Model | None = None
    language: str = ""


@dataclass
class Opening:
    """A vote that is about to be opened: who would vote, until when, and what is still missing.

    `settled` are the uncertain electors who are counted in, each with the source that settles it;
    `left_out` are those who are not, with theirs.
    """

    body: "Body"
    now: datetime.datetime
    closes_at: datetime.datetime | None = None
    go_live_at: datetime.datetime | None = None
    settled: "Mapping[Entitlement, Source]" = field(default_factory=dict)
    left_out: "Mapping[Entitlement, Source]" = field(default_factory=dict)

    @cached_property
    def electorate(self) -> Electorate:
        """As of the day of the opening."""
        return electorate_of(self.body, self.now.date())

    @property
    def voters(self) -> list[Entitlement]:
        """Who will be asked."""
        return [*self.electorate.electors, *self.settled]

    @property
    def unsettled(self) -> list[Entitlement]:
        """Who may have the vote, and nobody has said yet by which source."""
        done = {*self.settled, *self.left_out}
        return [each for each in self.electorate.uncertain if each not in done]

    @property
    def proposed_deadline(self) -> datetime.datetime | None:
        """What the rule of the body gives; None where it decides only at meetings."""
        days = self.electorate.rule and self.electorate.rule.circulation_days
        return self.now + datetime.timedelta(days=days) if days else None

    @cached_property
    def addresses(self) -> dict[Any, Address]:
        """Where each of the persons and sections can be reached, by person or organisation."""
        return addresses_of([each.who for each in self.voters])

    @property
    def without_address(self) -> list[Entitlement]:
        return [each for each in self.voters if each.who not in self.addresses]

    def refusals(self) -> list[str]:
        """Why the vote can't be opened, one sentence each with what to do; empty where it can."""
        if self.electorate.rule is None:
            return [
                _(
                    "%(body)s has no rule in force that a second person has confirmed: record how "
                    "it votes, and have the rule confirmed."
                )
                % {"body": self.body}
            ]
        return [*self._wrong_electorate(), *self._wrong_times()]

    def _wrong_electorate(self) -> list[str]:
        reasons = [
            _(
                "It is not certain that %(name)s is in office: settle it here and name the source, "
                "or correct the term."
            )
            % {"name": each.who}
            for each in self.unsettled
        ]
        if not self.voters:
            reasons.append(
                _(
                    "Nobody may vote in %(body)s today: record its members’ terms of office, and "
                    "have them confirmed."
                )
                % {"body": self.body}
            )
        reasons += [
            _(
                "%(name)s has no address for the ballot: link a confirmed account to the person, "
                "or give the section an e-mail contact."
            )
            % {"name": each.who}
            for each in self.without_address
        ]
        return reasons

    def _wrong_times(self) -> list[str]:
        if self.electorate.rule.circulation_days is None:
            return [
                _(
                    "The rule of %(body)s knows no vote by circulation: record the decision of a "
                    "meeting instead."
                )
                % {"body": self.body}
            ]
        reasons = []
        if self.closes_at is None:
            reasons.append(_("Say until when votes are taken."))
        elif self.closes_at <= self.now:
            reasons.append(_("The deadline lies in the past: choose a later one."))
        elif self.closes_at < self.earliest_deadline:
            reasons.append(
                _(
                    "The rule of %(body)s keeps a vote open for at least %(days)s days: choose a "
                    "later deadline."
                )
                % {"body": self.body, "days": self.electorate.rule.minimum_days}
            )
        if self.closes_at and self.go_live_at and self.go_live_at < self.closes_at:
            reasons.append(
                _(
                    "The page is to go live before the deadline: move its time to after the "
                    "deadline, or choose an earlier deadline."
                )
            )
        return reasons

    @property
    def earliest_deadline(self) -> datetime.datetime:
        return self.now + datetime.timedelta(days=self.electorate.rule.minimum_days)

    @transaction.atomic
    def open(self, *, title: str, language: str, text: str, text_hash: str, by) -> Decision:
        """Open the vote about a text and freeze who votes. Raises `OpeningError`."""
        type(self.body)._base_manager.select_for_update().filter(pk=self.body.pk).first()
        self.__dict__.pop("electorate", None)
        self.__dict__.pop("addresses", None)
        if reasons := self.refusals():
            raise OpeningError(reasons)
        decision = Decision(
            body=self.body,
            mode=Decision.Mode.CIRCULATION,
            title=title,
            language=language,
            text=text,
            text_hash=text_hash,
            result=Decision.Result.OPEN,
            recorded_by=by,
        )
        decision.save()
        freeze(decision, self.electorate, self.settled)
        decision.opened_at, decision.closes_at, decision.opened_by = self.now, self.closes_at, by
        decision.confirmed_as = None
        decision.save()
        vote_opened.send(Decision, decision=decision, by=by)
        settled = {str(each.who): str(source) for each, source in self.settled.items()}
        left_out = {str(each.who): str(source) for each, source in self.left_out.items()}
        details = {"counted": settled, "left_out": left_out}
        record("vote.open", by, decision, to_version=text_hash, details=details)
        return decision


def opening_of(body: "Body", now: datetime.datetime | None = None, **more) -> Opening:
    """A vote of a body that might be opened now, with the deadline that its rule proposes."""
    opening = Opening(body, now or timezone.now(), **more)
    if "closes_at" not in more:
        opening.closes_at = opening.proposed_deadline
    return opening


def addresses_of(whos) -> dict[Any, Address]:
    """Where persons and organisations get their ballots, in two queries.

    A person by her account, where the link to it is confirmed; a section by its e-mail contact.
    """
    person_model = apps.get_model("organisations", "Person")
    persons = {who.pk: who for who in whos if isinstance(who, person_model)}
    others = {who.pk: who for who in whos if not isinstance(who, person_model)}
    found: dict[Any, Address] = {}
    links = PersonAccount.objects.effective().filter(person__in=persons, account__is_active=True)
    for link in links.select_related("account"):
        if link.is_effective:
            account = link.account
            found[persons[link.person_id]] = Address(
                account.email, account, account.interface_language
            )
    today = timezone.now().date()
    mails = Contact.objects.filter(organisation__in=others, kind=Contact.Kind.MAIL).order_by("pk")
    for contact in mails:
        if contact.period.possibly_contains(today):
            who = others[contact.organisation_id]
            found.setdefault(who, Address(contact.value, language=contact.language))
    return found


def electors_with_addresses(decision: Decision) -> list[tuple[Elector, Address | None]]:
    """The electors of a decision, each with where she can be reached today, or None."""
    electors = list(decision.electors.select_related("person", "organisation"))
    addresses = addresses_of([each.person or each.organisation for each in electors])
    return [(each, addresses.get(each.person or each.organisation)) for each in electors]
