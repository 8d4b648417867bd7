"""On a server: refuses to start with anything that would be unsafe there."""

from django.core.exceptions import ImproperlyConfigured

from config import environment
from config.settings.base import *  # noqa: F403

DEBUG = environment.flag("DEBUG", False)
SECRET_KEY = environment.text("SECRET_KEY")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS")
WAGTAILADMIN_BASE_URL = environment.text("SITE_URL")
DEMONSTRATION_ALLOWED = False

if DEBUG:
    raise ImproperlyConfigured(
        "The variable DEBUG is wrong: production never shows its inside to readers; unset it."
    )
if len(SECRET_KEY) < 50 or SECRET_KEY.startswith("insecure") or len(set(SECRET_KEY)) < 5:
    raise ImproperlyConfigured(
        "The variable SECRET_KEY is wrong: it must be at least 50 random characters of your own; "
        "`make secret` prints one."
    )
if not ALLOWED_HOSTS or any(host.startswith(("*", ".")) for host in ALLOWED_HOSTS):
    raise ImproperlyConfigured(
        "The variable ALLOWED_HOSTS is wrong: name each host, with commas between, no wildcard."
    )
if not WAGTAILADMIN_BASE_URL.startswith("https://"):
    raise ImproperlyConfigured("The variable SITE_URL is wrong: it must begin with https://.")

CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
globals().update(environment.mail("EMAIL_URL"))
