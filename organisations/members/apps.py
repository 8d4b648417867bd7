from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class MembersConfig(AppConfig):
    """Accounts: who may sign in. Who a person is in public belongs to `organisations`."""

    default = True
    name = "organisations.members"
    label = "members"
    verbose_name = _("Accounts")

    def ready(self):
        from organisations.members import language

        language.connect()


class AccountsInAdminConfig(WagtailUsersAppConfig):
    """Wagtail's user management, with our account's fields."""

    default = False
    user_viewset = "organisations.members.viewsets.AccountViewSet"
