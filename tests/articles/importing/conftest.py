"""Readers of texts that tests write themselves."""

from pathlib import Path

import pytest

from articles.importing.readers import plain_text
from articles.importing.source import Source

# Where the source documents are, beside a checkout; without them their tests don't exist.
DOCUMENTS = Path(__file__).parents[4] / "shared" / "documents"
collect_ignore_glob = [] if DOCUMENTS.is_dir() else ["test_source_documents*.py"]


@pytest.fixture
def read():
    """A function from the text of a file to its record."""

    def read_text(text):
        return plain_text.read(Source("text.txt", text.encode()))

    return read_text


@pytest.fixture
def findings():
    """A function from a record to its findings as (class, kind, line)."""

    def of(record):
        return [(each.certainty, each.kind, each.line) for each in record.findings]

    return of
