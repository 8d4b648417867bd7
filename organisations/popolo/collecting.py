"""Reading records from the tables, in as many queries for thousands as for one."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Q
from wagtail.models import Page

from organisations.popolo.schema import RECORDS, Rows

# Records by the name of their model and their key.
Identity = tuple[str, str]


@dataclass
class Entry:
    """A row as the file has it: its values, and the rows below it."""

    pk: int
    values: dict[str, object]
    rows: dict[str, list["Entry"]] = field(default_factory=dict)

    def data(self) -> dict[str, object]:
        """What the extension says of it; what is empty is not mentioned."""
        rows = {name: [row.data() for row in below] for name, below in self.rows.items() if below}
        return {**self.values, **rows}


def collect(kind: str, chosen: Q | None = None) -> dict[str, Entry]:
    """The public records of a kind by their keys; all of them, or those of a condition."""
    rows = RECORDS[kind]
    found = _rows(rows, "key", chosen, prefix="pk")
    entries = dict(sorted(found, key=lambda pair: pair[0]))
    _add_children(rows, list(entries.values()), is_partial=chosen is not None)
    if kind == "source":
        _add_addresses(entries)
    return entries


def _rows(rows: Rows, owner: str, chosen: Q | None, prefix: str) -> Iterator[tuple]:
    columns = {name: f"{name}__key" if name in rows.references else name for name in rows.fields}
    extra = {"source": ["page_id"], "dissent": ["elector__name"]}
    wanted = ["pk", owner, *columns.values(), *extra.get(rows.model._meta.model_name, ())]
    query = rows.model._base_manager.filter(rows.public)
    if chosen is not None:
        query = query.filter(chosen)
    for row in query.order_by("pk").values(*dict.fromkeys(wanted)):
        values = {name: _plain(row[column]) for name, column in columns.items()}
        if row.get("elector__name"):
            values["name_as_written"] = row["elector__name"]
        if "page_id" in row:
            values["address"] = values["address"] or row["page_id"]
        values = {name: value for name, value in values.items() if value not in ("", None)}
        yield row[owner], Entry(row["pk"], values)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime.date) else value


def _add_children(rows: Rows, entries: list[Entry], is_partial: bool) -> None:
    by_pk = {entry.pk: entry for entry in entries}
    for name, child in rows.children.items():
        chosen = Q(**{f"{child.parent}__in": list(by_pk)}) if is_partial else None
        if is_partial and not by_pk:
            continue
        below = []
        for owner, entry in _rows(child, f"{child.parent}_id", chosen, child.parent):
            if owner in by_pk:
                by_pk[owner].rows.setdefault(name, []).append(entry)
                below.append(entry)
        _add_children(child, below, is_partial)


def _add_addresses(sources: dict[str, Entry]) -> None:
    """A source that is a page here is found at the page's address, if everybody may read it."""
    waiting = [each for each in sources.values() if isinstance(each.values.get("address"), int)]
    numbers = {entry.values["address"] for entry in waiting}
    pages = Page.objects.filter(pk__in=numbers).live().public().select_related("locale")
    addresses = {page.pk: page.full_url for page in pages}
    for entry in waiting:
        entry.values["address"] = addresses.get(entry.values["address"], "")
        if not entry.values["address"]:
            del entry.values["address"]


def references(rows: Rows, data: dict, is_followed_only: bool = False) -> Iterable[Identity]:
    """The records that what the file says of a row refers to, rows below it included."""
    for name, kind in rows.references.items():
        if name in data:
            yield kind, data[name]
    for name, child in rows.children.items():
        if child.is_followed or not is_followed_only:
            for below in data.get(name, ()):
                yield from references(child, below, is_followed_only)
