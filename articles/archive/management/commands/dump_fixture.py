from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.archive.dumping import Dump, chosen_records


class Command(BaseCommand):
    """Writes chosen pages and records as a fixture that `loaddata` brings to an empty site."""

    help = (
        "Write pages and records as a fixture, with all that they refer to. Accounts are never "
        "written, and pages that not everybody may read become drafts."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--records",
            nargs="+",
            default=[],
            metavar="LABEL[:KEY]",
            help="such as articles.topic or organisations.body:cwi-iec",
        )
        parser.add_argument(
            "--pages", nargs="+", default=[], metavar="ADDRESS", help="such as en:/articles/"
        )
        parser.add_argument(
            "--descendants", action="store_true", help="also what stands below these pages"
        )
        parser.add_argument("--all", action="store_true", help="all pages and records")
        parser.add_argument(
            "-o",
            "--output",
            required=True,
            type=Path,
            metavar="FILE",
            help="a name that ends in .yaml; pictures and files go into a folder beside it",
        )

    def handle(self, *args, records, pages, descendants, output, **options):
        if output.suffix != ".yaml":
            raise CommandError(f"The file {output} must have a name that ends in .yaml.")
        if not (records or pages or options["all"]):
            raise CommandError("Choose what to write: --records, --pages or --all.")
        dump = Dump()
        for text in records:
            dump.add_records(*chosen_records(text))
        dump.add_pages(pages, descendants)
        if options["all"]:
            dump.add_all()
        dump.add_what_is_needed()
        dump.write(output)
        for name in dump.private:
            self.stderr.write(f"{name} is written as a draft: not everybody may read it here.")
        self.stdout.write(
            f"{dump.count()} entries and {len(dump.directory.files)} files are in {output}."
        )
