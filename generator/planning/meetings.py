"""Where a meeting can stand beside the sessions, and which day is the best one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

from generator.planning.rules import Meeting

WITHIN = timedelta(weeks=4)  # a meeting beyond the first or last session stays this close to it
NOTICE = timedelta(days=7)  # left to prepare the first session after the cadrage
NEAR = timedelta(days=14)  # the distance from its session that a meeting likes best
DAY = timedelta(days=1)


def window(meeting: Meeting, previous: date | None, following: date | None) -> tuple[date, date]:
    """First and last day for a meeting strictly between two sessions; they cross when there is none.

    A cadrage has no `previous` session, an evaluation no `following` one; one of the two is always there.
    """
    low = meeting.on or meeting.first or _low(meeting, previous, following)
    high = meeting.on or meeting.last or _high(meeting, previous, following)
    return max(low, previous + DAY) if previous else low, min(high, following - DAY) if following else high


def fits(meeting: Meeting, days: Sequence[date], previous: date | None, following: date | None) -> bool:
    """Whether one of these days (in order) is good for the meeting."""
    low, high = window(meeting, previous, following)
    place = bisect_left(days, low)
    return place < len(days) and days[place] <= high


def best(
    meeting: Meeting,
    days: Sequence[date],
    previous: date | None,
    following: date | None,
    weekdays: frozenset[int],
    kept: date | None = None,
) -> date:
    """The day for the meeting: the one kept, else one of the sessions' weekdays, nearest to two weeks away."""
    low, high = window(meeting, previous, following)
    ideal = previous + NEAR if previous else (following or high) - NEAR
    good = [day for day in days if low <= day <= high]
    if kept in good:
        return kept
    return min(good, key=lambda day: (day.weekday() not in weekdays, abs(day - ideal), day))


def _low(meeting: Meeting, previous: date | None, following: date | None) -> date:
    if previous:
        return previous + DAY
    return (meeting.last or _given(following)) - WITHIN


def _high(meeting: Meeting, previous: date | None, following: date | None) -> date:
    if following:
        return following - DAY if previous else following - NOTICE
    return max(meeting.first or _given(previous), _given(previous)) + WITHIN


def _given(day: date | None) -> date:
    if day is None:
        raise ValueError("a meeting stands beside a session")
    return day
