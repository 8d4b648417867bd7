import re

import pytest

from tests.articles import factory
from tests.organisations.members.factory import signed_in

ADDRESS = "/admin/entry/unconfirmed/"


@pytest.fixture
def term(editor, council, term_of):
    """A term whose end an editor has recorded."""
    term = term_of(factory.person("Cy Cedar"), council)
    editor.post(f"/admin/entry/terms/{term.pk}/end/", {"ends_on": "2026-02", "ended_by": "died"})
    term.refresh_from_db()
    return term


def tokens(client):
    return re.findall(r'name="confirm" value="([^"]+)"', client.get(ADDRESS).content.decode())


def test_list__shows_what_changed_and_refuses_whoever_changed_it(editor, term):
    page = editor.get(ADDRESS).content.decode()
    assert "Cy Cedar" in page
    assert "</del> → February 2026" in page
    assert "Somebody else has to confirm what you recorded." in page
    assert tokens(editor) == []


def test_recorder__is_refused_also_with_the_token(editor, term):
    token = f"membership:{term.pk}:{term.fingerprint}"
    page = editor.post(ADDRESS, {"confirm": token}, follow=True).content.decode()
    assert "Somebody else has to confirm what you recorded." in page
    term.refresh_from_db()
    assert not term.is_confirmed


def test_second_person__confirms(editor, term):
    second = signed_in("Editors")
    page = second.post(ADDRESS, {"confirm": tokens(second)}, follow=True).content.decode()
    assert "1 confirmed." in page
    assert "Nothing waits." in page
    term.refresh_from_db()
    assert term.is_confirmed
    assert term.confirmed_by == second.user


def test_second_person__confirms_only_what_was_shown(editor, term):
    second = signed_in("Editors")
    seen = tokens(second)
    editor.post(f"/admin/entry/terms/{term.pk}/end/", {"ends_on": "2026-03", "ended_by": "died"})
    page = second.post(ADDRESS, {"confirm": seen}, follow=True).content.decode()
    assert "This has been changed meanwhile" in page
    term.refresh_from_db()
    assert not term.is_confirmed


def test_contributors__are_refused(term):
    contributor = signed_in("Contributors")
    assert contributor.get(ADDRESS).status_code == 302
    contributor.post(ADDRESS, {"confirm": f"membership:{term.pk}:{term.fingerprint}"})
    term.refresh_from_db()
    assert not term.is_confirmed


def test_queries__are_as_many_for_many_rows(
    editor, council, term, term_of, django_assert_max_num_queries
):
    for number in range(5):
        other = term_of(factory.person(f"Person {number}"), council)
        editor.post(f"/admin/entry/terms/{other.pk}/end/", {"ends_on": "2026", "ended_by": "died"})
    with django_assert_max_num_queries(45):
        editor.get(ADDRESS)
