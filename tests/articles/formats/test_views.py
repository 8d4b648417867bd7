"""Formats are there for those who may see the page, made once, and kept by version."""

import datetime

import pytest
import yaml
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from articles.formats import making
from articles.formats.models import Format, MadeFile, private_storage
from articles.formats.offer import offers_of
from articles.models import Version
from tests.articles import factory
from tests.articles.formats.texts import changed, published

pytestmark = pytest.mark.django_db

NAMES = ["text.md", "text.epub", "text.pdf", "share.png"]


@pytest.fixture
def fetch(client, django_capture_on_commit_callbacks):
    """The answer to a reader's request, whose work in the background has been done."""

    def get(address, **options):
        with django_capture_on_commit_callbacks(execute=True):
            return client.get(address, **options)

    return get


def content(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize(
    ("name", "kind", "start"),
    [("text.pdf", "application/pdf", b"%PDF"), ("text.epub", "application/epub+zip", b"PK")],
)
def test_first_request__says_that_it_is_being_made_then_there_is_the_file(fetch, name, kind, start):
    address = published().url + name
    first = fetch(address)
    assert first.status_code == 202
    assert '<meta http-equiv="refresh" content="3">' in first.content.decode()
    assert first.headers["Cache-Control"] == "no-store"
    second = fetch(address)
    assert (second.status_code, second.headers["Content-Type"]) == (200, kind)
    assert content(second).startswith(start)
    assert f'filename="bread.{name[5:]}"' in second.headers["Content-Disposition"]
    assert second.headers["X-Robots-Tag"] == "noindex"
    assert 'rel="canonical"' in second.headers["Link"]


@pytest.mark.parametrize("name", ["text.md", "share.png"])
def test_what_takes_no_time__is_there_at_once_and_kept(fetch, name):
    address = published().url + name
    assert fetch(address).status_code == 200
    made = MadeFile.objects.get()
    assert made.state == MadeFile.State.READY
    answer = fetch(address)
    assert content(answer) == made.file.open().read()
    again = fetch(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def draft():
    return factory.document("Draft", live=False)


def embargoed():
    text = factory.document("Later", live=False)
    text.go_live_at = timezone.now() + datetime.timedelta(days=2)
    text.save_revision().publish()
    return text


def withdrawn():
    text = published("Withdrawn")
    text.withdraw(None, "Not ours.")
    return text


def restricted():
    text = published("Closed")
    PageViewRestriction.objects.create(page=text, restriction_type=PageViewRestriction.LOGIN)
    return text


def never_published():
    return factory.document("Without a version")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("state", [draft, embargoed, withdrawn, restricted, never_published])
def test_what_readers_may_not_see__has_no_formats(fetch, state, name):
    text = state()
    assert fetch(text.url + name).status_code == 404
    assert fetch(f"{text.url}versions/1/{name}").status_code == 404
    assert not MadeFile.objects.exists()


@pytest.mark.parametrize("name", NAMES)
def test_a_text_that_is_withdrawn__takes_its_files_along(
    fetch, name, django_capture_on_commit_callbacks
):
    text = published()
    fetch(text.url + name)
    stored = MadeFile.objects.get().file.name
    with django_capture_on_commit_callbacks(execute=True):
        text.withdraw(None, "Not ours.")
    assert fetch(text.url + name).status_code == 404
    assert not MadeFile.objects.exists()
    assert not private_storage().exists(stored)


def test_a_file_asked_for_and_then_withdrawn__is_not_made(client):
    text = published()
    client.get(text.url + "text.pdf")
    made = MadeFile.objects.get()
    PageViewRestriction.objects.create(page=text, restriction_type=PageViewRestriction.LOGIN)
    making.make_file.call(made.pk)
    assert not MadeFile.objects.exists()


@pytest.mark.parametrize("name", ["text.epub", "text.pdf"])
def test_a_summary__is_offered_as_markdown_alone_and_without_the_words(fetch, name):
    text = published(is_summary_only=True)
    assert fetch(text.url + name).status_code == 404
    words = content(fetch(text.url + "text.md")).decode()
    assert "On prices" in words
    assert "many do together" not in words
    assert [each.format for each in offers_of(text).formats] == [Format.MARKDOWN]


def test_a_permission_that_has_ended__leaves_only_the_summary(fetch):
    text = published()
    permission = factory.right(basis="permission", note="A letter.")
    factory.Appearance.objects.create(
        text=text, publication="The Mill", appeared_on="2019", is_first=True, permission=permission
    )
    with_rights = content(fetch(text.url + "text.md")).decode()
    assert "rights: Shown with" in with_rights
    assert "many do together" in with_rights
    permission.ends_on = "2020"
    permission.save()
    assert "many do together" not in content(fetch(text.url + "text.md")).decode()
    assert fetch(text.url + "text.pdf").status_code == 404


def test_a_new_version__replaces_the_files_and_the_old_one_keeps_its_own_on_demand(
    fetch, django_capture_on_commit_callbacks
):
    text = published()
    before = content(fetch(text.url + "text.md")).decode()
    old = MadeFile.objects.get().file.name
    with django_capture_on_commit_callbacks(execute=True):
        text = changed(text, "Roses")
    assert not private_storage().exists(old)
    assert "# Roses" in content(fetch(text.url + "text.md")).decode()
    superseded = content(fetch(f"{text.url}versions/1/text.md")).decode()
    head = yaml.safe_load(superseded.split("---\n")[1])
    assert head["superseded"] is True
    assert head["hash"] == yaml.safe_load(before.split("---\n")[1])["hash"]
    assert "# Bread" in superseded
    assert MadeFile.objects.count() == 2
    newest = fetch(f"{text.url}versions/2/text.md")
    assert (newest.status_code, newest.url) == (302, text.url + "text.md")


def test_a_change_of_what_is_no_word__makes_the_file_anew(fetch):
    text = published()
    fetch(text.url + "text.md")
    old = MadeFile.objects.get().file.name
    factory.Appearance.objects.create(
        text=text, publication="The Mill", appeared_on="2019-07", is_first=True
    )
    assert "The Mill" in content(fetch(text.url + "text.md")).decode()
    assert MadeFile.objects.get().file.name != old
    assert not private_storage().exists(old)


def test_sixty_four_first_requests__make_one_file(monkeypatch):
    text = published()
    version = Version.objects.get()
    written = []
    monkeypatch.setitem(making.WRITERS, Format.PDF, lambda text: written.append(1) or b"%PDF")
    asked = [MadeFile.ask_for(version, Format.PDF, "x") for _ in range(64)]
    assert [is_to_be_made for _made, is_to_be_made in asked].count(True) == 1
    for made, _is_to_be_made in asked:
        making.make_file.call(made.pk)
    assert written == [1]
    assert text.versions.get().made_files.count() == 1


def test_a_failure__is_kept_told_and_tried_again(fetch, monkeypatch):
    address = published().url + "text.pdf"
    write = making.WRITERS[Format.PDF]

    def fail(text):
        raise RuntimeError("no paper")

    monkeypatch.setitem(making.WRITERS, Format.PDF, fail)
    fetch(address)
    made = MadeFile.objects.get()
    assert (made.state, made.error) == (MadeFile.State.FAILED, "RuntimeError: no paper")
    answer = fetch(address)
    assert answer.status_code == 503
    assert "refresh" not in answer.content.decode()
    monkeypatch.setitem(making.WRITERS, Format.PDF, write)
    MadeFile.objects.update(changed_at=timezone.now() - datetime.timedelta(minutes=2))
    fetch(address)
    assert fetch(address).status_code == 200


def test_a_failure__is_shown_to_those_who_publish(fetch, monkeypatch, admin_client):
    def fail(text):
        raise RuntimeError("no paper")

    monkeypatch.setitem(making.WRITERS, Format.PDF, fail)
    text = published("Roses")
    fetch(text.url + "text.pdf")
    html = admin_client.get("/admin/").content.decode()
    assert "RuntimeError: no paper" in html
    assert f"/admin/pages/{text.pk}/edit/" in html
    MadeFile.objects.update(error="", state=MadeFile.State.READY)
    assert "failed-files" not in admin_client.get("/admin/").content.decode()


def test_a_worker_that_was_killed__does_not_block_the_file(fetch):
    text = published()
    MadeFile.objects.create(
        version=Version.objects.get(),
        format=Format.PDF,
        fingerprint="x",
        state=MadeFile.State.MAKING,
        changed_at=timezone.now() - datetime.timedelta(minutes=11),
    )
    fetch(text.url + "text.pdf")
    assert fetch(text.url + "text.pdf").status_code == 200


def test_a_file_lost_from_the_disk__is_made_again(fetch):
    address = published().url + "text.md"
    fetch(address)
    private_storage().delete(MadeFile.objects.get().file.name)
    assert content(fetch(address))
    assert private_storage().exists(MadeFile.objects.get().file.name)


class TestPage:
    def test_page__links_to_its_formats_and_picture(self, client):
        text = published(kind=factory.article, body=[])
        html = client.get(text.url).content.decode()
        assert f'href="{text.url}text.md"' in html
        assert "text.pdf" not in html
        text = published("Roses")
        html = client.get(text.url).content.decode()
        assert all(f'href="{text.url}{name}"' in html for name in NAMES[:3])
        assert f'property="og:image" content="{text.full_url}share.png?v=1"' in html
        assert 'property="og:image:alt" content="Roses"' in html

    @pytest.mark.parametrize("state", [restricted, never_published])
    def test_page_that_is_not_for_all__links_to_none(self, admin_client, state):
        html = admin_client.get(state().url).content.decode()
        assert "text.md" not in html
        assert "og:image" not in html

    def test_offers__need_three_queries_however_often_asked_for(self):
        text = published()
        offers_of(text)
        del text.__dict__["_offers"]
        with CaptureQueriesContext(connection) as captured:
            offers_of(text)
            offers_of(text)
        assert len(captured) == 3

    def test_other_pages__have_no_formats(self, client):
        published()
        assert client.get("/en/library/text.md").status_code == 404
        assert client.get("/en/library/nothing/text.md").status_code == 404
