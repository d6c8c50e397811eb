"""The schedule: sessions and meetings with their days and hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise
from typing import Literal

EventKind = Literal["cadrage", "session", "bilan", "evaluation"]
SUMMER = timedelta(days=30)  # a longer school holiday is the summer's
ClosureKind = Literal["school", "bridge", "public", "closed"]


@dataclass(frozen=True, slots=True)
class Event:
    """A session (`number` from 1) or a meeting (`number` 0). Hours are those of Paris."""

    kind: EventKind
    number: int
    label: str  # « Séance 1 », « Réunion de cadrage »
    day: date
    start: time
    end: time
    place: str
    attendees: tuple[str, ...]
    mark: str  # one or two characters for pictures: C, 1…, B, É
    group: str = ""  # key of the group; empty for a meeting of all
    intervener: str = ""  # key of who runs it
    site: str = ""  # key of the site of the brief
    lot: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A group of the plan; an offer with one group has one, whose key is empty."""

    key: str
    name: str
    size: int | None  # participants
    intervener: str  # key of who runs it
    site: str = ""
    lot: int | None = None
    away: frozenset[date] = frozenset()  # days that its intervener loses at its hours


@dataclass(frozen=True, slots=True)
class Closure:
    """A span of days without session, both ends included, and its name."""

    first: date
    last: date
    name: str
    kind: ClosureKind = "closed"

    @property
    def short_name(self) -> str:
        """« Toussaint » for « vacances de la Toussaint », « Ascension » for « pont de l'Ascension »."""
        name = self.name
        for start in ("vacances de la ", "vacances de ", "vacances d'", "pont de l'"):
            name = name.removeprefix(start)
        return name[:1].upper() + name[1:]


@dataclass(frozen=True, slots=True)
class Schedule:
    """Every event in order of time, and the closures (school holidays, public holidays, bridges)."""

    events: tuple[Event, ...]
    closures: tuple[Closure, ...]
    zone: str  # school zone: A, B or C
    first: date
    last: date
    groups: tuple[Group, ...] = ()

    def of(self, group: str) -> tuple[Event, ...]:
        """The sessions of one group, in order."""
        return tuple(event for event in self.sessions if event.group == group)

    @property
    def typical(self) -> tuple[Event, ...]:
        """The sessions of the first group: what a sentence about « the » sessions speaks of."""
        return self.of(self.groups[0].key) if self.groups else self.sessions

    @property
    def sessions(self) -> tuple[Event, ...]:
        """The sessions in order."""
        return tuple(event for event in self.events if event.kind == "session")

    def gaps(self, group: str) -> dict[int, tuple[date, date]]:
        """The days of two sessions in a row, by the number of the first; those around the summer holidays left out."""
        days = [event.day for event in self.of(group)]
        summers = [c for c in self.closures if c.kind == "school" and c.last - c.first > SUMMER]
        return {
            number: (before, after)
            for number, (before, after) in enumerate(pairwise(days), 1)
            if not any(before < summer.first and summer.last < after for summer in summers)
        }

    @property
    def weeks(self) -> tuple[int, ...]:
        """The weeks between two sessions in a row of each group, to the nearest; the summer left out."""
        gaps = (gap for group in self.groups for gap in self.gaps(group.key).values())
        return tuple(round((after - before).days / 7) for before, after in gaps)

    @property
    def meetings(self) -> tuple[Event, ...]:
        """The meetings in order."""
        return tuple(event for event in self.events if event.kind != "session")

    def meeting(self, kind: EventKind) -> Event | None:
        """The meeting of this kind, if the offer holds one."""
        return next((event for event in self.events if event.kind == kind), None)
