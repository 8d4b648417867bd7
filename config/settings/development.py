"""On a developer's or a newcomer's own machine: no variable needs to be set."""

from config import environment
from config.settings.base import *  # noqa: F403
from config.settings.base import DATA_DIR, STORAGES

DEBUG = environment.flag("DEBUG", True)
# Known to everybody who has the source: production refuses it.
SECRET_KEY = environment.text("SECRET_KEY", "insecure-development-key-production-refuses-it")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
EMAIL_BACKEND = "config.mail.FileBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
