"""What was found where: provenance and findings, gathered while a text is read."""

from __future__ import annotations

from articles.importing.record import Certainty, Confidence, Finding, Place


class Ledger:
    """Collects the places of values and the findings of one text."""

    def __init__(self) -> None:
        self._places: dict[str, Place] = {}
        self._findings: list[tuple[int, int, Finding]] = []

    def place(self, path: str, line: int, confidence: Confidence = "stated") -> None:
        """Note on which line the value at this field path stands."""
        self._places[path] = Place(line=line, confidence=confidence)

    def certain(self, kind: str, line: int, before: str, after: str, evidence: str) -> None:
        """Note a repair that was applied."""
        self.add("certain", kind, line, before, after, evidence)

    def probable(
        self, kind: str, line: int, before: str | None, after: str | None, evidence: str
    ) -> None:
        """Note a proposal that was not applied."""
        self.add("probable", kind, line, before, after, evidence)

    def lost(self, kind: str, line: int, before: str | None, evidence: str) -> None:
        """Note something that the file no longer has."""
        self.add("lost", kind, line, before, None, evidence)

    def add(
        self,
        certainty: Certainty,
        kind: str,
        line: int,
        before: str | None,
        after: str | None,
        evidence: str,
        column: int = 0,
    ) -> None:
        """Note a finding, with its column (from 1) where a line may hold several."""
        finding = Finding(certainty, kind, line, before, after, evidence)
        self._findings.append((line, column, finding))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings in the order of the file."""
        return tuple(finding for _, _, finding in self._ordered())

    @property
    def provenance(self) -> dict[str, Place]:
        """Places of values, and of those findings whose column is known."""
        places = dict(self._places)
        for index, (line, column, _) in enumerate(self._ordered()):
            if column:
                places[f"findings.{index}"] = Place(line=line, place=f"column {column}")
        return places

    def _ordered(self) -> list[tuple[int, int, Finding]]:
        return sorted(self._findings, key=lambda each: each[:2])
