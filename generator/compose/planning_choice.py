"""How the dates of a planning were chosen: agreed days, closures, spacing, meetings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator.brief.brief import Brief
from generator.brief.offer import Offer
from generator.compose.filters import et, ou, plural
from generator.compose.planning_words import lower
from generator.document.tree import Item, Listing, Paragraph, Text
from generator.foundation import days
from generator.law.calendars import department
from generator.planning.schedule import Closure, Event, Schedule

_HALVES = {"morning": "matin", "afternoon": "après-midi", "evening": "soir"}


def choice(schedule: Schedule, brief: Brief, offer: Offer) -> Listing:
    """One line for each reason; what is told of each group elsewhere is left out."""
    entries = [
        *(_agreed(offer) if len(schedule.groups) < 2 else ()),
        *_school(schedule, brief),
        *_off(schedule),
        *_spacing(schedule),
        *_meetings(schedule),
    ]
    return Listing(
        tuple(Item((Paragraph((Text(title, strong=True), Text(f" : {text}"))),)) for title, text in entries)
    )


def _agreed(offer: Offer) -> Iterator[tuple[str, str]]:
    planning = offer.planning
    group = next(iter(planning.groups), None)
    half = _HALVES[(group and group.half_day) or planning.half_day]
    start, end = (group and group.start) or planning.start, (group and group.end) or planning.end
    named = ou(f"le {day} {half}" for day in (group and group.weekdays) or planning.weekdays)
    yield "Jour et demi-journée", f"{named}, de {days.clock(start)} à {days.clock(end)}."


def _school(schedule: Schedule, brief: Brief) -> Iterator[tuple[str, str]]:
    avoided = {"school", "bridge"} if "school_holidays" in brief.service.sessions.avoid else {"bridge"}
    breaks = [closure for closure in _within(schedule) if closure.kind in avoided]
    place = department(brief.buyer.department) if brief.buyer.department else None
    if breaks and place:
        holidays = "Vacances scolaires" if len(avoided) > 1 else "Calendrier scolaire"
        title = f"{holidays} de la zone {schedule.zone} (département {place.of})"
        if " et " in schedule.zone:
            title = f"{holidays} des zones {schedule.zone}"
        yield title, f"{et(map(_break, breaks))}."


def _off(schedule: Schedule) -> Iterator[tuple[str, str]]:
    school = [closure for closure in schedule.closures if closure.kind == "school"]
    working = [
        closure
        for closure in _within(schedule)
        if closure.first.weekday() < 5 and not any(s.first <= closure.first <= s.last for s in school)
    ]
    public = [closure for closure in working if closure.kind == "public"]
    closed = [closure for closure in working if closure.kind == "closed"]
    if public:
        yield "Autres jours fériés de la période", f"{et(map(_holiday, public))}."
    if closed:
        yield "Jours fermés", f"{et(days.long(closure.first) for closure in closed)}."


def _holiday(closure: Closure) -> str:
    if closure.name[:1].isdigit():
        return days.long(closure.first)
    return f"{days.long(closure.first)} ({lower(closure.name)})"


def _spacing(schedule: Schedule) -> Iterator[tuple[str, str]]:
    held = [schedule.of(group.key) for group in schedule.groups] or [schedule.sessions]
    weeks = [(after.day - before.day).days / 7 for sessions in held for before, after in pairwise(sessions)]
    if weeks:
        low, high = round(min(weeks)), round(max(weeks))
        apart = f"de {low} à {high} semaines" if low != high else plural(low, "semaine", "semaines")
        period = f"du {days.long(schedule.first)} au {days.long(schedule.last)}"
        whose = " d’un même groupe" if len(held) > 1 else ""
        yield "Espacement", f"{apart} entre deux séances{whose}, réparties le plus régulièrement possible {period}."


def _meetings(schedule: Schedule) -> Iterator[tuple[str, str]]:
    said = [_moment(meeting, schedule) for meeting in schedule.meetings]
    if said:
        yield "Réunions", f"{et(said)}."


def _moment(meeting: Event, schedule: Schedule) -> str:
    label = lower(meeting.label)
    if meeting.kind == "cadrage":
        return f"{label} avant la première séance"
    if len(schedule.groups) > 1:
        when = "vers le milieu du parcours des groupes" if meeting.kind == "bilan" else "après la dernière séance"
        return f"{label} {when}"
    before = [session for session in schedule.sessions if session.day <= meeting.day][-1]
    return f"{label} après la {lower(before.label)}"


def _within(schedule: Schedule) -> tuple[Closure, ...]:
    first, last = schedule.first, schedule.last
    return tuple(closure for closure in schedule.closures if closure.first <= last and first <= closure.last)


def _break(closure: Closure) -> str:
    """« Noël (du 23 décembre 2023 au 7 janvier 2024) », « pont de l'Ascension (10 et 11 mai 2024) »."""
    first, last = closure.first, closure.last
    if (last - first).days == 1 and first.month == last.month:
        return f"{closure.name} ({first.day} et {days.long(last)})"
    start = days.long(first)
    if first.year == last.year:
        start = start.removesuffix(f" {first.year}")
    return f"{lower(closure.short_name)} (du {start} au {days.long(last)})"
