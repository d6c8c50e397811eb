"""The meetings that several groups share: before the first session of all, around the middle, after the last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from statistics import median_low

from generator.planning.meetings import DAY, best, fits
from generator.planning.rules import Meeting
from generator.planning.scheduler import Chain


def shared_day(
    meeting: Meeting, days: Sequence[date], chains: Sequence[Chain], free: Callable[[date], bool], kept: date | None
) -> date | None:
    """The day of a meeting beside the sessions of all groups; `free` tells when who leads it can come."""
    open_days = [day for day in days if free(day) or day == meeting.on]
    weekdays = frozenset(day.weekday() for chain in chains for day in chain)
    first, last = min(chain[0] for chain in chains), max(chain[-1] for chain in chains)
    if meeting.kind == "bilan":
        return _midway(meeting, open_days, chains, weekdays, kept)
    before, following = (None, first) if meeting.kind == "cadrage" else (last, None)
    if not fits(meeting, open_days, before, following):
        return None
    return best(meeting, open_days, before, following, weekdays, kept)


def _midway(
    meeting: Meeting, days: Sequence[date], chains: Sequence[Chain], weekdays: frozenset[int], kept: date | None
) -> date | None:
    """Between the same two sessions of as many groups as can be, near the middle of the gap."""
    gaps = [_gap(chain, meeting.after) for chain in chains]
    ideal = median_low(sorted(low + (high - low) // 2 for low, high in gaps))
    low = meeting.on or meeting.first or min(chain[0] for chain in chains) + DAY
    high = meeting.on or meeting.last or max(chain[-1] for chain in chains) - DAY
    good = [day for day in days if low <= day <= high]
    if kept in good:
        return kept

    def rank(day: date) -> tuple[int, bool, timedelta, date]:
        astray = sum(not before < day < after for before, after in gaps)
        return astray, day.weekday() not in weekdays, abs(day - ideal), day

    return min(good, key=rank, default=None)


def _gap(chain: Chain, after: int) -> tuple[date, date]:
    """The sessions around the middle of a group; those around its end when it has fewer."""
    if len(chain) == 1:
        return chain[0], chain[0]
    number = min(after, len(chain) - 1)
    return chain[number - 1], chain[number]
