"""A few groups that share people, sought together and exactly: either a plan for all, or the proof that none exists.

Day after day, every way in which the groups can stand is kept: how many sessions each has held, the last one and
with whom. A way that no longer leads each group to its end is dropped. Days are tried in order, so that what stays
after the last one is a plan; when nothing stays, no plan exists. The number of ways looked at is limited.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.planning.program import NEVER, Places
from generator.planning.tasks import Task

FEW = 5  # groups sought together
WAYS = 120_000  # looked at before giving up

Stand = tuple[int, int, int]  # candidate, sessions held, place of the last one
State = tuple[Stand, ...]
_NOT_YET: Stand = (-1, 0, -1)


@dataclass(frozen=True, slots=True)
class Joint:
    """A person and days (from the common origin) for each group; none and `proven` when no plan exists."""

    plans: tuple[tuple[int, Places], ...] | None
    proven: bool


def joint(tasks: Sequence[Task], apart: Sequence[frozenset[int]], ways: int = WAYS) -> Joint:
    """The groups together; `apart` are the numbers, in `tasks`, of those that one person can't run the same day."""
    steps = [_Steps(task) for task in tasks]
    layers: list[dict[State, State]] = []  # the states after each day, with the one that each comes from
    states: dict[State, State] = {(_NOT_YET,) * len(tasks): ()}
    for day in sorted({task.offset + day for task in tasks for day in task.board.days}):
        following: dict[State, State] = {}
        for state in states:
            for after in _after(state, day, steps, apart):
                following.setdefault(after, state)
        ways -= len(following)
        if not following:
            return Joint(None, proven=True)
        if ways < 0:
            return Joint(None, proven=False)
        layers.append(following)
        states = following
    return Joint(_plans(tasks, layers), proven=False)


class _Steps:
    """What one group can do: from each stand, the days on which it can go on and still reach its end."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.place = {task.offset + day: place for place, day in enumerate(task.board.days)}
        self._level = task.board.levels[-1]
        self._good = [self._ending(away) for away in task.away]
        self._ways: dict[tuple[Stand, int], tuple[Stand, ...]] = {}

    def after(self, stand: Stand, day: int) -> tuple[Stand, ...]:
        """The stands after this day: the same one if it can wait, and those with a session held."""
        if (stand, day) not in self._ways:
            waits = (stand,) if self._open(stand, day) else ()
            self._ways[stand, day] = (*waits, *self._next(stand, day))
        return self._ways[stand, day]

    def _ending(self, away: int) -> list[set[int]]:
        """For each number of sessions held, the places of the last one from which the end can be reached."""
        board, offset = self.task.board, self.task.offset
        free = [place for place, day in enumerate(board.days) if not away >> offset + day & 1]
        good = [{place for place in free if board.closing[place] < NEVER}]
        for number in range(board.count - 1, 0, -1):
            rows = self._level.after(number)
            good.append({p for p in free if any(n in good[-1] for n in range(rows[p][0], rows[p][1]))})
        return [set(), *reversed(good)]

    def _next(self, stand: Stand, day: int) -> Iterator[Stand]:
        """The stands after a session on this day, one for each person who can hold it."""
        person, held, last = stand
        place = self.place.get(day)
        if place is None or held == self.task.board.count:
            return
        if held:
            low, high, _ = self._level.after(held)[last]
            if low <= place < high and place in self._good[person][held + 1]:
                yield person, held + 1, place
        elif self.task.board.opening[place] < NEVER:
            for candidate, good in enumerate(self._good):
                if place in good[1]:
                    yield candidate, 1, place

    def _open(self, stand: Stand, day: int) -> bool:
        """Whether the group, without a session until this day included, can still reach its end."""
        person, held, last = stand
        board, offset = self.task.board, self.task.offset
        if held == board.count:
            return True
        if not held:
            starts = set[int]().union(*(good[1] for good in self._good))
            return any(board.opening[place] < NEVER and offset + board.days[place] > day for place in starts)
        low, high, _ = self._level.after(held)[last]
        good = self._good[person][held + 1]
        return any(place in good and offset + board.days[place] > day for place in range(low, high))


def _after(state: State, day: int, steps: Sequence[_Steps], apart: Sequence[frozenset[int]]) -> Iterator[State]:
    """Every way to hold sessions on this day or not, nobody being in two places."""
    ways: list[tuple[State, tuple[tuple[int, int], ...]]] = [((), ())]
    for number, (stand, step) in enumerate(zip(state, steps, strict=True)):
        longer = []
        for done, busy in ways:
            for following in step.after(stand, day):
                if following == stand:
                    longer.append(((*done, stand), busy))
                    continue
                person = step.task.candidates[following[0]]
                if not any(who == person and other in apart[number] for who, other in busy):
                    longer.append(((*done, following), (*busy, (person, number))))
        ways = longer
    return (done for done, _ in ways)


def _plans(tasks: Sequence[Task], layers: Sequence[dict[State, State]]) -> tuple[tuple[int, Places], ...]:
    """The plans that lead to the first state left, read backwards."""
    state = next(iter(layers[-1]))
    days: list[list[int]] = [[] for _ in tasks]
    people = [task.candidates[stand[0]] for task, stand in zip(tasks, state, strict=True)]
    for layer in reversed(layers):
        before = layer[state]
        for number, (stand, old) in enumerate(zip(state, before, strict=True)):
            if stand != old:
                days[number].append(tasks[number].offset + tasks[number].board.days[stand[2]])
        state = before
    return tuple((person, tuple(reversed(held))) for person, held in zip(people, days, strict=True))
