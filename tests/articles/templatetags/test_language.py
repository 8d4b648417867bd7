from types import SimpleNamespace

import pytest
from django.utils.translation import override

from articles.templatetags.language import (
    bcp47,
    called,
    direction,
    isolated,
    language_name,
    own_name,
)


@pytest.mark.parametrize(
    ("code", "expected"),
    [("en", "ltr"), ("ar", "rtl"), ("ur", "rtl"), ("si", "ltr"), ("tlh", "ltr")],
)
def test_direction(code, expected):
    assert direction(code) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("fr", "Français"),
        ("ar", "العربيّة"),
        ("si", "සිංහල"),
        ("zh-hans", "简体中文"),
        ("tlh", "Tlh"),
    ],
)
def test_own_name(code, expected):
    assert own_name(code) == expected


def test_language_name__in_the_readers_language():
    with override("fr"):
        assert language_name("de").lower() == "allemand"
    assert language_name("tlh") == "tlh"


@pytest.mark.parametrize(
    ("code", "expected"),
    [("en", "en"), ("zh-hans", "zh-Hans"), ("pt-br", "pt-BR"), ("es-419", "es-419")],
)
def test_bcp47(code, expected):
    assert bcp47(code) == expected


def test_isolated__escapes_and_marks_a_foreign_language_only():
    with override("en"):
        assert isolated("<b>") == "<bdi>&lt;b&gt;</bdi>"
        assert isolated("Militant", "en") == "<bdi>Militant</bdi>"
        assert isolated("世界", "zh-hans") == '<bdi lang="zh-Hans">世界</bdi>'


def test_called__is_the_name_in_its_language_or_the_key():
    named = SimpleNamespace(
        key="sav", name_on=lambda: SimpleNamespace(text="Vorwärts", language="de")
    )
    nameless = SimpleNamespace(key="sav", name_on=lambda: None)
    with override("en"):
        assert called(named) == '<bdi lang="de">Vorwärts</bdi>'
        assert called(nameless) == "<bdi>sav</bdi>"
