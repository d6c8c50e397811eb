"""The exact dynamic program in whole numbers: days count from the first one, costs are squared differences.

The period is cut into as many equal shares as sessions; the ideal plan has each session in the middle of its
share, so the ends of the period count as half a gap. A board is one group made ready: it is solved as often as
one likes, with more days shut each time, a set of days being the bits of one number.

Days and gaps near the ideal ones are tried first. With n sessions, one that is d days from its ideal place costs
d² (n + 1) / (k (n + 1 - k)) at least, k being its number: a plan cheaper than all that was left out is the best.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isqrt
from operator import add

NEVER = 1 << 62  # costs more than any plan
MOVED = 1 << 50  # a session on another day than the one kept costs more than any unevenness
NEAR = (20, 80, 320, 1280)  # squared days: the costs that are tried in this order before any cost

Places = tuple[int, ...]  # days of a plan, in order
Row = tuple[int, int, list[int]]  # following days as a slice of the board's, with the cost of each gap


@dataclass(frozen=True, slots=True)
class Level:
    """The gaps and days with which a plan can cost `limit` or less; one session number may have its own gaps."""

    limit: int
    spans: tuple[tuple[int, int], ...]  # places of the days of each session, first one first
    rows: tuple[Row, ...]  # from each day to the following session
    special: tuple[int, tuple[Row, ...]] | None  # after this session number, these rows

    def after(self, number: int) -> tuple[Row, ...]:
        """The rows from this session number to the next one."""
        return self.special[1] if self.special and self.special[0] == number else self.rows


@dataclass(frozen=True, slots=True)
class Board:
    """One group, ready for the program."""

    count: int
    days: Places
    mask: int  # the same days as bits
    opening: tuple[int, ...]  # cost of the first session on each day, NEVER where it can't be
    closing: tuple[int, ...]
    levels: tuple[Level, ...]  # from the nearest gaps to all of them
    moved: tuple[int, ...] | None  # what each day costs beside, when dates are kept

    def solve(self, shut: int = 0, prices: Sequence[int] | None = None) -> tuple[int, Places] | None:
        """The cheapest plan without the days in `shut`, the earliest among equals; None when there is none.

        `prices`, one for each day of the board, come on top of the costs.
        """
        free = [place for place, day in enumerate(self.days) if not shut >> day & 1]
        moved = self.moved or (0,) * len(self.days)
        beside = tuple(map(add, moved, prices)) if prices else moved
        cost = 0
        for level in self.levels:
            if cost <= level.limit and (found := self._solved(level, free, beside)):
                cost = found[0]
                if cost <= level.limit:
                    return found
        return None

    def _solved(self, level: Level, free: list[int], beside: Sequence[int]) -> tuple[int, Places] | None:
        tables = self._tables(level, free, beside)
        start = list(map(add, self.opening, tables[-1]))
        best = min(start, default=NEVER)
        if best >= NEVER:
            return None
        place = start.index(best)
        chain = [self.days[place]]
        for number in range(1, self.count):
            low, high, gaps = level.after(number)[place]
            costs = list(map(add, gaps, tables[-1 - number][low:high]))
            place = low + costs.index(min(costs))
            chain.append(self.days[place])
        return best, tuple(chain)

    def _tables(self, level: Level, free: list[int], beside: Sequence[int]) -> list[list[int]]:
        """For each number of sessions left, last one first: the cheapest end of a plan from each day."""
        nowhere = [NEVER] * len(self.days)
        last = nowhere.copy()
        for place in _inside(free, level.spans[-1]):
            last[place] = min(NEVER, self.closing[place] + beside[place])
        tables = [last]
        for number in range(self.count - 1, 0, -1):
            rows, following, last = level.after(number), last, nowhere.copy()
            for place in _inside(free, level.spans[number - 1]):
                low, high, gaps = rows[place]
                if low < high:
                    way = min(map(add, gaps, following[low:high])) + beside[place]
                    if way < NEVER:
                        last[place] = way
            tables.append(last)
        return tables


def _inside(places: list[int], span: tuple[int, int]) -> list[int]:
    return places[bisect_left(places, span[0]) : bisect_left(places, span[1])]


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
    whole = _whole(limits)
    near = [_narrow(whole, limits, squared) for squared in NEAR] if not limits.kept else []
    moved = tuple(0 if day in limits.kept else MOVED for day in days) if limits.kept else None
    mask = sum(1 << day for day in days)
    return Board(count, days, mask, tuple(opening), tuple(closing), (*near, whole), moved)


def _whole(limits: Limits) -> Level:
    """Every day and gap that the limits allow."""
    rows = tuple(_row(limits, place) for place in range(len(limits.days)))
    spans = ((0, len(limits.days)),) * limits.count
    if not limits.joins:
        return Level(NEVER, spans, rows, None)
    special = tuple(_joined(limits, place, row) for place, row in enumerate(rows))
    return Level(NEVER, spans, rows, (limits.after, special))


def _narrow(level: Level, limits: Limits, squared: int) -> Level:
    """The days and gaps with which a plan can cost so many squared days."""
    limit = 4 * limits.count**2 * squared
    rows = tuple(_cut(row, limit) for row in level.rows)
    special = level.special and (level.special[0], tuple(_cut(row, limit) for row in level.special[1]))
    spans = tuple(_span(limits, number, squared) for number in range(1, limits.count + 1))
    return Level(limit, spans, rows, special)


def _span(limits: Limits, number: int, squared: int) -> tuple[int, int]:
    """The places of the days not too far from the middle of this session's share."""
    count = limits.count
    middle = limits.length * (2 * number - 1) / (2 * count)
    far = isqrt(squared * number * (count + 1 - number) // (count + 1)) + 1
    return bisect_left(limits.days, middle - far), bisect_right(limits.days, middle + far)


def _cut(row: Row, limit: int) -> Row:
    """The part of a row whose gaps cost no more than `limit`: one stretch, as costs fall and then rise."""
    low, _, gaps = row
    kept = [place for place, gap in enumerate(gaps) if gap <= limit]
    return (low + kept[0], low + kept[-1] + 1, gaps[kept[0] : kept[-1] + 1]) if kept else (0, 0, [])


def _row(limits: Limits, place: int) -> Row:
    """The days that may follow this one; no imposed day is passed over."""
    days, day = limits.days, limits.days[place]
    next_imposed = next((n for n in limits.imposed if n > day), NEVER)
    low = bisect_left(days, day + limits.least)
    high = bisect_right(days, min(day + limits.greatest, next_imposed))
    return low, high, [(2 * limits.count * (n - day) - 2 * limits.length) ** 2 for n in days[low:high]]


def _joined(limits: Limits, place: int, row: Row) -> Row:
    """The row from the first following day that leaves room for the meeting: later ones leave more."""
    low, high, gaps = row
    joins = limits.joins
    while joins and low < high and not joins(limits.days[place], limits.days[low]):
        low += 1
    return low, high, gaps[len(gaps) - (high - low) :] if high > low else []
