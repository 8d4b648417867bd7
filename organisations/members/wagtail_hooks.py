from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from organisations.members.viewsets import AssignRole, DeleteAccounts, SetActiveState

# After Wagtail's own, whose places they take.
for action in (AssignRole, DeleteAccounts, SetActiveState):
    hooks.register("register_bulk_action", action, order=1)


@hooks.register("register_account_menu_item")
def change_password(request):
    return {
        "url": reverse("account_change_password"),
        "label": _("Change password"),
        "help_text": _("The password that you sign in with."),
    }


@hooks.register("register_account_menu_item")
def change_address(request):
    return {
        "url": reverse("account_email"),
        "label": _("Change e-mail address"),
        "help_text": _("The address that you sign in with, and get mail at."),
    }
