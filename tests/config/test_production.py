"""The production settings start only with safe values; each refusal names the variable."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

SAFE = {
    "SECRET_KEY": "q7Zk2Lw9XcV4bN8mT1rY6uP3sD5fG0hJqA-eWzRxCvBnMtYuIo",
    "ALLOWED_HOSTS": "plenum.example.org,www.plenum.example.org",
    "SITE_URL": "https://plenum.example.org",
    "EMAIL_URL": "smtp+tls://plenum:secret@mail.example.org:587",
    "DATABASE_URL": "postgres://plenum:secret@127.0.0.1/plenum",
}


def start(code="import config.settings.production", **changes):
    """Import the settings in a process of their own; a value of None leaves a variable out."""
    clean = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    given = {key: value for key, value in (SAFE | changes).items() if value is not None}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env=clean | given | {"DJANGO_SETTINGS_MODULE": "config.settings.production"},
        capture_output=True,
        text=True,
    )


def test_it_starts__when_all_is_safe():
    done = start()
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SECRET_KEY", None),
        ("SECRET_KEY", "insecure-development-key-production-refuses-it"),
        ("SECRET_KEY", "insecure-" + "x7" * 40),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 60),
        ("DEBUG", "yes"),
        ("DEBUG", "maybe"),
        ("ALLOWED_HOSTS", None),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "plenum.example.org,*"),
        ("ALLOWED_HOSTS", ".example.org"),
        ("SITE_URL", None),
        ("SITE_URL", "http://plenum.example.org"),
        ("EMAIL_URL", None),
        ("DATABASE_URL", "oracle://x"),
    ],
)
def test_it_refuses_and_names_the_variable__when_a_value_is_unsafe(variable, value):
    done = start(**{variable: value})
    assert done.returncode != 0
    (last,) = done.stderr.strip().splitlines()[-1:]
    assert f"The variable {variable} is" in last


def test_demonstration_accounts_are_kept_out():
    code = "from config.settings import production; assert not production.DEMONSTRATION_ALLOWED"
    assert start(code).returncode == 0


def test_the_inside_is_not_shown_and_cookies_travel_encrypted():
    code = (
        "from config.settings import production as p; "
        "assert not p.DEBUG and p.SESSION_COOKIE_SECURE and p.CSRF_COOKIE_SECURE "
        "and p.SECURE_SSL_REDIRECT and p.SECURE_HSTS_SECONDS >= 31536000"
    )
    assert start(code).returncode == 0
