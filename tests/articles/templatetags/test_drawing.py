import subprocess
import sys
import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from articles.templatetags.drawing import drawn_picture


def test_drawn_picture__is_the_same_in_another_process():
    code = (
        "from articles.templatetags.drawing import drawn_picture;"
        "print(drawn_picture('a-title'), end='')"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"DJANGO_SETTINGS_MODULE": "config.settings.test", "PYTHONHASHSEED": "7"},
    )
    assert run.stdout == drawn_picture("a-title")


def test_drawn_picture__differs_between_texts():
    assert len({drawn_picture(f"text-{number}") for number in range(200)}) == 200


def test_drawn_picture__is_silent_and_takes_its_colours_from_the_stylesheet():
    svg = drawn_picture(12)
    assert 'class="drawn"' in svg
    assert 'aria-hidden="true"' in svg
    assert "fill=" not in svg
    assert "style=" not in svg


@given(st.text(), st.booleans())
def test_drawn_picture__is_small_well_formed_svg_for_any_seed(seed, is_strip):
    svg = drawn_picture(seed, is_strip)
    assert ET.fromstring(svg).tag == "svg"
    assert len(svg) < 1800


def test_drawn_picture__as_a_band_across_the_page_is_much_wider_than_high():
    svg = ET.fromstring(drawn_picture("a-title", is_strip=True))
    _x, _y, width, height = map(int, svg.get("viewBox").split())
    assert width >= 5 * height
    assert svg.get("class") == "drawn strip"
