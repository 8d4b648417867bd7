"""PDF with structure, and pictures for shared links, in every script of the site."""

import io
import re
import zlib

import pytest
from PIL import Image

from articles.formats import typesetting
from articles.formats.models import Format
from articles.formats.offer import formats_of
from articles.formats.pdf import pdf
from articles.formats.share import cover, share_picture
from articles.formats.typesetting import can_print, unprintable
from articles.models import Version
from tests.articles import factory
from tests.articles.formats.texts import BODY, published, said

pytestmark = pytest.mark.django_db

TITLES = {
    "en": "Bread and roses",
    "ar": "خبز وورود",
    "ur": "روٹی اور گلاب",
    "zh-hans": "面包与玫瑰",
    "si": "පාන් සහ රෝස",
    "ta": "ரொட்டியும் ரோஜாவும்",
    "ru": "Хлеб и розы",
    "pt": "Pão e rosas",
}


def inside(file):
    """A PDF with its packed parts unpacked."""
    parts = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", file, re.DOTALL)
    unpacked = []
    for part in parts:
        try:
            unpacked.append(zlib.decompress(part))
        except zlib.error:
            unpacked.append(b"")
    return file + b"".join(unpacked)


@pytest.mark.parametrize("language", list(TITLES))
def test_pdf__is_tagged_and_names_its_language(language):
    text = published(TITLES[language], language=language, slug="bread", body=BODY)
    found = inside(pdf(said(text)))
    for mark in (b"/StructTreeRoot", b"/Marked true", b"/H1", b"/H2", b"/LI", b"pdfuaid"):
        assert mark in found
    assert f"/Lang({language.partition('-')[0]}".encode() in found
    assert b"MediaBox[0 0 595.27" in found


def test_pdf__is_the_same_for_the_same_text():
    text = published()
    assert pdf(said(text)) == pdf(said(text))


def test_what_the_typesetter_refuses__is_said():
    data = {"width": 0}
    with pytest.raises(typesetting.TypesettingError, match="does not contain"):
        typesetting.typeset("share.typ", data, {}, format="png")


def test_levels_of_headings__leave_none_out():
    body = [{"type": "heading", "value": {"text": "Point", "level": "3"}}]
    found = inside(pdf(said(published(body=body))))
    assert b"/H2" in found
    assert b"/H3" not in found


def test_a_script_without_font__is_not_offered_as_pdf():
    text = published("ქართული", slug="k")
    assert unprintable("ქა, Łódź – Хлеб 面") == {"ქ", "ა"}
    assert Format.PDF not in formats_of(text, Version.objects.get())
    assert Format.PDF in formats_of(published("Łódź"), Version.objects.order_by("pk").last())


@pytest.mark.parametrize("title", TITLES.values())
def test_our_fonts__have_the_signs_of_our_languages(title):
    assert can_print(title)


class TestSharePicture:
    def picture(self, title="Bread", **fields):
        return share_picture(said(published(title, **fields)))

    @pytest.mark.parametrize("language", list(TITLES))
    def test_picture__has_the_size_that_services_ask_for(self, language):
        made = self.picture(TITLES[language], language=language, slug="bread")
        assert Image.open(io.BytesIO(made)).size == (1200, 630)

    def test_picture__is_stable_for_a_text_and_differs_between_texts(self):
        text = published()
        assert share_picture(said(text)) == share_picture(said(text))
        assert share_picture(said(text)) != self.picture("Bread", slug="other")

    def test_a_statement__has_the_colour_of_statements(self):
        text = published(kind=factory.statement, bylines=[], issued_by=factory.body())
        pixel = Image.open(io.BytesIO(share_picture(said(text)))).convert("RGB").getpixel((5, 400))
        assert pixel == (0xBF, 0x0D, 0x26)

    def test_a_very_long_title__still_gives_a_picture(self):
        assert self.picture("Donaudampfschifffahrtsgesellschaft " * 7)

    def test_a_title_without_font__leaves_the_drawing(self):
        assert self.picture("ქართული", slug="k")
        assert cover(said(published("ქართული", slug="k2"))) == b""
