"""What comes before what, where only pairs are known: the order of a chain or of a family."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet


def generations(keys: Sequence[str], above: Mapping[str, AbstractSet[str]]) -> list[list[str]]:
    """The keys in rounds; each round has those above which none is left.

    Topological sorting by levels (Kahn, 1962). `above` gives for a key those directly above it.
    Within a round the order is that of `keys`. Where they run in a circle, the first one left
    breaks it.
    """
    left, rounds = list(keys), []
    while left:
        waiting = set(left)
        ready = [key for key in left if not above.get(key, frozenset()) & waiting - {key}]
        ready = ready or left[:1]
        rounds.append(ready)
        taken = set(ready)
        left = [key for key in left if key not in taken]
    return rounds
