"""No way round the gate: a statement that its body did not adopt is stopped, or shown nowhere.

The table of paths in docs/gate.md names the tests below.
"""

import datetime

import pytest
import time_machine
from django.core import serializers
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.admin.views.pages.bulk_actions import PublishBulkAction
from wagtail.models import Locale, Page, Revision

from articles.models import Adoption, HomePage, StatementPage, TextPage
from articles.models.publishable import UnpublishableError
from articles.models.standing import without_unadopted
from articles.sitemap import LanguageSitemap
from articles.workflow.schedule import publish_due
from organisations import structure
from organisations.models import Decision
from tests.articles import factory
from tests.articles.workflow import gate
from tests.organisations.members.factory import account

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _site(site):
    """Home pages and workflows."""


def superuser():
    return account(is_superuser=True)


def bulk(page):
    PublishBulkAction.execute_action([Page.objects.get(pk=page.pk)], user=superuser())


def schedule(page):
    page.go_live_at = timezone.now() + HOUR
    page.save_revision().publish(user=superuser())


def mark_as_due(page):
    revision = page.save_revision()
    revision.approved_go_live_at = timezone.now() - HOUR
    revision.save()


def by_worker(page):
    revision = page.save_revision()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - HOUR)
    if publish_due().failed:
        raise UnpublishableError(page, [])


def by_command(page):
    revision = page.save_revision()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - HOUR)
    call_command("publish_scheduled", verbosity=0)


def save_as_live(page):
    page.live = True
    page.save()


def save_live_alone(page):
    page.live = True
    page.save(update_fields=["live"])


def save_bare(page):
    bare = Page.objects.get(pk=page.pk)
    bare.live = True
    bare.save()


def add_live_child(page):
    parent = page.get_parent()
    parent.add_child(instance=StatementPage(title="New", issued_by=page.issued_by, live=True))


def load_fixture(page):
    page.live = True
    for each in serializers.deserialize("json", serializers.serialize("json", [page.page_ptr])):
        each.object.live = True
        each.save()


def approve_step(page):
    page = gate.sub_edited(page)
    page.current_workflow_task_state.workflow_state.finish(user=superuser())


PATHS = {
    "publish button": lambda page: page.save_revision().publish(user=superuser()),
    "action of the API": lambda page: PublishPageRevisionAction(
        page.save_revision(), user=superuser()
    ).execute(skip_permission_checks=True),
    "bulk action": bulk,
    "schedule": schedule,
    "revision marked as due": mark_as_due,
    "background worker": by_worker,
    "publish_scheduled": by_command,
    "save as live": save_as_live,
    "save live alone": save_live_alone,
    "save of the base page": save_bare,
    "live from the beginning": add_live_child,
    "fixture of Django": load_fixture,
    "end of the workflow": approve_step,
}


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_path__is_closed_to_what_was_not_adopted(path):
    page = gate.draft()
    with pytest.raises(UnpublishableError):
        path(page)
    assert not StatementPage.objects.filter(live=True).exists()


