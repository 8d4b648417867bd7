"""`manage.py import_documents PATH…`: texts in files become drafts."""

import json

from django.core.management.base import BaseCommand, CommandError

from articles.importing.batch import import_files
from articles.importing.place import NoPlaceError
from articles.importing.report import describe, totals


class Command(BaseCommand):
    help = "Bring texts in as drafts, and say for each file what was found and what is missing."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a plain-text file")
        parser.add_argument(
            "--under",
            default="",
            metavar="PLACE",
            help="the page to put drafts below, as en:/articles/ (default: the index of the type)",
        )
        parser.add_argument("--dry-run", action="store_true", help="read only; save nothing")
        parser.add_argument(
            "--format",
            choices=("text", "json"),
            default="text",
            help="json prints the list of records, as docs/import.md describes them",
        )

    def handle(self, *args, paths, under, dry_run, format, **options):
        results = []
        try:
            for result in import_files(paths, under, is_dry_run=dry_run):
                results.append(result)
                if format == "text" and not result.error and options["verbosity"]:
                    self.stdout.write(describe(result))
        except NoPlaceError as error:
            raise CommandError(str(error)) from None
        if format == "json":
            records = [result.record.to_json() for result in results if result.record]
            self.stdout.write(json.dumps(records, ensure_ascii=False, indent=2))
        elif options["verbosity"]:
            self.stdout.write(totals(results))
        errors = [result.error for result in results if result.error]
        if errors:
            raise CommandError("\n".join(errors))
