"""Mail where there is no mail server: each message is a file that a mail program can open."""

import secrets
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage
from django.utils import timezone
from django.utils.text import slugify


class FileBackend(BaseEmailBackend):
    """Writes each message to `EMAIL_FILE_PATH` as one `.eml` file, named by time and subject."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write them; returns how many. Raises `OSError` where the folder cannot be written."""
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            (folder / file_name(message)).write_bytes(message.message().as_bytes())
        return len(email_messages)


def file_name(message: EmailMessage) -> str:
    """`20260131-235959-a1b2c3-reset-your-password.eml`; sorts by time and is never used twice."""
    sent_at = f"{timezone.now():%Y%m%d-%H%M%S}"
    words = slugify(message.subject)[:60].strip("-") or "message"
    return f"{sent_at}-{secrets.token_hex(3)}-{words}.eml"
