"""The problem of one offer: the rules of the brief, the offer and the calendar, each with its line.

Their order is the order in which an explanation tries to do without them: what nobody can change comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from generator.brief.brief import Brief
from generator.brief.offer import Offer
from generator.brief.planning import Absence, MeetingPlan, Planning
from generator.brief.terms import MilestoneKind
from generator.foundation.days import WEEKDAYS, each, long, short
from generator.foundation.record import Loaded
from generator.planning.closures import Calendar, days
from generator.planning.parts import Part
from generator.planning.people import Worker
from generator.planning.rules import WEDNESDAY, AtLeast, AtMost, Closed, Imposed, Meeting, Problem, Rule
from generator.planning.schedule import ClosureKind

LABELS: dict[MilestoneKind, str] = {
    "cadrage": "Réunion de cadrage",
    "bilan": "Bilan intermédiaire",
    "evaluation": "Évaluation finale",
}


def problem(
    brief: Loaded[Brief],
    offer: Loaded[Offer],
    calendar: Calendar,
    part: Part,
    people: Iterable[Worker] = (),
    kept: frozenset[date] = frozenset(),
) -> Problem:
    """The sessions and meetings to place for one group; the absences are those of `people`, who run it.

    Groups that share a bilan place it beside their sessions, not among them.
    """
    rules = (
        *_calendar_rules(brief, offer, calendar, part),
        *_meeting_rules(offer, part),
        *_own_rules(brief, offer, part, tuple(people)),
    )
    return Problem(part.count, part.first, part.last, calendar.opening, calendar.closing, rules, kept)


def bilan_after(planning: Planning, count: int) -> int:
    """The number of the session that the bilan follows: the offer's choice, or half of `count` rounded up."""
    return planning.bilan_after or (count + 1) // 2


def absence_words(absence: Absence) -> str:
    """« absence de camille-exemple », « absence d'alix-exemple »."""
    return f"absence {of(absence.intervener)}"


def of(who: str) -> str:
    """« de camille-exemple », « d'alix-exemple »."""
    return f"d'{who}" if who[:1].lower() in "aeiouyéè" else f"de {who}"


def _calendar_rules(
    brief: Loaded[Brief], offer: Loaded[Offer], calendar: Calendar, part: Part
) -> Iterator[Rule]:
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
        wednesdays = _weekdays(part, {WEDNESDAY})
        yield Rule("mercredis, à éviter selon la demande", clause, False, Closed(wednesdays, "sessions"))
    bridge = _off(calendar, "bridge") - frozenset(part.fixed)
    yield Rule("pont de l'Ascension", part.span(offer, "fixed"), True, Closed(bridge))


def _meeting_rules(offer: Loaded[Offer], part: Part) -> Iterator[Rule]:
    planning = offer.value.planning
    shared = len(planning.groups) > 1
    for index, plan in enumerate(planning.meetings):
        if shared and plan.kind == "bilan":
            continue
        after = bilan_after(planning, part.count) if plan.kind == "bilan" else 0
        meeting = asked(plan, after)
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


def asked(plan: MeetingPlan, after: int = 0) -> Meeting:
    """The meeting that this plan asks; a bilan follows session number `after`."""
    return Meeting(plan.kind, plan.first, plan.last, plan.on, after)


def _own_rules(
    brief: Loaded[Brief], offer: Loaded[Offer], part: Part, people: tuple[Worker, ...]
) -> Iterator[Rule]:
    planning = offer.value.planning
    for index, day in enumerate(part.fixed):
        span = part.span(offer, "fixed", index)
        yield Rule(f"séance imposée le {long(day)}", span, True, Imposed(day))
    for index, day in enumerate(planning.closed):
        span = offer.span("planning", "closed", index)
        yield Rule(f"jour fermé : le {long(day)}", span, True, Closed(frozenset({day})))
    yield from absences(offer, part, people)
    yield _agreed_days(offer, part)
    yield from _gaps(brief, offer, part)


def absences(offer: Loaded[Offer], part: Part, people: tuple[Worker, ...]) -> Iterator[Rule]:
    """The days lost to who runs this group (at its hours) or leads the meetings, from the offer, then calendars."""
    leads = {member.intervener for member in offer.value.team if member.role == "lead"}
    keys = {person.key for person in people}
    for index, absence in enumerate(offer.value.planning.absences):
        if absence.intervener not in keys | leads:
            continue
        because = f" ({absence.because})" if absence.because else ""
        when = f"du {short(absence.first)} au {short(absence.last)}"
        if absence.first == absence.last:
            when = f"le {short(absence.first)}"
        name = f"{absence_words(absence)} {when}{because}"
        away = frozenset(each(absence.first, absence.last))
        where = offer.span("planning", "absences", index)
        yield Rule(name, where, True, Closed(away, _kept_from(absence.intervener, keys, leads)))
    for person in people:
        to = _kept_from(person.key, keys, leads)
        for name, span, lost in person.away(part.start, part.end):
            yield Rule(f"agenda {of(person.key)} : {name}", span, True, Closed(lost, to))


def _kept_from(key: str, running: set[str], leads: set[str]) -> Literal["sessions", "meetings", "both"]:
    """What an absence closes: the sessions of who runs the group, the meetings of who leads them."""
    if key in running:
        return "both" if key in leads else "sessions"
    return "meetings"


def _agreed_days(offer: Loaded[Offer], part: Part) -> Rule:
    numbers = {WEEKDAYS.index(name) for name in part.weekdays}
    names = " ou le ".join(WEEKDAYS[number] for number in sorted(numbers))
    others = _weekdays(part, set(range(7)) - numbers) - frozenset(part.fixed)
    return Rule(f"séances le {names}", part.span(offer, "weekdays"), True, Closed(others, "sessions"))


def _gaps(brief: Loaded[Brief], offer: Loaded[Offer], part: Part) -> Iterator[Rule]:
    """The gaps of the offer; those of the brief before them, where they ask for more."""
    asked = brief.value.service.sessions
    most, least = part.max_weeks, part.min_weeks
    clause = ", selon la demande"
    if asked.max_weeks and asked.max_weeks < most:
        name = f"au plus {_weeks(asked.max_weeks)} entre deux séances{clause}"
        yield Rule(name, brief.span("service", "sessions", "max_weeks"), False, AtMost(asked.max_weeks))
    if asked.min_weeks and asked.min_weeks > least:
        name = f"au moins {_weeks(asked.min_weeks)} entre deux séances{clause}"
        yield Rule(name, brief.span("service", "sessions", "min_weeks"), False, AtLeast(asked.min_weeks))
    apart = f"au plus {_weeks(most)} entre deux séances"
    yield Rule(apart, part.span(offer, "max_weeks"), True, AtMost(most))
    close = f"au moins {_weeks(least)} entre deux séances"
    yield Rule(close, part.span(offer, "min_weeks"), True, AtLeast(least))


def _weekdays(part: Part, numbers: set[int]) -> frozenset[date]:
    return frozenset(day for day in each(part.first, part.last) if day.weekday() in numbers)


def _off(calendar: Calendar, kind: ClosureKind) -> frozenset[date]:
    return days(tuple(closure for closure in calendar.closures if closure.kind == kind))


def _weeks(number: int) -> str:
    return f"{number} semaine{'s' if number > 1 else ''}"
