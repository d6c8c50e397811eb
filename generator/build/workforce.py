"""The team as the planning sees it: skills from each file, times taken from the calendar beside it, if there is one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from generator.brief.offer import Offer
from generator.brief.planning import Planning
from generator.foundation.diagnostic import Diagnostics
from generator.foundation.record import read_record
from generator.planning.meetings import WITHIN
from generator.planning.people import Busy, Worker
from generator.team.intervener import Intervener

FOLDER = "boilerplate/interveners"


def workforce(workspace: Path, offer: Offer) -> tuple[tuple[Worker, ...], Diagnostics]:
    """Each member of the team; a file that can't be read says nothing here, the build tells its problems."""
    people = []
    for member in offer.team:
        file = f"{FOLDER}/{member.intervener}.yaml"
        loaded, _ = read_record(workspace / file, file, Intervener)
        people.append((member.intervener, loaded.value if loaded else None))
    return staffed(workspace, offer.planning, people)


def staffed(
    workspace: Path, planning: Planning, people: Iterable[tuple[str, Intervener | None]]
) -> tuple[tuple[Worker, ...], Diagnostics]:
    """The same for files that were already read."""
    workers, problems = [], list[Diagnostics]()
    for key, person in people:
        busy, slips = _busy(workspace, key, planning)
        problems.append(slips)
        workers.append(Worker(key, person.name, person.skills, busy) if person else Worker(key, key, (), busy))
    return tuple(workers), tuple(slip for slips in problems for slip in slips)


def _busy(workspace: Path, key: str, planning: Planning) -> tuple[tuple[Busy, ...], Diagnostics]:
    """What `<key>.ics` says of the period and of the meetings around it."""
    path = workspace / FOLDER / f"{key}.ics"
    if not path.is_file():
        return (), ()
    from generator.readers.ics import read

    days = [planning.first, planning.last, *(d for g in planning.groups for d in (g.first, g.last) if d)]
    around = WITHIN + timedelta(weeks=4)
    return read(path.read_bytes(), f"{FOLDER}/{key}.ics", min(days) - around, max(days) + around)
