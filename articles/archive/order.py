"""In which order records are made, so that each finds those without which it can't be stored."""

from collections.abc import Callable, Iterable

from articles.archive.entry import Entry
from articles.archive.mistake import Mistake

Needs = Callable[[Entry], Iterable[Entry]]


def in_order(entries: list[Entry], needs: Needs, wishes: Needs) -> list[Entry]:
    """The entries, each after all that it needs, and as far as can be after what it wishes for.

    Where wishes run in a circle, one of them is given up; the reference is set later.
    Raises `Mistake` where needs run in a circle.
    """
    waiting = dict.fromkeys(entries)
    needed = {entry: [each for each in needs(entry) if each is not entry] for entry in entries}
    wished = {entry: [each for each in wishes(entry) if each is not entry] for entry in entries}
    ordered: list[Entry] = []
    while waiting:
        ready = [
            entry
            for entry in waiting
            if not any(each in waiting for each in (*needed[entry], *wished[entry]))
        ]
        for entry in ready or [_in_circle(waiting, needed, wished)]:
            del waiting[entry]
            ordered.append(entry)
    return ordered


def _in_circle(waiting, needed, wished) -> Entry:
    """An entry of a circle that lacks nothing but what it wishes for."""
    way: list[Entry] = []
    entry = next(iter(waiting))
    while entry not in way:
        way.append(entry)
        lacking = [each for each in (*needed[entry], *wished[entry]) if each in waiting]
        entry = lacking[0]
    circle = way[way.index(entry) :]
    for each in circle:
        if not any(other in waiting for other in needed[each]):
            return each
    names = " → ".join(str(each) for each in [*circle, circle[0]])
    raise Mistake(circle[0].place, f"none of these can be made before the other: {names}.")
