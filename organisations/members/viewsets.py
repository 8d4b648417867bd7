"""Accounts in Wagtail's admin."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import (
    BooleanColumn,
    BulkActionsCheckboxColumn,
    Column,
    DateColumn,
)
from wagtail.users.views import users
from wagtail.users.views.bulk_actions import (
    AssignRoleBulkAction,
    DeleteBulkAction,
    SetActiveStateBulkAction,
)

from organisations.members.forms import AccountCreationForm, AccountEditForm, label_of_role
from organisations.members.invitation import invite
from organisations.members.models import User


def may_change(acting, account) -> bool:
    """Whether one account may change another: a superuser's can be changed by superusers only.

    Whoever changes the address of an account can have its password sent to herself.
    """
    return acting.is_superuser or not account.is_superuser


def roles_of(account) -> str:
    """The roles of an account in words."""
    roles = [label_of_role(group) for group in account.groups.all()]
    return ", ".join([gettext("Superuser"), *roles] if account.is_superuser else roles)


class IndexView(users.IndexView):
    """All accounts by name, with their roles."""

    add_item_label = _("Add an account")
    page_title = _("Accounts")
    search_fields = ["email", "display_name"]

    @cached_property
    def columns(self):
        name_column = self._get_title_column_class(users.UserColumn)
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="user"),
            name_column(
                "name",
                accessor=User.get_full_name,
                label=_("Name"),
                sort_key="display_name",
                get_url=self.get_edit_url,
                classname="name",
            ),
            Column("email", label=_("E-mail address"), sort_key="email"),
            Column("roles", label=_("Roles"), accessor=roles_of),
            BooleanColumn("is_active", label=_("Active"), sort_key="is_active"),
            DateColumn("last_login", label=_("Last signed in"), sort_key="last_login"),
        ]

    def get_base_queryset(self):
        return super().get_base_queryset().prefetch_related("groups")

    def get_edit_url(self, instance):
        if may_change(self.request.user, instance):
            return super().get_edit_url(instance)
        return None


class CreateView(users.CreateView):
    """Makes an account and sends its holder a mail with a link to choose a password."""

    page_title = _("Add an account")
    success_message = _("The account “%(object)s” has been made.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "acting": self.request.user}

    def save_instance(self):
        account = super().save_instance()
        try:
            invite(self.request, account)
        except OSError as error:
            messages.warning(
                self.request,
                _(
                    "No mail could be sent to %(email)s (%(error)s). "
                    "The link for a forgotten password does the same."
                )
                % {"email": account.email, "error": error},
            )
        return account


class EditView(users.EditView):
    """Changes an account."""

    success_message = _("The account “%(object)s” has been changed.")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.is_allowed = may_change(request.user, self.object)

    def dispatch(self, request, *args, **kwargs):
        if not self.is_allowed:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "acting": self.request.user}


class AccountViewSet(users.UserViewSet):
    """Accounts: list, add, change, history, delete."""

    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView
    menu_label = _("Accounts")
    copy_view_enabled = False

    def get_form_class(self, for_update=False):
        return AccountEditForm if for_update else AccountCreationForm


class ListedAccounts:
    """“All in the list” means those that the list's search finds, and that one may change."""

    def get_all_objects_in_listing_query(self, parent_id):
        accounts = User.objects.all()
        if words := self.request.GET.get("q"):
            accounts = accounts.filter(Q(email__icontains=words) | Q(display_name__icontains=words))
        return accounts.values_list("pk", flat=True)

    def check_perm(self, obj):
        return super().check_perm(obj) and may_change(self.request.user, obj)


class AssignRole(ListedAccounts, AssignRoleBulkAction):
    """Gives several accounts a role."""


class DeleteAccounts(ListedAccounts, DeleteBulkAction):
    """Deletes several accounts."""


class SetActiveState(ListedAccounts, SetActiveStateBulkAction):
    """Switches several accounts on or off."""
