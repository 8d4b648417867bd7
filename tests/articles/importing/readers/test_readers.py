import pytest

from articles.importing.readers import reader_of, readers
from articles.importing.source import Source


def test_each_format_is_found_by_itself():
    assert {reader.name for reader in readers()} == {
        "plain text", "HTML page", "WordPress export", "SPIP", "Word document", "PDF", "Markdown",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "reader"),
    [
        ("a.html", b"<!doctype html><p>a", "HTML page"),
        ("a.txt", b"<html><p>a", "HTML page"),
        ("a.xml", b'<?xml version="1.0"?><rss><channel>', "WordPress export"),
        ("a.spip.txt", b"{{{a}}}", "SPIP"),
        ("a.sql", b"-- dump\nINSERT INTO spip_articles VALUES (1)", "SPIP"),
        ("a.pdf", b"%PDF-1.4", "PDF"),
        ("a.md", b"# a", "Markdown"),
        ("a.txt", b"# a", "plain text"),
    ],
)
def test_a_source_goes_to_its_reader(name, data, reader):
    assert reader_of(Source(name, data)).name == reader
