"""A meeting is opened again: its delegations, who was present, what it decided."""

import html

import pytest

from organisations.models import Attendance, Decision, Delegation, Dissent, Meeting
from tests.articles import factory
from tests.organisations.entry.test_executive_view import fields_of
from tests.organisations.members.factory import signed_in
from tests.organisations.records import errors_of, send


@pytest.fixture
def meeting(council, section, minutes):
    """A session with a delegation and a decision."""
    made = Meeting.objects.create(
        body=council, number=3, starts_on="2026-05-01", ends_on="2026-05-03", source=minutes
    )
    Delegation.objects.create(meeting=made, organisation=section, full=4)
    Decision.objects.create(
        body=council,
        meeting=made,
        mode="meeting",
        title="Plant an orchard",
        result="adopted",
        source=factory.source(),
    )
    return made


@pytest.fixture
def address(meeting):
    return f"/admin/entry/meeting/{meeting.pk}/"


@pytest.fixture
def members(council, term_of):
    """Two full members and an alternate."""
    return {
        name: term_of(factory.person(name), council, capacity=capacity)
        for name, capacity in (("Ada", "full"), ("Bo", "full"), ("Cy", "alternate"))
    }


def box(term, field="is_present"):
    return f"present-{term.pk}-{field}"


def sent(client, address, **changes):
    """Sends the screen as it is shown, with some fields changed; None leaves a field out."""
    fields = fields_of(client.get(address))
    for name, value in changes.items():
        fields.pop(name, None)
        if value is not None:
            fields[name] = value
    return client.post(address, {"do": "save", **fields})


def page_of(response):
    return html.unescape(response.content.decode())


def test_unchanged__loses_nothing(editor, address, meeting):
    assert str(meeting) in page_of(editor.get(address))
    before = (list(meeting.delegations.values()), list(meeting.decisions.values()))
    assert sent(editor, address).status_code == 302
    again = Meeting.objects.get(pk=meeting.pk)
    assert (list(again.delegations.values()), list(again.decisions.values())) == before


def test_further_decision__is_added_with_its_dissent(editor, address, meeting, minutes):
    old = meeting.decisions.get()
    changes = {
        "decisions-1-title": "Drain the pond",
        "decisions-1-result": "adopted",
        "decisions-1-vote_note": "majority, numbers not given",
        "decisions-1-dissenters": "Di Dogwood\n\n Ed  Elder \nDi Dogwood",
    }
    assert sent(editor, address, **changes).status_code == 302
    new = meeting.decisions.exclude(pk=old.pk).get()
    assert (new.source, new.decided_on, new.visibility) == (minutes, "2026-05-03", "internal")
    assert (new.vote_note, new.votes_for) == ("majority, numbers not given", None)
    assert not new.has_counts
    assert [each.name_as_written for each in new.dissents.all()] == ["Di Dogwood", "Ed Elder"]
    shown = page_of(editor.get(address))
    assert "On record: Di Dogwood, Ed Elder." in shown
    assert sent(editor, address, **{"decisions-1-dissenters": "Ed Elder"}).status_code == 302
    assert Dissent.objects.count() == 2


def test_changed_decision__keeps_its_source_and_waits(editor, address, meeting):
    old = meeting.decisions.get()
    assert sent(editor, address, **{"decisions-0-result": "rejected"}).status_code == 302
    new = meeting.decisions.get()
    assert (new.result, new.source) == ("rejected", old.source)
    assert not new.is_confirmed


def test_something_wrong__is_said_there_and_nothing_is_saved(editor, address, meeting, members):
    changes = {
        "place": "Cork",
        box(members["Ada"]): "on",
        "decisions-1-title": "Drain the pond",
        "decisions-1-result": "adopted",
        "decisions-1-decided_on": "soon",
    }
    page = page_of(sent(editor, address, **changes))
    assert "Nothing is saved yet" in page
    assert "“soon”" in page
    assert "Drain the pond" in page
    assert f'name="{box(members["Ada"])}" id="id_{box(members["Ada"])}" checked' in page
    assert Meeting.objects.get(pk=meeting.pk).place == ""
    assert not Attendance.objects.exists()


def test_delegations__are_changed_exchanged_and_removed(editor, address, meeting):
    other = factory.organisation("Gardeners of Wales", kind="section")
    first = meeting.delegations.get().organisation
    assert sent(editor, address, **{"delegations-1-organisation": other.pk}).status_code == 302
    swapped = {"delegations-0-organisation": other.pk, "delegations-1-organisation": first.pk}
    assert sent(editor, address, **swapped).status_code == 302
    rows = list(meeting.delegations.values_list("organisation", "full"))
    assert rows == [(other.pk, 4), (first.pk, None)]
    assert sent(editor, address, **{"delegations-0-DELETE": "on"}).status_code == 302
    assert meeting.delegations.get().organisation == first


