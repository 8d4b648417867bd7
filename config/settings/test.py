"""For the tests: quick, silent, and the same on every machine."""

import atexit
import shutil
import tempfile
from pathlib import Path

from config.settings.base import *  # noqa: F403
from config.settings.base import DATABASES, LOGGING, STORAGES

SECRET_KEY = "insecure-test-key"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Each process has its own, and takes it away when it ends.
DATA_DIR = Path(tempfile.mkdtemp(prefix="plenum-test-"))
atexit.register(shutil.rmtree, DATA_DIR, ignore_errors=True)
MEDIA_ROOT = DATA_DIR / "media"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir()
BACKUP_DIR = DATA_DIR / "backups"
STORAGES = STORAGES | {
    "formats": {**STORAGES["formats"], "OPTIONS": {"location": DATA_DIR / "formats"}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Tasks run where they are called, so that a test sees what they did.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["NAME"] = ":memory:"
else:
    # A pool holds connections open while pytest wants to drop the database.
    DATABASES["default"]["OPTIONS"].pop("pool", None)
LOGGING = LOGGING | {"root": {"handlers": ["console"], "level": "WARNING"}}
