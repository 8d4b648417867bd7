"""The ballot behind a signed link."""

import pytest
from django.urls import reverse

from organisations.ballot import elector_for, link_of
from organisations.models import Ballot, PersonAccount
from tests.organisations import factory
from tests.organisations.voting import opened, vote, voting_body

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision(site):
    return opened(text="The very words")


@pytest.fixture
def elector(decision):
    return decision.electors.first()


def send(client, elector, **fields):
    return client.post(link_of(elector), {"seen": elector.decision.text_hash, **fields})


def test_link__shows_text_digest_and_three_buttons_without_an_account(client, elector, decision):
    answer = client.get(link_of(elector))
    html = answer.content.decode()
    assert "The very words" in html
    assert decision.text_hash in html
    assert html.count('name="choice"') == 3
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_opening_the_link__counts_nothing(client, elector, method):
    getattr(client, method)(f"{link_of(elector)}?choice=for")
    assert not Ballot.objects.exists()


def test_button__counts_and_may_be_pressed_again(client, elector):
    assert send(client, elector, choice="for").status_code == 302
    assert "Your vote: For" in client.get(link_of(elector)).content.decode()
    send(client, elector, choice="against", note="On reflection")
    ballot = Ballot.objects.get()
    assert (ballot.choice, ballot.way, ballot.note) == ("against", "link", "On reflection")


def test_without_the_forms_token__is_refused(elector):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(link_of(elector), {"choice": "for", "seen": elector.decision.text_hash})
    assert answer.status_code == 403
    assert not Ballot.objects.exists()


def test_link_of_another_decision__leads_nowhere(client, elector):
    other = opened(voting_body(1)).electors.get()
    other.decision_id = elector.decision_id
    assert client.get(link_of(other)).status_code == 404


@pytest.mark.parametrize("token", ["x", "WzEsMV0:1a:b", "%00"])
def test_invented_link__leads_nowhere(client, decision, token):
    assert client.get(f"/ballot/{token}/").status_code == 404


def test_after_the_close__the_link_is_void(client, decision):
    vote(decision, "for", "for")
    last = decision.electors.get(ballot__isnull=True)
    assert 'name="choice"' not in client.get(link_of(last)).content.decode()
    answer = send(client, last, choice="against")
    assert answer.status_code == 409
    assert "closed" in answer.content.decode()
    assert Ballot.objects.count() == 2


def test_other_words_than_were_shown__are_not_counted(client, elector):
    answer = send(client, elector, choice="for", seen="v1:other")
    assert "changed meanwhile" in answer.content.decode()
    assert not Ballot.objects.exists()


class TestAccount:
    def test_confirmed_link_to_a_person__makes_an_account_an_elector(self, decision, elector):
        account = PersonAccount.objects.get(person=elector.person).account
        assert elector_for(decision, account) == elector

    def test_unconfirmed_link__makes_none(self, decision, elector):
        PersonAccount.objects.filter(person=elector.person).update(confirmed_as=None)
        account = PersonAccount.objects.get(person=elector.person).account
        assert elector_for(decision, account) is None

    def test_superuser_who_is_no_elector__can_t_vote(self, client, decision):
        client.force_login(factory.account())
        address = reverse("plenum_vote", args=[decision.pk])
        client.post(address, {"do": "vote", "choice": "for", "seen": decision.text_hash})
        assert not Ballot.objects.exists()
