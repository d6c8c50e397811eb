"""Is every date that is printed or planned a day on which people can meet?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final

from generator.checks.finished import Finished, Passage, Verdict
from generator.checks.planning.printed import planning_of
from generator.foundation import days
from generator.foundation.diagnostic import Span
from generator.law.calendars import public_holidays, school_holidays, zone_of
from generator.planning.parts import parts
from generator.planning.rules import SATURDAY, WEDNESDAY

_HINT: Final = "choisissez un autre jour (« offer plan » en propose), puis reconstruisez"
_Dated = tuple[str, str, date, bool, Span, Passage | None]  # label, group, day, session?, where it stands, words


def open_days(finished: Finished) -> tuple[Verdict, ...]:
    """No session or meeting on a day off; a session keeps out of what the buyer wants avoided. Unknown blocks too."""
    inputs = finished.dossier.inputs
    brief, offer = inputs.brief.value, inputs.offer.value
    groups = {part.key: part for part in parts(brief, offer)}
    imposed = {meeting.on for meeting in offer.planning.meetings if meeting.on}  # P326 tells them already
    verdicts, told = [], set()
    for label, group, day, session, place, passage in _dates(finished):
        part = groups.get(group) or next(iter(groups.values()))
        fixed = day in part.fixed if session else day in imposed
        avoid = brief.service.sessions.avoid if session else ()
        reason = _off(day, part.department, avoid, fixed, offer.planning.closed)
        if reason and (label, day) not in told:
            told.add((label, day))
            verdicts.append(Verdict(place, f"{label} le {days.full(day)} : {reason}", _HINT, passage))
    return tuple(verdicts)


def _dates(finished: Finished) -> Iterator[_Dated]:
    """Every date of the schedule, then of the printed planning, spare dates last."""
    schedule, planned = finished.dossier.schedule, planning_of(finished)
    where = finished.dossier.inputs.offer.span("planning")
    names = {group.key: group.name for group in schedule.groups}
    for event in schedule.events:
        session = event.kind == "session"
        label = f"séance {event.number}" if session else event.label.lower()
        name = names.get(event.group, "") if len(schedule.groups) > 1 else ""
        yield f"{name}, {label}" if name else label, event.group, event.day, session, where, None
    if planned:
        place = finished.place(planned.printed.docx)
        for held in planned.events:
            if held.day:
                passage = planned.passage(held.words)
                yield held.label, held.group, held.day, held.kind == "session", place, passage
        for spare in planned.spare:
            yield f"date de repli ({spare.label})", spare.group, spare.day, True, place, None


def _off(day: date, department: str | None, avoid: tuple[str, ...], fixed: bool, closed: tuple[date, ...]) -> str:
    """Why nobody should meet that day, or nothing."""
    if day.weekday() >= SATURDAY:
        return "c'est un jour de fin de semaine"
    if not fixed and (holiday := _public(day.year, department).get(day)):
        return f"jour férié ({holiday})"
    if day in closed and not fixed:
        return "vous l'avez dit fermé (planning.closed)"
    if "wednesdays" in avoid and day.weekday() == WEDNESDAY:
        return "l'acheteur demande d'éviter le mercredi"
    return _school(day, department, fixed) if "school_holidays" in avoid else ""


@cache
def _public(year: int, department: str | None) -> dict[date, str]:
    found = public_holidays(date(year, 1, 1), date(year, 12, 31), department)
    return {holiday.first: holiday.name for holiday in found}


def _school(day: date, department: str | None, fixed: bool) -> str:
    """The school holiday of that day; a bridge that a person imposed is known to him (P323)."""
    zone = zone_of(department) if department else None
    if zone is None:
        return ""  # P303 and P304 say that the zone is unknown
    periods, _ = school_holidays(zone, day, day)
    if periods is None:
        return f"les vacances scolaires de cette année (zone {zone}) ne sont pas connues"
    named = [period.name for period in periods if period.kind == "school" or not fixed]
    return f"{named[0]} (zone {zone}), que l'acheteur demande d'éviter" if named else ""
