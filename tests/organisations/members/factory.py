"""Accounts for tests."""

import itertools

from django.contrib.auth.models import Group
from django.test import Client

from organisations.members.models import User

numbers = itertools.count(1)


def account(role="", **fields):
    """An account in a role (the name of a group); "" for none, "superuser" for one."""
    if role == "superuser":
        fields |= {"is_superuser": True, "is_staff": True}
    email = fields.pop("email", f"account-{next(numbers)}@example.org")
    made = User.objects.create_user(email, **fields)
    if role and role != "superuser":
        made.groups.add(Group.objects.get(name=role))
    return made


def signed_in(who=""):
    """A browser in which an account, or a new one in a role, is signed in."""
    client = Client()
    client.user = who if isinstance(who, User) else account(who)
    client.force_login(client.user)
    return client
