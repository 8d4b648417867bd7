"""What an editor reads after she has saved a term in its own form."""

import html

import pytest
from django.urls import reverse

from organisations.models import BodyRule, Membership
from tests.articles import factory
from tests.organisations import factory as records
from tests.organisations.records import errors_of, send


def address(record, view="edit"):
    name = type(record).snippet_viewset.get_url_name(view)
    return reverse(name, args=[record.pk])


def said_after(client, record, **changes):
    response = send(client, address(record), **changes)
    assert errors_of(response) == ""
    return html.unescape(client.get(response.url).content.decode())


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"starts_on": "1980-01-01"}, "lies where “Council of Gardens” did not exist"),
        ({"starts_on": "2019", "ends_on": "2023"}, "Months that a term lasts by the body’s rule"),
        ({"post": "treasurer"}, "Members who held it on 1 January 2020: 2"),
        ({"person": "other"}, "holds the same seat twice at one time"),
    ],
)
def test_term__is_saved_with_a_warning(editor, council, term_of, changes, sentence):
    records.rule(council, term_months=12)
    other = term_of(factory.person("Bo Birch"), council, post=council.posts.get())
    term = term_of(factory.person("Ada Alder"), council)
    Membership.objects.filter(pk=term.pk).update(confirmed_as=None)  # may become another's
    if "post" in changes:
        changes = {"post": council.posts.get().pk}
    if "person" in changes:
        changes = {"person": other.person_id, "post": other.post_id, "starts_on": "2021"}
    assert sentence in said_after(editor, term, **changes)


def test_change_that_decides__is_said_to_wait(editor, council, term_of):
    term = term_of(factory.person("Ada Alder"), council)
    rule = records.rule(council)
    waits = "counts for decisions, as it stands, once somebody confirms it"
    assert waits in said_after(editor, term, weight="2")
    assert waits in said_after(editor, rule, term_months="24")
    assert not Membership.objects.get(pk=term.pk).is_confirmed
    assert not BodyRule.objects.get(pk=rule.pk).is_confirmed


def test_change_that_decides_nothing__is_not(editor, council, term_of):
    term = term_of(factory.person("Ada Alder"), council)
    assert "once somebody confirms it" not in said_after(editor, term, locator="p. 2")
