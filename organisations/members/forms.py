"""Forms for accounts in the admin. None of them sets a password: each sets her own, by mail."""

from allauth.account.models import EmailAddress
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.account import LocalePreferencesForm
from wagtail.users.forms import UserCreationForm, UserEditForm

from organisations.members.models import User

# Fields of both forms for accounts of others.
FIELDS = ("email", "display_name", "interface_language", "is_superuser", "groups")


def label_of_role(group) -> str:
    """The name of a role in the reader's language; other groups keep their own names."""
    return gettext(group.name)


class AccountForm:
    """What making and changing an account have in common.

    `acting` is the account that is filling in the form; only superusers may make superusers.
    """

    first_name = None
    last_name = None
    error_messages = {
        "duplicate_username": _("An account with this e-mail address exists already."),
    }

    def __init__(self, *args, acting=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _("Used to sign in; never shown in public.")
        self.fields["groups"].label = _("Roles")
        self.fields["groups"].label_from_instance = label_of_role
        self.fields["groups"].help_text = _("What the account may do. No role: only to sign in.")
        if superuser := self.fields.get("is_superuser"):
            superuser.label = _("Superuser")
            superuser.help_text = _(
                "May do everything, whatever the roles say: for those who run the server."
            )
            superuser.disabled = not (acting and acting.is_superuser)

    def clean_email(self):
        return User.objects.normalize_email(self.cleaned_data["email"])

    def save(self, commit=True):
        """Saves; an address that was replaced can no longer be used to sign in or reset."""
        account = super().save(commit=commit)
        if commit and "email" in self.changed_data:
            EmailAddress.objects.filter(user=account).exclude(email=account.email).delete()
        return account


class AccountCreationForm(AccountForm, UserCreationForm):
    """Makes an account without a password; its holder chooses one by the link in the mail."""

    class Meta(UserCreationForm.Meta):
        fields = FIELDS

    def save(self, commit=True):
        self.instance.set_unusable_password()
        return super().save(commit=commit)


class AccountEditForm(AccountForm, UserEditForm):
    """Changes an account; nobody switches her own off or changes her own power."""

    class Meta(UserEditForm.Meta):
        fields = (*FIELDS, "is_active")


class ProfileForm(forms.ModelForm):
    """What everybody changes on her own account."""

    class Meta:
        model = User
        fields = ("display_name", "interface_language", "mail_rhythm")


class TimeZoneForm(LocalePreferencesForm):
    """Wagtail's form without its own language field, which would be a second truth."""

    preferred_language = None

    def __init__(self, *args, **kwargs):
        forms.ModelForm.__init__(self, *args, **kwargs)

    class Meta(LocalePreferencesForm.Meta):
        fields = ("current_time_zone",)
