from django.core.management.base import BaseCommand, CommandError

from organisations import audit


class Command(BaseCommand):
    """Reckon the chain of the log again; fails with the first entry that is not right."""

    help = "Verify the log of acts: names the first broken entry."

    def add_arguments(self, parser):
        parser.add_argument(
            "--expect",
            metavar="DIGEST",
            default="",
            help="a digest noted before: fails if no entry has it, as after a rewritten chain",
        )

    def handle(self, *args, **options):
        finding = audit.verify()
        if finding.broken:
            raise CommandError(f"The log is broken. {finding.broken}")
        expected = options["expect"]
        if expected and not audit.AuditEntry.objects.filter(digest=expected).exists():
            raise CommandError(f"The log was rewritten: no entry has the digest {expected}.")
        self.stdout.write(f"{finding.count} entries, unbroken. The last has {finding.last}")
