import pytest

from articles.importing.record import Author, Block, Record, StatedDate
from articles.importing.suggestion import suggested_type
from articles.models import ArticlePage, DocumentPage


def record(*blocks, **fields):
    return Record("a.txt", "plain text", blocks=tuple(blocks), **fields)


def headings(*texts):
    return [Block("heading", level=2, text=text) for text in texts]


@pytest.mark.parametrize(
    "fields",
    [
        {"authors": (Author("Ada Alder"),)},
        {"dates": (StatedDate("published", "2014", "2014"),)},
        {"standfirst": "This article looks at the week of the strike."},
    ],
)
def test_signed_dated_or_so_called_text_is_an_article(fields):
    assert suggested_type(record(**fields)) is ArticlePage


def test_numbered_parts_make_a_document__even_signed():
    parts = headings("I. What is", "II. What is to come")
    assert suggested_type(record(*parts, authors=(Author("Ada Alder"),))) is DocumentPage


def test_one_number_makes_no_document():
    parts = headings("1. First of all", "What is to come")
    assert suggested_type(record(*parts, authors=(Author("Ada Alder"),))) is ArticlePage


def test_text_of_nobody_and_no_day_is_a_document():
    assert suggested_type(record(Block("paragraph", text="We are gardeners."))) is DocumentPage
