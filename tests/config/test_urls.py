"""Addresses: the reader's language, and one door for whoever signs in."""

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse

LANGUAGES = [code for code, _name in settings.LANGUAGES]
LOGIN_FORMS = ["/admin/login/", "/django-admin/login/"]
PASSWORD = "a long enough password"


class TestLanguage:
    @pytest.mark.parametrize(
        ("asked", "language"),
        [
            ("", "en"),
            ("fr-CH, fr;q=0.9", "fr"),
            ("si", "si"),
            ("zh-CN", "zh-hans"),
            ("tlh, ta;q=0.5", "ta"),
            ("tlh", "en"),
        ],
    )
    def test_the_bare_address_leads_to_the_readers_language(self, client, asked, language):
        response = client.get("/", headers={"accept-language": asked})
        assert response.status_code == 302
        assert response["Location"] == f"/{language}/"
        assert "Accept-Language" in response["Vary"]

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_home_page_answers_in_each_language(self, client, site, language):
        response = client.get(f"/{language}/")
        assert response.status_code == 200
        content = response.content.decode()
        direction = "rtl" if language in ("ar", "ur") else "ltr"
        tag = {"zh-hans": "zh-Hans"}.get(language, language)
        assert f'<html lang="{tag}" dir="{direction}"' in content

    def test_an_address_without_language_leads_to_the_readers(self, client, site):
        response = client.get("/join/", headers={"accept-language": "fr"})
        assert response["Location"] == "/fr/join/"

    @pytest.mark.parametrize("address", ["/admin/pages/999/edit/", "/documents/999/none.pdf"])
    def test_what_is_missing_elsewhere_is_not_found_there(self, admin_client, site, address):
        assert admin_client.get(address).status_code == 404

    def test_a_language_that_the_site_does_not_have_is_not_found(self, client, site):
        assert client.get("/tlh/", follow=True).status_code == 404


@pytest.mark.django_db
class TestOneDoor:
    @pytest.fixture
    def account(self):
        return get_user_model().objects.create_superuser("anna@example.org", PASSWORD)

    @pytest.mark.parametrize("address", LOGIN_FORMS)
    def test_both_forms_lead_to_the_one_door_and_remember_where_one_was_going(
        self, client, address
    ):
        response = client.get(address, {"next": "/admin/pages/?p=2"})
        assert response.status_code == 302
        assert response["Location"] == "/accounts/login/?next=%2Fadmin%2Fpages%2F%3Fp%3D2"

    @pytest.mark.parametrize("address", LOGIN_FORMS)
    def test_nobody_is_signed_in__when_a_password_is_posted_to_them(self, client, account, address):
        client.post(address, {"username": account.email, "password": PASSWORD})
        assert "_auth_user_id" not in client.session

    @pytest.mark.parametrize("address", ["/admin/pages/", "/django-admin/members/user/"])
    def test_one_arrives_where_one_was_going__when_one_signs_in(self, client, account, address):
        door = client.get(address, follow=True)
        assert door.redirect_chain[-1][0].startswith("/accounts/login/?next=")
        door_address = door.redirect_chain[-1][0]
        entered = client.post(
            door_address, {"login": account.email, "password": PASSWORD, "next": address}
        )
        assert entered.status_code == 302
        assert entered["Location"] == address

    @pytest.mark.parametrize("address", ["/admin/", "/django-admin/"])
    def test_there_is_no_endless_circle__when_an_account_may_not_enter(self, client, address):
        client.force_login(get_user_model().objects.create_user("reader@example.org", PASSWORD))
        assert client.get(address, follow=True).status_code == 403

    def test_no_password_can_be_reset_past_the_one_door(self, client):
        assert client.get("/admin/password_reset/", follow=True).status_code == 404
        assert reverse("account_reset_password") == "/accounts/password/reset/"
