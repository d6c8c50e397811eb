"""The day on which a session can be held instead, if its own day falls through."""

from __future__ import annotations

from datetime import date, timedelta

from generator.brief.brief import Brief
from generator.brief.offer import Offer
from generator.foundation.days import WEEKDAYS
from generator.planning.problem import lead_absences
from generator.planning.rules import WEDNESDAY
from generator.planning.schedule import Event, Schedule

WITHIN = 5  # weeks


def fallback(session: Event, schedule: Schedule, brief: Brief, offer: Offer) -> date | None:
    """The same weekday, one to five weeks later, before the next session and free of every closure."""
    later = (session.day + timedelta(weeks=n) for n in range(1, WITHIN + 1))
    limit = next((event.day for event in schedule.sessions if event.day > session.day), schedule.last)
    return next((day for day in later if day <= limit and _free(day, schedule, brief, offer)), None)


def _free(day: date, schedule: Schedule, brief: Brief, offer: Offer) -> bool:
    off = [(closure.first, closure.last) for closure in schedule.closures]
    off += [(absence.first, absence.last) for absence in lead_absences(offer)]
    off += [(event.day, event.day) for event in schedule.events]
    wednesday = day.weekday() == WEDNESDAY and "wednesdays" in brief.service.sessions.avoid
    agreed = WEEKDAYS[day.weekday()] in offer.planning.weekdays
    return agreed and not wednesday and not any(first <= day <= last for first, last in off)
