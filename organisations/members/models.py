"""Accounts. An account is not a person: it references no record of the organisation."""

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes accounts; an address is kept in lower case, so that it is found however typed."""

    def _create(self, email, password, **fields):
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    @classmethod
    def normalize_email(cls, email):
        return super().normalize_email(email).strip().lower()

    def create_user(self, email, password=None, **fields):
        """An ordinary account; without a password it can sign in only after a reset."""
        return self._create(email, password, **fields)

    def create_superuser(self, email, password=None, **fields):
        """An administrator, who may also enter Django's own admin."""
        return self._create(email, password, **{"is_staff": True, "is_superuser": True} | fields)

    def get_by_natural_key(self, email):
        return self.get(email=self.normalize_email(email))


class MailRhythm(models.TextChoices):
    """How an account is told by mail what happens."""

    AT_ONCE = "at_once", _("each at once")
    DAILY = "daily", _("once a day, together")
    NONE = "none", _("not at all: only in the admin")


class User(AbstractBaseUser, PermissionsMixin):
    """An account that signs in by e-mail."""

    email = models.EmailField(
        _("e-mail address"), unique=True, help_text=_("Used to sign in; never shown in public.")
    )
    display_name = models.CharField(
        _("display name"),
        max_length=150,
        blank=True,
        help_text=_("The name that other editors see. A pseudonym will do."),
    )
    interface_language = models.CharField(
        _("interface language"),
        max_length=10,
        choices=settings.LANGUAGES,
        default="en",
        help_text=_("The language of the admin and of messages to this account."),
    )
    mail_rhythm = models.CharField(
        _("mails"),
        max_length=10,
        choices=MailRhythm,
        default=MailRhythm.AT_ONCE,
        help_text=_("What can't wait until tomorrow comes at once in any case."),
    )
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Switch off instead of deleting an account.")
    )
    is_staff = models.BooleanField(
        _("technical staff"), default=False, help_text=_("May enter Django's own admin.")
    )
    date_joined = models.DateTimeField(_("made at"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="members_user_email_any_case",
                violation_error_message=_("An account with this e-mail address exists already."),
            )
        ]

    def __str__(self):
        return self.display_name or self.email

    def clean(self):
        super().clean()
        self.email = type(self).objects.normalize_email(self.email)

    def natural_key(self):
        return (self.email,)

    def get_full_name(self):
        return self.display_name or self.email.partition("@")[0]

    def get_short_name(self):
        return self.get_full_name()

    @property
    def first_name(self):
        """What Wagtail's side bar calls the account that is signed in."""
        return self.get_short_name()
