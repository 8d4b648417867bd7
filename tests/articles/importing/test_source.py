import os

import pytest

from articles.importing import source as source_module
from articles.importing.source import Source, SourceError, decode, open_source


def error_of(function, *args):
    with pytest.raises(SourceError) as caught:
        function(*args)
    return str(caught.value)


def test_missing_file_is_named(tmp_path):
    path = str(tmp_path / "none.txt")
    assert error_of(open_source, path) == f"{path}: there is no such file"


def test_folder_is_named(tmp_path):
    assert error_of(open_source, str(tmp_path)) == f"{tmp_path}: is a folder; name the files in it"


def test_pipe_is_not_waited_for(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    assert "is not an ordinary file" in error_of(open_source, str(path))


def test_path_with_a_null_byte_is_one_clear_line():
    message = error_of(open_source, "a\0b")
    assert "can't be read" in message
    assert "\n" not in message


def test_line_end_in_a_file_name_does_not_break_the_message(tmp_path):
    assert "\n" not in error_of(open_source, str(tmp_path / "two\nlines"))


def test_too_large_file_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(source_module, "LARGEST", 1024)
    path = tmp_path / "large.txt"
    path.write_bytes(b"a" * 1025)
    assert "is larger than" in error_of(open_source, str(path))


def test_too_many_lines_are_refused(monkeypatch):
    monkeypatch.setattr(source_module, "MOST_LINES", 10)
    assert "more than 10 lines" in error_of(decode, Source("a.txt", b"a\n" * 11))


@pytest.mark.parametrize("data", [b"", b"\n \t\n", "\ufeff\u00a0\n".encode()])
def test_file_without_words_is_empty(data):
    assert error_of(decode, Source("a.txt", data)) == "a.txt: is empty"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "a PDF file"),
        (b"PK\x03\x04....", "a zip archive"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"word\0word", "a binary file"),
        (b"\x01\x02\x03\x04word", "a binary file"),
        (bytes(range(256)) * 4, "a binary file"),
    ],
)
def test_what_is_no_plain_text_is_refused(data, what):
    assert what in error_of(decode, Source("a.txt", data))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_as_it_is(encoding):
    text = "Grève à Genève: “nous”, 国际, إضراب"
    assert decode(Source("a.txt", text.encode(encoding))).text == text


def test_other_encoding_is_guessed_and_named():
    text = "Les élèves ont protesté à Genève. Ils étaient très fâchés contre la réforme. " * 5
    decoded = decode(Source("a.txt", text.encode("cp1252")))
    assert decoded.text == text
    assert decoded.encoding


def test_utf8_is_not_called_a_guess():
    assert decode(Source("a.txt", "Grève".encode())).encoding == ""


def test_hash_is_of_the_original_bytes():
    with_mark, without = Source("a", "\ufeffx".encode()), Source("a", b"x")
    assert decode(with_mark).text == decode(without).text
    assert with_mark.sha256 != without.sha256
