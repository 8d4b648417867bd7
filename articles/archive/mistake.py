"""What is wrong with a fixture: where it stands, and why, in one line for each mistake."""

import contextlib
import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.management.base import CommandError

MOST = 20


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A line of a fixture."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class Mistake(Exception):  # noqa: N818 - it says what a person wrote, not what broke
    """One thing that is wrong, found while reading."""

    def __init__(self, place: Place, reason: str):
        super().__init__(f"{place}: {reason}")
        self.place, self.reason = place, reason


class FixtureError(CommandError):
    """Fixtures that are refused as a whole: one line for each mistake."""

    def __init__(self, mistakes: Iterable[Mistake], more: bool = False):
        lines = [str(each) for each in sorted(mistakes, key=lambda mistake: mistake.place)]
        if more:
            lines.append("… and more.")
        super().__init__("\n".join(lines))


class Mistakes:
    """Collects mistakes, so that more than one is named at once; at most twenty."""

    def __init__(self) -> None:
        self.found: list[Mistake] = []

    def __len__(self) -> int:
        return len(self.found)

    def add(self, place: Place, reason: str) -> None:
        """Raises `FixtureError` where there are too many to read."""
        self.note(Mistake(place, reason))

    def note(self, mistake: Mistake) -> None:
        if str(mistake) not in map(str, self.found):
            if len(self.found) == MOST:
                raise FixtureError(self.found, more=True)
            self.found.append(mistake)

    @contextlib.contextmanager
    def noted(self) -> Iterator[None]:
        """Keeps a mistake made inside, and goes on after the block."""
        try:
            yield
        except Mistake as mistake:
            self.note(mistake)

    def refuse(self) -> None:
        """Raises `FixtureError` where anything is wrong."""
        if self.found:
            raise FixtureError(self.found)


def meant(word: str, possible: Iterable[str]) -> str:
    """A hint at the nearest of the possible words, or ""."""
    near = difflib.get_close_matches(word, list(possible), n=1, cutoff=0.7)
    return f" Did you mean “{near[0]}”?" if near else ""
