"""Variables are read with their type, and an error names the one that is wrong."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment

READERS = [
    (environment.text, "", "a text"),
    (environment.flag, "perhaps", "yes or no"),
    (environment.number, "many", "a whole number"),
    (environment.number, "1.5", "a whole number"),
    (environment.database, "plenum", "a database address"),
    (environment.database, "mysql://localhost/plenum", "a database address"),
    (environment.database, "postgres://localhost:many/plenum", "a database address"),
    (environment.database, "postgres://localhost", "a database address"),
    (environment.mail, "post", "a mail server's address"),
]


@pytest.mark.parametrize(("read", "value", "expected"), READERS)
def test_the_variable_is_named__when_its_value_is_wrong(monkeypatch, read, value, expected):
    monkeypatch.setenv("SOME_VARIABLE", value)
    with pytest.raises(ImproperlyConfigured) as caught:
        read("SOME_VARIABLE")
    message = str(caught.value)
    assert "SOME_VARIABLE is wrong" in message
    assert expected in message
    assert "\n" not in message


@pytest.mark.parametrize("read", [environment.text, environment.flag, environment.database])
def test_the_variable_is_named__when_it_is_missing(monkeypatch, read):
    monkeypatch.delenv("SOME_VARIABLE", raising=False)
    with pytest.raises(ImproperlyConfigured, match="SOME_VARIABLE is not set"):
        read("SOME_VARIABLE")


@pytest.mark.parametrize("name", ["DATABASE_URL", "SECRET_KEY"])
def test_the_value_is_not_shown__when_it_may_hold_a_password(monkeypatch, name):
    monkeypatch.setenv(name, "hush")
    with pytest.raises(ImproperlyConfigured) as caught:
        environment.number(name)
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize(
    ("word", "meant"),
    [("yes", True), ("ON", True), ("1", True), ("no", False), ("0", False), ("", False)],
)
def test_words_for_yes_and_no_are_understood(monkeypatch, word, meant):
    monkeypatch.setenv("SOME_VARIABLE", word)
    assert environment.flag("SOME_VARIABLE") is meant


def test_a_default_is_used__when_the_variable_is_missing(monkeypatch):
    monkeypatch.delenv("SOME_VARIABLE", raising=False)
    assert environment.number("SOME_VARIABLE", 8000) == 8000
    assert environment.words("SOME_VARIABLE", ["a"]) == ["a"]


def test_a_list_has_no_empty_words__when_commas_are_loose(monkeypatch):
    monkeypatch.setenv("SOME_VARIABLE", " a.org, b.org ,,")
    assert environment.words("SOME_VARIABLE") == ["a.org", "b.org"]


def test_a_database_address_is_taken_apart(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://anna:p%40ss@db.example:5433/plenum")
    config = environment.database("DATABASE_URL")
    assert config["ENGINE"].endswith("postgresql")
    assert (config["USER"], config["PASSWORD"]) == ("anna", "p@ss")
    assert (config["HOST"], config["PORT"], config["NAME"]) == ("db.example", 5433, "plenum")


def test_the_environment_wins__when_the_file_says_otherwise(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text("FROM_FILE=file\nFROM_BOTH=file\n", encoding="utf-8")
    monkeypatch.setenv("FROM_BOTH", "environment")
    monkeypatch.delenv("FROM_FILE", raising=False)
    environment.load_file(tmp_path / ".env")
    assert environment.text("FROM_BOTH") == "environment"
    assert environment.text("FROM_FILE") == "file"
    monkeypatch.delenv("FROM_FILE")
