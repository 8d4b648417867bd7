"""The page on which everybody keeps her own account, and the language that follows from it."""

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests.organisations.members.factory import account, signed_in

pytestmark = pytest.mark.django_db

ADDRESS = reverse("wagtailadmin_account")


@pytest.fixture
def editor(site):
    return signed_in(account("Editors", display_name="Ada"))


def save(client, **changes):
    """Sends the form as the page shows it, with some fields changed."""
    panels = client.get(ADDRESS).context["panels_by_tab"]
    forms = [panel.get_form() for tab in panels.values() for panel in tab]
    data = {form.add_prefix(name): form[name].value() for form in forms for name in form.fields}
    sent = {name: value for name, value in data.items() if value} | changes
    return client.post(ADDRESS, sent, follow=True)


def test_page__asks_for_name_and_language_and_for_no_password(editor):
    html = editor.get(ADDRESS).content.decode()
    assert 'name="name-display_name"' in html
    assert 'name="name-interface_language"' in html
    assert "first_name" not in html
    assert 'type="password"' not in html
    assert "preferred_language" not in html


def test_name_and_language__are_saved_and_the_admin_follows(editor):
    save(editor, **{"name-display_name": "Bea", "name-interface_language": "de"})
    editor.user.refresh_from_db()
    assert (editor.user.display_name, editor.user.interface_language) == ("Bea", "de")
    assert 'lang="de"' in editor.get(ADDRESS).content.decode()


def test_time_zone__is_saved(editor):
    save(editor, **{"time_zone-current_time_zone": "Asia/Colombo"})
    profile = UserProfile.objects.get(user=editor.user)
    assert profile.current_time_zone == "Asia/Colombo"


@pytest.mark.parametrize("name", ["account_change_password", "account_email"])
def test_page__leads_to_password_and_address(editor, name):
    html = editor.get(ADDRESS).content.decode()
    assert f'href="{reverse(name)}"' in html
    assert editor.get(reverse(name)).status_code in (200, 302)


@pytest.mark.parametrize(
    ("language", "word", "direction"),
    [
        ("en", "Page types", "ltr"),
        ("fr", "Type de pages", "ltr"),
        ("es", "Tipos de página", "ltr"),
        ("pt", "Tipos de página", "ltr"),
        ("de", "Seitentypen", "ltr"),
        ("ru", "Типы страниц", "ltr"),
        ("ar", "أنواع الصفحات", "rtl"),
        ("ur", "Page types", "rtl"),
        ("zh-hans", "页面类型", "ltr"),
        ("si", "Page types", "ltr"),
        ("ta", "Page types", "ltr"),
    ],
)
def test_admin__is_in_the_language_of_the_account(site, language, word, direction):
    """Wagtail itself speaks no Urdu and no Sinhala, and hardly any Tamil."""
    client = signed_in(account("Editors", interface_language=language))
    response = client.get(reverse("wagtailadmin_pages:search"), headers={"accept-language": "nl"})
    page = response.content.decode()
    assert f'<html lang="{language}" dir="{direction}"' in page
    assert word in page


class TestProfile:
    """Wagtail keeps a language too; it is never another one."""

    def test_follows_from_the_beginning(self, db):
        assert account(interface_language="ru").wagtail_userprofile.preferred_language == "ru"

    def test_follows_each_change(self, db):
        user = account()
        user.interface_language = "ar"
        user.save()
        assert UserProfile.objects.get(user=user).preferred_language == "ar"

    def test_can_not_be_set_to_another(self, db):
        profile = account(interface_language="ta").wagtail_userprofile
        profile.preferred_language = "fr"
        profile.save()
        profile.refresh_from_db()
        assert profile.preferred_language == "ta"


@pytest.mark.parametrize(
    "name", ["wagtailadmin_password_reset", "wagtailadmin_password_reset_done"]
)
def test_wagtails_own_password_reset__is_closed(site, client, name):
    assert client.get(reverse(name), follow=True).status_code == 404


@pytest.mark.parametrize("address", ["/admin/login/", "/django-admin/login/"])
def test_forms_of_wagtail_and_django__lead_to_the_one_door(site, client, address):
    user = account("superuser", password="a long sentence")
    data = {"username": user.email, "password": "a long sentence"}
    response = client.post(address, data)
    assert response.url == reverse("account_login")
    assert "_auth_user_id" not in client.session
