"""What a person should look at in a plan that keeps every rule: rhythm, length, deadline, odd days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from generator.brief.brief import Brief
from generator.brief.offer import Offer
from generator.brief.planning import Planning
from generator.foundation.days import WEEKDAYS, clock, duration, full, long, minutes_between, short
from generator.foundation.diagnostic import Diagnostic, Diagnostics, error, warning
from generator.foundation.record import Loaded
from generator.law.calendars import Period, public_holidays
from generator.planning.closures import Calendar
from generator.planning.rules import SATURDAY
from generator.planning.schedule import Schedule

UNEVEN = 1.5  # the longest gap over the shortest one, from which the rhythm surprises
USUAL_MINUTES = {"half_day": (150, 270), "day": (300, 480)}
USUAL_WORDS = {"half_day": "une demi-journée", "day": "une journée"}
NOON = 12


def advice(brief: Loaded[Brief], offer: Loaded[Offer], calendar: Calendar, schedule: Schedule) -> Diagnostics:
    """Warnings about the plan, and an error when it opens before the offers are due."""
    return (
        *_groups(brief),
        *_too_early(brief, offer, schedule),
        *_bounds(brief, offer, schedule),
        *_rhythm(offer, schedule),
        *_idle(offer, schedule),
        *_length(brief, offer),
        *_half_day(offer),
        *_odd_meetings(offer, calendar),
    )


def deadline(brief: Loaded[Brief]) -> Iterator[Diagnostic]:
    """A warning when the deadline is no working day."""
    day = brief.value.dates.deadline
    if day is None:
        return
    off = {holiday.first: holiday.name for holiday in _holidays(brief.value, day)}
    if day.weekday() < SATURDAY and day not in off:
        return
    eve = day
    while eve.weekday() >= SATURDAY or eve in off:
        eve -= timedelta(days=1)
    reason = f"un jour férié ({off[day]})" if day in off else f"un {WEEKDAYS[day.weekday()]}"
    yield warning(
        "P321",
        brief.span("dates", "deadline"),
        f"la date limite, le {long(day)}, est {reason}",
        f"déposez l'offre au plus tard le {full(eve)} : ce jour-là, quelqu'un peut encore vous répondre",
    )


def _holidays(brief: Brief, day: date) -> tuple[Period, ...]:
    return public_holidays(day - timedelta(days=10), day, brief.buyer.department)


def _groups(brief: Loaded[Brief]) -> Iterator[Diagnostic]:
    if (groups := brief.value.service.groups) > 1:
        yield error(
            "P306",
            brief.span("service", "groups"),
            f"{groups} groupes demandés : le planning n'en place qu'un",
            "préparez une offre par groupe, ou donnez les séances des autres groupes en annexe",
        )


def _too_early(brief: Loaded[Brief], offer: Loaded[Offer], schedule: Schedule) -> Iterator[Diagnostic]:
    first, due = schedule.events[0], brief.value.dates.deadline
    if due and first.day <= due:
        yield error(
            "P312",
            offer.span("planning", "from"),
            f"{first.label} le {short(first.day)} : la remise des offres n'est close que le {short(due)}",
            "reculez le début du planning, ou corrigez dates.deadline dans brief.yaml",
        )


def _bounds(brief: Loaded[Brief], offer: Loaded[Offer], schedule: Schedule) -> Iterator[Diagnostic]:
    start, end = brief.value.dates.start, brief.value.dates.end
    first, last = schedule.sessions[0], schedule.sessions[-1]
    if start and first.day < start:
        message = f"{first.label} le {short(first.day)}, avant le début demandé ({short(start)})"
        yield warning("P324", offer.span("planning", "from"), message, "reculez « from »")
    if end and last.day > end:
        message = f"{last.label} le {short(last.day)}, après la fin demandée ({short(end)})"
        yield warning("P324", offer.span("planning", "to"), message, "avancez « to »")


def _rhythm(offer: Loaded[Offer], schedule: Schedule) -> Iterator[Diagnostic]:
    days = [event.day for event in schedule.sessions]
    gaps = [(after - before).days for before, after in pairwise(days)]
    if gaps and max(gaps) > UNEVEN * min(gaps):
        longest = gaps.index(max(gaps)) + 1
        yield warning(
            "P320",
            offer.span("planning"),
            f"rythme inégal : de {min(gaps)} à {max(gaps)} jours entre deux séances "
            f"(le plus long entre les séances {longest} et {longest + 1})",
            "ajoutez un jour convenu dans planning.weekdays, ou revoyez les dates imposées et les absences",
        )


def _idle(offer: Loaded[Offer], schedule: Schedule) -> Iterator[Diagnostic]:
    """Sessions that leave a large part of the period empty."""
    days = [event.day for event in schedule.sessions]
    share = (schedule.last - schedule.first).days / len(days)
    idle = max((days[0] - schedule.first).days, (schedule.last - days[-1]).days)
    if idle > share:
        yield warning(
            "P320",
            offer.span("planning", "max_weeks"),
            f"les séances vont du {short(days[0])} au {short(days[-1])}, une part seulement de la période",
            "augmentez « max_weeks », ou rapprochez « from » et « to »",
        )


def _length(brief: Loaded[Brief], offer: Loaded[Offer]) -> Iterator[Diagnostic]:
    asked, planning = brief.value.service.sessions, offer.value.planning
    minutes = minutes_between(planning.start, planning.end)
    span = offer.span("planning", "end")
    if asked.minutes and asked.minutes != minutes:
        message = f"séances de {duration(minutes)}, {duration(asked.minutes)} demandées"
        yield warning("P322", span, message, "corrigez « start » ou « end »")
    elif not asked.minutes and asked.length in USUAL_MINUTES:
        low, high = USUAL_MINUTES[asked.length]
        if not low <= minutes <= high:
            message = f"séances de {duration(minutes)}, {USUAL_WORDS[asked.length]} demandée"
            yield warning("P322", span, message, f"d'ordinaire de {duration(low)} à {duration(high)}")


def _half_day(offer: Loaded[Offer]) -> Iterator[Diagnostic]:
    planning = offer.value.planning
    if _out_of_place(planning):
        said = "le matin" if planning.half_day == "morning" else "l'après-midi"
        message = f"séances prévues {said}, mais de {clock(planning.start)} à {clock(planning.end)}"
        yield warning(
            "P325", offer.span("planning", "half_day"), message, "corrigez « half_day » ou les heures"
        )


def _out_of_place(planning: Planning) -> bool:
    return (planning.start.hour < NOON) != (planning.half_day == "morning")


def _odd_meetings(offer: Loaded[Offer], calendar: Calendar) -> Iterator[Diagnostic]:
    """Meetings set by hand on a day that is off."""
    for index, meeting in enumerate(offer.value.planning.meetings):
        if meeting.on and (reason := _off(calendar, meeting.on)):
            span = offer.span("planning", "meetings", index, "on")
            message = f"réunion imposée le {full(meeting.on)} : {reason}"
            yield warning("P326", span, message, "vérifiez que les participants seront là")


def _off(calendar: Calendar, day: date) -> str:
    if day.weekday() >= SATURDAY:
        return "c'est un jour de fin de semaine"
    return next((c.name for c in calendar.closures if c.first <= day <= c.last), "")
