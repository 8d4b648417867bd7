import datetime
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from articles.templatetags.records import carried_day, record_address, record_link, said
from organisations.contradiction import Claim
from organisations.period import Period


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


def test_said__is_the_fixed_sentence_with_links_and_nothing_unescaped():
    source = SimpleNamespace(
        title="Minutes <1>", dated_on="", language="en", page=None, address="/m?a&b"
    )
    claim = Claim(
        assertion=SimpleNamespace(source=source, claimed_by=None),
        kind="seat",
        about=(),
        says="",
        period=Period(),
        values=lambda: {"subject": named(), "place": "<b>Cork</b>"},
    )
    with override("en"):
        assert said(claim, "structure") == (
            '<a href="/structure/a&amp;b/"><bdi>Vorwärts &amp; Co</bdi></a> has its seat in '
            "&lt;b&gt;Cork&lt;/b&gt;, according to "
            '“<a href="/m?a&amp;b"><bdi>Minutes &lt;1&gt;</bdi></a>”.'
        )


def test_carried_day__only_where_one_was_asked_for():
    assert carried_day(SimpleNamespace(shown_on=None)) == ""
    assert carried_day(SimpleNamespace(shown_on=datetime.date(2019, 7, 1))) == "?on=2019-07-01"
