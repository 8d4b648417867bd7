"""Each row says which account recorded it, whoever's code made it."""

import pytest
from wagtail.log_actions import LogContext

from organisations.models import Body, Organisation
from tests.articles import factory
from tests.organisations.members.factory import account, signed_in
from tests.organisations.records import errors_of, send
from tests.organisations.test_viewsets import adding, editing

pytestmark = pytest.mark.django_db


def test_admin__notes_the_account_on_the_rows_of_a_new_record(site):
    editor = signed_in("Editors")
    league, minutes = factory.organisation(), factory.source()
    fields = {"names__0__text": "Council", "names__0__source": minutes.pk}
    response = send(editor, adding(Body), organisation=league.pk, kind="executive", **fields)
    assert errors_of(response) == ""
    assert Body.objects.get().names.get().recorded_by == editor.user


def test_admin__leaves_whoever_recorded_a_row_when_another_changes_it(site):
    first, second = signed_in("Editors"), signed_in("Editors")
    with LogContext(user=first.user):
        league = factory.organisation()
    send(second, editing(league), names__0__text="Alliance")
    name = Organisation.objects.get().names.get()
    assert (name.text, name.recorded_by) == ("Alliance", first.user)


def test_code_without_an_account__notes_nobody(db):
    assert factory.organisation().names.get().recorded_by is None


def test_code__may_say_who_it_was(db):
    person = account()
    with LogContext(user=account()):
        name = factory.organisation().names.get()
        name.pk, name.recorded_by, name.kind = None, person, "former"
        name._state.adding = True
        name.save()
    assert name.recorded_by == person
