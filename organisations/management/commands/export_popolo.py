import datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from organisations.popolo.selection import BELONGING, belonging_to, whole
from organisations.popolo.writing import as_text, document


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


class Command(BaseCommand):
    """Writes the public record as Popolo, all of it or what belongs to one record."""

    help = "Write the public record, or what belongs to one of its records, as a Popolo file."

    def add_arguments(self, parser):
        parser.add_argument(
            "--record",
            metavar="KIND:KEY",
            help="one record with all that belongs to it, such as body:cwi-iec; "
            "the kinds are organisation, body and person",
        )
        parser.add_argument(
            "--on",
            type=_day,
            metavar="DAY",
            help="the day for names and parents, such as 2019-01-01; today in UTC by default",
        )
        parser.add_argument(
            "-o", "--output", type=Path, metavar="FILE", help="instead of the standard output"
        )

    def handle(self, *args, record, on, output, **options):
        text = as_text(document(self._records(record), on))
        if output is None:
            self.stdout.write(text, ending="")
            return
        try:
            output.write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{output} can't be written: {error.strerror}.") from None

    def _records(self, record: str | None):
        if record is None:
            return whole()
        kind, _colon, key = record.partition(":")
        if kind not in BELONGING:
            kinds = ", ".join(BELONGING)
            raise CommandError(f"Write KIND:KEY with one of the kinds {kinds}, not “{record}”.")
        records = belonging_to(kind, key)
        if not records:
            raise CommandError(f"There is no public {kind} “{key}”.")
        return records
