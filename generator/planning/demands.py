"""What must be right before any day is sought: each slip of the brief or the offer, told on its line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.brief.brief import Brief
from generator.brief.offer import Offer
from generator.brief.planning import MeetingPlan
from generator.foundation.days import WEEKDAYS, full, short
from generator.foundation.diagnostic import Diagnostic, Diagnostics, error, near_miss, warning
from generator.foundation.record import Loaded
from generator.planning.closures import Calendar
from generator.planning.parts import Part, parts
from generator.planning.problem import LABELS, absence_words, bilan_after
from generator.planning.rules import SATURDAY, WEDNESDAY

LONGEST = 5 * 366  # days: beyond, a year was surely mistyped
SWAP = "échangez les deux dates"


def demands(brief: Loaded[Brief], offer: Loaded[Offer]) -> Diagnostics:
    """Slips that can be told without a calendar."""
    return (
        *_period(offer),
        *_missing_meetings(brief, offer),
        *_meetings(offer),
        *_bilan(brief, offer),
        *_absences(offer),
    )


def imposed(brief: Loaded[Brief], offer: Loaded[Offer], calendar: Calendar, part: Part) -> Diagnostics:
    """Dates of session that the offer imposes on a group and that cannot be, or that surprise."""
    wanted, fixed = part.count, part.fixed
    problems = [d for index in range(len(fixed)) for d in _imposed(brief, offer, calendar, part, index)]
    if len(set(fixed)) > wanted:
        message = f"{len(set(fixed))} dates imposées pour {wanted} séance{'s' if wanted > 1 else ''}"
        where = part.span(offer, "fixed")
        problems.append(error("P309", where, part.said(message), f"retirez des dates de {_fixed(part)}"))
    return tuple(problems)


def _fixed(part: Part) -> str:
    return "fixed" if "fixed" in part.own else "planning.fixed"


def _period(offer: Loaded[Offer]) -> Iterator[Diagnostic]:
    planning = offer.value.planning
    named = [(m.on or m.first or m.last, index) for index, m in enumerate(planning.meetings)]
    for day, index in named:
        if day and abs((day - planning.first).days) > LONGEST:
            span = offer.span("planning", "meetings", index)
            yield error("P305", span, f"réunion le {short(day)}, à plus de cinq ans du planning", "vérifiez l'année")
    if (planning.last - planning.first).days > LONGEST:
        message = f"période de plus de cinq ans, du {short(planning.first)} au {short(planning.last)}"
        yield error("P305", offer.span("planning", "to"), message, "vérifiez l'année")


def _missing_meetings(brief: Loaded[Brief], offer: Loaded[Offer]) -> Iterator[Diagnostic]:
    planned = {meeting.kind for meeting in offer.value.planning.meetings}
    for index, milestone in enumerate(brief.value.milestones):
        if milestone.kind not in planned:
            place = f"{brief.span('milestones', index)}"
            yield error(
                "P307",
                offer.span("planning", "meetings"),
                f"« {LABELS[milestone.kind]} » demandée par l'acheteur ({place}), absente du planning",
                "ajoutez dans planning.meetings : "
                f"- {{kind: {milestone.kind}, start: 9:30, minutes: 90, place: …}}",
            )


def _meetings(offer: Loaded[Offer]) -> Iterator[Diagnostic]:
    seen = set()
    for index, meeting in enumerate(offer.value.planning.meetings):
        span = offer.span("planning", "meetings", index)
        label = LABELS[meeting.kind]
        if meeting.kind in seen:
            yield error("P307", span, f"« {label} » planifiée deux fois", "gardez une seule entrée")
        seen.add(meeting.kind)
        if meeting.first and meeting.last and meeting.last < meeting.first:
            yield error("P307", span, f"« {label} » : la fin (to) précède le début (from)", SWAP)
        if _ends_late(meeting):
            message = f"« {label} » finirait après minuit"
            yield error("P307", span, message, "corrigez « start » ou « minutes »")


def _ends_late(meeting: MeetingPlan) -> bool:
    return meeting.start.hour * 60 + meeting.start.minute + meeting.minutes >= 24 * 60


def _bilan(brief: Loaded[Brief], offer: Loaded[Offer]) -> Iterator[Diagnostic]:
    planning = offer.value.planning
    if not any(meeting.kind == "bilan" for meeting in planning.meetings):
        return
    wanted = max(part.count for part in parts(brief.value, offer.value))
    after = bilan_after(planning, wanted)
    if after >= wanted:
        span = offer.span("planning", "bilan_after")
        count = f"{wanted} séance{'s' if wanted > 1 else ''}"
        message = f"le bilan suivrait la séance {after}, mais il n'y a que {count}"
        yield error("P308", span, message, "le bilan se tient entre deux séances : corrigez « bilan_after »")


def _absences(offer: Loaded[Offer]) -> Iterator[Diagnostic]:
    team = [member.intervener for member in offer.value.team]
    for index, absence in enumerate(offer.value.planning.absences):
        span = offer.span("planning", "absences", index, "intervener")
        if absence.intervener not in team:
            hint = near_miss(absence.intervener, team) or "intervenants de l'offre : " + ", ".join(team)
            message = f"absence de « {absence.intervener} », qui n'est pas dans l'équipe"
            yield error("P310", span, message, hint)
        if absence.last < absence.first:
            where = offer.span("planning", "absences", index, "to")
            yield error("P310", where, "la fin (to) de l'absence précède son début (from)", SWAP)


def _imposed(
    brief: Loaded[Brief], offer: Loaded[Offer], calendar: Calendar, part: Part, index: int
) -> Iterator[Diagnostic]:
    day = part.fixed[index]
    span = part.span(offer, "fixed", index)
    if reason := _impossible(brief.value, offer.value, calendar, part, day):
        hint = f"choisissez un autre jour, ou retirez cette date de {_fixed(part)}"
        yield error("P309", span, part.said(f"séance imposée le {full(day)} : {reason}"), hint)
    elif WEEKDAYS[day.weekday()] not in part.weekdays:
        agreed = ", ".join(part.weekdays)
        hint = f"jours convenus : {agreed} ; vérifiez que l'acheteur accepte ce jour"
        yield warning("P323", span, part.said(f"séance imposée le {full(day)}, hors des jours convenus"), hint)
    elif any(c.kind == "bridge" and c.first <= day <= c.last for c in calendar.closures):
        hint = "vérifiez que l'acheteur accepte ce jour"
        said = f"séance imposée le {full(day)}, pendant le pont de l'Ascension"
        yield warning("P323", span, part.said(said), hint)


def _impossible(brief: Brief, offer: Offer, calendar: Calendar, part: Part, day: date) -> str:
    """Why no session can be on this day, or nothing."""
    if not part.first <= day <= part.last:
        return f"hors de la période du {short(part.first)} au {short(part.last)}"
    if day.weekday() >= SATURDAY:
        return "c'est un jour de fin de semaine"
    avoid = brief.service.sessions.avoid
    kinds = {"public", "closed", "school"} if "school_holidays" in avoid else {"public", "closed"}
    shut = [c.name for c in calendar.closures if c.kind in kinds and c.first <= day <= c.last]
    away = []
    if len(part.candidates) == 1:
        only = (a for a in offer.planning.absences if a.intervener in part.candidates)
        away = [absence_words(a) for a in only if a.first <= day <= a.last]
    wednesday = day.weekday() == WEDNESDAY and "wednesdays" in avoid
    asked = ["l'acheteur demande d'éviter le mercredi"] if wednesday else []
    return next(iter(shut + away + asked), "")
