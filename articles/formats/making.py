"""Making the files: in the background, or at once where that takes no time."""

import logging
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django_tasks import task, task_backends

from articles.formats.epub import epub
from articles.formats.markdown import markdown
from articles.formats.models import Format, MadeFile, private_storage
from articles.formats.offer import formats_of, is_public
from articles.formats.pdf import pdf
from articles.formats.share import share_picture
from articles.formats.source import Portable, portable
from articles.models import Version

logger = logging.getLogger(__name__)

WRITERS = {
    Format.MARKDOWN: markdown,
    Format.EPUB: epub,
    Format.PDF: pdf,
    Format.SHARE: share_picture,
}
# These take less time than a page: no reader has to wait for the worker.
QUICK = {Format.MARKDOWN, Format.SHARE}
ATTEMPTS = 3


def said_by(version: Version) -> tuple[Portable, list[Format]] | None:
    """What a version says, and the formats it may have; None where readers may not see it."""
    page = version.text.specific
    if not is_public(page):
        return None
    is_superseded = version.text.versions.filter(number__gt=version.number).exists()
    shown = version.as_page() if is_superseded else page
    shown.is_summary_only = shown.is_summary_only or page.is_summary_only
    return portable(shown, version, is_superseded), formats_of(shown, version)


def ask_for(version: Version, format: Format, text: Portable) -> MadeFile:
    """The file of a version; where it is not there, see to it that it is made, once."""
    with transaction.atomic():
        made, is_to_be_made = MadeFile.ask_for(version, format, text.fingerprint)
        if is_to_be_made and format not in QUICK:
            transaction.on_commit(lambda: make_file.enqueue(made.pk))
    if format in QUICK and made.begin():
        make(made, text)
    return made


@task()
def make_file(number: int) -> None:
    """What the worker does: make one file that was asked for, unless it was withdrawn since."""
    made = MadeFile.objects.filter(pk=number).select_related("version__text").first()
    if made is None or not made.begin():
        return
    said = said_by(made.version)
    if said is None or made.format not in said[1]:
        MadeFile.objects.filter(pk=made.pk).remove()
        return
    make(made, said[0])


def make(made: MadeFile, text: Portable) -> None:
    """Write the file; what goes wrong is kept for editors to see, and tried again."""
    old = made.file.name
    try:
        content = WRITERS[Format(made.format)](text)
    except Exception as error:  # whatever it is, editors shall see it and the worker go on
        logger.exception("No %s could be made of version %s", made.format, made.version)
        made.state, made.error = MadeFile.State.FAILED, f"{type(error).__name__}: {error}"
        made.changed_at = timezone.now()
        made.save(update_fields=["state", "error", "changed_at"])
        try_again(made)
        return
    name = f"{made.version_id}/{text.fingerprint[:16]}.{made.format}"
    made.file.save(name, ContentFile(content), save=False)
    made.state, made.fingerprint = MadeFile.State.READY, text.fingerprint
    made.changed_at, made.attempts = timezone.now(), 0
    made.save()
    if old and old != made.file.name:
        private_storage().delete(old)


def try_again(made: MadeFile) -> None:
    """Twice by itself, each time later; afterwards whenever a reader asks."""
    backend = task_backends["default"]
    if made.attempts < ATTEMPTS and backend.supports_defer and made.format not in QUICK:
        MadeFile.objects.filter(pk=made.pk).update(state=MadeFile.State.WAITING)
        pause = timedelta(minutes=2**made.attempts)
        make_file.using(run_after=timezone.now() + pause).enqueue(made.pk)
