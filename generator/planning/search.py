"""The plan as it stands while it is sought: each group as well as the others let it, a few taken out and put back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from math import lcm
from operator import or_

from generator.planning.program import MOVED, Places
from generator.planning.tasks import Placed, Task

LOOK = 30  # at a candidate, in steps
LOOKED = 6  # candidates tried for a group, the most promising first
FEW = 6  # groups that may fill the days of one person
CROWD = 8  # groups taken out beside the one that could be better


@dataclass(slots=True)
class Search:
    """The plan as it stands, and what was already solved."""

    tasks: Sequence[Task]
    placed: list[Placed | None] = field(init=False)
    held: dict[int, set[int]] = field(init=False)  # tasks by person
    cost: int = 0
    missing: int = field(init=False)  # tasks without a plan
    bound: int = field(init=False)
    common: int = field(init=False)  # a multiple of every number of sessions: costs are scaled to it
    least: list[int] = field(init=False)  # the cost under which each task can't go
    steps: int = 0
    _solved: dict[tuple[int, int, int], Placed | None] = field(default_factory=dict)
    _weights: list[int] = field(init=False)
    _work: list[int] = field(init=False)
    _state: int = field(init=False)

    def __post_init__(self) -> None:
        self.common = lcm(*(task.board.count for task in self.tasks))
        self._weights = [self.common**2 // task.board.count**2 for task in self.tasks]
        self._state = reduce(_stirred, (v for t in self.tasks for v in (t.board.mask, t.offset, *t.away)), 1)
        self._work = [task.work for task in self.tasks]
        self.placed = [None] * len(self.tasks)
        self.held = {person: set() for task in self.tasks for person in task.candidates}
        self.least = [self._least(task, number) for number, task in enumerate(self.tasks)]
        self.bound, self.missing = sum(self.least), len(self.tasks)

    # --- costs ---------------------------------------------------------------------------------

    def value(self) -> tuple[int, int]:
        """What must become smaller: tasks without a plan, then the cost."""
        return self.missing, self.cost

    def tightness(self, number: int) -> tuple[int, int]:
        """The order of the first insertion: few candidates and few days first."""
        task = self.tasks[number]
        ways = sum((task.board.mask << task.offset & ~away).bit_count() for away in task.away)
        return ways // task.board.count, number

    def hopeful(self) -> int | None:
        """A task that could be better placed, drawn; None when every one has its best plan."""
        count = len(self.tasks)
        start = self.draw(count)
        numbers = ((start + step) % count for step in range(count))
        return next((number for number in numbers if self._regrets(number)), None)

    def _regrets(self, number: int) -> bool:
        placed = self.placed[number]
        return placed is None or placed.cost > self.least[number]

    # --- placing -------------------------------------------------------------------------------

    def insert(self, numbers: Iterable[int], left: int = 0) -> None:
        """Places these tasks, each as well as the others let it; the first one leaves the days in `left` to others."""
        for number in numbers:
            self.put(number, min(self._ways(number, left), key=lambda way: way.cost, default=None))
            left = 0

    def put(self, number: int, placed: Placed | None) -> None:
        """Gives a task that has no plan this one."""
        if placed:
            self.placed[number] = placed
            self.held[placed.person].add(number)
            self.cost, self.missing = self.cost + placed.cost, self.missing - 1

    def remove(self, numbers: Iterable[int]) -> None:
        """Takes away the plans of these tasks."""
        for number in numbers:
            if placed := self.placed[number]:
                self.held[placed.person].discard(number)
                self.placed[number] = None
                self.cost, self.missing = self.cost - placed.cost, self.missing + 1

    def set_all(self, placed: Sequence[Placed | None]) -> None:
        """Goes back to this state."""
        self.remove(range(len(self.tasks)))
        for number, way in enumerate(placed):
            self.put(number, way)

    def tried(self, crowd: Sequence[int], limit: tuple[int, int]) -> None:
        """Takes these tasks out and puts them back in this order; undone when that is worse, and above `limit`."""
        before, value = {number: self.placed[number] for number in crowd}, self.value()
        self.remove(crowd)
        self.insert(crowd, self._left(crowd[0]) if self.draw(4) == 0 else 0)
        if self.value() > max(value, limit):
            self.remove(crowd)
            for number, placed in before.items():
                self.put(number, placed)

    def crowd(self, seed: int) -> list[int]:
        """The task first, those in the way of its best plan with one candidate, and a few more of this person."""
        task = self.tasks[seed]
        place = self.draw(len(task.candidates))
        person = task.candidates[place]
        wished = self._best(seed, person, task.away[place])
        near = [n for n in self._shuffled(self.held[person]) if n != seed]
        blocking = [n for n in near if wished and n in task.apart and self.on(n, wished)]
        others = [n for n in near if n not in blocking][: self.draw(CROWD)]
        crowd = [seed, *blocking[:CROWD], *others]
        return self._shuffled(crowd) if self.draw(3) == 0 else crowd

    def draw(self, below: int) -> int:
        """A number from 0 to below - 1, the next of a fixed sequence."""
        self._state = _stirred(self._state, 1)
        return (self._state >> 33) % below

    def _left(self, number: int) -> int:
        """Some days of the plan that this task would take, each with one chance in two; at times any of its days.

        Few groups that fill a person's days may have no better plan than one where each gives up what it likes best.
        """
        if len(self.tasks) <= FEW and self.draw(4) == 0:
            offset = self.tasks[number].offset
            return sum(1 << offset + day for day in self.tasks[number].board.days if self.draw(3) == 0)
        way = min(self._ways(number, 0), key=lambda way: way.cost, default=None)
        return sum(1 << day for day in way.days if self.draw(2)) if way else 0

    def on(self, number: int, way: Placed) -> bool:
        """Whether this task has a day of that plan."""
        placed = self.placed[number]
        return bool(placed and placed.mask & way.mask)

    def _shuffled(self, numbers: Iterable[int]) -> list[int]:
        return [number for _, number in sorted((self.draw(1 << 20), number) for number in sorted(numbers))]

    def _ways(self, number: int, left: int) -> Iterator[Placed]:
        """The best plan with each of the most promising candidates, more of them as long as there is none."""
        task = self.tasks[number]
        self.steps += LOOK * (1 + len(task.candidates))
        wished = self._best(number, task.candidates[0], 0)
        shuts = [(p, left | away | self.taken(number, p)) for p, away in zip(task.candidates, task.away, strict=True)]
        if wished:
            shuts.sort(key=lambda way: (wished.mask & way[1]).bit_count())
        found = 0
        for person, shut in shuts:
            if way := self._best(number, person, shut):
                found += 1
                yield way
                if found == LOOKED or way.cost == self.least[number]:
                    return

    def _least(self, task: Task, number: int) -> int:
        """The least that this task can cost, nobody else being planned; 0 when it has no plan at all."""
        aways = task.away if len(task.candidates) <= LOOKED else (0,)
        plans = (self._best(number, person, away) for person, away in zip(task.candidates, aways, strict=False))
        return min((plan.cost for plan in plans if plan), default=0)

    def taken(self, number: int, person: int) -> int:
        """The days on which this person runs a task that is apart from this one."""
        taken, apart = 0, self.tasks[number].apart
        for other in self.held[person]:
            if other in apart and (placed := self.placed[other]):
                taken |= placed.mask
        return taken

    def _best(self, number: int, person: int, shut: int) -> Placed | None:
        """The best plan of a task with this person, these days shut."""
        task = self.tasks[number]
        local = shut >> task.offset & task.board.mask
        key = (number, person if task.kept_by is not None else -1, local)
        if key not in self._solved:
            self.steps += self._work[number]
            found = task.board.solve(local)
            self._solved[key] = self._made(number, person, *found) if found else None
        plan = self._solved[key]
        return plan if plan is None or plan.person == person else replace(plan, person=person)

    def priced(self, number: int, person: int, away: int, prices: Sequence[int]) -> tuple[int, Placed] | None:
        """The plan that costs least when each day of the board has also its price; with that whole cost."""
        board, offset = self.tasks[number].board, self.tasks[number].offset
        self.steps += self._work[number]
        found = board.solve(away >> offset & board.mask, prices)
        if found is None:
            return None
        paid = sum(prices[board.days.index(day)] for day in found[1])
        return found[0], self._made(number, person, found[0] - paid, found[1])

    def given(self, number: int, person: int, days: Places) -> Placed | None:
        """The plan with these days and no other."""
        board, offset = self.tasks[number].board, self.tasks[number].offset
        others = sum(1 << day for day in board.days if offset + day not in days)
        found = board.solve(others)
        return self._made(number, person, *found) if found else None

    def _made(self, number: int, person: int, cost: int, chain: Places) -> Placed:
        task = self.tasks[number]
        days = tuple(task.offset + day for day in chain)
        moved, uneven = divmod(cost, MOVED)
        if task.kept_by is not None and person != task.kept_by:
            moved = task.board.count  # with another person, every session is another one
        total = moved * (MOVED << 40) + uneven * self._weights[number]
        return Placed(person, days, reduce(or_, (1 << day for day in days)), total)


def _stirred(state: int, value: int) -> int:
    """The next state of a linear congruential sequence (Knuth, MMIX)."""
    folded = (value ^ value >> 64 ^ value >> 128 ^ value >> 320) & (1 << 64) - 1
    return (6364136223846793005 * (state ^ folded) + 1442695040888963407) & (1 << 64) - 1
