"""`manage.py score_readers FOLDER`: how much of real files the import reads."""

from itertools import groupby
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.importing.scoring import board, mean


class Command(BaseCommand):
    help = "Print how much of a folder of sample files comes out of the import's readers."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="FOLDER", help="html/, docx/, wxr/, spip/")

    def handle(self, *args, folder, **options):
        scores = sorted(board(folder), key=lambda score: (score.format, score.measure))
        if not scores:
            raise CommandError(f"{folder}: holds no samples (html/, docx/, wxr/, spip/)")
        for (format, measure), group in groupby(scores, lambda s: (s.format, s.measure)):
            found = list(group)
            if options["verbosity"] > 1 or measure == "texts":
                for score in found:
                    value = f"{score.value:.0f}" if measure == "texts" else f"{score.value:.3f}"
                    self.stdout.write(f"  {format:5} {measure:7} {score.name:45} {value}")
            if measure != "texts":
                lowest = min(score.value for score in found)
                line = f"{format:5} {measure:7} mean {mean(found):.3f}, lowest {lowest:.3f}"
                self.stdout.write(f"{line}, {len(found)} files")
