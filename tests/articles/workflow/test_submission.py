"""Texts that anybody sends in: kept, shown to the sender, used or erased."""

import datetime
import io
import zipfile

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from articles.models import ArticleIndexPage, ArticlePage
from articles.workflow.submission import Submission
from articles.workflow.submission_view import SIGNER
from articles.workflow.triage import erase_unused
from organisations.models import AuditEntry, Notification
from tests.articles import factory
from tests.organisations.members.factory import account, signed_in

pytestmark = pytest.mark.django_db

ADDRESS = "/en/send-a-text/"


def filled(**fields):
    with time_machine.travel(timezone.now() - datetime.timedelta(seconds=10), tick=False):
        opened = SIGNER.sign("form")
    return {
        "title": "Bread in winter",
        "text": "The mill has stood still.\n\nNobody says why.",
        "signed_as": "Ada Alder",
        "contact": "ada@example.org",
        "right": "own",
        "agreed": "on",
        "website": "",
        "opened": opened,
        **fields,
    }


@pytest.fixture
def index(site):
    return factory.index_page(ArticleIndexPage, "articles")


def test_form__is_open_to_everybody(client, site):
    html = client.get(ADDRESS).content.decode()
    assert "Send us a text" in html
    assert "<script" not in html


def test_text__is_kept_and_its_sender_and_the_moderators_are_told(client, site):
    moderator = account("Moderators")
    answer = client.post(ADDRESS, filled())
    kept = Submission.objects.get()
    assert answer["Location"] == f"/en/send-a-text/{kept.token}/"
    assert kept.text == "The mill has stood still.\n\nNobody says why."
    told = Notification.objects.order_by("pk")
    assert [(each.mail_address, "mill" in each.text) for each in told] == [
        ("ada@example.org", False),
        (moderator.email, False),
    ]
    assert kept.token in told[0].link
    assert AuditEntry.objects.filter(act="submission-received", how="form").exists()


def test_private_page__shows_the_state_and_is_kept_from_search(client, site):
    kept = Submission.objects.create(title="Bread", text="x", right="own", language="en")
    answer = client.get(kept.private_address)
    assert "nobody has decided on it yet" in answer.content.decode()
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert client.get("/en/send-a-text/wrong/").status_code == 404


@pytest.mark.parametrize(
    "fields",
    [
        {"website": "https://example.org"},
        {"opened": ""},
        {"opened": "form:forged"},
        {"text": ""},
        {"contact": ""},
        {"right": ""},
        {"agreed": ""},
        {"text": "x" * 200_001},
    ],
    ids=str,
)
def test_what_is_not_complete_or_sent_by_a_program__is_refused(client, site, fields):
    if len(fields.get("text", "")) > 1:
        fields = {"text": "x" * 200_001}
    answer = client.post(ADDRESS, filled(**fields))
    assert answer.status_code == 422
    assert not Submission.objects.exists()


def test_form_that_was_sent_at_once__is_refused(client, site):
    answer = client.post(ADDRESS, filled(opened=SIGNER.sign("form")))
    assert answer.status_code == 422


def test_sixth_text_within_an_hour_from_one_address__is_refused(client, site):
    cache.clear()
    codes = [client.post(ADDRESS, filled()).status_code for _ in range(6)]
    assert codes == [302] * 5 + [422]


@pytest.mark.parametrize(
    ("name", "data"),
    [("text.txt", "Élan\r\n\r\nvital".encode()), ("text.md", b"**One** line")],
)
def test_file__is_read_without_its_styles(client, site, name, data):
    answer = client.post(ADDRESS, filled(text="", file=SimpleUploadedFile(name, data)))
    assert answer.status_code == 302
    text = Submission.objects.get().text
    assert "**" not in text
    assert "\r" not in text


def test_file_of_another_kind__is_refused(client, site):
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("a", "b")
    for name in ("text.exe", "text.docx"):
        sent = SimpleUploadedFile(name, zipped.getvalue())
        assert client.post(ADDRESS, filled(text="", file=sent)).status_code == 422
    assert not Submission.objects.exists()


def test_taking_it_up__makes_a_draft_below_the_articles(client, index):
    client.post(ADDRESS, filled(right="holder", right_note="The Mill"))
    kept = Submission.objects.get()
    editor = signed_in("Editors")
    editor.post(f"/admin/submissions/{kept.pk}/", {"take": "1"})
    page = ArticlePage.objects.get(title="Bread in winter")
    assert not page.live
    assert [byline.name for byline in page.bylines.all()] == ["Ada Alder"]
    assert page.appearances.get().publication == "The Mill"  # so that it waits for a rights check
    assert "taken it up" in client.get(kept.private_address).content.decode()
    editor.post(f"/admin/submissions/{kept.pk}/", {"take": "1"})
    assert ArticlePage.objects.filter(title="Bread in winter").count() == 1


def test_declining_it__answers_the_sender(client, site):
    client.post(ADDRESS, filled())
    kept = Submission.objects.get()
    signed_in("Moderators").post(f"/admin/submissions/{kept.pk}/", {"answer": "Too long for us."})
    assert "Too long for us." in client.get(kept.private_address).content.decode()


def test_unused__is_erased_after_its_time_and_used_is_not(site):
    now = timezone.now()
    then = now - datetime.timedelta(days=91)
    fields = {"text": "x", "contact": "ada@example.org", "right": "own", "language": "en"}
    for state in ("received", "declined", "taken"):
        Submission.objects.create(title=state, state=state, received_at=then, **fields)
    Submission.objects.create(title="new", **fields)
    assert erase_unused(now) == 2
    kept = {each.title: each for each in Submission.objects.exclude(state="erased")}
    assert set(kept) == {"taken", "new"}
    for erased in Submission.objects.filter(state="erased"):
        assert (erased.title, erased.text, erased.contact) == ("", "", "")
    assert erase_unused(now) == 0