class TestAfterAdoption:
    """What begins with an adopted statement and ends with other words."""

    @pytest.fixture
    def statement(self):
        return gate.adopted()[0]

    def test_adopted__is_public_with_its_decision(self, statement, client):
        assert statement.live
        adoption = Adoption.objects.get()
        assert (adoption.version.text_hash, adoption.decision.result) == (
            statement.text_hash,
            "adopted",
        )
        assert client.get(statement.url).status_code == 200

    def test_edited_draft__is_not_published(self, statement):
        statement.title = "Other words"
        statement.change_kind = "wording"
        with pytest.raises(UnpublishableError, match="adopted other words"):
            statement.save_revision().publish(user=superuser())
        assert gate.fresh(statement).title != "Other words"

    def test_saved_over__is_refused(self, statement):
        statement.standfirst = "Other words"
        with pytest.raises(UnpublishableError):
            statement.save()

    def test_retitled_as_a_bare_page__is_refused(self, statement):
        bare = Page.objects.get(pk=statement.pk)
        bare.title = "Other words"
        with pytest.raises(UnpublishableError):
            bare.save()

    def test_revert_to_words_before__is_refused(self, statement):
        first = statement.revisions.order_by("pk").first()
        first.content["title"] = "Before"
        first.save(update_fields=["content"])
        with pytest.raises(UnpublishableError):
            first.publish(user=superuser(), previous_revision=first)

    def test_edited_draft_of_a_scheduled_page__is_refused(self):
        go_live = timezone.now() + datetime.timedelta(days=9)
        statement, _decision = gate.adopted(go_live_at=go_live)
        assert not statement.live
        scheduled = statement.revisions.get(approved_go_live_at__isnull=False)
        scheduled.content["title"] = "Other words"
        scheduled.save(update_fields=["content"])
        with time_machine.travel(go_live + HOUR):
            assert publish_due().failed == 1
        assert not gate.fresh(statement).live

    def test_copy__is_not_live(self, statement):
        with pytest.raises(UnpublishableError):
            statement.copy(update_attrs={"slug": "copy"}, keep_live=True)
        assert not statement.copy(update_attrs={"slug": "other-copy"}, keep_live=False).live

    def test_other_body__is_refused(self, statement):
        statement.issued_by = factory.body("Board")
        with pytest.raises(UnpublishableError):
            statement.save_revision().publish(user=superuser())

    def test_unpublished_edited_and_published_again__is_refused(self, statement):
        statement.unpublish()
        statement = gate.fresh(statement)
        statement.title = "Other words"
        statement.change_kind = "wording"
        with pytest.raises(UnpublishableError):
            statement.save_revision().publish(user=superuser())

    def test_translation_without_confirmation__is_refused(self, statement):
        french = Locale.objects.get(language_code="fr")
        translated = statement.copy_for_translation(french, copy_parents=True)
        with pytest.raises(UnpublishableError):
            translated.save_revision().publish(user=superuser())

    def test_moved__stays_public(self, statement, client):
        other = factory.index_page(type(statement.get_parent().specific), "statements", "fr")
        statement.move(other, pos="last-child")
        assert client.get(gate.fresh(statement).url).status_code == 200

    def test_alias__shows_what_its_original_shows_and_falls_with_it(self, statement, client):
        alias = statement.create_alias(update_slug="alias")
        assert client.get(alias.url).status_code == 200
        assert alias.pk in StatementPage.objects.published().values_list("pk", flat=True)
        Decision.objects.filter(pk=Adoption.objects.get().decision_id).update(result="void")
        assert client.get(alias.url).status_code == 404
        assert not StatementPage.objects.published().exists()

    def test_alias_with_other_words__shows_nothing(self, statement, client):
        alias = statement.create_alias(update_slug="alias")
        TextPage.objects.filter(pk=alias.pk).update(standfirst="Other words")
        assert client.get(alias.url).status_code == 404
        assert alias.pk not in StatementPage.objects.published().values_list("pk", flat=True)

    def test_decision_that_does_not_hold__hides_it_at_once(self, statement, client):
        Decision.objects.filter(pk=Adoption.objects.get().decision_id).update(result="withdrawn")
        assert client.get(statement.url).status_code == 404


def shown_in(page):
    """Everywhere that lists texts: where the page is shown."""
    home = HomePage.objects.get(slug="home-en")
    body = page.issued_by
    shown_on_home = Client().get("/en/").content.decode()
    index = page.get_parent().specific
    return {
        "listing": page.pk in [each.pk for each in index.texts()],
        "feed": page.pk in [each.pk for each in home.feed_texts().published()],
        "sitemap": page.pk in [each.pk for each in LanguageSitemap("en").items()],
        "home": page.url in shown_on_home,
        "pages": page.pk in [each.pk for each in without_unadopted(Page.objects.live())],
        "body": page.pk in [each.pk for each in structure.body(body, superuser())["statements"]],
    }


class TestSlippedPast:
    """A write that no program stops: shown nowhere, and reported."""

    @pytest.fixture
    def statement(self):
        statement = gate.draft()
        StatementPage.objects.filter(pk=statement.pk).update(live=True)
        return gate.fresh(statement)

    def test_marked_as_live__is_served_nowhere(self, statement, client):
        assert statement.live
        assert client.get(statement.url).status_code == 404
        assert client.get(f"{statement.url}versions/1/").status_code == 404

    def test_marked_as_live__is_listed_nowhere(self, statement):
        assert set(shown_in(statement).values()) == {False}

    def test_adopted__is_listed_everywhere(self):
        statement, _decision = gate.adopted()
        assert set(shown_in(statement).values()) == {True}

    @pytest.mark.parametrize("field", ["title", "kicker", "standfirst"])
    def test_words_changed_in_the_database__are_shown_nowhere(self, field, client):
        statement, _decision = gate.adopted()
        model = Page if field == "title" else TextPage
        model.objects.filter(pk=statement.pk).update(**{field: "Other words"})
        assert client.get(statement.url).status_code == 404
        assert set(shown_in(gate.fresh(statement)).values()) == {False}

    def test_lead_of_the_front_page__is_not_shown(self, statement, client):
        home = HomePage.objects.get(slug="home-en")
        HomePage.objects.filter(pk=home.pk).update(lead=statement.pk)
        assert statement.title not in client.get("/en/").content.decode()

    def test_what_slipped_past__is_reported(self, statement, client):
        client.force_login(superuser())
        assert statement.title in client.get("/admin/reports/unadopted/").content.decode()

    @pytest.mark.parametrize(("role", "may"), [("Contributors", False), ("Secretariat", True)])
    def test_report__is_for_those_who_may_open_votes(self, role, may, client):
        address = "/admin/reports/unadopted/"
        client.force_login(account(role))
        assert (client.get(address).status_code == 200) == may
        assert (address in client.get("/admin/").content.decode()) == may
