"""What looks wrong with terms of office: each rule by example, and how many queries it takes."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.log_actions import LogContext

from organisations.models import Membership, Post
from organisations.warning import RULES, Level, findings, findings_for
from tests.organisations import factory

pytestmark = pytest.mark.django_db
DAY = factory.DAY


def names(term=None, on=DAY):
    """The rules that found something, in the report and, where a term is given, in its form."""
    found = {finding.name for finding in findings(on=on)}
    if term:
        assert {finding.name for finding in findings_for(term, on=on)} <= found
    return found


def post(body, **fields):
    return Post.objects.create(**{"key": factory.key("post"), "body": body, **fields})


def test_ordinary_term__raises_no_warning():
    term = factory.term(starts_on="2018-05", ends_on="..")
    assert names(term) == set()


def test_overlap__of_one_member_in_one_seat():
    one = factory.term(starts_on="2010", ends_on="2015")
    two = factory.term(person=one.person, body=one.body, starts_on="2014", ends_on="..")
    assert {f.name for f in findings_for(one, on=DAY)} >= {"overlap"}
    (found,) = (f for f in findings_for(two, on=DAY) if f.name == "overlap")
    assert found.level is Level.WARNING
    assert one.key in found.message


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        (("2010", "2014"), ("2014", ".."), None),
        (("2010", "2014-06"), ("2014-05~", ".."), None),
        (("2010", ""), ("2014", ".."), "possible-overlap"),
        (("2010", "2014"), ("", ".."), None),
        (("2010", "2013-12-31"), ("2014-01-01", ".."), None),
    ],
)
def test_overlap__that_can_t_be_told(first, second, name):
    one = factory.term(starts_on=first[0], ends_on=first[1], ended_by="term-over")
    factory.term(person=one.person, body=one.body, starts_on=second[0], ends_on=second[1])
    assert names(one) == ({name} if name else set())


def test_other_post_in_the_same_body__is_no_overlap():
    one = factory.term()
    factory.term(person=one.person, body=one.body, post=post(one.body))
    assert names(one) == set()


def test_overlap__not_with_a_withdrawn_term():
    one = factory.term()
    factory.term(
        person=one.person,
        body=one.body,
        status="withdrawn",
        withdrawn_on=DAY,
        withdrawal_note="A mistake.",
    )
    assert names(one) == set()


def test_over_filled_post():
    body = factory.body()
    secretary = post(body, places=1)
    factory.term(body=body, post=secretary, starts_on="2010", ends_on="..")
    two = factory.term(body=body, post=secretary, starts_on="2015-03-01", ends_on="..")
    (found,) = findings(on=DAY)
    assert (found.name, found.membership) == ("over-filled-post", two)
    assert "1 March 2015" in found.message


def test_post__one_after_the_other_is_not_over_filled():
    body = factory.body()
    secretary = post(body, places=1)
    factory.term(body=body, post=secretary, starts_on="2010", ends_on="2015-02", ended_by="died")
    factory.term(body=body, post=secretary, starts_on="2015-03", ends_on="..")
    assert names() == set()


@pytest.mark.parametrize(
    ("ends_on", "on", "expected"),
    [
        ("2012-06-30", DAY, set()),
        ("2012-07-01", DAY, {"beyond-rule"}),
        ("2012", DAY, set()),
        ("2013", DAY, {"beyond-rule"}),
        ("..", DAY, {"beyond-rule"}),
        ("..", datetime.date(2012, 6, 30), set()),
        ("", DAY, set()),
    ],
)
def test_term__beyond_the_rule(ends_on, on, expected):
    body = factory.body()
    factory.rule(body, term_months=30)
    term = factory.term(
        body=body,
        starts_on="2009-12-31",
        ends_on=ends_on,
        ended_by="" if ends_on in ("", "..") else "term-over",
    )
    assert names(term, on) == expected


@pytest.mark.parametrize(
    ("life", "period", "is_outside"),
    [
        (("2010", "2015"), ("2009", "2012"), True),
        (("2010", "2015"), ("2012", "2016"), True),
        (("2010", "2015"), ("2012", ".."), True),
        (("2010", "2015"), ("2016", "2017"), True),
        (("2010", "2015"), ("2010", "2015"), False),
        (("2010", "2015"), ("", ""), False),
        (("", ".."), ("1900", ".."), False),
        (("2010", ""), ("2012", ".."), False),
    ],
)
def test_term__outside_the_life_of_its_body_or_post(life, period, is_outside):
    dates = dict(zip(("starts_on", "ends_on"), period, strict=True))
    reason = "" if period[1] in ("", "..") else "term-over"
    lives = dict(zip(("starts_on", "ends_on"), life, strict=True))
    of_body = factory.term(body=factory.body(**lives), ended_by=reason, **dates)
    assert {f.name for f in findings_for(of_body, on=DAY)} == (
        {"outside-body"} if is_outside else set()
    )
    body = factory.body()
    of_post = factory.term(body=body, post=post(body, **lives), ended_by=reason, **dates)
    assert {f.name for f in findings_for(of_post, on=DAY)} == (
        {"outside-post"} if is_outside else set()
    )


@pytest.mark.parametrize(
    ("died_on", "ends_on", "expected"),
    [
        ("2015", "2015-06", set()),
        ("2015", "2016", {"after-death"}),
        ("2015", "..", {"after-death"}),
        ("", "..", set()),
        ("2015", "", set()),
    ],
)
def test_term__after_death(died_on, ends_on, expected):
    term = factory.term(
        person=factory.person(died_on=died_on),
        ends_on=ends_on,
        ended_by="" if ends_on in ("", "..") else "died",
    )
    assert names(term) == expected


def test_end__without_its_reason_and_reason_without_end():
    over = factory.term(ends_on="2015")
    going_on = factory.term(ends_on="..", ended_by="resigned")
    assert [(f.name, f.level) for f in findings_for(over, on=DAY)] == [
        ("ended-without-reason", Level.NOTICE)
    ]
    assert [f.name for f in findings_for(going_on, on=DAY)] == ["reason-without-end"]


def test_unconfirmed_term__is_noticed_where_the_body_decides():
    body = factory.body()
    with LogContext(user=factory.account()):
        term = factory.term(body=body)
    assert names(term) == set()
    factory.rule(body)
    assert names(term) == {"not-confirmed"}


def test_form__judges_what_is_not_stored_yet():
    one = factory.term(starts_on="2010", ends_on="..")
    new = Membership(person=one.person, body=one.body, starts_on="2015", ends_on="..")
    assert {finding.name for finding in findings_for(new, on=DAY)} == {"overlap"}


def test_rules__have_names_of_their_own():
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_report__takes_as_many_queries_for_many_terms():
    def queries():
        with CaptureQueriesContext(connection) as captured:
            found = [(str(f.membership), f.message) for f in findings(on=DAY)]
        return len(captured), len(found)

    def fill(number):
        for _ in range(number):
            one = factory.term()
            factory.term(person=one.person, body=one.body)
            factory.rule(one.body, term_months=12)

    fill(1)
    few, found = queries()
    assert found == 4
    fill(20)
    many, found = queries()
    assert found == 84
    assert many == few <= 12
