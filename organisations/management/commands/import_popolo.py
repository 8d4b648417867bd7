from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from organisations.popolo.importing import bring_in
from organisations.popolo.mistake import MOST, PopoloError


class Command(BaseCommand):
    """Brings a Popolo file with our extension in: all of it, or nothing."""

    help = (
        "Bring in a file that export_popolo wrote. Records are found by id, then by identifier, "
        "never by name; nothing that is here is deleted."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="say what would change")

    def handle(self, *args, file, dry_run, **options):
        try:
            raw = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} can't be read: {error.strerror}.") from None
        try:
            report = bring_in(raw, is_dry_run=dry_run)
        except PopoloError as error:
            raise CommandError(self._refusal(file, error.mistakes)) from None
        self.stdout.write(
            f"{file}: {report.added} added, {report.changed} changed, "
            f"{report.unchanged} unchanged, 0 refused"
            f"{'; nothing was saved (dry run)' if dry_run else ''}."
        )

    def _refusal(self, file: Path, mistakes: list[str]) -> str:
        if len(mistakes) == 1:
            return f"{file}: {mistakes[0]} Nothing was saved."
        lines = [f"{file}: {len(mistakes)} refused, nothing was saved.", *mistakes[:MOST]]
        if len(mistakes) > MOST:
            lines.append(f"… and {len(mistakes) - MOST} more.")
        return "\n".join(lines)
