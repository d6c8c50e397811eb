"""The dates told to a client: read from planned.yaml, or from the calendar of the last build; written with --save."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from generator.brief.offer import Offer
from generator.brief.planned import Planned
from generator.brief.terms import MilestoneKind
from generator.foundation.diagnostic import Diagnostics
from generator.foundation.record import Loaded, read_record
from generator.planning.keep import Kept, KeptSession
from generator.planning.schedule import EventKind, Schedule
from generator.writers.ics import uid

MOST = 300  # sessions of one group: sixty a year for five years
NAME = "planned.yaml"
CALENDAR = "planning-previsionnel.ics"
HEAD = """\
# yaml-language-server: $schema=../../schema/planned.schema.json
# Dates annoncées à l'acheteur. Tant que ce fichier est là, le planning en déplace le moins possible, et dit lesquelles.
# « offer plan {client} --save » le réécrit avec les dates d'aujourd'hui ; effacez-le pour repartir de zéro.
"""


def promised(workspace: Path, client: str) -> tuple[Kept | None, Diagnostics]:
    """The dates of planned.yaml; none without that file."""
    file = f"offers/{client}/{NAME}"
    if not (workspace / file).is_file():
        return None, ()
    loaded, problems = read_record(workspace / file, file, Planned)
    return (_kept(loaded) if loaded else None), problems


def to_keep(workspace: Path, client: str) -> Kept | None:
    """The dates of planned.yaml, else of the last build; None without either (or with a file that can't be read)."""
    kept, problems = promised(workspace, client)
    if kept or problems:
        return kept
    file = f"offers/{client}/offer.yaml"
    offer, _ = read_record(workspace / file, file, Offer)
    groups = [group.key for group in offer.value.planning.groups] if offer else []
    return built(workspace / "build" / client, client, groups or [""])


def save(workspace: Path, client: str, schedule: Schedule) -> None:
    """Writes planned.yaml for this schedule, whole or not at all."""
    path = workspace / "offers" / client / NAME
    temporary = path.with_name(NAME + ".new")
    temporary.write_bytes(written(schedule, client).encode("utf-8"))
    temporary.replace(path)


def built(folder: Path, client: str, groups: Iterable[str]) -> Kept | None:
    """The dates of the last build, from its calendar, whose UIDs say which session each one is; none without it."""
    path = folder / CALENDAR
    if not path.is_file():
        return None
    import icalendar

    known = {uid(client, kind, number, group): (kind, number, group) for kind, number, group in _names(groups)}
    sessions: list[KeptSession] = []
    meetings: list[tuple[MilestoneKind, date]] = []
    for event in icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT"):
        kind, number, group = known.get(str(event.get("UID")), ("", 0, ""))
        start: Any = event["DTSTART"]
        day = start.dt.date() if isinstance(start.dt, datetime) else start.dt
        match kind:
            case "session":
                sessions.append(KeptSession(group, number, day))
            case "cadrage" | "bilan" | "evaluation":
                meetings.append((kind, day))
            case _:
                pass  # an event that we did not write
    return Kept(tuple(sessions), tuple(meetings)) if sessions else None


def _names(groups: Iterable[str]) -> Iterator[tuple[EventKind, int, str]]:
    yield from (("cadrage", 0, ""), ("bilan", 0, ""), ("evaluation", 0, ""))
    for group in groups:
        yield from (("session", number, group) for number in range(1, MOST + 1))


def written(schedule: Schedule, client: str) -> str:
    """planned.yaml for this schedule."""
    lines = [HEAD.format(client=client), "sessions:\n"]
    for group in schedule.groups:
        if group.name:
            lines.append(f"  # {group.name}\n")
        for event in schedule.of(group.key):
            whose = f"group: {group.key}, " if group.key else ""
            who = f", intervener: {event.intervener}" if event.intervener else ""
            lines.append(f"  - {{{whose}number: {event.number}, day: {event.day.isoformat()}{who}}}\n")
    if schedule.meetings:
        lines.append("meetings:\n")
        lines += [f"  - {{kind: {event.kind}, day: {event.day.isoformat()}}}\n" for event in schedule.meetings]
    return "".join(lines)


def _kept(loaded: Loaded[Planned]) -> Kept:
    told = loaded.value
    sessions = (
        KeptSession(s.group or "", s.number, s.day, s.intervener or "", loaded.span("sessions", index))
        for index, s in enumerate(told.sessions)
    )
    return Kept(tuple(sessions), tuple((meeting.kind, meeting.day) for meeting in told.meetings))
