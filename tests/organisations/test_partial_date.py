"""Partial dates: reading EDTF, the days a text can mean, and the words for it."""

import datetime
import re

import pytest
from babel import Locale
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from organisations.partial_date import PartialDate, PartialDateError, Precision, babel_locale

LANGUAGES = [code for code, _name in settings.LANGUAGES]
DAY_ONE, LAST_DAY = datetime.date.min, datetime.date.max


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@st.composite
def plain_texts(draw):
    """A day, month or year without doubt."""
    date = draw(st.dates()).isoformat()
    return date[: draw(st.sampled_from([4, 7, 10]))]


@st.composite
def single_texts(draw):
    """Everything that level 1 allows for one date."""
    plain = draw(plain_texts())
    unspecified = {4: [plain[:3] + "X", plain[:2] + "XX", plain + "-XX"], 7: [plain + "-XX"]}
    text = draw(st.sampled_from([plain, *unspecified.get(len(plain), [])]))
    return text + draw(st.sampled_from(["", "~", "?", "%"]))


@st.composite
def one_of_texts(draw):
    first, last = draw(st.tuples(plain_texts(), plain_texts()))
    if PartialDate.parse(first).is_certainly_before(PartialDate.parse(last)):
        return f"[{first}..{last}]"
    return draw(st.sampled_from([f"[..{first}]", f"[{last}..]"]))


start_texts = st.one_of(single_texts(), one_of_texts(), st.just(""))
texts = st.one_of(start_texts, st.just(".."))
dates = texts.map(PartialDate.parse)
start_dates = start_texts.map(PartialDate.parse)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2019-07-21", "2019-07-21", "2019-07-21", Precision.DAY),
        ("2019-07", "2019-07-01", "2019-07-31", Precision.MONTH),
        ("2020-02", "2020-02-01", "2020-02-29", Precision.MONTH),
        ("2019-07-XX", "2019-07-01", "2019-07-31", Precision.MONTH),
        ("2019", "2019-01-01", "2019-12-31", Precision.YEAR),
        ("2019-XX", "2019-01-01", "2019-12-31", Precision.YEAR),
        ("2019-XX-XX", "2019-01-01", "2019-12-31", Precision.YEAR),
        ("199X", "1990-01-01", "1999-12-31", Precision.DECADE),
        ("19XX", "1900-01-01", "1999-12-31", Precision.CENTURY),
        ("2019~", "2018-01-01", "2020-12-31", Precision.YEAR),
        ("2019?", "2018-01-01", "2020-12-31", Precision.YEAR),
        ("2019%", "2018-01-01", "2020-12-31", Precision.YEAR),
        ("2019-01~", "2018-12-01", "2019-02-28", Precision.MONTH),
        ("2019-12?", "2019-11-01", "2020-01-31", Precision.MONTH),
        ("2019-01-01%", "2018-12-31", "2019-01-02", Precision.DAY),
        ("199X~", "1980-01-01", "2009-12-31", Precision.DECADE),
        ("19XX?", "1800-01-01", "2099-12-31", Precision.CENTURY),
        ("[1990..1993]", "1990-01-01", "1993-12-31", Precision.ONE_OF),
        ("[1990-05..1993-02-03]", "1990-05-01", "1993-02-03", Precision.ONE_OF),
        ("[..1990]", "0001-01-01", "1990-12-31", Precision.ONE_OF),
        ("[1990..]", "1990-01-01", "9999-12-31", Precision.ONE_OF),
        ("", "0001-01-01", "9999-12-31", Precision.UNKNOWN),
        ("..", "9999-12-31", "9999-12-31", Precision.OPEN),
        # The calendar's own ends: nothing lies before year 1 or after 9999.
        ("0001~", "0001-01-01", "0002-12-31", Precision.YEAR),
        ("000X", "0001-01-01", "0009-12-31", Precision.DECADE),
        ("00XX", "0001-01-01", "0099-12-31", Precision.CENTURY),
        ("9999-12", "9999-12-01", "9999-12-31", Precision.MONTH),
        ("99XX~", "9800-01-01", "9999-12-31", Precision.CENTURY),
    ],
)
def test_bounds__for_each_form(text, earliest, latest, precision):
    date = PartialDate.parse(text)
    assert (date.earliest, date.latest) == (day(earliest), day(latest))
    assert date.precision is precision
    assert date.edtf == str(date) == text


def test_unknown_and_open__are_different():
    unknown, still_open = PartialDate.parse(""), PartialDate.parse("..")
    assert (unknown.is_unknown, unknown.is_open) == (True, False)
    assert (still_open.is_unknown, still_open.is_open) == (False, True)


def test_parse__with_spaces_around():
    assert PartialDate.parse(" 2019-07 \n") == PartialDate.parse("2019-07")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("July 2019", "“July 2019” can’t be read as a date; write 2019-07-21"),
        ("2019-7-1", "can’t be read"),
        ("21.07.2019", "can’t be read"),
        ("19X9", "can’t be read"),
        ("199X-07", "can’t be read"),
        ("2019-XX-21", "can’t be read"),
        ("~2019", "can’t be read"),
        ("2019~?", "can’t be read"),
        ("1990/1993", "can’t be read"),
        ("[..]", "can’t be read"),
        ("[1990,1993]", "can’t be read"),
        ("[1990..1993", "can’t be read"),
        ("...", "can’t be read"),
        ("٢٠١٩", "can’t be read"),
        ("9" * 500, f"“{'9' * 40}…” can’t be read"),
        ("2019-21", "“2019-21”: seasons are not accepted"),
        ("[2019-22..2020]", "“[2019-22..2020]”: seasons are not accepted"),
        ("2019-02-29", "“2019-02-29”: there is no such day"),
        ("2019-13", "“2019-13”: there is no such day"),
        ("2019-00", "no such day"),
        ("0000", "no such day"),
        ("[1993..1990]", "“[1993..1990]”: the first date in brackets must lie before"),
        ("[1990..1990-05]", "must lie before"),
        ("[1990~..1993]", "“[1990~..1993]”: the ends in brackets must be plain dates"),
        ("[199X..2003]", "must be plain dates, without X, ~, ? or %."),
    ],
)
def test_parse__refuses_what_is_no_date(text, says):
    with pytest.raises(PartialDateError) as refusal:
        PartialDate.parse(text)
    message = str(refusal.value)
    assert says in message
    assert message.endswith(".")
    assert "\n" not in message