class TestAttendance:
    def test_alternate__stands_in_for_a_named_absent_member(
        self, editor, address, meeting, members
    ):
        changes = {
            box(members["Ada"]): "on",
            box(members["Cy"]): "on",
            box(members["Cy"], "replaces"): members["Bo"].pk,
        }
        assert sent(editor, address, **changes).status_code == 302
        rows = meeting.attendances.values_list("membership", "capacity", "replaces")
        assert set(rows) == {
            (members["Ada"].pk, "full", None),
            (members["Cy"].pk, "alternate", members["Bo"].pk),
        }
        assert sent(editor, address).status_code == 302
        assert meeting.attendances.count() == 2
        gone = {box(members["Cy"]): None, box(members["Cy"], "replaces"): ""}
        assert sent(editor, address, **gone).status_code == 302
        assert meeting.attendances.get().membership == members["Ada"]

    def test_member_who_is_there__has_no_alternate(self, editor, address, meeting, members):
        changes = {
            box(members["Bo"]): "on",
            box(members["Cy"]): "on",
            box(members["Cy"], "replaces"): members["Bo"].pk,
        }
        page = page_of(sent(editor, address, **changes))
        assert "This member is ticked as present herself." in page
        assert not meeting.attendances.exists()

    def test_two_alternates_of_one_member__are_refused(
        self, editor, address, meeting, members, council, term_of
    ):
        di = term_of(factory.person("Di"), council, capacity="alternate")
        changes = {box(term): "on" for term in (members["Cy"], di)}
        changes |= {box(t, "replaces"): members["Bo"].pk for t in (members["Cy"], di)}
        page = page_of(sent(editor, address, **changes))
        assert "Somebody else stands in for this member." in page
        assert not meeting.attendances.exists()

    def test_who_was_recorded_meanwhile__is_not_lost(self, editor, address, meeting, members):
        fields = fields_of(editor.get(address))
        Attendance.objects.create(meeting=meeting, membership=members["Bo"])
        fields[box(members["Ada"])] = "on"
        assert editor.post(address, {"do": "save", **fields}).status_code == 302
        assert meeting.attendances.count() == 2

    def test_list__has_the_members_of_those_days_only(self, editor, address, council, term_of):
        old = term_of(factory.person("Old Oak"), council, starts_on="1999", ends_on="2003")
        new = term_of(factory.person("New Nettle"), council, starts_on="2026-05-03")
        page = page_of(editor.get(address))
        assert box(new) in page
        assert box(old) not in page

    def test_new_meeting__lists_them_once_body_and_day_are_given(self, editor, council, members):
        address = f"/admin/entry/meeting/?body={council.key}"
        fields = fields_of(editor.get(address)) | {"body": council.pk, "starts_on": "2026-07"}
        page = editor.post(address, {**fields, "do": "members"})
        assert box(members["Ada"]) in page_of(page)
        assert not Meeting.objects.exists()
        fields = fields_of(page) | {box(members["Ada"]): "on", "do": "save"}
        assert editor.post(address, fields).status_code == 302
        assert Meeting.objects.get().attendances.get().membership == members["Ada"]

    def test_members_of_another_body__are_refused_where_they_were_ticked(
        self, editor, address, meeting, members
    ):
        other = factory.body("Committee of Ponds")
        page = page_of(sent(editor, address, body=other.pk, **{box(members["Ada"]): "on"}))
        assert "This is no member of the body that met." in page
        assert not meeting.attendances.exists()


def test_another_body__is_refused_where_this_one_has_decided(editor, address, meeting, council):
    other = factory.body("Committee of Ponds")
    page = page_of(sent(editor, address, body=other.pk))
    assert "Another body decided at this meeting" in page
    assert Meeting.objects.get(pk=meeting.pk).body == council


def test_form_of_the_record__names_the_rows_that_contradict(editor, meeting, members):
    rows = [("Ada", ""), ("Cy", "Ada"), ("Ada", "")]
    fields = {"attendances-TOTAL_FORMS": len(rows), "attendances-INITIAL_FORMS": 0}
    for number, (name, replaced) in enumerate(rows):
        row = {"membership": members[name].pk, "ORDER": number + 1}
        row["replaces"] = members[replaced].pk if replaced else ""
        fields |= {f"attendances-{number}-{field}": value for field, value in row.items()}
    edit = f"/admin/snippets/organisations/meeting/edit/{meeting.pk}/"
    said = errors_of(send(editor, edit, **fields))
    assert "This member is on the list as present" in said
    assert "This member is on the list already." in said
    assert not meeting.attendances.exists()


def test_queries__are_as_many_for_many_members(
    editor, address, council, term_of, django_assert_max_num_queries
):
    for number in range(12):
        term_of(factory.person(f"Person {number}"), council)
    with django_assert_max_num_queries(60):
        editor.get(address)


def test_lists_and_forms__lead_here(editor, address, meeting):
    assert address in page_of(editor.get("/admin/snippets/organisations/meeting/"))
    assert address in page_of(
        editor.get(f"/admin/snippets/organisations/meeting/edit/{meeting.pk}/")
    )


def test_contributors__are_refused(address, meeting):
    client = signed_in("Contributors")
    assert client.get(address).status_code == 302
    client.post(address, {"do": "save"})
    assert Meeting.objects.get(pk=meeting.pk).number == 3
