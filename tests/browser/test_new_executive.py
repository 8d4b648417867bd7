"""An editor enters a new executive of thirty from her spreadsheet."""

import re

import pytest
from playwright.sync_api import expect

PHONE = {"width": 360, "height": 780}
SCREENS = [
    "/admin/entry/executive/",
    "/admin/entry/meeting/",
    "/admin/entry/unconfirmed/",
    "/admin/entry/reports/single-source/",
    "/admin/entry/reports/contradictions/",
]


def table():
    """Thirty lines, of which the eighteenth names a capacity that there isn't."""
    lines = ["Name\tCapacity\tSection\tWeight"]
    for number in range(30):
        capacity = "alternat" if number == 16 else "alternate" if number > 20 else "full"
        lines.append(f"Nominee {chr(65 + number % 26)}{number}\t{capacity}\t\t1")
    return "\n".join(lines)


def choose(page, field, words):
    """Choose a record in the window that searches for it."""
    page.locator(f"#id_{field}-chooser .unchosen button").click()
    window = page.locator(".modal-dialog")
    window.locator("input[name=q]").fill(words)
    found = window.get_by_role("link", name=re.compile(re.escape(words), re.IGNORECASE))
    found.first.click()
    expect(window).to_have_count(0)


def fits(page):
    """Whether nothing is wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 800}], ids=["phone", "desk"])
def test_new_executive__is_pasted_corrected_and_shown_in_six_page_loads(sign_in, size):
    page = sign_in("editor@example.org")
    page.set_viewport_size(size)
    loads = []
    page.on("load", lambda loaded: loads.append(loaded.url))

    page.goto("/admin/entry/executive/?body=cwi-iec")
    choose(page, "source", "Continuing")
    page.locator("#id_starts_on").fill("2026-08-01")
    page.locator("#id_starts_on").press("Tab")
    page.locator("#id_is_public").check()
    page.locator("#id_table").fill(table())
    page.get_by_role("button", name="Check the lines").click()

    expect(page.get_by_role("alert")).to_contain_text("1 line is to be corrected")
    wrong = page.locator(".entry-line--wrong")
    expect(wrong).to_have_count(1)
    expect(wrong).to_contain_text("Line 18")
    expect(wrong).to_contain_text("“alternat” is no capacity")
    assert fits(page)
    wrong.get_by_label("Capacity").fill("alternate")
    page.get_by_role("button", name="Check again").click()

    expect(page.get_by_text("30 new persons in the record")).to_be_visible()
    assert fits(page)
    page.get_by_role("button", name="Save 30 terms").click()
    page.get_by_role("link", name="View on the site").click()
    expect(page.get_by_text("Nominee Q16").first).to_be_visible()
    assert len(loads) <= 6


@pytest.mark.parametrize("address", SCREENS)
def test_screens__fit_a_telephone(sign_in, address):
    page = sign_in("editor@example.org")
    page.set_viewport_size(PHONE)
    page.goto(address)
    expect(page.get_by_role("main")).to_be_visible()
    assert fits(page)
