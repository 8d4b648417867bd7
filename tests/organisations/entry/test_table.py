import io

import pytest
from openpyxl import Workbook

from organisations.entry.table import TableError, read_file, read_text


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def names(table):
    return [(number, values["name"]) for number, values in table.lines]


@pytest.mark.parametrize("delimiter", ["\t", ";", ","])
def test_read_text__takes_columns_in_any_order_by_several_names(delimiter):
    text = f"Votes{delimiter}Full Name\r\n2{delimiter} Ada   Alder \r\n"
    assert read_text(text).lines == [(2, {"weight": "2", "name": "Ada Alder"})]


def test_read_text__counts_empty_lines_as_spreadsheets_do():
    assert names(read_text("\nname\tpost\n\nAda\t\n\t\nBo\t")) == [(4, "Ada"), (6, "Bo")]


def test_read_text__says_which_columns_it_leaves_out():
    assert read_text("name,Shoe size\nAda,37").ignored == ["Shoe size"]


def test_read_text__keeps_commas_and_lone_quotation_marks_in_names():
    assert names(read_text('name,post\n"Alder, Ada",')) == [(2, "Alder, Ada")]
    assert names(read_text('name\tpost\nAda "Red Alder\t')) == [(2, 'Ada "Red Alder')]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Ada Alder\nBo Birch", "Line 1: no column is called “name”"),
        ("name,member\nAda,Bo", "Line 1: two columns mean “name”"),
        ("name,post", "no line below the headings"),
        ("", "no line below the headings"),
        ('name,post\n"Ada,', "the quotation marks don't match"),
        ("name\n" + "Ada\n" * 12_001, "more than 12000 lines"),
    ],
)
def test_read_text__says_what_is_wrong_and_where(text, message):
    with pytest.raises(TableError, match=message):
        read_text(text)


def test_read_file__reads_a_workbook():
    content = workbook(["name", "weight"], ["Ada Alder", 2.0], [None, None], ["Bo", None])
    table = read_file("council.XLSX", content)
    assert table.lines == [
        (2, {"name": "Ada Alder", "weight": "2"}),
        (4, {"name": "Bo", "weight": ""}),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_read_file__reads_the_encodings_of_spreadsheets(encoding):
    content = "name;post\nÅsa Öst;".encode(encoding)
    assert names(read_file("council.csv", content)) == [(2, "Åsa Öst")]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("council.xlsx", b"no workbook", "can't be read as a spreadsheet"),
        ("council.pdf", b"%PDF", "neither .csv nor .xlsx"),
        ("council.csv", b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
    ],
)
def test_read_file__says_what_is_wrong(name, content, message):
    with pytest.raises(TableError, match=message):
        read_file(name, content)
