import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from organisations.models import Membership, Person, PersonName
from tests.articles import factory
from tests.organisations.members.factory import signed_in

ADDRESS = "/admin/entry/executive/"
TABLE = (
    "Capacity\tName\tSection\tRole\n"
    "alternate\tAda Alder\tGardeners of Ireland\t\n"
    "\tBo Birch\t\tTreasurer\n"
)


@pytest.fixture
def given(council, section, minutes):
    """What an editor fills in."""
    return {
        "body": council.pk,
        "starts_on": "2026-03-01",
        "source": minutes.pk,
        "began_by": "elected",
        "table": TABLE,
        "do": "check",
    }


def fields_of(response):
    """What a browser would send back from the screen, without buttons."""
    page = response.content.decode()
    form = page[page.index('<form class="entry-form"') :]
    form = form[: form.index("</form>")]
    fields = {}
    for tag in re.findall(r"<input[^>]*>", form):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        kind = attributes.get("type")
        if "name" not in attributes or (kind == "checkbox" and " checked" not in tag):
            continue
        value = html.unescape(attributes.get("value", "on" if kind == "checkbox" else ""))
        fields.setdefault(attributes["name"], []).append(value)
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)"\s+selected', options) or re.search(
            r'value="([^"]*)"', options
        )
        fields[name] = [html.unescape(chosen[1])]
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.S):
        fields[name] = [html.unescape(text).strip()]
    return fields


def test_check__shows_what_would_change_and_saves_nothing(editor, given):
    ada = factory.person("Ada Alder")
    before = Person.objects.count()
    page = editor.post(ADDRESS, given).content.decode()
    assert "in the record as Ada Alder" in page
    assert "filed under Birch, Bo" in page
    assert "Save 2 terms" in page
    assert not Membership.objects.filter(person=ada).exists()
    assert Person.objects.count() == before


def test_save__records_all_lines_as_they_were_shown(editor, given, council, section):
    ada = factory.person("Ada Alder")
    shown = editor.post(ADDRESS, given)
    response = editor.post(ADDRESS, {**fields_of(shown), "do": "save"})
    assert response.status_code == 302
    term = Membership.objects.get(person=ada)
    assert (term.capacity, term.on_behalf_of, term.starts_on) == (
        "alternate",
        section,
        "2026-03-01",
    )
    new = Membership.objects.get(body=council, person__sort_name="Birch, Bo")
    assert str(new.post) == "Treasurer"
    assert new.recorded_by == editor.user
    assert not new.is_confirmed


def test_check__names_the_line_and_the_reason(editor, given, council):
    given["table"] = "name,post\nAda Alder,Treasurer\nBo Birch,Tresurer\n"
    shown = editor.post(ADDRESS, given)
    page = html.unescape(shown.content.decode())
    assert "1 line is to be corrected" in page
    assert "Line 3</a>: “Council of Gardens” has no post “Tresurer” then, but: “Treasurer”." in page
    refused = editor.post(ADDRESS, {**fields_of(shown), "do": "save"})
    assert refused.status_code == 200
    assert not Membership.objects.filter(body=council).exists()


def test_correction_in_place__is_read_with_the_lines_of_before(editor, given, council):
    given["table"] = "name,post\nAda Alder,\nBo Birch,Tresurer\n"
    fields = fields_of(editor.post(ADDRESS, given)) | {"line-3-post": "Treasurer", "do": "check"}
    shown = editor.post(ADDRESS, fields)
    assert "Save 2 terms" in shown.content.decode()
    editor.post(ADDRESS, fields_of(shown) | {"do": "save"})
    assert Membership.objects.filter(body=council).count() == 2


def test_save__asks_to_look_again_where_the_record_has_changed_meanwhile(editor, given, council):
    fields = fields_of(editor.post(ADDRESS, given)) | {"do": "save"}
    factory.person("Bo Birch")
    response = editor.post(ADDRESS, fields)
    assert response.status_code == 200
    assert "Something has changed" in response.content.decode()
    assert not Membership.objects.filter(body=council).exists()


def test_name_of_several__has_to_be_chosen(editor, given, council):
    one, other = factory.person("Ada Alder"), factory.person("Ada Alder")
    given["table"] = "name\nAda Alder\n"
    shown = editor.post(ADDRESS, given)
    assert "2 persons bear this name" in shown.content.decode()
    fields = fields_of(shown) | {"line-2-person": other.key}
    shown = editor.post(ADDRESS, fields | {"do": "check"})
    editor.post(ADDRESS, fields_of(shown) | {"do": "save"})
    assert Membership.objects.get(body=council).person == other
    assert not one.memberships.exists()


def test_former_name__finds_the_person(editor, given, minutes):
    person = factory.person("Ada Birch")
    person.names.add(PersonName(text="Ada Alder", kind="former", source=minutes))
    person.save()
    assert "in the record as Ada Birch" in editor.post(ADDRESS, given).content.decode()


def test_name_without_accents__is_asked_about(editor, given):
    factory.person("José Peña")
    given["table"] = "name\nPena Jose\n"
    page = editor.post(ADDRESS, given).content.decode()
    assert "Somebody has nearly this name" in page


def test_terms_in_office__end_the_day_before(editor, given, council, term_of):
    old = term_of(factory.person("Cy Cedar"), council)
    unknown = term_of(factory.person("Di Dogwood"), council, ends_on="")
    shown = editor.post(ADDRESS, given | {"ends_terms": "on"})
    editor.post(ADDRESS, fields_of(shown) | {"do": "save"})
    old.refresh_from_db()
    unknown.refresh_from_db()
    assert (old.ends_on, old.ended_by) == ("2026-02-28", "term-over")
    assert unknown.ends_on == ""


def test_same_person_twice__is_refused_at_the_second_line(editor, given):
    given["table"] = "name\nAda Alder\nBo Birch\nada  alder\n"
    page = html.unescape(editor.post(ADDRESS, given).content.decode())
    assert "Line 4</a>: The same person stands in line 2 already." in page


def test_ten_thousand_lines__one_wrong__one_message(editor, given, council):
    lines = [f"Person Number{number}\tfull" for number in range(10_000)]
    lines[4998] = "Person Wrong\tfulll"
    given["table"] = "name\tcapacity\n" + "\n".join(lines)
    page = html.unescape(editor.post(ADDRESS, given).content.decode())
    assert "1 line is to be corrected" in page
    assert "Line 5000</a>: “fulll” is no capacity." in page
    assert page.count('class="entry-error"') == 1
    assert not Membership.objects.filter(body=council).exists()


def test_missing_source__keeps_the_lines(editor, given):
    del given["source"]
    shown = editor.post(ADDRESS, given)
    fields = fields_of(shown)
    assert fields["line-2-name"] == ["Ada Alder"]
    assert "table" not in fields


def test_uploaded_file__is_read(editor, given):
    given["table"] = ""
    given["file"] = SimpleUploadedFile("council.csv", "name;weight\nÅsa Öst;2\n".encode("cp1252"))
    assert "filed under Öst, Åsa" in editor.post(ADDRESS, given).content.decode()


def test_queries__are_as_many_for_thirty_lines_as_for_two(
    editor, given, django_assert_max_num_queries
):
    given["table"] = "name\n" + "\n".join(f"Person {number}" for number in range(30))
    with django_assert_max_num_queries(40):
        editor.post(ADDRESS, given)


@pytest.mark.parametrize("role", ["Contributors", ""])
def test_others__are_refused(site, role):
    response = signed_in(role).get(ADDRESS)
    assert response.status_code in (302, 403)
    assert response.url != reverse("plenum_entry:executive") if response.status_code == 302 else 1
