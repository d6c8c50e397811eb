"""Groups that found no room: each takes the days it needs, and those it pushes out look for others.

A day that somebody already has is not closed but dear; each time it is fought over it grows dearer, so that groups
with a choice leave it to those without (ejection chains with weights, Nagata and Bräysy 2009; negotiated
congestion, McMurchie and Ebeling 1995). The effort is a number of steps: the same groups give the same plan.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.planning.program import MOVED
from generator.planning.search import LOOKED, Search
from generator.planning.tasks import Placed

_DEAR = 25  # squared days: what a taken day costs at first
_DEAREST = 1000  # times that cost at most
_KEPT = MOVED // 64  # the same first cost when dates are kept: above any unevenness

Weights = dict[tuple[int, int], int]  # how often each day of each person was fought over


def repair(search: Search, steps: int) -> None:
    """Places as many of the groups without a plan as it can; the best state met is left."""
    limit, weights = search.steps + steps, Weights()
    waiting = [number for number, placed in enumerate(search.placed) if placed is None]
    best, kept = search.missing, list(search.placed)
    while waiting and search.steps < limit:
        number = waiting.pop(0)
        way = _cheapest(search, number, weights)
        if way is None:
            continue  # this one has no plan, even alone
        pushed = [n for n in sorted(search.held[way.person]) if n in search.tasks[number].apart and search.on(n, way)]
        for other in pushed:
            for day in _shared(search.placed[other], way):
                weights[way.person, day] = min(weights.get((way.person, day), 1) + 1, _DEAREST)
        search.remove(pushed)
        search.put(number, way)
        waiting += pushed
        if search.missing < best:
            best, kept = search.missing, list(search.placed)
    if search.missing > best:
        search.set_all(kept)


def _shared(one: Placed | None, other: Placed) -> Sequence[int]:
    return [day for day in other.days if one and one.mask >> day & 1]


def _cheapest(search: Search, number: int, weights: Weights) -> Placed | None:
    """The plan that costs least, days taken by others included."""
    task = search.tasks[number]
    unit = _KEPT if task.board.moved else 4 * task.board.count**2 * _DEAR
    ways: list[tuple[int, Placed]] = []
    for person, away in zip(task.candidates[:LOOKED], task.away, strict=False):
        shut = search.taken(number, person) >> task.offset
        prices = [
            unit * weights.get((person, task.offset + day), 1) if shut >> day & 1 else 0 for day in task.board.days
        ]
        if found := search.priced(number, person, away, prices):
            ways.append(found)
            if not any(prices[task.board.days.index(day - task.offset)] for day in found[1].days):
                break
    return min(ways, key=lambda way: way[0], default=(0, None))[1]
