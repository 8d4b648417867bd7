"""Which of several stretches can share a lane: the layout that all drawings over time rest on."""

from collections.abc import Sequence
from heapq import heappop, heappush


def lanes(stretches: Sequence[tuple[float, float]], gap: float = 0) -> list[int]:
    """For each stretch (start, end) the number of a lane in which no other touches it.

    Greedy interval partitioning (Kleinberg and Tardos, *Algorithm Design*, section 4.1; in circuit
    layout the left-edge algorithm of Hashimoto and Stevens, 1971): by start, ties in the order
    given, each into the first lane that is free. It needs as few lanes as any arrangement can.
    Two in one lane keep `gap` between them.
    """
    chosen = [0] * len(stretches)
    busy: list[tuple[float, int]] = []
    free: list[int] = []
    opened = 0
    for index in sorted(range(len(stretches)), key=lambda each: stretches[each][0]):
        start, end = stretches[index]
        while busy and busy[0][0] + gap <= start:
            heappush(free, heappop(busy)[1])
        if free:
            lane = heappop(free)
        else:
            lane, opened = opened, opened + 1
        chosen[index] = lane
        heappush(busy, (max(start, end), lane))
    return chosen
