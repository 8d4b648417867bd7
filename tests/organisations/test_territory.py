"""Which territories there are, where they lie, and what they are called."""

import pytest
from babel import Locale
from django.conf import settings

from organisations.region import COUNTRIES, REGION_OF_COUNTRY
from organisations.territory import OWN_NAMES, all_codes, is_known_code, region_of, territory_name

# What CLDR lists beside the countries of ISO 3166-1: groups of states, parts, placeholders.
NO_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}


def test_countries__are_those_of_cldr_each_in_one_region():
    listed = {
        code for code in Locale.parse("en").territories if len(code) == 2 and code.isalpha()
    } - NO_COUNTRIES
    assert set(REGION_OF_COUNTRY) == listed
    assert sum(len(codes.split()) for codes in COUNTRIES.values()) == len(listed)


@pytest.mark.parametrize(
    ("code", "region"),
    [("LK", "asia"), ("GB-NIR", "europe"), ("CA-QC", "americas"), ("SUHH", "europe")],
)
def test_region__of_countries_parts_and_former_states(code, region):
    assert region_of(code) == region


@pytest.mark.parametrize("code", ["XX", "EU", "ie", "", "GB-XYZ", "IRELAND"])
def test_unknown_codes__are_none_of_ours(code):
    assert not is_known_code(code)


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("IE", "en", "Ireland"),
        ("IE", "fr", "Irlande"),
        ("GB-ENG", "ru", "Англия"),
        ("SUHH", "zh-hans", "苏联"),
        ("CD", "en", "Congo - Kinshasa"),
        ("CG", "en", "Congo - Brazzaville"),
        ("FK", "es", "Islas Malvinas / Falkland"),
        ("PS", "en", "Palestine"),
        ("HK", "de", "Hongkong"),
        ("DYBJ", "ta", "Dahomey"),
    ],
)
def test_name__by_language(code, language, name):
    assert territory_name(code, language) == name


@pytest.mark.parametrize("language", dict(settings.LANGUAGES))
def test_names__in_each_language_tell_all_apart(language):
    names = [territory_name(code, language) for code in all_codes()]
    assert all(names)
    assert len(set(names)) == len(names)


def test_own_names__are_of_territories_that_we_can_place():
    assert set(OWN_NAMES) <= set(all_codes())
    assert {language for names in OWN_NAMES.values() for language in names} <= set(
        dict(settings.LANGUAGES)
    )
