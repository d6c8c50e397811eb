"""The exact plan of one group: the most even spacing of the sessions that every rule allows, meetings included.

Each rule becomes a limit of the program. The cost is the sum of the squared differences with the ideal gaps;
among equal costs the earliest dates win. When dates are kept, fewest moved sessions first, then that cost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from generator.brief.terms import MilestoneKind
from generator.planning.meetings import best, fits
from generator.planning.program import Board, Limits, board
from generator.planning.rules import AtLeast, AtMost, Imposed, Meeting, Problem

_NO_LIMIT = 1000  # weeks

Chain = tuple[date, ...]


def solve(problem: Problem) -> Chain | None:
    """The best days for the sessions, in order; None when no choice of days keeps every rule."""
    found = ready(problem).solve()
    return tuple(problem.first + timedelta(days=place) for place in found[1]) if found else None


def most(problem: Problem) -> int:
    """How many sessions fit at most (no more than asked), the meetings left aside."""
    rules = tuple(rule for rule in problem.rules if not isinstance(rule.effect, Meeting))
    counts = range(problem.count, 0, -1)
    return next((n for n in counts if solve(replace(problem, rules=rules, count=n))), 0)


def meeting_days(
    problem: Problem, chain: Chain, kept: Mapping[MilestoneKind, date] | None = None
) -> tuple[tuple[Meeting, date], ...]:
    """The best day of each meeting beside these sessions, the one kept if it can be."""
    promised = kept or {}
    weekdays = frozenset(day.weekday() for day in chain)
    days = (
        best(m, problem.meeting_days(m), *beside(m, chain), weekdays, promised.get(m.kind))
        for m in problem.effects(Meeting)
    )
    return tuple(zip(problem.effects(Meeting), days, strict=True))


def beside(meeting: Meeting, chain: Chain) -> tuple[date | None, date | None]:
    """The sessions around the meeting: (none, first), (number `after`, the next one) or (last, none)."""
    match meeting.kind:
        case "cadrage":
            return None, chain[0]
        case "bilan":
            return chain[meeting.after - 1], chain[meeting.after]
        case "evaluation":
            return chain[-1], None


def ready(problem: Problem) -> Board:
    """The board of this problem; its days count from the problem's first one."""
    weeks = [rule.weeks for rule in problem.effects(AtLeast)]
    limits = [rule.weeks for rule in problem.effects(AtMost)]
    imposed = sorted((rule.day - problem.first).days for rule in problem.effects(Imposed))
    fitting = {m.kind: (m, problem.meeting_days(m)) for m in problem.effects(Meeting)}
    bilan = fitting.get("bilan")
    return board(
        Limits(
            count=problem.count,
            length=(problem.last - problem.first).days,
            days=tuple((day - problem.first).days for day in problem.session_days()),
            least=max([1, *(7 * n for n in weeks)]),
            greatest=7 * min([_NO_LIMIT, *limits]),
            imposed=tuple(imposed),
            opens=_edge(problem, fitting.get("cadrage")),
            closes=_edge(problem, fitting.get("evaluation")),
            after=bilan[0].after if bilan else 0,
            joins=_between(problem, *bilan) if bilan else None,
            kept=frozenset((day - problem.first).days for day in problem.kept) or None,
        )
    )


def _edge(problem: Problem, fitting: tuple[Meeting, Chain] | None) -> Callable[[int], bool]:
    """Whether the first (cadrage) or last (evaluation) session can be on a day."""
    if fitting is None:
        return lambda _: True
    meeting, days = fitting

    def free(place: int) -> bool:
        day = problem.first + timedelta(days=place)
        around = (None, day) if meeting.kind == "cadrage" else (day, None)
        return fits(meeting, days, *around)

    return free


def _between(problem: Problem, meeting: Meeting, days: Chain) -> Callable[[int, int], bool]:
    """Whether the meeting fits between two sessions."""

    def joins(one: int, other: int) -> bool:
        first = problem.first
        return fits(meeting, days, first + timedelta(days=one), first + timedelta(days=other))

    return joins
