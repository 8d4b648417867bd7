"""`manage.py backup_site`: database and media in one new file."""

from django.core.management.base import BaseCommand, CommandError

from articles.archive.backup import Site, back_up
from articles.archive.database_copy import CopyError


class Command(BaseCommand):
    help = "Copy database and media, as they are now, into one new file."
    requires_system_checks = ()

    def handle(self, **options):
        try:
            path = back_up(Site.of_settings())
        except CopyError as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}.") from None
        size = path.stat().st_size / 1e6
        self.stdout.write(f"{path} ({size:.1f} MB). Keep a copy of it on another machine.")
