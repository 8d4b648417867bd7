"""Every view of the admin as each role: open, closed, or answering only what is sent to it.

The views are taken from the addresses themselves: one without a row here fails.
"""

import re
from fnmatch import fnmatch
from importlib import import_module

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.urls.resolvers import URLResolver
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Locale, Site, Task, Workflow
from wagtail_localize.models import Translation, TranslationSource

from articles.media.models import File
from articles.models import FreeTag, HomePage, PlainPage, SiteSettings, Topic
from articles.workflow.submission import Submission
from organisations.models import (
    BodyPage,
    Membership,
    OrganisationPage,
    OrganisationSettings,
    StructurePage,
)
from tests.articles import factory
from tests.articles.media.factory import picture
from tests.articles.workflow import gate
from tests.organisations import voting
from tests.organisations.members.factory import account, signed_in
from tests.organisations.records import MAKERS

pytestmark = pytest.mark.django_db

OPEN, CLOSED, SIGN_IN, ONLY_SENT = "open", "closed", "sign in", "only what is sent"
ROLES = ("", "Contributors", "Editors", "Administrators")

# Who may open a view, as the least of the roles; the first pattern that fits counts. The page is
# another account's draft that waits for approval; the picture and the file are another's, too.
TABLE = {
    # What answers only to what is sent to it: GET is refused.
    **dict.fromkeys(
        [
            "wagtailadmin_api:pages:action",
            "wagtailadmin_editing_sessions:*",
            "wagtailadmin_logout",
            "wagtailadmin_pages:lock",
            "wagtailadmin_pages:set_page_position",
            "wagtailadmin_pages:unlock",
            "wagtailadmin_workflows:enable",
            "wagtailadmin_workflows:enable_task",
            "wagtailadmin_workflows:remove",
            "wagtail_localize:edit_override",
            "wagtail_localize:edit_string_translation",
            "wagtail_localize:machine_translate",
            "wagtail_localize:stop_translation",
            "wagtail_localize:upload_pofile",
            "wagtaildocs:create_multiple_from_uploaded_document",
            "wagtaildocs:delete_multiple",
            "wagtaildocs:delete_upload_multiple",
            "wagtaildocs:edit_multiple",
            "wagtailimages:create_multiple_from_uploaded_image",
            "wagtailimages:delete_multiple",
            "wagtailimages:delete_upload_multiple",
            "wagtailimages:edit_multiple",
        ],
        ONLY_SENT,
    ),
    # Open to whoever comes: what the pages before signing in are made of.
    "wagtailadmin_sprite": "",
    "wagtailadmin_javascript_catalog": "",
    # Records can be chosen by whoever writes, and are kept by editors.
    "wagtailsnippetchoosers_organisations_personaccount:*": "Administrators",
    "wagtailsnippets_organisations_personaccount:*": "Administrators",
    "wagtailsnippetchoosers_*:create": "Editors",
    "wagtailsnippetchoosers_*": "Contributors",
    "wagtailsnippets_*:delete": "Administrators",
    "wagtailsnippets_*": "Editors",
    "plenum_entry:audit*": "Administrators",
    "plenum_entry:failed-mails": "Administrators",
    "plenum_entry:*": "Editors",
    "articles_free_tags": "Editors",
    "articles_free_tag": "Editors",  # leads back to the list
    "articles_rename_topic": "Editors",
    "plenum_hand_over": "Editors",
    "plenum_stuck": "Editors",
    "plenum_submission*": "Editors",
    # Votes, and on what statements stand: for those who may open a vote. An elector's way to her
    # own ballot is tested with the votes.
    "plenum_mandate": "Editors",
    "plenum_opening": "Editors",
    "plenum_unadopted*": "Editors",
    "plenum_vote": "Editors",
    # What every editor needs.
    **dict.fromkeys(
        [
            "plenum_guide",
            "plenum_notifications",
            "wagtailadmin_account",
            "wagtailadmin_api:*:detail",
            "wagtailadmin_api:*:listing",
            "wagtailadmin_choose_page*",
            "wagtailadmin_dismissibles",
            "wagtailadmin_explore",
            "wagtailadmin_explore_results",
            "wagtailadmin_explore_root",
            "wagtailadmin_home",
            "wagtailadmin_pages:add",
            "wagtailadmin_pages:add_subpage",
            "wagtailadmin_pages:choose_parent",
            "wagtailadmin_pages:confirm_workflow_cancellation",
            "wagtailadmin_pages:move_confirm",
            "wagtailadmin_pages:preview_on_add",
            "wagtailadmin_pages:revisions_index",  # leads to the history, which asks again
            "wagtailadmin_pages:search*",
            "wagtailadmin_pages:type_use*",
            "wagtailadmin_tag_autocomplete",
            "wagtail_localize:javascript_catalog",
            "wagtail_localize:translations_report*",
            "wagtaildocs:add*",
            "wagtaildocs:index*",
            "wagtaildocs_chooser:*",
            "wagtailembeds:*",
            "wagtailimages:add*",
            "wagtailimages:index*",
            "wagtailimages_chooser:*",
        ],
        "Contributors",
    ),
    "wagtailadmin_reports:locked_pages*": "Editors",
    "wagtailadmin_reports:*": "Contributors",
    # Pages, pictures and files of others.
    "wagtailadmin_pages:*": "Editors",
    "wagtaildocs:*": "Editors",
    "wagtailimages:*": "Editors",
    "wagtail_localize:*": "Editors",
    # The site itself.
    "wagtailadmin_workflows:task_cho*": "Contributors",
    "wagtailadmin_collections:*": "Administrators",
    "wagtailadmin_workflows:*": "Administrators",
    "wagtaillocales:*": "Administrators",
    "wagtailredirects:delete": "Administrators",
    "wagtailredirects:*": "Editors",
    "wagtailsites:*": "Administrators",
    "wagtailusers_groups:*": "Administrators",
    "wagtailusers_users:*": "Administrators",
}
# Not asked for, because of what they are.
LEFT_OUT = {
    "articles_proof": "needs a permission with a letter",
    "articles_split": "needs a page with a body; tested with what it splits",
    "articles_withdraw": "needs a text that was public",
    "wagtail_bulk_action": "tested with what each action does",
    "wagtail_localize:convert_to_alias": "needs a page that was an alias",
    "wagtail_localize:preview_translation": "has modes that our pages don't have",
    "wagtail_localize:snippets_api_detail": "no record is translated",
    "wagtail_localize:snippets_api_listing": "no record is translated",
    "wagtail_localize:submit_snippet_translation": "no record is translated",
    "wagtailadmin_api:*:find": "leads to the address of what is asked for",
    "wagtailadmin_block_preview": "asks for a block; tested with the blocks",
    "wagtailadmin_error_test": "fails on purpose",
    "wagtailadmin_login": "our own address comes before it",
    "wagtailadmin_pages:convert_alias": "needs an alias",
    "wagtailadmin_pages:unpublish": "needs a live page",
    "wagtailadmin_password_reset*": "not there: tested with accounts",
    "wagtailadmin_tag_model_autocomplete": "needs a model of tags",
    "wagtailadmin_workflows:add_task": "needs a kind of task",
    "wagtailredirects:process_import": "the second step of what is sent",
    "wagtailsettings:*": "tested below, for each setting",
    "wagtailsnippets:index": "all records have their own menus",
}
# Views that each kind of record has; the rest are the same code for all, and asked for persons.
OF_EACH_RECORD = {"list", "add", "edit"}
OF_ALL_RECORDS = "organisations_person"


