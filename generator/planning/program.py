"""The exact dynamic program in whole numbers: days count from the first one, costs are squared differences.

The period is cut into as many equal shares as sessions; the ideal plan has each session in the middle of its
share, so the ends of the period count as half a gap. A board is one group made ready: it is solved as often as
one likes, with more days shut each time, a set of days being the bits of one number.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from operator import add

NEVER = 1 << 62  # costs more than any plan
MOVED = 1 << 50  # a session on another day than the one kept costs more than any unevenness

Places = tuple[int, ...]  # days of a plan, in order
Row = tuple[int, int, list[int]]  # following days as a slice of the board's, with the cost of each gap


@dataclass(frozen=True, slots=True)
class Board:
    """One group, ready for the program; `rows` by session number, where one number has rows of its own."""

    count: int
    days: Places
    mask: int  # the same days as bits
    opening: tuple[int, ...]  # cost of the first session on each day, NEVER where it can't be
    closing: tuple[int, ...]
    rows: tuple[Row, ...]  # from each day to the following session
    special: tuple[int, tuple[Row, ...]] | None  # after this session number, these rows
    moved: tuple[int, ...] | None  # what each day costs beside, when dates are kept

    def solve(self, shut: int = 0) -> tuple[int, Places] | None:
        """The cheapest plan without the days in `shut`, the earliest among equals; None when there is none."""
        tables = self._tables(shut)
        start = list(map(add, self.opening, tables[-1]))
        best = min(start, default=NEVER)
        if best >= NEVER:
            return None
        place = start.index(best)
        chain = [self.days[place]]
        for number in range(1, self.count):
            low, high, gaps = self._from(number)[place]
            costs = list(map(add, gaps, tables[-1 - number][low:high]))
            place = low + costs.index(min(costs))
            chain.append(self.days[place])
        return best, tuple(chain)

    def _tables(self, shut: int) -> list[list[int]]:
        """For each number of sessions left, last one first: the cheapest end of a plan from each day."""
        days, moved = self.days, self.moved or (0,) * len(self.days)
        free = [place for place, day in enumerate(days) if not shut >> day & 1]
        last = [NEVER] * len(days)
        for place in free:
            last[place] = min(NEVER, self.closing[place] + moved[place])
        tables = [last]
        for number in range(self.count - 1, 0, -1):
            rows, last = self._from(number), [NEVER] * len(days)
            following = tables[-1]
            for place in free:
                low, high, gaps = rows[place]
                if low < high:
                    way = min(map(add, gaps, following[low:high])) + moved[place]
                    if way < NEVER:
                        last[place] = way
            tables.append(last)
        return tables

    def _from(self, number: int) -> tuple[Row, ...]:
        return self.special[1] if self.special and self.special[0] == number else self.rows


@dataclass(frozen=True, slots=True)
class Limits:
    """What a board is made of, days counted from the period's first one; `length` is that of the period."""

    count: int
    length: int
    days: Places
    least: int  # days between two sessions
    greatest: int
    imposed: Places
    opens: Callable[[int], bool]
    closes: Callable[[int], bool]
    after: int = 0  # number of the session that a meeting follows
    joins: Callable[[int, int], bool] | None = None  # whether that meeting fits between two days
    kept: frozenset[int] | None = None  # dates to keep


def board(limits: Limits) -> Board:
    """The board of these limits."""
    days, count, length = limits.days, limits.count, limits.length
    first, last = (limits.imposed[0], limits.imposed[-1]) if limits.imposed else (NEVER, -1)
    opening = (
        (2 * count * day - length) ** 2 if day <= first and limits.opens(day) else NEVER for day in days
    )
    closing = (
        (2 * count * (length - day) - length) ** 2 if day >= last and limits.closes(day) else NEVER
        for day in days
    )
    rows = tuple(_row(limits, place) for place in range(len(days)))
    special = None
    if limits.joins:
        special = limits.after, tuple(_narrowed(limits, place, row) for place, row in enumerate(rows))
    moved = tuple(0 if day in limits.kept else MOVED for day in days) if limits.kept else None
    mask = sum(1 << day for day in days)
    return Board(count, days, mask, tuple(opening), tuple(closing), rows, special, moved)


def _row(limits: Limits, place: int) -> Row:
    """The days that may follow this one; no imposed day is passed over."""
    days, day = limits.days, limits.days[place]
    next_imposed = next((n for n in limits.imposed if n > day), NEVER)
    low = bisect_left(days, day + limits.least)
    high = bisect_right(days, min(day + limits.greatest, next_imposed))
    return low, high, [(2 * limits.count * (n - day) - 2 * limits.length) ** 2 for n in days[low:high]]


def _narrowed(limits: Limits, place: int, row: Row) -> Row:
    """The row from the first following day that leaves room for the meeting: later ones leave more."""
    low, high, gaps = row
    joins = limits.joins
    while joins and low < high and not joins(limits.days[place], limits.days[low]):
        low += 1
    return low, high, gaps[len(gaps) - (high - low) :] if high > low else []
