"""From the head of a text, and the author note at its end, to the fields of the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from articles.importing.readers.plain_text.byline import Byline
from articles.importing.readers.plain_text.dates import PrintedDate, read_date
from articles.importing.readers.plain_text.header import Head
from articles.importing.readers.plain_text.labels import (
    DATE_FIELDS,
    Labelled,
    identifier_in,
    rights_holder,
)
from articles.importing.readers.plain_text.ledger import Ledger
from articles.importing.readers.plain_text.lines import Paragraph
from articles.importing.readers.plain_text.names import AuthorNote, split_names
from articles.importing.readers.plain_text.standing import Standing
from articles.importing.record import Author, Confidence, DateKind, Publication, StatedDate

PUBLICATION_FIELDS = {
    "publication": "name",
    "url": "url",
    "identifier": "identifier",
    "section": "section",
    "rights": "rights",
}


@dataclass
class Metadata:
    """The fields of a record that come from the head."""

    ledger: Ledger
    title: str | None = None
    kicker: str | None = None
    standfirst: str | None = None
    authors: list[Author] = field(default_factory=list)
    author_note: str | None = None
    dates: list[StatedDate] = field(default_factory=list)
    publication: Publication = field(default_factory=Publication)
    language: str | None = None
    topics: list[str] = field(default_factory=list)

    def take_head(self, head: Head, standing: Standing) -> None:
        """Take everything that the head states, then what its standing lines are."""
        for labelled, entry in head.labelled:
            self._take_labelled(labelled, entry.number)
        for byline, entry in head.bylines:
            self._take_byline(byline, entry.number)
        self._take_standing(standing, head)
        self.take_notes(head.notes)

    def take_notes(self, notes: Iterable[tuple[AuthorNote, Paragraph]]) -> None:
        """Take what author notes say: the affiliations, and the name where nothing else does."""
        for note, entry in notes:
            index = self._author_named(note.name)
            if index is None:
                index = self._add_author(note.name, entry.number, confidence="recognised")
            path, author = f"authors.{index}", self.authors[index]
            for field_name, texts in (
                ("affiliations", note.affiliations),
                ("former_affiliations", note.former),
            ):
                first = len(getattr(author, field_name))
                for number in range(first, first + len(texts)):
                    self.ledger.place(f"{path}.{field_name}.{number}", entry.number)
            self.authors[index] = replace(
                author,
                affiliations=author.affiliations + note.affiliations,
                former_affiliations=author.former_affiliations + note.former,
            )
            self._take_author_note(entry)

    def is_about_author(self, note: AuthorNote) -> bool:
        """Whether a note is about someone who signed, by the whole name or the first."""
        return self._author_named(note.name) is not None

    def _take_author_note(self, entry: Paragraph) -> None:
        if self.author_note is None:
            self.author_note = entry.text
            self.ledger.place("author_note", entry.number)
        else:
            self.author_note += f"\n{entry.text}"

    def _author_named(self, name: str) -> int | None:
        for index, author in enumerate(self.authors):
            if author.name == name or author.name.split()[0] == name:
                return index
        return None

    def _add_author(
        self,
        name: str,
        line: int,
        affiliation: str = "",
        role: str | None = None,
        confidence: Confidence = "stated",
    ) -> int:
        index = len(self.authors)
        self.ledger.place(f"authors.{index}.name", line, confidence)
        if affiliation:
            self.ledger.place(f"authors.{index}.affiliations.0", line, confidence)
        affiliations = (affiliation,) if affiliation else ()
        self.authors.append(Author(name, affiliations, role=role))
        return index

    def _take_byline(self, byline: Byline, line: int) -> None:
        for name, affiliation in byline.names:
            self._add_author(name, line, affiliation, byline.role)
        printed = read_date(byline.date) if byline.date else None
        if printed:
            self._take_date("published", printed, line)

    def _take_labelled(self, labelled: Labelled, line: int) -> None:
        name, value = labelled.field, labelled.value
        if not value:
            kind = "date" if name in DATE_FIELDS else name
            self.ledger.lost(kind, line, labelled.label, "the label has no value")
        elif name in DATE_FIELDS:
            printed = read_date(value)
            if printed and name != "updated":
                confidence: Confidence = "stated" if labelled.is_stated else "recognised"
                self._take_date(cast("DateKind", name), printed, line, confidence)
        elif name in ("author", "translator"):
            role = "translator" if name == "translator" else None
            for person, affiliation in split_names(value) or [(value, "")]:
                self._add_author(person, line, affiliation, role)
        elif name == "topics":
            for topic in filter(None, (each.strip() for each in value.split(","))):
                self.ledger.place(f"topics.{len(self.topics)}", line)
                self.topics.append(topic)
        elif name in PUBLICATION_FIELDS:
            self._take_publication(PUBLICATION_FIELDS[name], value, line)
        elif name in ("title", "language") and getattr(self, name) is None:
            setattr(self, name, value)
            self.ledger.place(name, line)

    def _take_publication(
        self, name: str, value: str, line: int, confidence: Confidence = "stated"
    ) -> None:
        if getattr(self.publication, name) is not None:
            return
        self.publication = replace(self.publication, **{name: value})
        self.ledger.place(f"publication.{name}", line, confidence)
        if name == "rights" and rights_holder(value):
            self._take_publication("name", rights_holder(value), line)
        if name == "url" and identifier_in(value):
            self._take_publication("identifier", identifier_in(value), line)

    def _take_date(
        self,
        kind: DateKind,
        printed: PrintedDate,
        line: int,
        confidence: Confidence = "stated",
    ) -> None:
        if printed.doubt:
            candidates = " or ".join(printed.candidates) or printed.value or None
            self.ledger.probable("date", line, printed.text, candidates, printed.doubt)
        if not printed.value:
            return
        index = len(self.dates)
        self.dates.append(StatedDate(kind, printed.value, printed.text))
        self.ledger.place(f"dates.{index}.value", line, confidence)
        self.ledger.place(f"dates.{index}.text", line, confidence)

    def _take_standing(self, standing: Standing, head: Head) -> None:
        if standing.publication:
            entry = standing.publication
            self._take_publication("name", entry.text, entry.number, "recognised")
        lines: Sequence[tuple[str, Paragraph | None]] = (
            ("kicker", standing.kicker),
            ("title", standing.title),
            ("standfirst", head.standfirst or standing.subtitle),
        )
        for name, entry_or_none in lines:
            if entry_or_none and getattr(self, name) is None:
                setattr(self, name, entry_or_none.text)
                self.ledger.place(name, entry_or_none.number, "recognised")
        if standing.perhaps_author:
            entry = standing.perhaps_author
            evidence = "a line of capitalised words between title and date; it may be the author"
            self.ledger.probable("author", entry.number, None, entry.text, evidence)
