"""Whether each participant has the hours that the brief asks, counted on the real dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from generator.brief.brief import Brief
from generator.brief.offer import Offer
from generator.foundation.days import duration, months_after, short
from generator.foundation.diagnostic import Diagnostic, Diagnostics, error
from generator.foundation.record import Loaded
from generator.planning.parts import Part
from generator.planning.schedule import Event, Schedule

Span = tuple[date, date]
YEAR = 12


def hours(
    brief: Loaded[Brief], offer: Loaded[Offer], schedule: Schedule, groups: Sequence[Part]
) -> Diagnostics:
    """An error for each year, and each period of months, in which a group meets too little.

    They count from the first day of the group. A year that the plan covers by less than half, or a shorter period
    that it covers by less than a third, asks nothing: a plan from September to July has three runs of four months.
    """
    if brief.value.service.sessions.hours is None:
        return ()
    return tuple(problem for part in groups for problem in _short(brief, offer, part, schedule.of(part.key)))


def _short(
    brief: Loaded[Brief], offer: Loaded[Offer], part: Part, events: Sequence[Event]
) -> Iterator[Diagnostic]:
    asked = brief.value.service.sessions.hours
    if asked is None:
        return
    wanted: list[tuple[int, Decimal, str]] = [(YEAR, asked.per_year, "per_year")]
    if asked.months and asked.per_period:
        wanted.append((asked.months, asked.per_period, "per_period"))
    for months, least, field in wanted:
        place = brief.span("service", "sessions", "hours", field)
        for first, last in periods(part, months):
            held = [event for event in events if first <= event.day <= last]
            missing = int(least * 60) - len(held) * part.minutes
            if missing > 0:
                said = (
                    f"{_given(len(held) * part.minutes)} par personne du {short(first)} au {short(last)}, "
                    f"{duration(int(least * 60))} demandées ({place})"
                )
                yield error("P333", part.here(offer), part.said(said), _remedy(part, held, missing, field))


def _given(minutes: int) -> str:
    return duration(minutes) if minutes else "aucune heure"


def _remedy(part: Part, held: Sequence[Event], missing: int, field: str) -> str:
    more = -(-missing // part.minutes)
    sessions = f"{more} séance{'s' if more > 1 else ''}"
    if field == "per_year":
        per_session = -(-missing // len(held)) if held else 0
        longer = f", ou allongez chaque séance de {duration(per_session)}" if held else ""
        return f"ajoutez {sessions} dans l'année{longer}"
    return f"placez-y {sessions} de plus : une date imposée (fixed), max_weeks plus court, ou plus de séances"


def periods(part: Part, months: int) -> Iterator[Span]:
    """Each run of so many months of which the plan covers enough, from the first day of the group."""
    number = 0
    while (first := months_after(part.first, number * months)) <= part.last:
        last = months_after(part.first, (number + 1) * months) - timedelta(days=1)
        if (min(last, part.last) - first).days * (2 if months == YEAR else 3) >= (last - first).days:
            yield first, min(last, part.last)
        number += 1
