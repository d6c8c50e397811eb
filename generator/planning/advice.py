"""What a person should look at in a plan that keeps every rule: rhythm, length, deadline, odd days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta

from generator.brief.brief import Brief
from generator.brief.offer import Offer
from generator.brief.terms import Slot
from generator.foundation.days import WEEKDAYS, clock, duration, full, long, short
from generator.foundation.diagnostic import Diagnostic, Diagnostics, error, warning
from generator.foundation.record import Loaded
from generator.law.calendars import Period, public_holidays
from generator.planning.claims import SLOTS
from generator.planning.closures import Calendar
from generator.planning.hours import hours
from generator.planning.parts import Part
from generator.planning.rules import SATURDAY
from generator.planning.schedule import Closure, Schedule

NAMED = 4  # groups told of in one finding, and the number of the others
UNEVEN = 1.5  # the longest gap over the shortest one, from which the rhythm surprises
USUAL_MINUTES = {"half_day": (150, 270), "day": (300, 480)}
USUAL_WORDS = {"half_day": "une demi-journée", "day": "une journée"}
NOON, EVENING = 12, 17


def advice(
    brief: Loaded[Brief], offer: Loaded[Offer], calendar: Calendar, schedule: Schedule, groups: Sequence[Part]
) -> Diagnostics:
    """Warnings about the plan, and an error when it opens before the offers are due or gives too little time."""
    return (
        *_too_early(brief, offer, schedule),
        *_bounds(brief, offer, schedule),
        *_rhythm(offer, schedule, groups),
        *(problem for part in groups for problem in _idle(offer, schedule, part)),
        *(problem for part in groups for problem in _length(brief, offer, part)),
        *(problem for part in groups for problem in _half_day(offer, part)),
        *_odd_meetings(offer, calendar),
        *hours(brief, offer, schedule, groups),
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


def _rhythm(offer: Loaded[Offer], schedule: Schedule, groups: Sequence[Part]) -> Iterator[Diagnostic]:
    """Gaps that differ too much, said once for all groups; the one that the summer opens surprises nobody."""
    holidays = [c for c in schedule.closures if c.kind == "school"]
    said: list[tuple[Part, str]] = []
    breaks: dict[str, None] = {}
    for part in groups:
        gaps = schedule.gaps(part.key)
        lengths = {number: (after - before).days for number, (before, after) in gaps.items()}
        if not lengths or max(lengths.values()) <= UNEVEN * min(lengths.values()):
            continue
        longest = max(lengths, key=lambda number: (lengths[number], -number))
        breaks |= {c.name: None for c in holidays if _inside(c, *gaps[longest])}
        least, most = min(lengths.values()), lengths[longest]
        where = f"le plus long entre les séances {longest} et {longest + 1}"
        said.append((part, f"de {least} à {most} jours entre deux séances ({where})"))
    if said:
        told = " ; ".join(f"{part.name}, {words}" if part.name else words for part, words in said[:NAMED])
        told += f" ; et {len(said) - NAMED} autres groupes" if len(said) > NAMED else ""
        yield warning("P320", said[0][0].here(offer), f"rythme inégal : {told}", _evener(list(breaks)))


def _inside(closure: Closure, before: date, after: date) -> bool:
    return before < closure.first and closure.last < after


def _evener(breaks: Sequence[str]) -> str:
    """What may even the rhythm; another weekday hardly shortens a gap that holidays open."""
    if breaks:
        held = ", ".join(breaks)
        return f"{held} : un jour convenu de plus n'y changerait guère ; déplacez « from » ou « to », ou gardez-le"
    return "ajoutez un jour convenu dans planning.weekdays, ou revoyez les dates imposées et les absences"


def _idle(offer: Loaded[Offer], schedule: Schedule, part: Part) -> Iterator[Diagnostic]:
    """Sessions that leave a large part of the period empty."""
    days = [event.day for event in schedule.of(part.key)]
    share = (part.last - part.first).days / len(days)
    idle = max((days[0] - part.first).days, (part.last - days[-1]).days)
    if idle > share:
        said = f"les séances vont du {short(days[0])} au {short(days[-1])}, une part seulement de la période"
        hint = "augmentez « max_weeks », ou rapprochez « from » et « to »"
        yield warning("P320", part.span(offer, "max_weeks"), part.said(said), hint)


def _length(brief: Loaded[Brief], offer: Loaded[Offer], part: Part) -> Iterator[Diagnostic]:
    asked, minutes = brief.value.service.sessions, part.minutes
    span = part.span(offer, "end")
    if asked.minutes and asked.minutes != minutes:
        message = f"séances de {duration(minutes)}, {duration(asked.minutes)} demandées"
        told = error if minutes < asked.minutes else warning  # less than what is bought, or more
        yield told("P322", span, part.said(message), "corrigez « start » ou « end »")
    elif not asked.minutes and asked.length in USUAL_MINUTES:
        low, high = USUAL_MINUTES[asked.length]
        if not low <= minutes <= high:
            message = f"séances de {duration(minutes)}, {USUAL_WORDS[asked.length]} demandée"
            yield warning("P322", span, part.said(message), f"d'ordinaire de {duration(low)} à {duration(high)}")


def _half_day(offer: Loaded[Offer], part: Part) -> Iterator[Diagnostic]:
    if slot(part.start) != part.half_day:
        message = f"séances prévues {SLOTS[part.half_day]}, mais de {clock(part.start)} à {clock(part.end)}"
        hint = "corrigez « half_day » ou les heures"
        yield warning("P325", part.span(offer, "half_day"), part.said(message), hint)


def slot(start: time) -> Slot:
    """The part of the day in which a session that starts then is held."""
    if start.hour < NOON:
        return "morning"
    return "afternoon" if start.hour < EVENING else "evening"


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
