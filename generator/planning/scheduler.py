"""The exact dynamic program: the most even spacing of the sessions that every rule allows, meetings included.

The period is cut into as many equal shares as sessions; the ideal plan has each session in the middle of its
share, so the ends of the period count as half a gap. The cost is the sum of the squared differences with the
ideal gaps; among equal costs the earliest dates win. One group; several groups would each be a problem, with
the others' days closed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generator.planning.meetings import best, fits
from generator.planning.rules import AtLeast, AtMost, Imposed, Meeting, Problem

_NO_LIMIT = 1000  # weeks

Chain = tuple[date, ...]
Chains = dict[date, tuple[int, Chain]]  # last day → cost so far, days so far


def solve(problem: Problem) -> Chain | None:
    """The best days for the sessions, in order; None when no choice of days keeps every rule."""
    board = _Board.of(problem)
    chains: Chains = {day: (board.opening(day), (day,)) for day in board.days if board.opens(day)}
    for placed in range(1, problem.count):
        chains = board.extended(chains, placed)
    ends = ((cost + board.closing(day), chain) for day, (cost, chain) in chains.items() if board.closes(day))
    found = min(ends, default=None)
    return found[1] if found else None


def most(problem: Problem) -> int:
    """How many sessions fit at most (no more than asked), the meetings left aside."""
    rules = tuple(rule for rule in problem.rules if not isinstance(rule.effect, Meeting))
    counts = range(problem.count, 0, -1)
    return next((n for n in counts if solve(replace(problem, rules=rules, count=n))), 0)


def meeting_days(problem: Problem, chain: Chain) -> tuple[tuple[Meeting, date], ...]:
    """The best day of each meeting beside these sessions."""
    weekdays = frozenset(day.weekday() for day in chain)
    return tuple(
        (meeting, best(meeting, problem.meeting_days(meeting), *beside(meeting, chain), weekdays))
        for meeting in problem.effects(Meeting)
    )


def beside(meeting: Meeting, chain: Chain) -> tuple[date | None, date | None]:
    """The sessions around the meeting: (none, first), (number `after`, the next one) or (last, none)."""
    match meeting.kind:
        case "cadrage":
            return None, chain[0]
        case "bilan":
            return chain[meeting.after - 1], chain[meeting.after]
        case "evaluation":
            return chain[-1], None


@dataclass(frozen=True, slots=True)
class _Board:
    """A problem made ready for the program. Costs are whole numbers: gaps are multiplied by 2 × `count`."""

    problem: Problem
    days: Chain
    imposed: Chain
    least: timedelta
    greatest: timedelta
    meetings: tuple[tuple[Meeting, Chain], ...]

    @classmethod
    def of(cls, problem: Problem) -> _Board:
        weeks = [rule.weeks for rule in problem.effects(AtLeast)]
        limits = [rule.weeks for rule in problem.effects(AtMost)]
        return cls(
            problem,
            problem.session_days(),
            tuple(sorted(rule.day for rule in problem.effects(Imposed))),
            timedelta(days=max([1, *(7 * n for n in weeks)])),
            timedelta(weeks=min([_NO_LIMIT, *limits])),
            tuple((meeting, problem.meeting_days(meeting)) for meeting in problem.effects(Meeting)),
        )

    def opening(self, day: date) -> int:
        return (2 * self.problem.count * (day - self.problem.first).days - self._length) ** 2

    def closing(self, day: date) -> int:
        return (2 * self.problem.count * (self.problem.last - day).days - self._length) ** 2

    def opens(self, day: date) -> bool:
        """Whether the first session can be on this day."""
        early = bool(self.imposed) and self.imposed[0] < day
        return not early and all(fits(m, days, None, day) for m, days in self.meetings if m.kind == "cadrage")

    def closes(self, day: date) -> bool:
        """Whether the last session can be on this day."""
        late = bool(self.imposed) and self.imposed[-1] > day
        ends = ((m, days) for m, days in self.meetings if m.kind == "evaluation")
        return not late and all(fits(m, days, day, None) for m, days in ends)

    def extended(self, chains: Chains, placed: int) -> Chains:
        """Chains of one session more: for each day, the cheapest way there."""
        following: Chains = {}
        for day in self.days:
            ways = (
                (cost + self._gap(chain[-1], day), (*chain, day))
                for cost, chain in self._before(chains, day)
                if self._joins(chain[-1], day, placed)
            )
            if (way := min(ways, default=None)) is not None:
                following[day] = way
        return following

    @property
    def _length(self) -> int:
        return (self.problem.last - self.problem.first).days

    def _gap(self, one: date, other: date) -> int:
        return (2 * self.problem.count * (other - one).days - 2 * self._length) ** 2

    def _before(self, chains: Chains, day: date) -> Iterator[tuple[int, Chain]]:
        low = bisect_left(self.days, day - self.greatest)
        high = bisect_right(self.days, day - self.least)
        return (chains[one] for one in self.days[low:high] if one in chains)

    def _joins(self, one: date, other: date, placed: int) -> bool:
        """Whether session number `placed` and the next one leave out nothing that must stand between them."""
        if any(one < day < other for day in self.imposed):
            return False
        bilans = ((m, days) for m, days in self.meetings if m.kind == "bilan" and m.after == placed)
        return all(fits(m, days, one, other) for m, days in bilans)
