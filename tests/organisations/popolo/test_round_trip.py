"""What goes out comes back: nothing is lost, and nothing changes."""

import datetime

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organisations.models import Figure, OrganisationName, Relation
from organisations.popolo.importing import bring_in
from tests.organisations.popolo import factory

pytestmark = pytest.mark.django_db

WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"]),
    min_size=1,
    max_size=20,
).filter(lambda text: text == text.strip())
STARTS = st.sampled_from(["", "1974", "1974~", "199X", "2016-01-26", "[..1990]", "[1990..1993]"])
ENDS = st.sampled_from(["", "..", "2019-07", "2020?", "[2019..2021]", "[2020..]"])
STATUS = st.sampled_from(
    [
        {},
        {"status": "disputed"},
        {"status": "withdrawn", "withdrawn_on": "2020-02-02", "withdrawal_note": "No."},
    ]
)
ASSERTIONS = st.lists(
    st.fixed_dictionaries(
        {
            "text": WORDS,
            "language": st.sampled_from(["en", "fr"]),
            "starts_on": STARTS,
            "ends_on": ENDS,
            "locator": st.just("") | WORDS,
            "status": STATUS,
            "is_claimed": st.booleans(),
        }
    ),
    max_size=4,
)


@pytest.fixture(autouse=True)
def _one_day():
    """An export names its day, which must not end between two of them."""
    with time_machine.travel(datetime.datetime.now(datetime.UTC), tick=False):
        yield


def comes_back(exported, emptied):
    first = exported()
    emptied()
    report = bring_in(first)
    assert (report.changed, report.unchanged) == (0, 0)
    assert exported() == first
    again = bring_in(first)
    assert (again.added, again.changed) == (0, 0)
    assert again.unchanged == report.added


def test_fixtures__are_the_same_from_an_empty_database(loaded, exported, emptied):
    comes_back(exported, emptied)


def test_every_kind_of_assertion__is_the_same_from_an_empty_database(exported, emptied):
    factory.everything()
    comes_back(exported, emptied)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ASSERTIONS)
def test_any_assertions__are_the_same_from_an_empty_database(exported, emptied, said):
    with transaction.atomic():
        league, guild = factory.organisation(), factory.organisation("guild")
        for number, values in enumerate(said):
            claim = {
                "source": factory.source(),
                "locator": values["locator"],
                "claimant": guild if values["is_claimed"] else None,
                **values["status"],
            }
            period = {name: values[name] for name in ("starts_on", "ends_on")}
            OrganisationName.objects.create(
                organisation=league,
                text=values["text"],
                language=values["language"],
                kind="alias",
                **period,
                **claim,
            )
            Relation.objects.create(
                key=f"r{number}", subject=guild, kind="section_of", object=league, **period, **claim
            )
            Figure.objects.create(
                key=f"f{number}",
                subject=league,
                measure="members",
                upper=number,
                dated_on=values["starts_on"],
                **claim,
            )
        comes_back(exported, emptied)
        transaction.set_rollback(True)
