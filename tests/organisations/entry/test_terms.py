import pytest

from organisations.models import Decision, Meeting, Membership
from organisations.period import today
from tests.articles import factory
from tests.organisations.members.factory import signed_in


@pytest.fixture
def term(council, term_of):
    return term_of(factory.person("Cy Cedar"), council, capacity="alternate")


def test_end__proposes_today_and_stores_day_and_reason(editor, term):
    address = f"/admin/entry/terms/{term.pk}/end/"
    assert f'value="{today().isoformat()}"' in editor.get(address).content.decode()
    response = editor.post(address, {"ends_on": "2026-02-14", "ended_by": "resigned"})
    assert response.status_code == 302
    term.refresh_from_db()
    assert (term.ends_on, term.ended_by) == ("2026-02-14", "resigned")
    assert term.unconfirmed_by == [editor.user.pk]


def test_end__before_the_start_is_refused(editor, term):
    address = f"/admin/entry/terms/{term.pk}/end/"
    page = editor.post(address, {"ends_on": "2019", "ended_by": "resigned"}).content.decode()
    assert "lies before the start" in page
    term.refresh_from_db()
    assert term.ends_on == ".."


def test_end__needs_a_reason_and_a_day(editor, term):
    page = editor.post(f"/admin/entry/terms/{term.pk}/end/", {"ends_on": ".."}).content.decode()
    assert "Write the last day" in page
    assert "This field is required" in page


def test_successor__begins_the_day_after_the_end(editor, term, council, minutes):
    term.ends_on = "2026-02-14"
    term.save()
    address = f"/admin/entry/terms/{term.pk}/successor/"
    assert 'value="2026-02-15"' in editor.get(address).content.decode()
    person = factory.person("Di Dogwood")
    fields = {
        "person": person.pk,
        "starts_on": "2026-02-15",
        "began_by": "co-opted",
        "capacity": "alternate",
        "weight": 1,
        "source": minutes.pk,
    }
    assert editor.post(address, fields).status_code == 302
    new = Membership.objects.get(person=person)
    assert (new.body, new.ends_on, new.began_by) == (council, "..", "co-opted")


def test_successor__ends_the_term_before_on_the_day_before(editor, term, minutes):
    fields = {
        "person": factory.person("Di Dogwood").pk,
        "starts_on": "2026-03-01",
        "began_by": "elected",
        "capacity": "full",
        "weight": 1,
        "source": minutes.pk,
        "ends_term": "on",
        "ended_by": "died",
    }
    address = f"/admin/entry/terms/{term.pk}/successor/"
    refused = editor.post(address, fields | {"starts_on": "2026"})
    assert "only if this is one day" in refused.content.decode()
    assert Membership.objects.count() == 1
    assert editor.post(address, fields).status_code == 302
    term.refresh_from_db()
    assert (term.ends_on, term.ended_by) == ("2026-02-28", "died")


@pytest.mark.parametrize("screen", ["end", "successor"])
def test_terms__contributors_are_refused(term, screen):
    client = signed_in("Contributors")
    assert client.get(f"/admin/entry/terms/{term.pk}/{screen}/").status_code == 302
    client.post(f"/admin/entry/terms/{term.pk}/end/", {"ends_on": "2026", "ended_by": "died"})
    term.refresh_from_db()
    assert term.ends_on == ".."


def test_lists__have_buttons_to_end_a_term(editor, term, council):
    page = editor.get(f"/admin/snippets/organisations/membership/?body={council.pk}")
    assert f"/admin/entry/terms/{term.pk}/end/" in page.content.decode()
    page = editor.get(f"/admin/snippets/organisations/membership/edit/{term.pk}/")
    assert f"/admin/entry/terms/{term.pk}/end/" in page.content.decode()
    page = editor.get("/admin/snippets/organisations/body/")
    assert f"/admin/entry/executive/?body={council.key}" in page.content.decode()


class TestMeeting:
    @pytest.fixture
    def given(self, council, minutes, section):
        return {
            "body": council.pk,
            "number": 3,
            "starts_on": "2026-05-01",
            "ends_on": "2026-05-03",
            "place": "Cork",
            "status": "held",
            "source": minutes.pk,
            "delegations-TOTAL_FORMS": 2,
            "delegations-INITIAL_FORMS": 0,
            "delegations-0-organisation": section.pk,
            "delegations-0-full": 4,
            "decisions-TOTAL_FORMS": 2,
            "decisions-INITIAL_FORMS": 0,
            "decisions-0-title": "Plant an orchard",
            "decisions-0-language": "en",
            "decisions-0-text": "An orchard is planted.",
            "decisions-0-result": "adopted",
            "decisions-0-votes_for": 12,
            "decisions-0-visibility": "public",
            "decisions-1-language": "en",
            "decisions-1-visibility": "internal",
            "do": "save",
        }

    def test_save__records_all_at_once(self, editor, given, council, minutes):
        assert editor.get("/admin/entry/meeting/").status_code == 200
        assert editor.post("/admin/entry/meeting/", given).status_code == 302
        meeting = Meeting.objects.get(body=council)
        decision = Decision.objects.get()
        assert (decision.meeting, decision.mode, decision.source) == (meeting, "meeting", minutes)
        assert (decision.decided_on, decision.votes_for) == ("2026-05-03", 12)
        assert meeting.delegations.get().full == 4

    @pytest.mark.parametrize(
        ("wrong", "message"),
        [
            ({"source": ""}, "decisions need a source"),
            ({"decisions-0-title": ""}, "This field is required"),
            ({"ends_on": "2026-04-01"}, "lies before the start"),
            ({"decisions-0-decided_on": "soon"}, "soon"),
        ],
    )
    def test_save__with_something_wrong_saves_nothing(self, editor, given, wrong, message):
        page = editor.post("/admin/entry/meeting/", given | wrong).content.decode()
        assert message in page
        assert not Meeting.objects.exists()
        assert not Decision.objects.exists()

    def test_more_rows__keeps_what_was_written(self, editor, given):
        page = editor.post("/admin/entry/meeting/", given | {"do": "more-decisions"})
        assert "decisions-6-title" in page.content.decode()
        assert "Plant an orchard" in page.content.decode()
        assert not Meeting.objects.exists()

    def test_contributors__are_refused(self, site, given):
        assert signed_in("Contributors").post("/admin/entry/meeting/", given).status_code == 302
        assert not Meeting.objects.exists()
