"""The days off around a plan: school holidays of the zone, bridges, public holidays, days we close."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generator.brief.brief import Brief
from generator.brief.planning import Planning
from generator.foundation.diagnostic import Diagnostics, Level, Span, error
from generator.foundation.record import Loaded
from generator.law.calendars import department, public_holidays, school_holidays, zone_of
from generator.planning.meetings import WITHIN
from generator.planning.parts import Part
from generator.planning.schedule import Closure


@dataclass(frozen=True, slots=True)
class Calendar:
    """Whole months around the plan, their closures in order, and the school zone (may be empty)."""

    opening: date
    closing: date
    zone: str
    closures: tuple[Closure, ...]


def calendar(
    brief: Loaded[Brief], planning: Planning, part: Part | None = None
) -> tuple[Calendar | None, Diagnostics]:
    """The closures of the months in which sessions and meetings can be held, where this group meets."""
    opening, closing = _months(planning)
    code, span = brief.value.buyer.department, brief.span("buyer", "department")
    if part and part.department != code:
        sites = [site.key for site in brief.value.service.sites]
        code, span = part.department, brief.span("service", "sites", sites.index(part.site), "department")
    school, zone, problems = _school(brief, planning, (opening, closing), code, span)
    if school is None:
        return None, problems
    public = [Closure(p.first, p.last, p.name, "public") for p in public_holidays(opening, closing, code)]
    closed = [Closure(day, day, "jour fermé", "closed") for day in planning.closed]
    every = sorted([*school, *public, *closed], key=lambda c: (c.first, c.last, c.name))
    return Calendar(opening, closing, zone, tuple(every)), problems


def _months(planning: Planning) -> tuple[date, date]:
    """The first and last day of the months that a session or a meeting can touch."""
    asked = [day for m in planning.meetings for day in (m.first, m.last, m.on) if day]
    asked += [day for group in planning.groups for day in (group.first, group.last) if day]
    low = min(planning.first - WITHIN, *asked, planning.first)
    high = max(planning.last + WITHIN, *asked, planning.last)
    return low.replace(day=1), high.replace(day=monthrange(high.year, high.month)[1])


def _school(
    brief: Loaded[Brief], planning: Planning, months: tuple[date, date], code: str | None, place: Span
) -> tuple[tuple[Closure, ...] | None, str, Diagnostics]:
    """The school closures and their zone; missing data only blocks when the brief avoids the holidays."""
    zone = zone_of(code) if code else None
    needed = "school_holidays" in brief.value.service.sessions.avoid
    if zone is None:
        problems = _no_zone(code, needed, place)
        return (None if problems else ()), "", problems
    span = brief.span("service", "sessions", "avoid") if needed else place
    periods, problems = school_holidays(zone, *months, span)
    if periods is None and needed:
        return None, zone, problems
    if periods is not None:  # doubts count for the period itself, not for the months around it
        _, problems = school_holidays(zone, planning.first, planning.last, span)
    softened = tuple(replace(problem, level=Level.WARNING) for problem in problems)
    return tuple(Closure(p.first, p.last, p.name, p.kind) for p in periods or ()), zone, softened


def _no_zone(code: str | None, needed: bool, span: Span) -> Diagnostics:
    known = department(code) if code else None
    if code and not known:
        hint = 'donnez le numéro entre guillemets (exemple : "86")'
        return (error("P303", span, f"département « {code} » inconnu", hint),)
    if not needed:
        return ()
    because = "le département n'est pas donné"
    hint = "donnez « department » dans brief.yaml : il donne la zone"
    if known:
        because = f"le département {known.of} n'a pas de zone A, B ou C"
        hint = "retirez « school_holidays » de service.sessions.avoid, donnez les jours dans planning.closed"
    message = f"vacances scolaires à éviter, mais {because} : leurs dates ne sont pas connues"
    return (error("P304", span, message, hint),)


def days(closures: tuple[Closure, ...]) -> frozenset[date]:
    """Every day of these closures."""
    spans = ((closure.first, (closure.last - closure.first).days + 1) for closure in closures)
    return frozenset(first + timedelta(n) for first, size in spans for n in range(size))


def union(calendars: Sequence[Calendar]) -> Calendar:
    """The closures of all, each once; a break that some zones do not have says which ones it is for."""
    first = calendars[0]
    zones = sorted({calendar.zone for calendar in calendars if calendar.zone})
    having: dict[Closure, list[str]] = {}
    for calendar in calendars:
        for closure in calendar.closures:
            having.setdefault(closure, []).append(calendar.zone)
    every = (
        closure if len(set(own)) >= len(zones) else replace(closure, name=f"{closure.name} ({_zones(own)})")
        for closure, own in having.items()
    )
    ordered = sorted(every, key=lambda c: (c.first, c.last, c.name))
    return Calendar(first.opening, first.closing, " et ".join(zones), tuple(ordered))


def _zones(names: list[str]) -> str:
    known = sorted(set(filter(None, names)))
    return f"zone{'s' if len(known) > 1 else ''} {' et '.join(known)}"
