import pytest

from organisations.charts.svg import Box, Canvas, bcp47, element, number
from tests.organisations.charts.reading import HOSTILE, addresses, shown, tree


def test_canvas__escapes_whatever_it_is_given():
    canvas = Canvas(100, "en")
    with canvas.group(HOSTILE, f"/a?{HOSTILE}", HOSTILE):
        canvas.note(HOSTILE, 0, 10, HOSTILE)
    svg = canvas.svg(HOSTILE, 50, HOSTILE, HOSTILE)
    assert "<script" not in svg
    assert {each.tag for each in tree(svg).iter()} == {"svg", "title", "desc", "a", "text", "tspan"}


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "", "//a.org"])
def test_group__is_a_link_only_to_a_place(address):
    canvas = Canvas(100, "en")
    with canvas.group("body", address):
        canvas.dot(1, 2, 3)
    assert addresses(canvas.svg("wide", 10, "T")) == set()


def test_group__links_to_pages_places_and_sites():
    canvas = Canvas(100, "en")
    for address in ("/a/", "#a", "https://example.org/"):
        with canvas.group("", address):
            canvas.dot(1, 2, 3)
    svg = canvas.svg("wide", 10, "T")
    assert addresses(svg) == {"/a/", "#a", "https://example.org/"}


def test_canvas__mirrors_for_languages_from_right_to_left():
    def drawn(language):
        canvas = Canvas(100, language)
        canvas.box(Box(10, 0, 20, 5))
        canvas.line([(0, 0), (30, 0)])
        canvas.dot(25, 0, 2)
        canvas.note("x", 10, 5)
        return tree(canvas.svg("wide", 10, "T"))

    english, arabic = drawn("en"), drawn("ar")
    assert [english.find("rect").get("x"), arabic.find("rect").get("x")] == ["10", "70"]
    assert [english.find("path").get("d"), arabic.find("path").get("d")] == [
        "M0 0 30 0",
        "M100 0 70 0",
    ]
    assert [english.find("circle").get("cx"), arabic.find("circle").get("cx")] == ["25", "75"]
    assert [each.find("text/tspan").get("x") for each in (english, arabic)] == ["10", "90"]
    assert [english.get("direction"), arabic.get("direction")] == [None, "rtl"]


def test_text__of_another_language_says_so():
    canvas = Canvas(100, "fr")
    canvas.note("World", 0, 10)
    assert "lang=" not in canvas.svg("wide", 10, "T")
    assert bcp47("zh-hans") == "zh-Hans"


def test_svg__has_a_title_and_no_style_of_its_own():
    svg = Canvas(100, "en").svg("wide", 10, "Timeline", "What happened")
    root = tree(svg)
    assert [shown(root[0]), shown(root[1])] == ["Timeline", "What happened"]
    assert root.get("role") == "group"
    assert "style" not in svg


def test_element__numbers_are_short():
    assert element("circle", r=2.0, cx=1.25, cy=-0.04) == '<circle r="2" cx="1.2" cy="0"/>'
    assert number(123456.7) == "123457"
