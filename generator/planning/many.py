"""Several groups that share people: each is planned exactly beside the others, then a few at a time are planned again.

Groups are placed one after the other, the tightest first; then, again and again, one group that could have a
better plan is taken out with those that stand in its way, and they are put back in another order. A plan a little
worse than the best one may be gone through, less and less (record-to-record travel, Dueck 1993). The effort is a
number of steps of the program, never a time, and the draws come from the groups themselves: the same groups always
give the same plan. Groups left without room push others aside (`repair`); a few groups are then sought together
exactly (`joint`), which finds a plan or proves that there is none. The plan is optimal when every group has the best
plan it could have alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from generator.planning.joint import FEW, joint
from generator.planning.repair import repair
from generator.planning.search import Search
from generator.planning.tasks import Placed, Task

EACH, MOST = 200_000, 8_000_000  # steps of the program for each group, and for all: gaps compared
ROOM = 60_000  # steps for each group, spent only when some have no room
DETOUR = Fraction(1, 5)  # of what the best plan costs over the bound: how much worse a plan may be at first


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A plan for each task, or None where none was found; costs weigh every group alike."""

    placed: tuple[Placed | None, ...]
    cost: int
    bound: int  # no plan costs less
    unit: int  # the cost of one squared day of one group
    rounds: int
    proven: frozenset[int] = frozenset()  # tasks that have no plan together, every way having been looked at

    @property
    def missing(self) -> tuple[int, ...]:
        """The tasks without a plan."""
        return tuple(number for number, placed in enumerate(self.placed) if placed is None)


def effort_for(tasks: Sequence[Task]) -> int:
    """The steps that so many groups are worth."""
    return min(EACH * len(tasks), MOST)


def arrange(tasks: Sequence[Task], effort: int | None = None, exact: bool = True) -> Arrangement:
    """The best plans found for all, within so many steps; with none, whether they all have room is still sought.

    Without `exact`, a few groups left without room are not sought together: nothing is proven.
    """
    steps = effort_for(tasks) if effort is None else effort
    search = Search(tasks)
    search.insert(sorted(range(len(tasks)), key=search.tightness))
    if search.missing:
        repair(search, min(ROOM * len(tasks), MOST // 2))
    proven = frozenset(number for few in (_together(search) if exact else ()) for number in _exactly(search, few))
    best, kept, rounds = search.value(), tuple(search.placed), 0
    while not proven and search.steps < steps and (seed := search.hopeful()) is not None:
        rounds += 1
        detour = DETOUR * (best[1] - search.bound) * (steps - search.steps) / steps
        search.tried(search.crowd(seed), (best[0], best[1] + int(detour)))
        if search.value() < best:
            best, kept = search.value(), tuple(search.placed)
    return Arrangement(kept, best[1], search.bound, 4 * search.common**2, rounds, proven)


def _together(search: Search) -> list[list[int]]:
    """The few groups that share people with one without a plan, itself included; each group in one list at most."""
    found: list[list[int]] = []
    for number in range(len(search.tasks)):
        if search.placed[number] is None and not any(number in few for few in found):
            few, waiting = {number}, [number]
            while waiting and len(few) <= FEW:
                one = search.tasks[waiting.pop()]
                near = {n for n in one.apart - few if set(search.tasks[n].candidates) & set(one.candidates)}
                few |= near
                waiting += near
            if 1 < len(few) <= FEW:
                found.append(sorted(few))
    return found


def _exactly(search: Search, few: list[int]) -> tuple[int, ...]:
    """Places these groups as an exact search finds; those that it proves impossible together, two of them or all."""
    for some in [*combinations(few, 2), tuple(few)]:
        if all(search.placed[number] for number in some):
            continue
        apart = [frozenset(some.index(n) for n in search.tasks[number].apart if n in some) for number in some]
        found = joint([search.tasks[number] for number in some], apart)
        if found.proven:
            return some
        if found.plans and len(some) == len(few):
            search.remove(few)
            for number, (person, days) in zip(few, found.plans, strict=True):
                search.put(number, search.given(number, person, days))
    return ()
