import pytest

from articles.importing.readers.plain_text.dates import read_date


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("January 19, 2013", "2013-01-19"),
        ("19 January 2013", "2013-01-19"),
        ("3rd May 2014", "2014-05-03"),
        ("Saturday 16 August 2014", "2014-08-16"),
        ("samedi 16 août 2014", "2014-08-16"),
        ("1er mai 2020", "2020-05-01"),
        ("3 de marzo de 2014", "2014-03-03"),
        ("16. März 2014", "2014-03-16"),
        ("5 мая 2014 г.", "2014-05-05"),
        ("١٦ أغسطس ٢٠١٤", "2014-08-16"),
        ("2014年8月16日", "2014-08-16"),
        ("2014-08-16", "2014-08-16"),
        ("2014-08-16T10:32:00Z", "2014-08-16"),
        ("May 5, 2014 at 10:32 am", "2014-05-05"),
        ("29 February 2028", "2028-02-29"),
        ("August 2014", "2014-08"),
        ("2014", "2014"),
        ("13/04/2014", "2014-04-13"),
        ("04.04.2014", "2014-04-04"),
    ],
)
def test_date_is_read_as_far_as_it_goes(text, value):
    assert read_date(text).value == value


@pytest.mark.parametrize(
    "text", ["In the 1980s", "Sunday 2014", "100 Issues of 2014", "0000-00-00", "today", "1" * 200]
)
def test_other_text_is_no_date(text):
    assert read_date(text) is None


def test_numeric_date_that_can_be_two_days_is_neither():
    printed = read_date("03/04/2014")
    assert printed.value == ""
    assert printed.candidates == ("2014-03-04", "2014-04-03")


@pytest.mark.parametrize("text", ["31 February 2014", "29 February 2027", "32/13/2014"])
def test_day_that_never_was_has_no_value(text):
    printed = read_date(text)
    assert printed.value == ""
    assert "no such day" in printed.doubt


def test_wrong_day_of_the_week_is_doubted():
    printed = read_date("Friday 16 August 2014")
    assert printed.value == "2014-08-16"
    assert "day of the week" in printed.doubt
