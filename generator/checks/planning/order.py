"""Does the printed planning tell every session and meeting, once, numbered, in order, at the moments asked?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Final

from generator.checks.finished import Finished, Verdict
from generator.checks.planning.printed import Held, Planned, planning_of
from generator.compose.filters import et, plural
from generator.foundation import days
from generator.foundation.diagnostic import Span
from generator.planning.problem import LABELS
from generator.planning.schedule import Event, EventKind, Schedule

_MIDWAY: Final = (1 / 3, 2 / 3)  # between which shares of the sessions a meeting is « midway »
_BACK: Final = "remettez la ligne du planning, ou changez les données (offer.yaml, « planning ») et reconstruisez"


def every_date_told(finished: Finished) -> tuple[Verdict, ...]:
    """The printed planning holds each session and each meeting of the schedule once, in the order of time."""
    planned, schedule = planning_of(finished), finished.dossier.schedule
    if planned is None:
        return ()
    place = finished.place(planned.printed.docx)
    if not any(event.day for event in planned.events):
        said = "le planning imprimé ne donne plus aucune date de séance"
        return (Verdict(place, said, "remettez son tableau, ou reconstruisez l'offre"),)
    groups = [(group.name, schedule.of(group.key), planned.of(group.key)) for group in schedule.groups]
    told = [said for name, sessions, held in groups for said in _numbers(name, sessions, held)]
    told += _missing_meetings(schedule, planned)
    verdicts = [Verdict(place, f"planning imprimé : {said}", _BACK) for said in told]
    return (*verdicts, *(v for _, _, held in groups for v in _out_of_order(finished, planned, held)))


def _numbers(name: str, sessions: tuple[Event, ...], held: tuple[Held, ...]) -> Iterator[str]:
    """Sessions of a group that are not printed, printed twice, without a date, or too many."""
    where = f"{name} : " if name else ""
    counts = Counter(event.number for event in held)
    wanted = [event.number for event in sessions]
    if missing := [str(number) for number in wanted if not counts[number]]:
        yield f"{where}{_sessions(missing)} absente{'s' if len(missing) > 1 else ''} ({len(wanted)} prévues)"
    if twice := [str(number) for number, count in sorted(counts.items()) if count > 1]:
        yield f"{where}{_sessions(twice)} imprimée{'s' if len(twice) > 1 else ''} plusieurs fois"
    if more := [str(number) for number in sorted(counts) if number not in wanted]:
        yield f"{where}{_sessions(more)} en plus des {len(wanted)} prévues"
    if undated := [str(event.number) for event in held if event.day is None]:
        yield f"{where}{_sessions(undated)} sans date lisible"


def _sessions(numbers: list[str]) -> str:
    return f"séance{'s' if len(numbers) > 1 else ''} {et(numbers)}"


def _missing_meetings(schedule: Schedule, planned: Planned) -> Iterator[str]:
    dated = {event.kind for event in planned.meetings if event.day}
    for event in schedule.meetings:
        if event.kind not in dated:
            yield f"« {event.label} » (le {days.long(event.day)}) absente ou sans date"


def _out_of_order(finished: Finished, planned: Planned, held: tuple[Held, ...]) -> Iterator[Verdict]:
    dated = sorted((event for event in held if event.day), key=lambda event: event.number)
    for before, after in pairwise(dated):
        if before.day and after.day and after.number > before.number and after.day <= before.day:
            said = (
                f"planning imprimé : {after.label} le {days.long(after.day)}, "
                f"pas après la séance {before.number} (le {days.long(before.day)})"
            )
            yield Verdict(finished.place(planned.printed.docx), said, _BACK, planned.passage(after.words))


# --- meetings ----------------------------------------------------------------------------------


def meetings_in_time(finished: Finished) -> tuple[Verdict, ...]:
    """The cadrage comes before every session, the bilan around the middle, the evaluation after every session."""
    planned, schedule, brief = planning_of(finished), finished.dossier.schedule, finished.dossier.inputs.brief
    asked: dict[EventKind, Span] = {m.kind: brief.span("milestones", i) for i, m in enumerate(brief.value.milestones)}
    sessions = sorted(event.day for event in schedule.sessions)
    verdicts: dict[EventKind, Verdict] = {}
    for meeting in schedule.meetings:
        said = _astray(meeting.kind, meeting.day, sessions)
        if said and meeting.kind in asked:
            verdicts[meeting.kind] = Verdict(asked[meeting.kind], said, "revoyez « planning.meetings » dans offer.yaml")
    if planned is None:
        return tuple(verdicts.values())
    printed = sorted(event.day for event in planned.sessions if event.day)
    for held in planned.meetings:
        said = _astray(held.kind, held.day, printed) if held.day else ""
        if said and held.kind in asked and held.kind not in verdicts:
            place = finished.place(planned.printed.docx)
            verdicts[held.kind] = Verdict(place, f"planning imprimé : {said}", _BACK, planned.passage(held.words))
    return tuple(verdicts.values())


def _astray(kind: EventKind, day: date, sessions: list[date]) -> str:
    """Why this meeting is not where the buyer wants it; empty when it is."""
    if not sessions or kind == "session":
        return ""
    label = f"{LABELS[kind].lower()} le {days.long(day)}"
    before = sum(session < day for session in sessions)
    if kind == "cadrage" and day >= sessions[0]:
        return f"{label}, alors que la première séance est le {days.long(sessions[0])}"
    if kind == "evaluation" and day <= sessions[-1]:
        return f"{label}, alors que la dernière séance est le {days.long(sessions[-1])}"
    low, high = _MIDWAY
    if kind == "bilan" and not low <= before / len(sessions) <= high:
        return f"{label}, après {plural(before, 'séance', 'séances')} sur {len(sessions)} : ce n'est pas à mi-parcours"
    return ""
