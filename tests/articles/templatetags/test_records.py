from types import SimpleNamespace

import pytest
from django.utils.translation import override

from articles.templatetags.records import record_address, record_link


class Record:
    """A record that readers find at an address."""

    def __init__(self, **kwargs):
        self.__dict__.update(kwargs)

    def address(self, structure_page):
        return f"/{structure_page}/a&b/"

    def __str__(self):
        return "August <2019>"


def named(language="en", **kwargs):
    name = SimpleNamespace(text="Vorwärts & Co", language=language)
    return Record(name_on=lambda: name, **kwargs)


@pytest.mark.parametrize("is_public", [True, False])
def test_record_address__only_of_public_persons(is_public):
    expected = "/structure/a&b/" if is_public else ""
    assert record_address(Record(is_public=is_public), "structure") == expected


def test_record_address__of_nothing_and_nowhere():
    assert record_address(None, "structure") == ""
    assert record_address(Record(), None) == ""


def test_record_link__escapes_and_marks_the_language():
    with override("en"):
        assert record_link(named("de"), "structure") == (
            '<a href="/structure/a&amp;b/"><bdi lang="de">Vorwärts &amp; Co</bdi></a>'
        )
        assert record_link(Record(), "structure") == (
            '<a href="/structure/a&amp;b/"><bdi>August &lt;2019&gt;</bdi></a>'
        )


def test_record_link__of_a_person_who_is_not_public_is_a_name_without_link():
    with override("en"):
        assert record_link(named(is_public=False), "structure") == "<bdi>Vorwärts &amp; Co</bdi>"
