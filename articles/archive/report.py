"""What a load of fixtures did, for the person who ran it."""

from articles.archive.entry import Entry


class Report:
    """Counts, and a line for each entry that was kept back."""

    def __init__(self) -> None:
        self.added = self.changed = self.unchanged = 0
        self.kept_back: list[tuple[Entry, str]] = []

    def count(self, is_new: bool, is_changed: bool) -> None:
        """Count an entry that was loaded."""
        if is_new:
            self.added += 1
        elif is_changed:
            self.changed += 1
        else:
            self.unchanged += 1

    def keep_back(self, entry: Entry, reason: str) -> None:
        self.kept_back.append((entry, reason))

    def __str__(self) -> str:
        lines = [f"Kept back {entry} ({entry.place}): {why}" for entry, why in self.kept_back]
        lines.append(
            f"Fixtures: {self.added} added, {self.changed} changed, "
            f"{self.unchanged} unchanged, {len(self.kept_back)} kept back."
        )
        return "\n".join(lines)
