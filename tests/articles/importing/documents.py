"""The source documents, where a checkout has them beside it, and questions to their records."""

from collections import Counter

from articles.importing.readers import plain_text
from articles.importing.source import open_source
from tests.articles.importing.conftest import DOCUMENTS

ARTICLE, LETTER, TALK, SELF_DESCRIPTION, PAPER = "000", "001", "002", "003", "004"
FILES = {path.name[:3]: path for path in sorted(DOCUMENTS.glob("*.txt"))}


def read(number):
    return plain_text.read(open_source(str(FILES[number]))).to_json()


def of_type(record, type):
    return [block for block in record["blocks"] if block["type"] == type]


def kinds(record):
    return Counter((each["class"], each["kind"]) for each in record["findings"])


def lines(record, kind):
    return [each["line"] for each in record["findings"] if each["kind"] == kind]
