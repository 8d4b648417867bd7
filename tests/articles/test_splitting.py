"""An editor turns running text into blocks, looks first, and can go back."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from tests.articles import factory
from tests.organisations.members.factory import signed_in

pytestmark = pytest.mark.django_db

TEXT = "<p>Before.</p><h2>The shed</h2><blockquote>Said so.</blockquote>"


@pytest.fixture
def text(site):
    return factory.article("On strike", body=[("rich_text", TEXT)])


@pytest.fixture
def editor(site):
    return signed_in("Editors")


def address(page):
    return reverse("articles_split", args=[page.pk])


def draft(page):
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()


def kinds(page):
    return [child.block_type for child in draft(page).body]


def test_editor_finds_the_way__from_the_page(editor, text):
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[text.pk])).content.decode()
    assert address(text) in html


def test_preview__shows_the_blocks_and_saves_nothing(editor, text):
    response = editor.get(address(text))
    assert [str(label) for label, _words in response.context["blocks"]] == [
        "Text",
        "Heading",
        "Quotation",
    ]
    assert "The shed" in response.content.decode()
    assert not text.revisions.exists()


def test_saving__makes_a_draft_that_can_be_undone(editor, text):
    before = text.save_revision()
    response = editor.post(address(text), {"save": "1"}, follow=True)
    assert "The history brings back what was" in response.content.decode()
    assert kinds(text) == ["rich_text", "heading", "quotation"]
    text.refresh_from_db()
    assert [child.block_type for child in text.body] == ["rich_text"]
    assert text.revisions.count() == 2
    assert before.as_object().body[0].value.source == TEXT


def test_pasted_words__are_put_at_the_end(editor, text):
    pasted = (
        "<h3 onclick='x()'>Pasted</h3><script>x()</script><p><a href='javascript:x()'>a</a></p>"
    )
    shown = editor.post(address(text), {"pasted": pasted})
    assert "Pasted" in [words for _label, words in shown.context["blocks"]]
    editor.post(address(text), {"pasted": pasted, "save": "1"})
    assert kinds(text) == ["rich_text", "heading", "quotation", "heading", "rich_text"]
    assert draft(text).body[4].value.source == "<p>a</p>"


def test_nothing_to_split__makes_no_revision(editor, site):
    text = factory.article("Plain", body=[("rich_text", "<p>Only words</p>")])
    assert "There is nothing to split" in editor.get(address(text)).content.decode()
    editor.post(address(text), {"save": "1"})
    assert not text.revisions.exists()


def test_who_may_not_edit__is_refused(client, text, site):
    contributor = signed_in("Contributors")
    assert contributor.get(address(text)).status_code == 302
    assert client.get(address(text)).status_code == 302


def test_page_without_a_body__is_not_found(editor, site):
    home = site.root_page.specific
    assert editor.get(address(home)).status_code == 404
