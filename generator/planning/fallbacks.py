"""The day on which a session can be held instead, if its own day falls through."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import chain

from generator.brief.brief import Brief
from generator.brief.offer import Offer
from generator.foundation.days import WEEKDAYS
from generator.planning.rules import WEDNESDAY
from generator.planning.schedule import Event, Schedule

WITHIN = 5  # weeks
SOONEST = 5  # days


def fallback(session: Event, schedule: Schedule, brief: Brief, offer: Offer) -> date | None:
    """One to five weeks later, free of every closure, the least gap left before the next session.

    The same weekday if it can be, else another one agreed for the group.
    """
    same = (session.day + timedelta(weeks=n) for n in range(1, WITHIN + 1))
    later = chain(same, (session.day + timedelta(days=n) for n in range(SOONEST, 7 * WITHIN + 1)))
    following = next((event.day for event in schedule.of(session.group) if event.day > session.day), None)
    limit = following - timedelta(weeks=_least(session, brief, offer)) if following else schedule.last
    return next((day for day in later if day <= limit and _free(day, session, schedule, brief, offer)), None)


def _least(session: Event, brief: Brief, offer: Offer) -> int:
    """Weeks at least between two sessions of this group: the offer's, or the brief's where it asks for more."""
    group = next((group for group in offer.planning.groups if group.key == session.group), None)
    own = (group and group.min_weeks) or offer.planning.min_weeks
    return max(own, brief.service.sessions.min_weeks or 0)


def _free(day: date, session: Event, schedule: Schedule, brief: Brief, offer: Offer) -> bool:
    """Whether the group could meet: its weekday, no closure, and whoever runs it free the whole day."""
    off = [(closure.first, closure.last) for closure in schedule.closures]
    held = next((group for group in schedule.groups if group.key == session.group), None)
    off += [(lost, lost) for lost in held.away] if held else []
    off += [
        (event.day, event.day)
        for event in schedule.events
        if event.group == session.group or event.kind != "session" or event.intervener == session.intervener
    ]
    wednesday = day.weekday() == WEDNESDAY and "wednesdays" in brief.service.sessions.avoid
    group = next((group for group in offer.planning.groups if group.key == session.group), None)
    agreed = WEEKDAYS[day.weekday()] in ((group and group.weekdays) or offer.planning.weekdays)
    return agreed and not wednesday and not any(first <= day <= last for first, last in off)
