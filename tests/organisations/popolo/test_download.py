import json

import pytest

from articles.site import ensure_home
from organisations.models import StructurePage
from tests.organisations.popolo import factory

pytestmark = pytest.mark.django_db


@pytest.fixture
def structure(site):
    factory.everything()
    home = ensure_home("en")
    found = StructurePage.objects.child_of(home).first()
    return found or home.add_child(instance=StructurePage(title="Structure", slug="structure"))


@pytest.mark.parametrize(
    ("route", "ids"),
    [
        ("popolo/", {"ada-alder", "bo-birch"}),
        ("organisations/league/popolo/", {"ada-alder", "bo-birch"}),
        ("bodies/council/popolo/", {"ada-alder", "bo-birch"}),
        ("persons/bo-birch/popolo/", {"bo-birch"}),
    ],
)
def test_download__is_public_json_without_cookies(client, structure, route, ids):
    response = client.get(structure.url + route)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert response["Content-Disposition"].endswith('.popolo.json"')
    assert not response.cookies
    assert {each["id"] for each in json.loads(response.content)["persons"]} == ids


def test_download__is_the_same_for_who_is_signed_in(admin_client, client, structure):
    factory.person("hidden-person", is_public=False)
    address = structure.url + "popolo/"
    assert admin_client.get(address).content == client.get(address).content


@pytest.mark.parametrize(
    "route",
    [
        "organisations/nothing/popolo/",
        "persons/hidden-person/popolo/",
        "meetings/congress-12/popolo/",
    ],
)
def test_download__of_what_is_not_public__is_not_found(client, structure, route):
    factory.person("hidden-person", is_public=False)
    assert client.get(structure.url + route).status_code == 404
