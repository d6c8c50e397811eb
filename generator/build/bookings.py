"""People engaged twice: the sessions of every offer that may still be won, put on one calendar.

One offer's bytes never depend on another's: nothing here goes into the findings of a build. Each offer is planned
once and each day of a person is looked at once, so two hundred offers take two hundred times one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from generator.brief.offer import Offer
from generator.build.preview import planned
from generator.build.results import read_result
from generator.foundation.days import clock, duration, full, minutes_between
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, warning
from generator.foundation.record import read_record
from generator.planning.schedule import Event, Schedule

TRAVEL = 60  # minutes left between two buyers' places, whose distance we do not know
CLOSED = {"lost", "abandoned"}
_REMOTE = ("visio", "distance", "téléphone")


@dataclass(frozen=True, slots=True)
class Booking:
    """A session or a meeting of one offer that takes a person's time."""

    client: str
    person: str
    event: Event

    @property
    def words(self) -> str:
        """« vienne, Séance 1, de 9 h à 12 h 30 »."""
        event = self.event
        return f"{self.client}, {event.label}, de {clock(event.start)} à {clock(event.end)}"


def double_bookings(workspace: Path, clients: Sequence[str]) -> Diagnostics:
    """A warning for each person whom two of these offers want at the same time, or too close to travel."""
    return among(workspace, schedules(workspace, clients))


def schedules(workspace: Path, clients: Sequence[str]) -> dict[str, Schedule | None]:
    """The schedule of each offer that may still be won; None for one that has none."""
    return {client: planned(workspace, client)[0] for client in clients if _pending(workspace, client)}


def among(workspace: Path, plans: Mapping[str, Schedule | None]) -> Diagnostics:
    """Who is engaged twice among these schedules, by client."""
    found = (taken(workspace, client, schedule) for client, schedule in plans.items() if schedule)
    return tuple(clashes(booking for bookings in found for booking in bookings))


def clashes_of(workspace: Path, client: str, schedule: Schedule, clients: Sequence[str]) -> Diagnostics:
    """The same for one offer, whose schedule is at hand: only offers that share a person with it are planned."""
    own = taken(workspace, client, schedule)
    people = {booking.person for booking in own}
    found = list(own)
    for other in clients:
        if other != client and people & _team(workspace, other) and _pending(workspace, other):
            plan, _ = planned(workspace, other)
            found += taken(workspace, other, plan) if plan else ()
    return tuple(clashes(found, of=client))


def taken(workspace: Path, client: str, schedule: Schedule) -> tuple[Booking, ...]:
    """What an offer takes of its people's time; lots that were lost take nothing."""
    result, _ = read_result(workspace, client)
    lost = {lot.lot for lot in result.value.lots if lot.outcome in CLOSED} if result else set()
    return tuple(
        Booking(client, event.intervener, event)
        for event in schedule.events
        if event.intervener and event.lot not in lost
    )


def clashes(bookings: Iterable[Booking], of: str = "") -> Iterator[Diagnostic]:
    """A warning for each two bookings of one person that can't both be kept; with `of`, those of this offer."""
    days: dict[tuple[str, str], list[Booking]] = {}
    for booking in bookings:
        days.setdefault((booking.event.day.isoformat(), booking.person), []).append(booking)
    for _, held in sorted(days.items()):
        ordered = sorted(held, key=lambda booking: (booking.event.start, booking.client, booking.event.label))
        for one, other in combinations(ordered, 2):
            told = one.client != other.client and (not of or of in {one.client, other.client})
            if told and (said := _clash(one.event, other.event)):
                yield _warning(one, other, said)


def _clash(first: Event, second: Event) -> str:
    """Why nobody can be at both, the first of which starts first; empty when one can."""
    if second.start < first.end:
        return "en même temps"
    apart = minutes_between(first.end, second.start)
    remote = any(word in event.place.lower() for event in (first, second) for word in _REMOTE)
    if remote or first.place == second.place or apart >= TRAVEL:
        return ""
    return f"à {duration(apart)} d'intervalle, dans deux lieux" if apart else "sans intervalle, dans deux lieux"


def _warning(one: Booking, other: Booking, said: str) -> Diagnostic:
    day = one.event.day
    absence = f"{{intervener: {one.person}, from: {day}, to: {day}, because: offre {one.client}}}"
    hint = (
        f"dans l'offre {other.client}, ajoutez à planning.absences : - {absence}, "
        "ou confiez l'une des deux à quelqu'un d'autre (planning.groups, interveners)"
    )
    message = f"{one.person} engagé deux fois le {full(day)}, {said} : {one.words} ; {other.words}"
    return warning("P360", Span(f"offers/{other.client}/offer.yaml"), message, hint)


def _pending(workspace: Path, client: str) -> bool:
    """Whether the offer may still be won, or is."""
    result, _ = read_result(workspace, client)
    return result is None or any(decision.outcome not in CLOSED for decision in result.value.decisions)


def _team(workspace: Path, client: str) -> set[str]:
    file = f"offers/{client}/offer.yaml"
    offer, _ = read_record(workspace / file, file, Offer)
    return {member.intervener for member in offer.value.team} if offer else set()
