"""What a newcomer sees first, in a real browser."""

import pytest
from playwright.sync_api import expect

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
ROLES = ["contributor", "editor", "second-editor", "administrator"]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_front_page_fits_and_complains_of_nothing(
    new_context, base_url, language, scheme, size
):
    page = new_context(viewport=size, color_scheme=scheme, locale=language).new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.goto("/")
    assert page.url == f"{base_url}/{language}/"
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    expect(page.locator("h1").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert complaints == []


@pytest.mark.parametrize("role", ROLES)
def test_each_demonstration_account_enters_the_editors_side(sign_in, role):
    page = sign_in(f"{role}@example.org")
    expect(page.get_by_role("main")).to_be_visible()
    assert page.url.endswith("/admin/")
