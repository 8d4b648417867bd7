"""Old addresses lead to the text they named, and nowhere else."""

import pytest
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from articles.models import Appearance, ArticleIndexPage, ArticlePage
from articles.old_address import identifiers
from organisations.members.models import User
from tests.articles import factory

pytestmark = pytest.mark.django_db


@pytest.fixture
def text():
    made = factory.article("Bread", live=False)
    made.save_revision().publish()
    return ArticlePage.objects.get(pk=made.pk)


def stood(text, **fields):
    return Appearance.objects.create(
        **{"text": text, "publication": "Our first site", "is_own_site": True, **fields}
    )


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """Publishes a page by another name, as editors do; Wagtail's redirects wait for the commit."""

    def rename(page, slug):
        page = type(page).objects.get(pk=page.pk)
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        return type(page).objects.get(pk=page.pk)

    return rename


@pytest.mark.parametrize(
    ("path", "query", "name"),
    [
        ("/spip.php", "article3502", "article3502"),
        ("/spip.php", "article3502&lang=fr", "article3502"),
        ("/spip.php", "page=article&id_article=3502", "article3502"),
        ("/article3502.html", "", "article3502"),
        ("/", "p=123", "p=123"),
        ("/", "page_id=7&preview=1", "page_id=7"),
        ("/index.php", "id=5", "index.php?id=5"),
        ("/2014/08/bread/", "", "2014/08/bread"),
    ],
)
def test_identifiers__are_those_of_spip_and_wordpress_and_plain_paths(path, query, name):
    assert name in identifiers(path, query)


@pytest.mark.parametrize("query", ["p=x", "article", "p=", "page=2", "id_article=a"])
def test_identifiers__are_not_found_where_there_are_none(query):
    assert identifiers("/", query) == []


@pytest.mark.parametrize(
    ("identifier", "asked"),
    [
        ("article3502", "/spip.php?article3502"),
        ("article3502", "/en/spip.php?article3502"),
        ("article3502", "/?article3502"),
        ("p=123", "/?p=123"),
        ("p=123", "/en/?p=123"),
        ("p=123", "/index.php?p=123"),
        ("2014/08/bread", "/2014/08/bread/"),
    ],
)
def test_an_identifier_on_an_earlier_site__leads_to_the_text(client, text, identifier, asked):
    stood(text, identifier=identifier)
    response = client.get(asked)
    assert (response.status_code, response.headers.get("Location")) == (301, text.get_url())


def test_an_address_on_an_earlier_site__leads_to_the_text(client, text):
    stood(text, address="https://old.example.org/texts/bread.html?x=1")
    assert client.get("/texts/bread.html?x=1").headers["Location"] == text.get_url()
    assert client.get("/bread.html?x=1", follow=True).status_code == 404
    assert client.get("/texts/bread.html", follow=True).status_code == 404


def test_the_identifier_in_a_publication_of_others__leads_nowhere(client, text):
    stood(text, identifier="article3502", is_own_site=False)
    assert client.get("/spip.php?article3502", follow=True).status_code == 404


def test_a_draft__is_not_given_away(client):
    draft = factory.article("Secret", live=False)
    stood(draft, identifier="p=9")
    assert client.get("/?p=9").status_code == 302  # to the reader's language, as ever
    assert client.get("/?p=9").headers["Location"] == "/en/"


def test_a_withdrawn_text__is_led_to_and_says_why(client, text):
    stood(text, identifier="p=9")
    text.withdraw(None, "It was not ours.")
    response = client.get("/?p=9", follow=True)
    assert response.status_code == 410
    assert "It was not ours." in response.content.decode()


@pytest.mark.parametrize("old", ["/?p=123", "/spip.php?article3502", "/old/path"])
def test_a_redirect_that_an_editor_entered__comes_first(client, text, old):
    other = factory.article("Roses")
    stood(text, identifier="p=123")
    Redirect.objects.create(old_path=Redirect.normalise_path(old), redirect_page=other)
    assert client.get(old).headers["Location"].endswith(other.get_url())


@pytest.mark.parametrize(
    "path", ["//evil.example/", "/?next=https://evil.example", "/\\evil.example", "/%00?p=1"]
)
def test_no_address__leads_off_the_site(client, text, path):
    response = client.get(path)
    assert "evil" not in response.headers.get("Location", "").partition("?")[0].removeprefix("/en/")


def test_the_home_page__keeps_its_own_parameters(client):
    factory.ensure_home("en")
    assert client.get("/en/?page=2").status_code == 200


def test_posting__is_not_redirected(client, text):
    stood(text, identifier="p=123")
    assert client.post("/spip.php?p=123").status_code == 404


class TestMovedPages:
    def test_a_chain_of_renames__leads_to_the_last_in_one_step(self, client, text, rename):
        first = text.get_url()
        second = rename(text, "b").get_url()
        third = rename(text, "c").get_url()
        for old in (first, second):
            assert client.get(old).headers["Location"].endswith(third)
        assert client.get(third).status_code == 200

    def test_back_to_the_first_name__has_no_loop(self, client, text, rename):
        first = text.get_url()
        second = rename(text, "b").get_url()
        rename(text, "bread")
        assert client.get(first).status_code == 200
        assert client.get(second, follow=True).redirect_chain == [
            (client.get(second).headers["Location"], 301)
        ]
        third = rename(text, "b").get_url()
        assert third == second
        assert client.get(second).status_code == 200
        assert client.get(first).headers["Location"].endswith(second)

    def test_a_renamed_index__takes_its_texts_along(self, client, text, rename):
        old = text.get_url()
        rename(ArticleIndexPage.objects.get(), "signed")
        new = ArticlePage.objects.get(pk=text.pk).get_url()
        assert new.startswith("/en/signed/")
        assert client.get(old).headers["Location"].endswith(new)

    def test_a_superseded_version__moves_along(self, client, text, rename):
        text.title, text.change_kind = "Bread!", "wording"
        text.save_revision().publish()
        old = f"{text.get_url()}versions/1/"
        new = rename(text, "b").get_url()
        assert client.get(old).headers["Location"].endswith(f"{new}versions/1/")

    def test_the_name_of_a_translation__is_its_own(self, client, text, rename):
        from wagtail.models import Locale

        factory.index_page(ArticleIndexPage, "textes", "fr")
        french = text.copy_for_translation(
            Locale.objects.get(language_code="fr"), copy_parents=True
        )
        french.save_revision().publish()
        old = french.get_url()
        new = rename(french, "pain").get_url()
        assert new.startswith("/fr/")
        assert client.get(old).headers["Location"].endswith(new)
        assert client.get(text.get_url()).status_code == 200


@pytest.mark.parametrize("role", ["Editors", "Administrators"])
def test_redirects__are_seen_and_added_in_the_admin(client, text, role):
    from django.contrib.auth.models import Group

    from articles.site import set_up

    set_up()
    user = User.objects.create_user("e@example.org", "x")
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    Redirect.objects.create(old_path="/was-here", redirect_page=text)
    assert "/was-here" in client.get(reverse("wagtailredirects:index")).content.decode()
    data = {"old_path": "/?p=77", "is_permanent": "on", "redirect_page": text.pk, "site": ""}
    assert client.post(reverse("wagtailredirects:add"), data).status_code == 302
    client.logout()
    assert client.get("/?p=77").headers["Location"].endswith(text.get_url())
