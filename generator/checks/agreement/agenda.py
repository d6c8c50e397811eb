"""The calendar file says the days, hours and places of the plan, no event less and none more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final

from generator.checks.agreement.facts import plainly
from generator.checks.finished import Finished, Verdict
from generator.foundation.days import clock, full
from generator.planning.schedule import Event

if TYPE_CHECKING:
    from generator.readers.ics_events import WrittenEvent

AGENDA: Final = "planning-previsionnel.ics"
_MOST: Final = 4


def agenda_agrees(finished: Finished) -> tuple[Verdict, ...]:
    """Every session and meeting is in the calendar at its day, hours and place; one finding for the file."""
    from generator.readers.ics_events import events

    data = finished.files.get(AGENDA)
    if data is None:
        return ()
    try:
        written = events(data)
    except ValueError:
        return ()  # told by C991
    found = tuple(_differences(finished, written))
    if not found:
        return ()
    more = len(found) - _MOST
    rest = f" ; et {more} autre{'s' if more > 1 else ''} écart{'s' if more > 1 else ''}" if more > 0 else ""
    said = f"cet agenda ne dit pas ce que dit le planning : {' ; '.join(found[:_MOST])}{rest}"
    hint = "reconstruisez l'offre ; si la nouvelle date est la bonne, changez-la dans offer.yaml (planning)"
    return (Verdict(finished.place(AGENDA), said, hint),)


def _differences(finished: Finished, written: tuple[WrittenEvent, ...]) -> Iterator[str]:
    from generator.writers.ics import uid

    held = {event.uid: event for event in written if not event.cancelled}
    seed = finished.dossier.inputs.client
    known: set[str] = set()
    for event in finished.dossier.schedule.events:
        key = uid(seed, event.kind, event.number, event.group)
        known.add(key)
        if key in held:
            yield from _between(event, held[key])
        else:
            yield f"« {event.label} », {full(event.day)}, n'y est plus"
    for key, other in held.items():
        if key not in known:
            name = f"« {other.summary} »" if other.summary.strip() else "un événement sans titre"
            yield f"{name} y est en trop{f', {_moment(other.start)}' if other.start else ''}"


def _between(event: Event, written: WrittenEvent) -> Iterator[str]:
    """What the file says otherwise of one event."""
    label = f"« {event.label} »"
    start, end = datetime.combine(event.day, event.start), datetime.combine(event.day, event.end)
    if written.start != start:
        said = _moment(written.start) if written.start else "à une heure illisible"
        yield f"{label} y commence {said} au lieu de {_moment(start)}"
    elif written.end != end:
        said = f"à {clock(written.end.time())}" if written.end else "à une heure illisible"
        yield f"{label} du {full(event.day)} y finit {said} au lieu de {clock(event.end)}"
    if _folded(written.place) != _folded(event.place):
        yield f"{label} du {full(event.day)} s'y tient à « {written.place} » au lieu de « {event.place} »"
    if not _folded(written.summary).startswith(_folded(event.label)):
        yield f"{label} du {full(event.day)} s'y appelle « {written.summary} »"


def _moment(moment: datetime) -> str:
    return f"{full(moment.date())} à {clock(moment.time())}"


def _folded(text: str) -> str:
    return " ".join(plainly(text).casefold().split())
