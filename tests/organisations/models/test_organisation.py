"""Organisations of one name, and what tells them apart."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from organisations.models import (
    Contact,
    Organisation,
    OrganisationName,
    OrganisationTerritory,
    Relation,
    Territory,
)
from tests.organisations import factory

pytestmark = pytest.mark.django_db


def called(name, *codes, **fields):
    """An organisation of that name in these territories."""
    made = factory.organisation(name, **fields)
    for code in codes:
        territory, _is_new = Territory.objects.get_or_create(code=code, key=code.lower())
        OrganisationTerritory.objects.create(organisation=made, territory=territory)
    return Organisation.objects.get(pk=made.pk)


class TestNamesakes:
    def test_unique_name__stands_alone(self):
        one = called("Solidarity", "US")
        called("Unity", "US")
        assert str(one) == "Solidarity"

    def test_namesakes__are_told_apart_by_country(self):
        one, two = called("Solidarity", "US"), called("Solidarity", "GB-ENG", "GB-WLS")
        assert str(one) == "Solidarity (United States)"
        assert str(two) == "Solidarity (England, Wales)"
        with override("fr"):
            assert str(one) == "Solidarity (États-Unis)"

    def test_namesakes__are_told_apart_by_years(self):
        one = called("Solidarity", "PL", starts_on="1980-09", ends_on="..")
        two = called("Solidarity", "PL", starts_on="1925", ends_on="1930")
        three = called("Solidarity", "PL", starts_on="[1990..1993]", ends_on="")
        assert str(one) == "Solidarity (Poland, 1980–)"
        assert str(two) == "Solidarity (Poland, 1925–1930)"
        assert str(three) == "Solidarity (Poland, between 1990 and 1993–)"

    def test_namesakes_alike__are_told_apart_by_kind_and_else_by_key(self):
        one = called("Militant", "GB", starts_on="1964", kind="tendency")
        two = called("Militant", "GB", starts_on="1964", kind="publication")
        assert str(one) == "Militant (tendency, United Kingdom, 1964–)"
        assert str(two) == "Militant (publication, United Kingdom, 1964–)"
        three = called("Militant", "GB", starts_on="1964", kind="publication", key="other")
        assert str(three) == "Militant (publication, United Kingdom, 1964–, other)"

    def test_namesakes_without_country_and_years__are_told_apart_by_kind(self):
        one, two = called("Unity", kind="party"), called("Unity", "IE", kind="union")
        assert (str(one), str(two)) == ("Unity (party)", "Unity (Ireland)")

    def test_name_of_another_time_or_kind__is_a_namesake_too(self):
        one, two = called("Workers’ Party", "US"), called("Unity", "IE")
        OrganisationName.objects.create(
            organisation=two, text="workers' party", kind="former", source=factory.source()
        )
        called("WORKERS’ PARTY", "LK")
        assert str(one) == "Workers’ Party (United States)"
        assert str(two) == "Unity"

    def test_withdrawn_name__is_nobody_s(self):
        one = called("Unity", "US")
        OrganisationName.objects.create(
            organisation=called("Solidarity"),
            text="Unity",
            status="withdrawn",
            withdrawn_on=factory.DAY,
            withdrawal_note="Misread.",
            source=factory.source(),
        )
        assert str(one) == "Unity"

    def test_on_a_day__territories_are_those_of_the_day(self):
        one = called("Unity", "IE")
        called("Unity", "US")
        one.territories.update(ends_on="2010")
        one.shown_on = factory.DAY
        assert str(one) == "Unity (party)"

    @pytest.mark.parametrize("number", [1, 20])
    def test_queries__are_as_many_for_many(self, number):
        for _ in range(number):
            factory.relation(called("Unity", "IE"), "works_inside", called("Unity", "US"))
        with CaptureQueriesContext(connection) as captured:
            rows = list(Organisation.objects.with_names())
            assert sum("Ireland" in str(row) for row in rows) == number
        assert len(captured) == 8
        with CaptureQueriesContext(connection) as captured:
            rows = list(Relation.objects.with_names())
            assert all("United States" in str(row.object) for row in rows)
        # One of them: the further sources, which each line names.
        assert len(captured) == 18


def test_without_contact__on_the_day():
    reached, hidden, past, nobody = (factory.organisation() for _ in range(4))
    for one, fields in (
        (reached, {"is_public": True}),
        (hidden, {"is_public": False}),
        (past, {"is_public": True, "ends_on": "2018"}),
    ):
        Contact.objects.create(organisation=one, kind="site", value="https://a.example", **fields)
    found = set(Organisation.objects.without_contact(factory.DAY))
    assert found == {hidden, past, nobody}
    assert past not in Organisation.objects.without_contact(datetime.date(2018, 1, 1))
