"""Who tries to publish what is not complete reads one clear sentence, and nothing has changed."""

from html import unescape

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from articles.models.publishable import UnpublishableError
from articles.workflow.refusal import RefusalMiddleware
from tests.articles import factory
from tests.articles.media.factory import picture, picture_block
from tests.organisations.members.factory import account, signed_in

pytestmark = pytest.mark.django_db

SENTENCE = (
    "Block 1 (Picture): The picture “Demonstration” has no alternative text and is not decorative. "
    "Say what the picture shows, here or on the picture itself, or mark it as decorative."
)


@pytest.fixture
def editor(site):
    return signed_in("Editors")


@pytest.fixture
def administrator(site):
    """Who may publish a text alone."""
    return signed_in("Administrators")


@pytest.fixture
def submitted(site):
    """A draft that waits for approval, with a picture that nobody described."""
    page = factory.article("On strike", live=False, body=[picture_block(picture())])
    page.save_revision()
    page.get_workflow().start(page, account("Contributors"))
    return page


def approval(page):
    return reverse(
        "wagtailadmin_pages:workflow_action",
        args=[page.pk, "approve", page.current_workflow_task_state.pk],
    )


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def assert_refused(response, page):
    shown = [unescape(str(message)).strip() for message in response.context["messages"]]
    assert shown == [f"“On strike” can't be published. {SENTENCE}"]
    assert not Page.objects.get(pk=page.pk).live


def test_approval__leads_to_the_form_with_the_sentence(editor, submitted):
    response = editor.post(approval(submitted), {"comment": ""}, follow=True)
    assert response.redirect_chain == [(edit(submitted), 302)]
    assert_refused(response, submitted)
    assert submitted.current_workflow_task_state.status == "in_progress"


def test_approval_in_a_dialogue__is_told_where_to_go(editor, submitted):
    response = editor.post(
        approval(submitted),
        {"comment": ""},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert response.json() == {"step": "success", "redirect": edit(submitted)}
    assert_refused(editor.get(edit(submitted)), submitted)


def test_bulk_action__publishes_none_of_the_pages(administrator, submitted):
    other = factory.article("Another text", live=False)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = administrator.post(
        f"{address}?id={other.pk}&id={submitted.pk}&next=/admin/",
        {"include_descendants": ""},
        follow=True,
    )
    assert_refused(response, submitted)
    assert not Page.objects.get(pk=other.pk).live


def test_form__says_it_at_the_picture(administrator, submitted):
    html = administrator.get(edit(submitted)).content.decode()
    block = submitted.body[0].value
    fields = querydict_from_html(html, form_id="page-edit-form").dict() | nested_form_data(
        {"body": streamfield([("picture", {"picture": block["picture"].pk})])}
    )
    response = administrator.post(edit(submitted), {**fields, "action-publish": "1"})
    assert response.status_code == 200
    assert "Say what the picture shows" in response.content.decode()
    assert not Page.objects.get(pk=submitted.pk).live


def test_other_addresses__are_not_touched(site, rf, submitted):
    middleware = RefusalMiddleware(lambda request: None)
    error = UnpublishableError(submitted, [SENTENCE])
    assert middleware.process_exception(rf.post("/en/"), error) is None
    assert middleware.process_exception(rf.post("/admin/"), ValueError()) is None
