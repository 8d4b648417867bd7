"""Accounts in Django's own admin: for technical staff, when Wagtail's is out of reach."""

from django.contrib import admin

from organisations.members.models import User


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Switching accounts on and off; names, roles and passwords have their own places."""

    list_display = ("email", "display_name", "is_active", "is_staff", "is_superuser", "last_login")
    list_filter = ("is_active", "is_staff", "is_superuser")
    search_fields = ("email", "display_name")
    fields = ("email", "display_name", "is_active", "is_staff", "last_login", "date_joined")
    readonly_fields = ("email", "last_login", "date_joined")

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