@given(st.text())
def test_parse__any_text_is_read_or_refused_in_a_sentence(text):
    try:
        said = PartialDate.parse(text).edtf
    except PartialDateError as refusal:
        said = str(refusal)
    assert said == text.strip() or (said.startswith("“") and said.endswith("."))


@given(texts)
def test_parse__of_what_was_written(text):
    date = PartialDate.parse(text)
    assert str(date) == text
    assert PartialDate.parse(str(date)) == date


@given(dates)
def test_bounds__are_in_order(date):
    assert date.earliest <= date.latest


@given(single_texts())
def test_doubt__only_ever_widens(text):
    marked, plain = PartialDate.parse(text), PartialDate.parse(text.rstrip("~?%"))
    assert marked.earliest <= plain.earliest
    assert plain.latest <= marked.latest


@given(dates, st.dates())
def test_on_or_before__certainly_implies_possibly(date, on):
    if date.is_certainly_on_or_before(on):
        assert date.is_possibly_on_or_before(on)
    assert date.is_possibly_on_or_before(on) == (date.earliest <= on)
    assert date.is_certainly_on_or_before(date.latest)


@given(dates, dates, dates)
def test_certainly_before__is_a_strict_order(one, two, three):
    assert not one.is_certainly_before(one)
    assert not (one.is_certainly_before(two) and two.is_certainly_before(one))
    if one.is_certainly_before(two) and two.is_certainly_before(three):
        assert one.is_certainly_before(three)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2019-07-21", "2019-07-21"),
        ("2019-07", "2019-07"),
        ("2019", "2019"),
        ("0033", "0033"),
        ("2019-07-21~", "2019-07"),
        ("2019-07~", "2019"),
        ("2019~", ""),
        ("199X", ""),
        ("[2019-03..2019-05]", "2019"),
        ("[1990..1993]", ""),
        ("[..1990]", ""),
        ("", ""),
        ("..", ""),
    ],
)
def test_iso__is_what_fits(text, iso):
    assert PartialDate.parse(text).iso == iso


@given(dates)
def test_iso__never_claims_more_than_is_known(date):
    if date.iso:
        claimed = PartialDate.parse(date.iso)
        assert claimed.earliest <= date.earliest
        assert date.latest <= claimed.latest


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2019-07-21", "21 July 2019"),
        ("2019-07", "July 2019"),
        ("2019-07-XX", "July 2019"),
        ("2019", "2019"),
        ("199X", "1990s"),
        ("200X", "between 2000 and 2009"),
        ("000X", "between 1 and 9"),
        ("19XX", "between 1900 and 1999"),
        ("2019~", "about 2019"),
        ("2019-07~", "about July 2019"),
        ("199X~", "about 1990–1999"),
        ("200X~", "about 2000–2009"),
        ("2019?", "perhaps 2019"),
        ("2019%", "perhaps about 2019"),
        ("[1990..1993]", "between 1990 and 1993"),
        ("[1990-05..1993]", "between May 1990 and 1993"),
        ("[..1990]", "1990 or earlier"),
        ("[1990..]", "1990 or later"),
        ("", "not known"),
        ("..", "open"),
    ],
)
def test_display__in_english(text, shown):
    assert PartialDate.parse(text).display("en") == shown


@pytest.mark.parametrize(
    ("language", "month", "on_the_day"),
    [
        ("de", "Juli 2019", "21. Juli 2019"),
        ("es", "julio de 2019", "21 de julio de 2019"),
        ("ru", "июль 2019 г.", "21 июля 2019 г."),
        ("ar", "يوليو 2019", "21 يوليو 2019"),
        ("zh-hans", "2019年7月", "2019年7月21日"),
        ("ta", "ஜூலை 2019", "21 ஜூலை, 2019"),
    ],
)
def test_display__in_the_readers_language(language, month, on_the_day):
    def shown(text):
        return PartialDate.parse(text).display(language).replace("\u202f", " ")

    assert (shown("2019-07"), shown("2019-07-21")) == (month, on_the_day)


def numbers_known(text: str) -> set[int]:
    """The numbers that a wording of one EDTF text may contain."""
    if "X" in text.replace("-XX", ""):
        year = text[:4]
        return {int(year.replace("X", "0")), int(year.replace("X", "9")), 1}
    return {int(number) for number in re.findall(r"\d+", text)}


def months_named(shown: str, locale: Locale) -> set[int]:
    words = set(re.split(r"[\s,،.–]+", shown))
    return {
        number
        for context in ("format", "stand-alone")
        for number, name in locale.months[context]["wide"].items()
        if set(name.split()) <= words
    }


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=texts)
def test_display__is_never_finer_than_known(language, text):
    shown = PartialDate.parse(text).display(language)
    assert shown
    known = numbers_known(text)
    assert {int(number) for number in re.findall(r"\d+", shown)} <= known
    assert months_named(shown, babel_locale(language)) <= known
