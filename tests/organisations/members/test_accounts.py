"""Accounts in the admin: list, make, change, switch off; by whom, and with which fields."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse

from organisations.members.models import User
from tests.organisations.members.factory import account, signed_in

pytestmark = pytest.mark.django_db

LIST = reverse("wagtailusers_users:index")
ADD = reverse("wagtailusers_users:add")
NEW = {"email": "Ada@Example.org", "display_name": "Ada", "interface_language": "fr"}


@pytest.fixture
def administrator(site):
    return signed_in("Administrators")


@pytest.fixture
def superuser(site):
    return signed_in("superuser")


def edit(user):
    return reverse("wagtailusers_users:edit", args=[user.pk])


def fields_of(user, **changes):
    return {
        "email": user.email,
        "display_name": user.display_name,
        "interface_language": user.interface_language,
        "is_active": "on",
        **changes,
    }


class TestList:
    def test_shows_names_and_roles_in_the_language_of_the_reader(self, site):
        account("Editors", display_name="Ada")
        client = signed_in(account("Administrators", interface_language="fr"))
        html = client.get(LIST).content.decode()
        assert "Ada" in html
        assert 'lang="fr"' in html

    def test_searches_names_and_addresses(self, administrator):
        account(display_name="Ada Alder", email="one@example.org")
        account(display_name="Ben", email="alder@example.net")
        account(display_name="Cem", email="cem@example.net")
        found = administrator.get(LIST, {"q": "alder"}).context["users"]
        assert {user.email for user in found} == {"one@example.org", "alder@example.net"}

    def test_takes_as_many_queries_for_more_accounts(
        self, administrator, django_assert_num_queries, django_assert_max_num_queries
    ):
        administrator.get(LIST)
        with django_assert_max_num_queries(40) as before:
            administrator.get(LIST)
        for _number in range(5):
            account("Editors", display_name="Ada")
        with django_assert_num_queries(len(before)):
            administrator.get(LIST)

    @pytest.mark.parametrize("ordering", ["display_name", "-email", "is_active", "last_login"])
    def test_can_be_sorted(self, administrator, ordering):
        assert administrator.get(LIST, {"ordering": ordering}).status_code == 200


class TestMaking:
    def test_makes_an_account_with_a_role_and_no_password(self, administrator):
        editors = Group.objects.get(name="Editors")
        administrator.post(ADD, {**NEW, "groups": [editors.pk]})
        made = User.objects.get(email="ada@example.org")
        assert (made.display_name, made.interface_language) == ("Ada", "fr")
        assert list(made.groups.all()) == [editors]
        assert not made.has_usable_password()
        assert not made.is_superuser

    def test_sends_a_link_with_which_the_holder_chooses_her_password(self, administrator):
        administrator.post(ADD, NEW)
        (message,) = mail.outbox
        assert message.to == ["ada@example.org"]
        address = re.search(r"https?://testserver(/\S+)", message.body)[1]
        holder = Client()
        form = holder.get(address, follow=True)
        choice = {"password1": "a long new sentence", "password2": "a long new sentence"}
        holder.post(form.redirect_chain[-1][0], choice)
        assert holder.login(email="ada@example.org", password="a long new sentence")
        assert Client().get(address, follow=True).context.get("token_fail")

    def test_says_it_where_no_mail_can_be_sent(self, administrator, monkeypatch):
        def fail(*args, **kwargs):
            raise ConnectionRefusedError("refused")

        monkeypatch.setattr("django.core.mail.message.EmailMessage.send", fail)
        response = administrator.post(ADD, NEW, follow=True)
        assert "No mail could be sent to ada@example.org" in response.content.decode()
        assert User.objects.filter(email="ada@example.org").exists()

    def test_refuses_an_address_that_is_in_use_however_it_is_written(self, administrator):
        account(email="ada@example.org")
        response = administrator.post(ADD, NEW)
        assert response.context["form"].errors == {
            "email": ["An account with this e-mail address exists already."]
        }

    def test_makes_superusers_only_for_superusers(self, administrator, superuser):
        administrator.post(ADD, {**NEW, "is_superuser": "on"})
        superuser.post(ADD, {**NEW, "email": "ben@example.org", "is_superuser": "on"})
        assert not User.objects.get(email="ada@example.org").is_superuser
        assert User.objects.get(email="ben@example.org").is_superuser


class TestChanging:
    def test_changes_name_language_and_roles(self, administrator):
        user = account("Contributors")
        editors = Group.objects.get(name="Editors")
        administrator.post(
            edit(user),
            fields_of(user, display_name="Bea", interface_language="de", groups=[editors.pk]),
        )
        user.refresh_from_db()
        assert (user.display_name, user.interface_language) == ("Bea", "de")
        assert list(user.groups.all()) == [editors]

    def test_takes_the_old_address_from_the_ways_to_sign_in(self, administrator):
        user = account(email="old@example.org")
        EmailAddress.objects.create(user=user, email="old@example.org", primary=True)
        administrator.post(edit(user), fields_of(user, email="new@example.org"))
        user.refresh_from_db()
        assert user.email == "new@example.org"
        assert not EmailAddress.objects.filter(email="old@example.org").exists()

    def test_leaves_superusers_to_superusers(self, administrator, superuser):
        user = account("superuser")
        response = administrator.post(edit(user), fields_of(user, email="mine@example.org"))
        assert response.status_code == 302
        user.refresh_from_db()
        assert user.email != "mine@example.org"
        superuser.post(edit(user), fields_of(user, display_name="Bea"))
        user.refresh_from_db()
        assert (user.display_name, user.is_superuser) == ("Bea", False)

    def test_does_not_let_anybody_switch_her_own_account_off(self, administrator):
        own = administrator.user
        fields = fields_of(own)
        del fields["is_active"]
        administrator.post(edit(own), fields)
        own.refresh_from_db()
        assert own.is_active

    def test_is_in_the_history(self, administrator):
        user = account()
        administrator.post(edit(user), fields_of(user, display_name="Bea"))
        html = administrator.get(
            reverse("wagtailusers_users:history", args=[user.pk])
        ).content.decode()
        assert administrator.user.get_full_name() in html


class TestSeveralAtOnce:
    def bulk(self, client, action, ids, **data):
        address = reverse("wagtail_bulk_action", args=["members", "user", action])
        query = "&".join(f"id={each}" for each in ids)
        return client.post(f"{address}?{query}&next={LIST}", data)

    def test_gives_a_role(self, administrator):
        users = [account(), account()]
        editors = Group.objects.get(name="Editors")
        self.bulk(administrator, "assign_role", [user.pk for user in users], role=editors.pk)
        assert set(editors.user_set.all()) == set(users)

    def test_switches_off_those_that_the_search_found(self, administrator):
        ada, ben = account(display_name="Ada"), account(display_name="Ben")
        self.bulk(administrator, "set_active_state", ["all&q=ada"], mark_as_active=False)
        ada.refresh_from_db()
        ben.refresh_from_db()
        assert (ada.is_active, ben.is_active) == (False, True)

    def test_leaves_superusers_to_superusers(self, administrator):
        user = account("superuser")
        self.bulk(administrator, "set_active_state", [user.pk], mark_as_active=False)
        user.refresh_from_db()
        assert user.is_active

    def test_deletes(self, administrator):
        user = account()
        self.bulk(administrator, "delete", [user.pk])
        assert not User.objects.filter(pk=user.pk).exists()


def test_djangos_own_admin__lists_accounts_and_makes_none(superuser):
    assert superuser.get(reverse("admin:members_user_changelist")).status_code == 200
    own = reverse("admin:members_user_change", args=[superuser.user.pk])
    assert superuser.get(own).status_code == 200
    assert superuser.get("/django-admin/members/user/add/").status_code == 403
