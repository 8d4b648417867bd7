"""What an import says about each file: what was found, what is missing, what needs an eye."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from articles.importing.batch import Result
from articles.importing.builder import Outcome, Status
from articles.importing.place import address_of
from articles.importing.record import Finding, Record

DOING = {"certain": "repaired", "probable": "to decide", "lost": "lost"}
MOST_LINES = 8  # numbers of lines that are named before "…"
BLOCK_NAMES = {"quote": "quotation", "image": "caption"}


def describe(result: Result) -> str:
    """One line on a file that was read, and indented lines with the details."""
    record = result.record
    assert record is not None
    name = PurePath(result.name).name
    done = f"{name}: {_done(result.outcome)}" if result.outcome else f"{name}: read"
    details = [
        f"found: {', '.join(_found(record))}",
        f"missing: {', '.join(_missing(record)) or 'nothing'}",
        *_findings(record.findings),
        *_dropped(record),
    ]
    return "\n".join([done, *(f"    {line}" for line in details)])


def totals(results: Sequence[Result]) -> str:
    """One line of counts over all files."""
    counts = Counter(
        "failed" if result.error else result.outcome.status if result.outcome else "read"
        for result in results
    )
    order = ["read", *Status, "failed"]
    parts = [f"{counts[each]} {each}" for each in order if counts[each]]
    return f"{_counted(len(results), 'file')}: {', '.join(parts)}"


def _done(outcome: Outcome) -> str:
    page = outcome.page
    where = f" “{page.title}”, {address_of(page)}" if page else ""
    why = f" ({outcome.reason})" if outcome.reason else ""
    return f"{outcome.status}:{where}{why}"


def _found(record: Record) -> Iterable[str]:
    if record.title:
        yield f"title “{record.title}”"
    for author in record.authors:
        affiliations = f" ({'; '.join(author.affiliations)})" if author.affiliations else ""
        yield f"{author.role or 'author'} {author.name}{affiliations}"
    for date in record.dates:
        yield f"{date.kind} {date.value}"
    publication = record.publication
    for name in ("name", "section", "url"):
        value = getattr(publication, name)
        if value:
            yield f"{'publication' if name == 'name' else name} {value}"
    counts: Counter[str] = Counter(block.type for block in record.blocks)
    counts.update(comment.kind for comment in record.comments)
    for kind, number in counts.items():
        yield _counted(number, BLOCK_NAMES.get(kind, kind))


def _missing(record: Record) -> Iterable[str]:
    fields = {
        "title": record.title,
        "author": record.authors,
        "date": record.dates,
        "publication": record.publication.name,
        "address": record.publication.url,
        "language": record.language,
        "text": record.blocks,
    }
    return [name for name, value in fields.items() if not value]


def _findings(findings: Iterable[Finding]) -> Iterable[str]:
    """One line for each class and kind of finding, with the lines of the file."""
    lines: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        lines.setdefault((finding.certainty, finding.kind), []).append(finding)
    for (certainty, kind), found in sorted(lines.items()):
        numbers = list(dict.fromkeys(str(finding.line) for finding in found))
        more = ", …" if len(numbers) > MOST_LINES else ""
        reason = found[0].evidence if len(found) == 1 else f"{len(found)} places"
        lines_word = "lines" if len(numbers) > 1 else "line"
        where = f"{lines_word} {', '.join(numbers[:MOST_LINES])}{more}"
        yield f"{DOING[certainty]}: {kind}, {where}: {reason}"


def _dropped(record: Record) -> Iterable[str]:
    if record.dropped:
        kinds = ", ".join(dict.fromkeys(item.kind for item in record.dropped))
        yield f"dropped: {_counted(len(record.dropped), 'paragraph')} ({kinds})"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
