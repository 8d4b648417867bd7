"""Votes for tests: a body with members who have accounts, and a vote of it."""

import datetime

from django.utils import timezone

from organisations.models import Elector, PersonAccount, Way
from organisations.opening import opening_of
from organisations.voting import cast
from tests.organisations import factory

HASH = "v1:" + "0" * 64


def member(of, name="", with_account=True, **fields):
    """A member of a body, with an account that was confirmed; returns the person."""
    person = factory.person(name or f"Member {next(factory.numbers)}")
    factory.term(body=of, person=person, **fields)
    if with_account:
        account = factory.User.objects.create_user(f"{factory.key('member')}@example.org")
        PersonAccount.objects.create(person=person, account=account)
    return person


def voting_body(members=3, name="Council", **rule):
    """A body that decides by circulation, with so many members."""
    made = factory.body(name)
    factory.rule(made, **{"circulation_days": 7, "minimum_days": 0, **rule})
    for _number in range(members):
        member(made)
    return made


def opened(of=None, now=None, text="the words", text_hash=HASH, by=None, **more):
    """A vote of a body about some words."""
    opening = opening_of(of or voting_body(), now or timezone.now(), **more)
    return opening.open(title="On water", language="en", text=text, text_hash=text_hash, by=by)


def vote(decision, *choices, now=None):
    """The electors vote in the order of their names, as long as the vote is open."""
    electors = Elector.objects.filter(decision=decision, ballot__isnull=True).order_by("name", "pk")
    for elector, choice in zip(list(electors), choices, strict=False):
        cast(elector, choice, way=Way.LINK, now=now)
        decision.refresh_from_db()
        if not decision.is_open:
            break
    return decision


def days(number):
    return datetime.timedelta(days=number)
