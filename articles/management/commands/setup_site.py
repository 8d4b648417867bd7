from django.core.management.base import BaseCommand

from articles import site


class Command(BaseCommand):
    """Languages, front pages, roles and workflow; doing it again changes nothing."""

    help = "Set up languages, front pages, roles and workflow. Doing it again changes nothing."

    def handle(self, *args, **options):
        site.set_up()
        self.stdout.write("Languages, front pages, roles and workflow are set up.")