def views(patterns, space=""):
    """Name and pattern of each view below some patterns."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}:{pattern.namespace}".strip(":") if pattern.namespace else space
            yield from views(pattern.url_patterns, inner)
        elif pattern.name:
            yield f"{space}:{pattern.name}".strip(":"), pattern


def admin_views():
    return list(views(import_module("wagtail.admin.urls").urlpatterns))


def row(name, table):
    """The pattern of the table that a name falls under; None where there is none."""
    return next((pattern for pattern in table if fnmatch(name, pattern)), None)


def expected(least, role):
    if least == ONLY_SENT:
        return ONLY_SENT if role else SIGN_IN
    if ROLES.index(role) >= ROLES.index(least):
        return OPEN
    return CLOSED if role else SIGN_IN


def outcome(client, address):
    """What a browser gets: `OPEN` is a page, or the way to another one that is not refused.

    What is not there for somebody is closed to her; others show that it is there.
    """
    response = client.get(address)
    target = response.headers.get("Location", "")
    if response.status_code == 200:
        return OPEN
    if response.status_code == 405:
        return ONLY_SENT
    if response.status_code in (403, 404) or target == reverse("wagtailadmin_home"):
        return CLOSED
    if target.startswith(("/admin/login/", "/accounts/login/", "/django-admin/login/")):
        return SIGN_IN
    return OPEN if target.startswith("/admin/") else f"{response.status_code} {target}"


class Things:
    """One of everything that an address names."""

    def __init__(self):
        page = factory.article("On strike", live=False, owner=account("Editors"))
        revision = page.save_revision()
        state = page.get_workflow().start(page, account("Contributors"))
        source = TranslationSource.update_or_create_from_instance(factory.article("Peace"))[0]
        french = Locale.objects.get(language_code="fr")
        translation = Translation.objects.create(source=source, target_locale=french)
        translation.save_target(publish=False)
        root = Collection.get_first_root_node()
        self.records = {model._meta.label_lower: make() for model, make in MAKERS.items()}
        self.pk_in = {
            "articles_free_tag": FreeTag.objects.create(name="Bread").pk,
            "plenum_hand_over": state.current_task_state.pk,
            "plenum_submission": Submission.objects.create(title="Sent in", language="en").pk,
            "plenum_entry": self.records[Membership._meta.label_lower].pk,
            "articles_rename_topic": self.records[Topic._meta.label_lower].pk,
            "wagtailadmin_collections": root.add_child(name="Posters").pk,
            "wagtailadmin_workflows": Workflow.objects.get(name="Article").pk,
            "wagtaillocales": french.pk,
            "wagtailsites": Site.objects.get().pk,
            "wagtailusers_groups": Group.objects.create(name="Proofreaders").pk,
            "wagtailusers_users": account().pk,
        }
        self.named = {
            "action_name": "approve",
            "app_label": "articles",
            "collection_id": root.pk,
            "content_type_app_name": "articles",
            "content_type_model_name": "articlepage",
            "decision_id": voting.opened().pk,
            "destination_id": page.get_parent().pk,
            "document_id": File.objects.create(title="Leaflet", file="leaflet.txt").pk,
            "filter_spec": "width-100",
            "image_id": picture().pk,
            "model_name": "articlepage",
            "page_id": page.pk,
            "page_pk": HomePage.objects.first().pk,
            "page_to_move_id": page.pk,
            "parent_page_id": page.get_parent().pk,
            "pk": page.pk,
            "redirect_id": Redirect.objects.create(old_path="/x", redirect_link="/y").pk,
            "revision_id": revision.pk,
            "revision_id_a": revision.pk,
            "revision_id_b": revision.pk,
            "task_id": Task.objects.get(name="Sub-editing").pk,
            "task_state_id": state.current_task_state.pk,
            "translation_id": translation.pk,
            "translation_source_id": source.pk,
            "workflow_state_id": state.pk,
        }
        statement = gate.sub_edited()
        self.named_in = {
            "plenum_mandate": {"page_id": statement.pk},
            "plenum_opening": {"page_id": statement.pk},
            "plenum_entry:edit-meeting": {"pk": self.records["organisations.meeting"].pk},
        }

    def address(self, name, pattern):
        """Where a view is, for these things."""
        arguments = pattern.pattern.converters or pattern.pattern.regex.groupindex
        named = self.named | {"pk": self.pk(name)} | self.named_in.get(name, {})
        return reverse(name, kwargs={each: named.get(each, 1) for each in arguments})

    def pk(self, name):
        space = name.rpartition(":")[0]
        record = re.match(r"wagtailsnippet(?:chooser)?s_(\w+?)_(\w+)$", space)
        if record:
            return self.records[f"{record[1]}.{record[2]}"].pk
        if "task" in name:
            return self.named["task_id"]
        if "images" in space:
            return self.named["image_id"]
        if "docs" in space or "documents" in space:
            return self.named["document_id"]
        return self.pk_in.get(space or name, self.named["pk"])


def is_asked(name):
    space, _, view = name.rpartition(":")
    if row(name, LEFT_OUT):
        return False
    is_of_record = space.startswith(("wagtailsnippets_", "wagtailsnippetchoosers_"))
    if not is_of_record or space.endswith(OF_ALL_RECORDS):
        return True
    return space.startswith("wagtailsnippets_") and view in OF_EACH_RECORD


def test_each_view__has_a_row():
    without = {
        name for name, _pattern in admin_views() if not (row(name, TABLE) or row(name, LEFT_OUT))
    }
    assert without == set()


def test_each_row__has_a_view():
    names = {name for name, _pattern in admin_views()}
    without = {
        pattern
        for table in (TABLE, LEFT_OUT)
        for pattern in table
        if not any(fnmatch(name, pattern) for name in names)
    }
    assert without == set()


@pytest.mark.parametrize("role", ROLES)
def test_each_view__is_open_to_those_of_the_table(role, site):
    things = Things()
    client = signed_in(role) if role else Client()
    found, wanted = {}, {}
    for name, pattern in admin_views():
        if not is_asked(name):
            continue
        address = things.address(name, pattern)
        found[name, address] = outcome(client, address)
        wanted[name, address] = expected(TABLE[row(name, TABLE)], role)
        if name == "wagtailadmin_logout" and role:
            client.force_login(client.user)
    assert found == wanted


# Where each kind of page is added ("" where there is one already), and who may add one and change
# another's. All may look around below the home page; the list shows them what they may work on.
PAGES = {
    "articles.HomePage": ("root", "Administrators", "Editors"),
    "articles.PlainPage": ("home", "Editors", "Editors"),
    "articles.ArticleIndexPage": ("", "", "Editors"),
    "articles.StatementIndexPage": ("", "", "Editors"),
    "articles.LibraryIndexPage": ("", "", "Editors"),
    "articles.ArticlePage": ("articles", "Contributors", "Editors"),
    "articles.StatementPage": ("statements", "Contributors", "Editors"),
    "articles.DocumentPage": ("library", "Contributors", "Editors"),
    "organisations.StructurePage": ("", "", "Editors"),
    "organisations.BodyPage": ("structure", "Editors", "Editors"),
    "organisations.OrganisationPage": ("structure", "Editors", "Editors"),
}


@pytest.fixture
def pages(site):
    """A page of each kind."""
    home = HomePage.objects.get(slug="home-en")
    structure = factory.index_page(StructurePage, "structure")
    made = [
        home,
        home.add_child(instance=PlainPage(title="Join us")),
        factory.article(),
        factory.statement(),
        factory.document(),
        structure,
        structure.add_child(instance=BodyPage(title="Council", body=factory.body())),
        structure.add_child(
            instance=OrganisationPage(title="League", organisation=factory.organisation())
        ),
    ]
    made += [page.get_parent().specific for page in made[2:5]]
    return {page._meta.label: page for page in made}


def parent_of(place, pages):
    home = pages["articles.HomePage"]
    if place in ("root", "home"):
        return home.get_parent() if place == "root" else home
    return home.get_children().get(slug=place)


@pytest.mark.parametrize("role", ROLES)
def test_each_kind_of_page__is_added_changed_and_explored_by_those_of_the_table(role, pages):
    client = signed_in(role) if role else Client()
    found, wanted = {}, {}
    for label, (place, may_add, may_change) in PAGES.items():
        page, model = pages[label], label.lower().split(".")
        asked = [
            ("change", reverse("wagtailadmin_pages:edit", args=[page.pk]), may_change),
            ("explore", reverse("wagtailadmin_explore", args=[page.pk]), "Contributors"),
        ]
        if place:
            names = [*model, parent_of(place, pages).pk]
            asked.append(("add", reverse("wagtailadmin_pages:add", args=names), may_add))
        for action, address, least in asked:
            found[label, action] = outcome(client, address)
            wanted[label, action] = expected(least, role)
    assert found == wanted


def test_each_kind_of_page__has_a_row(pages):
    assert set(pages) == set(PAGES)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("setting", "least"), [(SiteSettings, "Editors"), (OrganisationSettings, "Administrators")]
)
def test_settings__are_open_to_those_of_the_table(role, setting, least, site):
    names = [setting._meta.app_label, setting._meta.model_name, site.pk]
    client = signed_in(role) if role else Client()
    assert outcome(client, reverse("wagtailsettings:edit", args=names)) == expected(least, role)


@pytest.mark.parametrize("role", [*ROLES, "superuser"])
def test_djangos_own_admin__is_for_technical_staff(role, site):
    client = signed_in(role) if role else Client()
    wanted = OPEN if role == "superuser" else SIGN_IN
    assert outcome(client, reverse("admin:index")) == wanted
