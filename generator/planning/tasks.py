"""The groups as the search sees them: whole numbers, days as bits; and where each was placed."""

from __future__ import annotations

from dataclasses import dataclass

from generator.planning.program import Board, Places

OVERHEAD = 8  # of a day, in steps


@dataclass(frozen=True, slots=True)
class Task:
    """One group to place. Days of `away` count from the common origin, those of the board from `offset` later."""

    board: Board
    offset: int
    candidates: tuple[int, ...]  # people who may run it, in order of preference
    away: tuple[int, ...]  # for each of them, days off at the hours of this group, as bits
    apart: frozenset[int]  # tasks that one person can't run on the same day as this one
    kept_by: int | None = None  # who ran it in the plan to keep

    @property
    def work(self) -> int:
        """Steps of one solving, roughly."""
        level = self.board.levels[min(1, len(self.board.levels) - 1)]
        return sum(OVERHEAD + level.rows[n][1] - level.rows[n][0] for span in level.spans for n in range(*span))


@dataclass(frozen=True, slots=True)
class Placed:
    """The plan of one group: who, on which days (from the common origin; also as bits), for which cost."""

    person: int
    days: Places
    mask: int
    cost: int
