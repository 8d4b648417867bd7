import pytest
from django.core.exceptions import ValidationError

from organisations.models import Territory
from organisations.territory import all_codes

pytestmark = pytest.mark.django_db


def test_ensure_all__makes_what_is_missing_once():
    Territory.objects.all().delete()
    Territory.objects.create(code="IE")
    assert Territory.objects.ensure_all() == len(all_codes()) - 1
    assert Territory.objects.ensure_all() == 0
    assert Territory.objects.get(key="gb-nir").region == Territory.Region.EUROPE


def test_region__comes_from_the_code():
    Territory.objects.filter(code="LK").delete()
    assert Territory.objects.create(code="LK").region == Territory.Region.ASIA


@pytest.mark.parametrize("code", ["XX", "EU", "Ireland"])
def test_unknown_country__is_refused_at_the_code(code):
    with pytest.raises(ValidationError) as refusal:
        Territory(code=code).full_clean()
    assert refusal.value.message_dict == {
        "code": [f"“{code.upper()}” is no ISO 3166 code that we know."]
    }


def test_code__is_written_in_capitals():
    territory = Territory(code=" gb-eng ")
    territory.clean()
    assert territory.code == "GB-ENG"
