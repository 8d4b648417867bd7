"""The page on which everybody keeps her own account."""

from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import (
    AccountView,
    BaseSettingsPanel,
    LocaleSettingsPanel,
    NameEmailSettingsPanel,
)

from organisations.members.forms import ProfileForm, TimeZoneForm


class NamePanel(BaseSettingsPanel):
    """Display name and language."""

    name = "name"
    title = _("Name, language and mails")
    order = 100
    form_class = ProfileForm


class TimeZonePanel(LocaleSettingsPanel):
    """In which time the admin shows hours."""

    name = "time_zone"
    title = _("Time zone")
    form_class = TimeZoneForm


class ProfileView(AccountView):
    """Wagtail's own page with our panels in place of those that ask for what we don't have."""

    def get_panels(self):
        """As Wagtail's; all panels share one profile, else the last saved undoes the others."""
        ours = {NameEmailSettingsPanel: NamePanel, LocaleSettingsPanel: TimeZonePanel}
        panels = []
        for panel in super().get_panels():
            if type(panel) in ours:
                panel = ours[type(panel)](panel.request, panel.user, panel.profile)
            panels.append(panel)
        return panels


profile = never_cache(require_admin_access(ProfileView.as_view()))
