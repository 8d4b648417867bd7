import datetime
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.log_actions import LogContext
from wagtail.models import ModelLogEntry, ReferenceIndex
from wagtail.search.backends import get_search_backend

from organisations import batch
from organisations.entry.executive import Occasion, plan_of
from organisations.entry.line import Line
from organisations.entry.recording import record
from organisations.models import Body, Membership, Person
from tests.organisations import factory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db):
    return factory.account("Ada")


@pytest.fixture
def occasion(db):
    body = factory.body("Council")
    return Occasion(body=body, starts_on=datetime.date(2026, 8, 1), source=factory.source())


def recorded(occasion, names, by):
    lines = [Line(number, name=name, person="new") for number, name in enumerate(names, 2)]
    with LogContext(user=by):
        return record(plan_of(occasion, lines))


def test_records_stored_at_once__are_signed_and_wait_as_if_saved_alone(occasion, editor):
    terms = recorded(occasion, ["Ada Alder", "Bo Birch"], by=editor)
    for term in Membership.objects.filter(pk__in=[term.pk for term in terms]):
        assert term.recorded_by == editor
        assert term.unconfirmed_by == [editor.pk]
        assert not term.is_confirmed
        assert term.person.names.get().recorded_by == editor


def test_records_stored_at_once__get_the_keys_of_records_saved_alone(occasion, editor):
    factory.person("Ada Alder", key="ada-alder")
    one, other = recorded(occasion, ["Ada Álder", "Ada Alder?"], by=editor)
    assert [term.person.key for term in (one, other)] == ["ada-alder-2", "ada-alder-3"]
    assert one.key == f"{occasion.body.key}-2026-ada-alder-2"


def test_records_stored_at_once__are_logged_found_and_known_to_refer(occasion, editor):
    (term,) = recorded(occasion, ["Ada Alder"], by=editor)
    entries = ModelLogEntry.objects.filter(user=editor, action="wagtail.create")
    labels = set(entries.values_list("label", flat=True))
    assert labels == {"Ada Alder", "Ada Alder – Council"}
    found = get_search_backend().autocomplete("alder", Person)
    assert [person.pk for person in found] == [term.person_id]
    assert ReferenceIndex.get_references_to(occasion.source).filter(object_id=term.pk).exists()


def test_terms_changed_at_once__wait_as_if_saved_alone(occasion, editor):
    terms = [factory.term(body=occasion.body) for _ in range(2)]
    with LogContext(user=editor):
        for term in terms:
            term.ends_on = "2026-07-31"
        batch.change(terms, ["ends_on"])
    for term in Membership.objects.filter(body=occasion.body):
        assert term.ends_on_latest == datetime.date(2026, 7, 31)
        assert term.unconfirmed_by == [editor.pk]
        assert term.as_confirmed().ends_on == ".."


def test_queries__are_as_many_for_sixty_lines_as_for_six(occasion, editor, settings):
    # The worker notes later what refers to what.
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    counts = []
    for number in (6, 60):
        for _ in range(number):
            factory.term(body=occasion.body)
        body = Body.objects.get(pk=occasion.body.pk)
        day = datetime.date(2026, 8, number % 28 + 1)
        once = Occasion(body=body, starts_on=day, source=occasion.source, ends_terms=True)
        names = [f"Nominee {number} {one}" for one in range(number)]
        with CaptureQueriesContext(connection) as queries:
            recorded(once, names, by=editor)
        # How many rows fit into one statement that inserts is the database's affair.
        counts.append(Counter(each["sql"].split()[0] for each in queries))
        assert counts[-1].pop("INSERT") < 15
    assert counts[0] == counts[1]
