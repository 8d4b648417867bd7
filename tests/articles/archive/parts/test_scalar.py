import datetime

import pytest
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from articles.archive.mistake import Mistakes
from articles.archive.parts.scalar import to_text, to_value
from articles.archive.reading import read
from articles.archive.writing import in_yaml
from organisations.models import Figure, Organisation, PartialDateField

# What PostgreSQL and YAML can hold: no half characters, and nothing that only a terminal reads.
words = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], include_characters="\n\t")
)


def through_a_file(text):
    content = {"label": {"key": {"field": text}}}
    return read(in_yaml(content), "f.yaml", Mistakes()).plain()["label"]["key"]["field"]


def same_after_a_file(field, value):
    return to_value(field, through_a_file(to_text(field, value))) == value


@given(words)
def test_text__comes_back(text):
    assert same_after_a_file(models.TextField(), text)


@given(st.lists(words, max_size=4).map("\n".join))
def test_text_of_several_lines__comes_back(text):
    assert same_after_a_file(models.TextField(), text)


@given(st.lists(st.text("ab: #-'\"[]{}<>&*!|%@`,?\\", max_size=30), max_size=12).map(" ".join))
def test_text_with_signs_that_yaml_uses__comes_back(text):
    assert same_after_a_file(models.TextField(), text)


PLAIN = ["NO", "no", "null", "~", "2019", "2019-07-21", "1e3", "0x1f", "true", "..", "#a"]
SIGNS = ["'a'", '"', "\\", "<<", "=", "é", "🌱", "سلام"]
ODD = [
    ":\n\n0",
    "a:\n\n  b",
    "",
    " ",
    "\n",
    "- a",
    "a: b",
    "a #b",
    " a",
    "a ",
    "a\n",
    "a\n\n",
    "\na",
    "a\n b",
    "a \nb",
]
BREAKS = ["a\r\nb", "a\x85b", "a\u2028b", "\ufeffa", "a\tb"]
LONG = ["word " * 40, "word" * 60, ("line " * 30 + "\n") * 3]


@pytest.mark.parametrize("text", [*PLAIN, *SIGNS, *ODD, *BREAKS, *LONG])
def test_text_that_readers_of_yaml_mistake__comes_back(text):
    assert through_a_file(text) == text


@given(st.booleans())
def test_truth__comes_back(value):
    assert same_after_a_file(models.BooleanField(), value)


@given(st.none() | st.integers(0, 2**31 - 1))
def test_number__comes_back(value):
    assert same_after_a_file(Figure._meta.get_field("lower"), value)


@given(st.none() | st.dates())
def test_day__comes_back(value):
    assert same_after_a_file(models.DateField(null=True), value)


@given(
    st.none()
    | st.datetimes(
        datetime.datetime(1900, 1, 1),
        datetime.datetime(2100, 1, 1),
        timezones=st.just(datetime.UTC) | st.timezones(),
    ).map(lambda value: value.astimezone(datetime.UTC).replace(microsecond=0))
)
def test_time__comes_back(value):
    assert same_after_a_file(models.DateTimeField(null=True), value)


@given(st.sampled_from(Organisation.Kind.values))
def test_choice__comes_back(value):
    assert same_after_a_file(Organisation._meta.get_field("kind"), value)


@given(
    st.sampled_from(["", "..", "1974", "1974~", "1974?", "199X", "19XX", "[1990..1993]"])
    | st.dates().map(str)
    | st.dates().map(lambda day: f"[..{day:%Y-%m}]" if day.year > 999 else "")
)
def test_partial_date__comes_back(value):
    assert same_after_a_file(PartialDateField(allows_open=True), value)


@pytest.mark.parametrize("text", ["yes", "True", "1", "", "no"])
def test_truth__is_written_in_one_way(text):
    with pytest.raises(ValueError, match="neither"):
        to_value(models.BooleanField(), text)


def test_time_without_a_zone__is_in_utc():
    value = to_value(models.DateTimeField(), "2026-11-22T10:00:00")
    assert value == datetime.datetime(2026, 11, 22, 10, tzinfo=datetime.UTC)
