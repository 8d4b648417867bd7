"""`manage.py restore_site FILE`: the site as it was when the backup was made."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.archive.backup import BackupError, Site, restore
from articles.archive.database_copy import CopyError


class Command(BaseCommand):
    help = "Bring back database and media from a file that backup_site made."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the backup")

    def handle(self, *, file, **options):
        if not file.name:
            raise CommandError("Name the backup: make restore FILE=var/backups/….tar.gz")
        try:
            before = restore(Site.of_settings(), file)
        except (BackupError, CopyError) as error:
            raise CommandError(f"{error} Nothing was changed.") from None
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}.") from None
        self.stdout.write(f"The site is as it was in {file}.")
        if before:
            self.stdout.write(f"What was there before is in {before}.")
        self.stdout.write("Start it again with make run, which brings the database up to date.")
