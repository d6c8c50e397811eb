"""The problem of one offer: the rules of the brief, the offer and the calendar, each with its line.

Their order is the order in which an explanation tries to do without them: what nobody can change comes first.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.brief.brief import Brief
from generator.brief.offer import Offer
from generator.brief.planning import Absence, Planning
from generator.brief.terms import MilestoneKind
from generator.foundation.days import WEEKDAYS, each, long, short
from generator.foundation.record import Loaded
from generator.planning.closures import Calendar, days
from generator.planning.rules import WEDNESDAY, AtLeast, AtMost, Closed, Imposed, Meeting, Problem, Rule
from generator.planning.schedule import ClosureKind

LABELS: dict[MilestoneKind, str] = {
    "cadrage": "Réunion de cadrage",
    "bilan": "Bilan intermédiaire",
    "evaluation": "Évaluation finale",
}


def problem(brief: Loaded[Brief], offer: Loaded[Offer], calendar: Calendar) -> Problem:
    """The sessions and meetings to place, for one group."""
    planning = offer.value.planning
    rules = (
        *_calendar_rules(brief, offer, calendar),
        *_meeting_rules(brief, offer),
        *_own_rules(offer),
    )
    return Problem(
        sessions_wanted(brief.value, planning),
        planning.first,
        planning.last,
        calendar.opening,
        calendar.closing,
        rules,
    )


def sessions_wanted(brief: Brief, planning: Planning) -> int:
    """The sessions of one group over the period: as many a year as the brief asks, one year or more."""
    years = max(1, round((planning.last - planning.first).days / 365))
    return brief.service.sessions.per_year * years


def bilan_after(brief: Brief, planning: Planning) -> int:
    """The number of the session that the bilan follows: the offer's choice, or half of them rounded up."""
    return planning.bilan_after or (sessions_wanted(brief, planning) + 1) // 2


def lead_absences(offer: Offer) -> tuple[Absence, ...]:
    """The absences of those who run the sessions; a substitute may be away."""
    leads = {member.intervener for member in offer.team if member.role == "lead"}
    return tuple(absence for absence in offer.planning.absences if absence.intervener in leads)


def absence_words(absence: Absence) -> str:
    """« absence de camille-exemple », « absence d'alix-exemple »."""
    who = absence.intervener
    return f"absence d'{who}" if who[:1].lower() in "aeiouyéè" else f"absence de {who}"


def _calendar_rules(brief: Loaded[Brief], offer: Loaded[Offer], calendar: Calendar) -> Iterator[Rule]:
    avoid = brief.value.service.sessions.avoid
    clause = brief.span("service", "sessions", "avoid")
    yield Rule("jours fériés", None, False, Closed(_off(calendar, "public")))
    school = _off(calendar, "school")
    if "school_holidays" in avoid:
        name = f"vacances scolaires de la zone {calendar.zone}, à éviter selon la demande"
        yield Rule(name, clause, False, Closed(school))
    elif calendar.zone:
        span = offer.span("planning", "meetings")
        yield Rule("pas de réunion pendant les vacances scolaires", span, True, Closed(school, "meetings"))
    if "wednesdays" in avoid:
        wednesdays = _weekdays(offer.value.planning, {WEDNESDAY})
        yield Rule("mercredis, à éviter selon la demande", clause, False, Closed(wednesdays, "sessions"))
    bridge = _off(calendar, "bridge") - frozenset(offer.value.planning.fixed)
    yield Rule("pont de l'Ascension", offer.span("planning", "fixed"), True, Closed(bridge))


def _meeting_rules(brief: Loaded[Brief], offer: Loaded[Offer]) -> Iterator[Rule]:
    planning = offer.value.planning
    for index, plan in enumerate(planning.meetings):
        after = bilan_after(brief.value, planning) if plan.kind == "bilan" else 0
        meeting = Meeting(plan.kind, plan.first, plan.last, plan.on, after)
        span = offer.span("planning", "meetings", index)
        yield Rule(_meeting_name(meeting), span, True, meeting)


def _meeting_name(meeting: Meeting) -> str:
    label = LABELS[meeting.kind].lower()
    if meeting.on:
        return f"{label} le {long(meeting.on)}"
    bounds = [f"à partir du {long(meeting.first)}"] if meeting.first else []
    bounds += [f"jusqu'au {long(meeting.last)}"] if meeting.last else []
    if meeting.first and meeting.last:
        bounds = [f"du {long(meeting.first)} au {long(meeting.last)}"]
    place = {
        "cadrage": "avant la séance 1",
        "bilan": f"entre les séances {meeting.after} et {meeting.after + 1}",
        "evaluation": "après la dernière séance",
    }
    return " ".join([label, place[meeting.kind], *bounds])


def _own_rules(offer: Loaded[Offer]) -> Iterator[Rule]:
    planning = offer.value.planning
    for index, day in enumerate(planning.fixed):
        span = offer.span("planning", "fixed", index)
        yield Rule(f"séance imposée le {long(day)}", span, True, Imposed(day))
    for index, day in enumerate(planning.closed):
        span = offer.span("planning", "closed", index)
        yield Rule(f"jour fermé : le {long(day)}", span, True, Closed(frozenset({day})))
    yield from _absences(offer)
    yield _agreed_days(offer)
    most, least = planning.max_weeks, planning.min_weeks
    apart = f"au plus {_weeks(most)} entre deux séances"
    yield Rule(apart, offer.span("planning", "max_weeks"), True, AtMost(most))
    close = f"au moins {_weeks(least)} entre deux séances"
    yield Rule(close, offer.span("planning", "min_weeks"), True, AtLeast(least))


def _absences(offer: Loaded[Offer]) -> Iterator[Rule]:
    counted = lead_absences(offer.value)
    for index, absence in enumerate(offer.value.planning.absences):
        if absence not in counted:
            continue
        because = f" ({absence.because})" if absence.because else ""
        when = f"du {short(absence.first)} au {short(absence.last)}"
        if absence.first == absence.last:
            when = f"le {short(absence.first)}"
        name = f"{absence_words(absence)} {when}{because}"
        away = frozenset(each(absence.first, absence.last))
        yield Rule(name, offer.span("planning", "absences", index), True, Closed(away))


def _agreed_days(offer: Loaded[Offer]) -> Rule:
    planning = offer.value.planning
    numbers = {WEEKDAYS.index(name) for name in planning.weekdays}
    names = " ou le ".join(WEEKDAYS[number] for number in sorted(numbers))
    others = _weekdays(planning, set(range(7)) - numbers) - frozenset(planning.fixed)
    return Rule(f"séances le {names}", offer.span("planning", "weekdays"), True, Closed(others, "sessions"))


def _weekdays(planning: Planning, numbers: set[int]) -> frozenset[date]:
    return frozenset(day for day in each(planning.first, planning.last) if day.weekday() in numbers)


def _off(calendar: Calendar, kind: ClosureKind) -> frozenset[date]:
    return days(tuple(closure for closure in calendar.closures if closure.kind == kind))


def _weeks(number: int) -> str:
    return f"{number} semaine{'s' if number > 1 else ''}"
