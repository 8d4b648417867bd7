"""Which records here a file speaks of: by id, then by identifier, never by name."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db.models import Q

from organisations.models.source import Source
from organisations.popolo.collecting import Entry, Identity, collect
from organisations.popolo.composing import Composition
from organisations.popolo.mistake import shown
from organisations.popolo.reading import Content, Item
from organisations.popolo.schema import COLLECTIONS, EXTENSION, RECORDS, Rows


class Matching:
    """The records of a file by their keys here, and the public records that are here already."""

    def __init__(self, content: Content):
        self.content = content
        self.mistakes = content.mistakes
        self.items: dict[Identity, Item] = {}
        self.current: dict[Identity, Entry] = {}
        self._keys: dict[Identity, str] = {}
        self._match()
        if not self.mistakes:
            self._settle_references()

    # --- Keys -------------------------------------------------------------------------------------

    def _match(self) -> None:
        by_kind: dict[str, list[Item]] = {}
        for item in self.content.items:
            by_kind.setdefault(item.kind, []).append(item)
        taken: set[tuple[str, str]] = set()
        for kind, items in by_kind.items():
            known = self._known(kind, items)
            for item in items:
                collection = item.path.partition("[")[0]
                if (collection, item.id) in taken:
                    self.mistakes.append(f"{item.path}.id: {shown(item.id)} is there twice.")
                    continue
                taken.add((collection, item.id))
                self._note(item, known)

    def _known(self, kind: str, items: list[Item]) -> dict[str, str]:
        """Keys of records here by the keys and codes that the file gives."""
        wanted = {key for item in items for key in _candidates(item)}
        # Also what is not public: nobody else may get its key.
        model = RECORDS[kind].model
        found = model._base_manager.filter(key__in=wanted).values_list("key", flat=True)
        known = dict.fromkeys(found)
        known = {key: key for key in known}
        if kind == "territory":
            codes = {item.data["code"] for item in items}
            known |= dict(model._base_manager.filter(code__in=codes).values_list("code", "key"))
        self.current |= _identified(kind, collect(kind, Q(key__in=set(known.values()))))
        return known

    def _note(self, item: Item, known: dict[str, str]) -> None:
        key = next((known[each] for each in _candidates(item) if each in known), "")
        identity = item.kind, key or _candidates(item)[0]
        if identity in self.items:
            self.mistakes.append(f"{item.path}: {shown(identity[1])} is in the file twice.")
        elif key and identity not in self.current:
            self.mistakes.append(
                f"{item.path}: {shown(key)} is not public here; an import changes only what is."
            )
        elif not key and (reason := _why_no_key(identity[1])):
            self.mistakes.append(f"{item.path}.id: {reason}")
        else:
            self.items[identity] = item
            for each in (*_candidates(item), identity[1]):
                self._keys.setdefault((item.kind, each), identity[1])

    # --- References -------------------------------------------------------------------------------

    def _settle_references(self) -> None:
        """Write keys of records here for those of the file; note what is nowhere."""
        missing = {
            (kind, row[name])
            for _path, row, name, kind in self._all_references()
            if (kind, row[name]) not in self._keys
        }
        for kind in RECORDS:
            keys = [key for each, key in missing if each == kind]
            if keys:
                self.current |= _identified(kind, collect(kind, Q(key__in=keys)))
        for path, row, name, kind in self._all_references():
            identity = kind, row[name]
            if identity in self._keys:
                row[name] = self._keys[identity]
            elif identity not in self.current:
                what = RECORDS[kind].model._meta.verbose_name
                self.mistakes.append(
                    f"{path}.{name}: there is no public {what} {shown(row[name])}."
                )

    def _all_references(self) -> Iterator[tuple[str, dict, str, str]]:
        for item in self.items.values():
            path = f"{item.path}.{EXTENSION}" if item.kind in COLLECTIONS else item.path
            yield from _references(RECORDS[item.kind], item.data, path)

    # --- Popolo's own fields ----------------------------------------------------------------------

    def compare(self) -> None:
        """Note where Popolo's fields say something else than the extension, which is what counts.

        Names of territories are left out: they come from tables that grow better.
        """
        records = {identity: entry.data() for identity, entry in self.current.items()}
        records |= {identity: item.data for identity, item in self.items.items()}
        ids = {identity: item.id for identity, item in self.items.items() if item.id != identity[1]}
        composition = Composition(records, self.content.on, self.content.language, ids)
        for (kind, key), item in self.items.items():
            if kind in COLLECTIONS:
                left_out = {EXTENSION, "identifiers", *(["name"] if kind == "territory" else [])}
                made = composition.item(kind, key)
                self._compare(item.path, item.given, made, left_out)
        for number, given in enumerate(self.content.vote_events):
            path = f"vote_events[{number}]"
            motion = given.get("motion_id")
            key = self._keys.get(("decision", motion)) if isinstance(motion, str) else None
            if key is None:
                self.mistakes.append(f"{path}.motion_id: {shown(motion)} is no motion in the file.")
            else:
                self._compare(path, given, composition.vote_event(key), {"id"})

    def _compare(self, path: str, given: dict, made: dict, left_out: set[str]) -> None:
        for name in given.keys() - left_out:
            if given[name] != made.get(name):
                self.mistakes.append(
                    f"{path}.{name}: {shown(given[name])} does not follow from “{EXTENSION}”, "
                    f"which gives {shown(made.get(name))}. Change it there."
                )
                return


def _why_no_key(key: str) -> str:
    """What is wrong with it as the key of a new record; "" if nothing."""
    try:
        Source._meta.get_field("key").clean(key, None)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _candidates(item: Item) -> list[str]:
    """What can be the key of a record: its id, then its identifiers, then a territory's code."""
    found = [item.id.removeprefix(f"{item.kind}:"), *item.keys]
    return [*found, item.data["code"]] if item.kind == "territory" else found


def _identified(kind: str, entries: dict[str, Entry]) -> dict[Identity, Entry]:
    return {(kind, key): entry for key, entry in entries.items()}


def _references(rows: Rows, data: dict, path: str) -> Iterator[tuple[str, dict, str, str]]:
    """Every reference in what the file says of a row: its place, the row, the column, the kind."""
    for name, kind in rows.references.items():
        if name in data:
            yield path, data, name, kind
    for name, child in rows.children.items():
        for number, row in enumerate(data.get(name, ())):
            yield from _references(child, row, f"{path}.{name}[{number}]")
