"""What an editor does with an imported text, until readers have it."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from articles.models import ArticlePage, Permission

DUMP = """Bread in winter

by Ada Alder on February 3, 2019

The mill has stood still since the first frost. Nobody has said who decided that, and the
families in the lower town have begun to ask.

What the bakers say

Four bakers wrote to the council. They want the stores opened before the month is out, and they
offer to bake for nothing until then. The council has promised an answer.
"""


@pytest.fixture
def imported(tmp_path):
    """A text of our own, imported as developers do it."""
    file = tmp_path / "bread.txt"
    file.write_text(DUMP)
    call_command("import_documents", str(file))
    draft = ArticlePage.objects.get(title="Bread in winter")
    assert not draft.live
    # It is ours: no step of the workflow has to check by what right it is shown.
    draft.appearances.update(permission=Permission.objects.create(basis=Permission.Basis.OWN))
    return draft


def menu(page, name):
    """Choose an entry of the menu at the foot of the editor."""
    button = page.get_by_role("button", name=name, exact=True)
    if not button.first.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    button.first.click()


def test_an_imported_text__is_mended_submitted_approved_and_read(
    sign_in, new_context, base_url, imported
):
    writer = sign_in("editor@example.org")
    writer.goto(f"/admin/pages/{imported.pk}/edit/")
    title = writer.get_by_role("textbox", name=re.compile("^Title"))
    expect(title).to_have_value("Bread in winter")
    title.fill("Bread in a hard winter")
    menu(writer, re.compile("^Submit to"))
    expect(writer.get_by_text(re.compile("has been submitted for moderation"))).to_be_visible()
    imported.refresh_from_db()
    assert not imported.live

    approver = sign_in("second-editor@example.org")
    approver.goto("/admin/")
    approver.get_by_role("link", name="Bread in a hard winter").first.click()
    expect(approver).to_have_url(re.compile(f"/pages/{imported.pk}/edit/"))
    menu(approver, re.compile("^Approve and publish", re.IGNORECASE))
    expect(approver).to_have_url(re.compile(r"/admin/pages/\d+/$"))
    imported.refresh_from_db()
    assert imported.live

    reader = new_context(java_script_enabled=False).new_page()
    reader.goto("/en/articles/")
    reader.get_by_role("link", name="Bread in a hard winter").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Bread in a hard winter")
    expect(reader.locator("main")).to_contain_text("Ada Alder")
    expect(reader.locator("main")).to_contain_text("3 February 2019")
    expect(reader.get_by_role("heading", name="What the bakers say")).to_be_visible()
